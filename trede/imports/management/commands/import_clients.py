import gc
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from trede.core.models import Organisation
from trede.imports import rejects
from trede.imports.actions import commit, staging
from trede.imports.models import ImportRun, Outcome, RunState
from trede.imports.reading import Mapping, Unreadable

ANSWER = ("rows", "new", "matched", "changed", "unchanged")


class Command(BaseCommand):
    help = (
        "Takes over a list of clients (CSV or Excel). A list that was stopped halfway goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, help="slug")
        parser.add_argument("--mapping", type=Path, help="JSON as an earlier answer gave it")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="read and weigh, change nothing")
        what.add_argument("--accept", choices=["safe"], help="take over what only adds")

    def handle(self, *args: Any, **options: Any) -> None:
        # Millions of short-lived rows: looking for cycles among them every 700 objects costs a tenth of the time.
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            self._stop(2, f"Er is geen organisatie met de korte naam {options['organisation']!r}.")
        try:
            run = staging.unfinished(organisation, options["file"]) or staging.begin(
                options["file"], organisation=organisation, by=None
            )
            mapping = self._mapping(run, options["mapping"])
        except (Unreadable, OSError) as error:
            sentence = str(error) if isinstance(error, Unreadable) else "Het bestand is niet gevonden."
            self._stop(2, sentence)
        if not mapping.sure:
            self._answer(run, mapping)
            self.stderr.write(" ".join(str(doubt) for doubt in mapping.doubts))
            sys.exit(4)
        self._run(run, mapping, options)

    def _mapping(self, run: ImportRun, chosen: Path | None) -> Mapping:
        if chosen is None:
            return Mapping.from_data(run.mapping)
        try:
            return Mapping.from_data(json.loads(chosen.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError):
            raise Unreadable("mapping") from None

    def _run(self, run: ImportRun, mapping: Mapping, options: dict[str, Any]) -> None:
        if run.state in (RunState.MAPPING, RunState.STAGING):
            if run.state == RunState.MAPPING:
                staging.confirm_mapping(run, mapping, by=None)
            run = staging.stage(run)
        if run.state == RunState.FAILED:
            self._stop(2, run.problem)
        if options["accept"]:
            run = commit.accept(run, by=None)
        self._answer(run, mapping)
        waiting = run.counts.get(Outcome.REFUSED, 0) + run.counts.get(Outcome.QUESTION, 0)
        sys.exit(1 if waiting else 0)

    def _answer(self, run: ImportRun, mapping: Mapping) -> None:
        counts = run.counts
        answer: dict[str, Any] = {name: counts.get(name, 0) for name in ANSWER}
        answer |= {
            "questions": counts.get(Outcome.QUESTION, 0),
            "refused": counts.get(Outcome.REFUSED, 0),
            "mapping": mapping.as_data(),
            "run": run.pk,
        }
        if answer["refused"] or answer["questions"]:
            name = f"geweigerd-{run.pk}-{timezone.localtime():%Y%m%d-%H%M%S}.csv"
            answer["rejects"] = str(rejects.write(run, settings.VAR / "imports" / name))
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _stop(self, code: int, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(code)
