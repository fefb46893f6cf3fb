import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from trede.core import seals


class Command(BaseCommand):
    help = "Recounts the chain of events. Exit code 0 clean, 1 broken, 3 an unsealed tail."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = seals.verify()
        answer = {"events": verdict.events, "sealed": verdict.sealed, "first_bad": verdict.first_bad}
        self.stdout.write(json.dumps(answer))
        if verdict.reason:
            self.stderr.write(f"Gebeurtenis {verdict.first_bad}: {verdict.reason}.")
        sys.exit(verdict.exit_code)
