"""Taking a staged list over into the files, in pieces of at most 500 rows. Killed halfway, it goes on where it was."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.clients import next_number
from trede.clients.actions.facts import check_writable
from trede.clients.indexing import index_clients
from trede.clients.models import CaseAssignment, CaseRole, Client, Fact
from trede.core import bulk, events, promises
from trede.core.errors import CaseError
from trede.core.events import Change
from trede.core.models import AccessGrant, Member, Purpose
from trede.imports import rows
from trede.imports.actions.building import Origin, endings, event_values, facts_of, new_client
from trede.imports.actions.staging import Decided, changes_json, counts, question_json, weigh_all
from trede.imports.known import load
from trede.imports.models import ImportRow, ImportRun, Outcome, RunState
from trede.imports.reading import PersonRow
from trede.imports.weighing import OWN, Weighed
from trede.imports.workers import WorkersByName

PIECE = 500
TAKEN = (Outcome.NEW, Outcome.CHANGED)


def accept(
    run: ImportRun, *, by: Member | None, numbers: Iterable[int] | None = None, only_safe: bool = True
) -> ImportRun:
    """Take over the rows that only add (`only_safe`), or the rows with these numbers whatever they change.

    Every piece is weighed again against the files as they are now, and is one transaction with its events.
    """
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.COMMITTING)
    waiting = ImportRow.objects.filter(run=run, outcome__in=TAKEN).waiting()
    if numbers is not None:
        waiting = waiting.filter(number__in=list(numbers))
    elif only_safe:
        waiting = waiting.filter(safe=True)
    last = 0
    while piece := list(waiting.filter(number__gt=last).order_by("number")[:PIECE]):
        last = piece[-1].number
        _take_over(run, piece, by=by, overwrite=numbers is not None or not only_safe)
    return _finish(run)


def _finish(run: ImportRun) -> ImportRun:
    open_rows = ImportRow.objects.filter(run=run, outcome__in=[*TAKEN, Outcome.QUESTION]).waiting().exists()
    run.state = RunState.REVIEW if open_rows else RunState.DONE
    run.counts = counts(run)
    run.finished_at = None if open_rows else timezone.now()
    run.save(update_fields=["state", "counts", "finished_at"])
    return run


def _take_over(run: ImportRun, piece: list[ImportRow], *, by: Member | None, overwrite: bool) -> None:
    """One piece; when the database refuses it, row by row, and the row that is refused becomes a question."""
    try:
        with promises.explained(), transaction.atomic():
            Piece(run, piece, by=by, overwrite=overwrite).write()
    except (CaseError, ValidationError, DatabaseError) as error:
        if len(piece) > 1:
            for row in piece:
                _take_over(run, [row], by=by, overwrite=overwrite)
        else:
            _ask(
                piece[0],
                str(error) if isinstance(error, CaseError) else _("Deze rij past niet in het dossier."),
            )


def _ask(row: ImportRow, sentence: str) -> None:
    row.findings = [*row.findings, ["question", "ignore", "refused_by_file", sentence, ""]]
    row.outcome, row.safe = Outcome.QUESTION, False
    row.save(update_fields=["findings", "outcome", "safe"])


def decided_of(rows: list[ImportRow]) -> Decided:
    """The decisions that persons took on these rows; a row that only adds needs none."""
    return Decided(
        frozenset(row.number for row in rows if row.decided_by_id or row.safe),
        {row.number: row.client_id if row.choice == "client" else None for row in rows if row.choice},
    )


class Piece:
    """At most 500 rows on their way into the files: everything built first, then written table by table."""

    def __init__(self, run: ImportRun, piece: list[ImportRow], *, by: Member | None, overwrite: bool) -> None:
        self.run, self.rows, self.by, self.overwrite = run, piece, by, overwrite
        self.origin = Origin(run.organisation_id, run.as_of, by)
        self.persons = [rows.from_json(row.person, row.findings) for row in piece]
        self.facts: dict[type[Fact], list[Any]] = defaultdict(list)
        self.changes: list[Change] = []
        self.touched: list[Client] = []
        self.assignments: list[CaseAssignment] = []
        self.workers = WorkersByName(run.organisation_id)

    def write(self) -> None:
        weighed = weigh_all(self.run, self.persons, decided=decided_of(self.rows))
        self._open_new(weighed)
        self._change_known(weighed)
        for kind, facts in self.facts.items():
            bulk.insert(kind, facts)
        self._assign()
        events.record_all(self.changes, by=self.by, organisation_id=self.run.organisation_id)
        index_clients(self.touched)
        self._mark(weighed)

    def _open_new(self, weighed: list[Weighed]) -> None:
        fresh = [pair for pair in zip(self.persons, weighed, strict=True) if pair[1].outcome == Outcome.NEW]
        if not fresh:
            return
        number = next_number(self.run.organisation_id)
        made = [
            new_client(person, number=number + place, origin=self.origin)
            for place, (person, _w) in enumerate(fresh)
        ]
        now = timezone.now()
        for client in made:
            client.recorded_at = now
        bulk.insert(Client, made)
        for client, (person, verdict) in zip(made, fresh, strict=True):
            verdict.client_id = client.pk
            self._bring("client.imported", client, person, None)

    def _bring(
        self, verb: str, client: Client, person: PersonRow, changes: dict[str, list[Any]] | None
    ) -> None:
        for fact in facts_of(person, client, changes, self.origin):
            self.facts[type(fact)].append(fact)
        member = self.workers.member(person.social_worker)
        if member:
            self.assignments.append(self._assignment(client, member))
        before = {name: both[0] for name, both in (changes or {}).items() if both[0] not in (None, "")}
        after = event_values(person) if changes is None else {name: both[1] for name, both in changes.items()}
        self.changes.append(
            Change(
                verb=verb,
                subject=client.pk,
                object_kind="client",
                object_id=client.pk,
                before=before,
                after=after,
            )
        )
        self.touched.append(client)

    def _assignment(self, client: Client, member: int) -> CaseAssignment:
        return bulk.fresh(
            CaseAssignment,
            organisation_id=client.organisation_id,
            client_id=client.pk,
            member_id=member,
            role=CaseRole.SOCIAL_WORKER,
            starts_on=self.run.as_of,
        )

    def _change_known(self, weighed: list[Weighed]) -> None:
        changed = [
            pair
            for pair in zip(self.persons, weighed, strict=True)
            if pair[1].outcome == Outcome.CHANGED and (self.overwrite or pair[1].safe)
        ]
        clients = Client.objects.in_bulk([verdict.client_id for _p, verdict in changed])
        facts = load(clients.values(), on=self.run.as_of)
        for person, verdict in changed:
            client = clients[verdict.client_id]
            check_writable(client)
            self._write_own(client, verdict.changes)
            for fact, last_day in endings(person, facts[client.pk], verdict.changes, self.origin):
                type(fact).objects.filter(pk=fact.pk).update(ends_on=last_day, version=F("version") + 1)
            self._bring("client.import_changed", client, person, verdict.changes)

    def _write_own(self, client: Client, changes: dict[str, list[Any]]) -> None:
        values = {name: both[1] for name, both in changes.items() if name in OWN}
        if values:
            for name, value in values.items():
                setattr(client, name, value)
            Client.objects.filter(pk=client.pk).update(**values, version=F("version") + 1)

    def _assign(self) -> None:
        running = set(
            CaseAssignment.objects.current()
            .filter(client__in=[one.client_id for one in self.assignments], role=CaseRole.SOCIAL_WORKER)
            .values_list("client", flat=True)
        )
        fresh = bulk.insert(CaseAssignment, [one for one in self.assignments if one.client_id not in running])
        bulk.insert(
            AccessGrant,
            [
                bulk.fresh(
                    AccessGrant,
                    organisation_id=one.organisation_id,
                    subject=one.client_id,
                    member_id=one.member_id,
                    purpose=Purpose.SOCIAL_SERVICE,
                    cause=one.cause,
                    starts_on=one.starts_on,
                )
                for one in fresh
            ],
        )
        self.changes += [
            Change(
                verb="assignment.opened",
                subject=one.client_id,
                object_kind="caseassignment",
                object_id=one.pk,
                after={"member": one.member_id, "role": one.role},
            )
            for one in fresh
        ]

    def _mark(self, weighed: list[Weighed]) -> None:
        """What was taken over is done; what turned out otherwise waits with its new outcome."""
        now, finished = timezone.now(), []
        for row, verdict in zip(self.rows, weighed, strict=True):
            taken = verdict.outcome == Outcome.NEW or (
                verdict.outcome == Outcome.CHANGED and (self.overwrite or verdict.safe)
            )
            row.client_id = verdict.client_id
            if taken:
                finished.append((verdict.client_id, now, row.pk))
                continue
            row.done_at = now if verdict.outcome == Outcome.UNCHANGED else None
            row.outcome, row.safe = verdict.outcome, verdict.safe
            row.changes = changes_json(verdict)
            row.findings = row.findings + question_json(verdict)
            row.save(update_fields=["client", "done_at", "outcome", "safe", "changes", "findings"])
        bulk.execute_many(
            f'UPDATE "{ImportRow._meta.db_table}" SET client_id = %s, done_at = %s WHERE id = %s', finished
        )
