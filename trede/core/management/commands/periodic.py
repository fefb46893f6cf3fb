import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from trede.core import periodic


class Command(BaseCommand):
    help = "Runs what must happen by itself, once, or forever with --loop (seconds between two rounds)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="repeat until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = self._round(quiet=bool(options["loop"]))
        while options["loop"]:
            time.sleep(max(1, options["loop"]))
            close_old_connections()
            self._round(quiet=True)
        if failed:
            sys.exit(1)

    def _round(self, *, quiet: bool = False) -> bool:
        outcomes = periodic.run_all()
        if not quiet or any(outcome.done or outcome.failed for outcome in outcomes):
            self.stdout.write(json.dumps({outcome.name: outcome.done for outcome in outcomes}))
            self.stdout.flush()
        return any(outcome.failed for outcome in outcomes)
