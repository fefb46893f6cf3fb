"""`manage.py rules`: ask the dated parameters and the calculations. One JSON document on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from trede.rules.commands import DONE, Outcome, run_calculate, run_check, run_list, run_value


class Command(BaseCommand):
    """Parses, asks `trede.rules.commands`, prints."""

    help = "Ask the dated parameters and the calculations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand per question; a missing day or input gets its sentence from the rules."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="parameters and calculations")
        check = verbs.add_parser("check", help="gaps, overlaps, missing sources, values about to expire")
        check.add_argument("--on", help="the day to check for; today when left out")
        value = verbs.add_parser("value", help="the value of a parameter on a day")
        value.add_argument("parameter")
        value.add_argument("--on")
        value.add_argument("--key")
        calculate = verbs.add_parser("calculate", help="the answer of a calculation on a day")
        calculate.add_argument("name")
        calculate.add_argument("--on")
        calculate.add_argument("--input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer; leave with the exit code when it is not 0."""
        answer, code = self._ask(options)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        if "error" in answer:
            self.stderr.write(answer["error"])
        if code != DONE:
            sys.exit(code)

    def _ask(self, options: dict[str, Any]) -> Outcome:
        match options["verb"]:
            case "value":
                return run_value(options["parameter"], options["on"], options["key"])
            case "calculate":
                return run_calculate(options["name"], options["on"], options["input"])
            case "check":
                return run_check(options["on"] or timezone.localdate())
            case _:
                return run_list()
