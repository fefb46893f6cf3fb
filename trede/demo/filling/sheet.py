"""What is to be written in one transaction: rows by model, and the happenings that go to the events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connections, router
from django.db.models import Model

from trede.clients.actions.facts import HIDDEN, compartment_of, editable_names
from trede.clients.models import CaseRole, Client, Fact, Source
from trede.core import bulk, versions
from trede.core.events import Change
from trede.core.models import Compartment
from trede.demo.filling.clock import Clock

M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=Fact)


@dataclass(slots=True)
class Happening:
    """An event to be; the row has no id yet. Without `after`, an added row tells all that it holds."""

    verb: str
    row: Model
    subject: int
    at: datetime
    by_id: int | None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] | None = None
    note: str = ""
    compartment: str = Compartment.GENERAL

    def change(self) -> Change:
        return Change(
            verb=self.verb,
            subject=self.subject,
            object_kind=self.row._meta.model_name or "",
            object_id=self.row.pk,
            compartment=compartment_of(self.row) if isinstance(self.row, Fact) else self.compartment,
            before=self.before,
            after=held(self.row) if self.after is None else self.after,
            note=self.note,
            at=self.at,
            by_id=self.by_id,
        )


@cache
def _names(kind: type[Model]) -> list[str]:
    if issubclass(kind, Fact):
        return editable_names(kind)
    return [f.name for f in kind._meta.concrete_fields if f.name not in HIDDEN and f.editable]


def held(row: Model) -> dict[str, Any]:
    values = versions.snapshot(row, _names(type(row)))
    return {name: value for name, value in values.items() if value not in (None, "")}


class Sheet:
    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Any]] = defaultdict(list)
        self.happenings: list[Happening] = []
        self.links: list[tuple[Model, str, Model, str]] = []

    def add(self, row: M) -> M:
        self.rows[type(row)].append(row)
        return row

    def link(self, row: Model, column: str, parent: Model, words: str = "") -> None:
        """A column that names a row without an id yet; as text, when `words` has a place for it."""
        self.links.append((row, column, parent, words))

    def write(self) -> None:
        """All rows; their ids come first, so that rows can name each other."""
        for kind, rows in self.rows.items():
            bulk.reserve_ids(rows, kind, connections[router.db_for_write(kind)])
        for row, column, parent, words in self.links:
            setattr(row, column, words.format(parent.pk) if words else parent.pk)
        for kind, rows in self.rows.items():
            bulk.insert(kind, rows)

    def changes(self) -> Iterator[Change]:
        return (happening.change() for happening in self.happenings)


class Crew:
    """Who followed a client, from when to when. The first is a social worker: every file has one."""

    __slots__ = ("periods",)

    def __init__(self, periods: list[tuple[CaseRole, date, date | None, int]]) -> None:
        self.periods = periods

    def author(self, day: date) -> int:
        """Who wrote on a day: whoever guided, else the social worker."""
        return self._on(day, reversed(self.periods))

    def social_worker(self, day: date) -> int:
        return self._on(day, (period for period in self.periods if period[0] == CaseRole.SOCIAL_WORKER))

    def _on(self, day: date, periods: Iterable[tuple[CaseRole, date, date | None, int]]) -> int:
        for _role, starts, ends, member in periods:
            if starts <= day and (ends is None or day <= ends):
                return member
        return self.periods[0][3]


class Scribe:
    """Writes one file on the sheet, in the hand of whoever followed the client then."""

    __slots__ = ("client", "clock", "crew", "sheet", "turn")

    def __init__(self, client: Client, sheet: Sheet, clock: Clock, crew: Crew) -> None:
        self.client, self.sheet, self.clock, self.crew = client, sheet, clock, crew
        self.turn = client.number * 13 % 60

    def author(self, on: date) -> int:
        return self.crew.author(self.clock.day(on))

    def social_worker(self, on: date) -> int:
        return self.crew.social_worker(self.clock.day(on))

    def moment(self, on: date) -> datetime:
        self.turn += 1
        return self.clock.written(on, self.turn)

    def fact(self, kind: type[F], on: date, /, *, told: bool = False, **values: Any) -> F:
        """A fact that became known on a day; `told` makes it an event too."""
        at, by = self.moment(on), self.author(on)
        taken_over = on < self.clock.first_day
        row = bulk.fresh(
            kind,
            organisation_id=self.client.organisation_id,
            client_id=self.client.pk,
            source=Source.SERVICE if taken_over else Source.CLIENT,
            recorded_at=at,
            recorded_by_id=by,
            **values,
        )
        self.sheet.add(row)
        if told:
            self.tell(f"{kind._meta.model_name}.added", row, at, by)
        return row

    def tell(self, verb: str, row: Model, at: datetime, by: int | None, **payload: Any) -> None:
        self.sheet.happenings.append(Happening(verb, row, self.client.pk, at, by, **payload))
