import json
from typing import Any

from django.core.management.base import BaseCommand

from trede.core import seals


class Command(BaseCommand):
    help = "Seals the events that have no seal yet; run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps({"sealed": seals.seal_events()}))
