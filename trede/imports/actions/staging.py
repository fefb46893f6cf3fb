"""Reading a list into the staging table: copied, read, matched, weighed. Nothing in any file changes here."""

import hashlib
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from trede.clients.models import Client
from trede.core import bulk, events
from trede.core.errors import CaseError
from trede.core.local import STAGING_DAYS, local_value
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.saying import said
from trede.imports import known, rows
from trede.imports.models import ImportMapping, ImportRow, ImportRun, Outcome, RunState
from trede.imports.reading import (
    DoubleFinder,
    Mapping,
    PersonRow,
    Unreadable,
    open_table,
    propose_mapping,
    read_person,
)
from trede.imports.reading.text import cell_text
from trede.imports.weighing import Weighed, weigh

PIECE = 2000
T = TypeVar("T")


def folder() -> Path:
    path = Path(settings.VAR) / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(run: ImportRun) -> Path:
    return folder() / run.storage_name


def begin(
    source: Path, *, organisation: Organisation, by: Member | None, as_of: date | None = None
) -> ImportRun:
    """Copy the list aside and propose what its columns mean.

    Raises Unreadable, with a Dutch sentence, when it is no list; nothing is kept then.
    """
    name = secrets.token_hex(16) + source.suffix.lower()[:6]
    copy = folder() / name
    shutil.copyfile(source, copy)
    try:
        mapping = _mapping(copy, organisation)
    except Unreadable:
        copy.unlink()
        raise
    with transaction.atomic():
        run = ImportRun.objects.create(
            organisation=organisation,
            by=by,
            ending=source.suffix.lower()[:5],
            sha256=_digest(copy),
            storage_name=name,
            as_of=as_of or today(),
            mapping=mapping.as_data(),
        )
        events.record("import.begun", run, by=by, organisation_id=organisation.pk)
    return run


def _mapping(path: Path, organisation: Organisation) -> Mapping:
    table = open_table(path)
    proposed = propose_mapping(table)
    remembered = ImportMapping.objects.filter(organisation=organisation, signature=proposed.signature).first()
    return Mapping.from_data(remembered.mapping) if remembered else proposed


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def examples(run: ImportRun, *, most: int = 3) -> dict[int, list[str]]:
    """The first different values of every column, to see what it holds."""
    found: dict[int, list[str]] = {}
    for row in open_table(path_of(run)).sample:
        for index, cell in enumerate(row.cells):
            text, seen = cell_text(cell)[:60], found.setdefault(index, [])
            if text and text not in seen and len(seen) < most:
                seen.append(text)
    return found


@transaction.atomic
def confirm_mapping(run: ImportRun, mapping: Mapping, *, by: Member | None) -> ImportRun:
    """A person, or a sure proposal, says what the columns mean; remembered for the next list with these titles.

    Raises CaseError while the mapping still has doubts.
    """
    if not mapping.sure:
        raise CaseError(" ".join(said(doubt) for doubt in mapping.doubts))
    ImportMapping.objects.update_or_create(
        organisation=run.organisation, signature=mapping.signature, defaults={"mapping": mapping.as_data()}
    )
    run.mapping, run.state = mapping.as_data(), RunState.STAGING
    run.save(update_fields=["mapping", "state"])
    events.record("import.mapped", run, by=by, organisation_id=run.organisation_id)
    return run


def stage(run: ImportRun) -> ImportRun:
    """Read every row, match and weigh it. Killed halfway, it starts again from nothing: no file has changed yet."""
    mapping = Mapping.from_data(run.mapping)
    ImportRow.objects.filter(run=run).delete()
    try:
        for piece in pieces(_persons(path_of(run), mapping), PIECE):
            with transaction.atomic():
                bulk.insert(ImportRow, _weighed_rows(run, piece))
    except Unreadable as error:
        return _failed(run, str(error))
    run.state, run.counts = RunState.REVIEW, counts(run)
    run.save(update_fields=["state", "counts"])
    return run


def _failed(run: ImportRun, sentence: str) -> ImportRun:
    run.state, run.problem = RunState.FAILED, sentence[:300]
    run.save(update_fields=["state", "problem"])
    return run


def _persons(path: Path, mapping: Mapping) -> Iterator[PersonRow]:
    finder, day = DoubleFinder(), today()
    for row in open_table(path).rows():
        person = read_person(row, mapping, today=day)
        double = finder.look(person)
        yield replace(person, findings=(*person.findings, double)) if double else person


def _weighed_rows(run: ImportRun, persons: Sequence[PersonRow]) -> list[ImportRow]:
    return [
        _row(run, person, weighed)
        for person, weighed in zip(persons, weigh_all(run, persons, decided=Decided()), strict=True)
    ]


@dataclass(frozen=True)
class Decided:
    """What persons decided about rows: whose questions are answered, and which file a row belongs to (None: new)."""

    agreed: frozenset[int] = frozenset()
    files: dict[int, int | None] = field(default_factory=dict)


def weigh_all(run: ImportRun, persons: Sequence[PersonRow], *, decided: Decided) -> list[Weighed]:
    """Match and weigh a piece of the list against the files as they are now, in six queries."""
    matches = known.match(persons, organisation_id=run.organisation_id)
    chosen = Client.objects.filter(organisation=run.organisation_id).in_bulk(
        [pk for pk in decided.files.values() if pk]
    )
    found = [_found(person, matches, decided, chosen) for person in persons]
    files = {client.pk: client for clients, _why in found for client in clients}
    facts = known.load(files.values(), on=run.as_of)
    return [
        weigh(
            person,
            [facts[client.pk] for client in clients],
            why,
            as_of=run.as_of,
            agreed=person.row in decided.agreed,
        )
        for person, (clients, why) in zip(persons, found, strict=True)
    ]


def _found(
    person: PersonRow, matches: known.Matches, decided: Decided, chosen: dict[int, Client]
) -> tuple[list[Client], str]:
    if person.row not in decided.files:
        return matches.of(person)
    pk = decided.files[person.row]
    return ([chosen[pk]] if pk in chosen else []), "chosen"


def _row(run: ImportRun, person: PersonRow, weighed: Weighed) -> ImportRow:
    return bulk.fresh(
        ImportRow,
        run_id=run.pk,
        number=person.row,
        person=rows.to_json(person),
        findings=rows.findings_json(person) + question_json(weighed),
        outcome=weighed.outcome,
        client_id=weighed.client_id,
        changes=changes_json(weighed),
        safe=weighed.safe,
    )


def question_json(weighed: Weighed) -> list[list[str]]:
    return [
        ["question", question.field, question.code, question.raw, question.proposal]
        for question in weighed.questions
    ]


def changes_json(weighed: Weighed) -> dict[str, Any]:
    return {
        name: [str(part) if isinstance(part, date) else part for part in both]
        for name, both in weighed.changes.items()
    }


def counts(run: ImportRun) -> dict[str, int]:
    """How many rows of each outcome; `matched` counts all that belong to an existing file."""
    found = dict.fromkeys((str(outcome) for outcome in Outcome), 0)
    for outcome in (
        ImportRow.objects.filter(run=run).values_list("outcome", flat=True).iterator(chunk_size=5000)
    ):
        found[outcome] += 1
    matched = ImportRow.objects.filter(run=run).exclude(client=None).count()
    return {"rows": sum(found.values()), "matched": matched} | found


def pieces(stream: Iterator[T], size: int) -> Iterator[list[T]]:
    while piece := list(islice(stream, size)):
        yield piece


def unfinished(organisation: Organisation, source: Path) -> ImportRun | None:
    """A run of the very same file that was stopped halfway: it goes on where it was."""
    open_states = [RunState.STAGING, RunState.COMMITTING]
    digest = _digest(source)
    return ImportRun.objects.filter(organisation=organisation, sha256=digest, state__in=open_states).first()


def purge_due() -> int:
    """Purge the lists of every organisation that are older than its own term."""
    waiting = ImportRun.objects.exclude(state=RunState.PURGED)
    return sum(
        purge(organisation_id=pk, older_than=timedelta(days=local_value(pk, STAGING_DAYS, today()) or 0))
        for pk in waiting.order_by("organisation").values_list("organisation", flat=True).distinct()
    )


def purge(*, organisation_id: int, older_than: timedelta) -> int:
    """Drop the copies and rows of lists that are older than the term; what was taken over stays in the files."""
    limit = timezone.now() - older_than
    runs = ImportRun.objects.filter(organisation=organisation_id, started_at__lt=limit).exclude(
        state=RunState.PURGED
    )
    for run in runs:
        with transaction.atomic():
            ImportRow.objects.filter(run=run).delete()
            ImportRun.objects.filter(pk=run.pk).update(state=RunState.PURGED, storage_name="", mapping={})
            events.record("import.purged", run, by=None, organisation_id=run.organisation_id)
        if run.storage_name:
            path_of(run).unlink(missing_ok=True)
    return len(runs)
