import json
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from trede.core.errors import CaseError
from trede.core.periods import today
from trede.demo.filling import Plan, fill


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"Schrijf de datum als jjjj-mm-dd, bijvoorbeeld 2026-11-22, niet {text}.", returncode=2
        ) from error


class Command(BaseCommand):
    help = "Fills an empty database with a made-up town; a second run keeps what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clients", type=int, default=2000, help="clients of Oostende, up to 150000")
        parser.add_argument("--seed", type=int, default=1, help="another number makes another town")
        parser.add_argument("--today", default="", help="the day on which the town stands, as yyyy-mm-dd")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        plan = Plan(
            options["clients"], options["seed"], _day(options["today"]) if options["today"] else today()
        )
        try:
            filled = fill(plan, self.stderr.write)
        except (CaseError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError(
                "De databank is nog niet klaar. Voer eerst uit: manage.py migrate_all", returncode=1
            ) from error
        answer = {
            "state": filled.state,
            **filled.counts,
            "seed": filled.plan.seed,
            "today": filled.plan.today.isoformat(),
            "seconds": round(time.monotonic() - started, 1),
        }
        self.stdout.write(json.dumps(answer))
