"""The rows that conditions look at, of any number of clients in a few queries: narrow columns, no model instances."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateField,
    Expression,
    F,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from trede.clients.models import (
    Address,
    AddressKind,
    Barrier,
    DrivingLicence,
    Education,
    FunctionalLimit,
    IncomeSpell,
    LanguageLevel,
    Mobility,
    Ticket,
    VdabRegistration,
    WorkExperience,
    WorkRight,
)
from trede.clients.models.fact import Fact
from trede.ladder.models import LadderPosition
from trede.offers.models import OPEN as OPEN_STATES
from trede.offers.models import Participation, Presence, SessionPresence, UsedTime


class Row(NamedTuple):
    """One fact: `what` names its kind; the other columns mean what `_KINDS` says for that kind."""

    what: str
    client: int
    code: str
    more: str
    begin: date | None
    end: date | None
    day: date | None
    n: int
    m: int

    def runs(self, on: date) -> bool:
        return (self.begin is None or self.begin <= on) and (self.end is None or self.end >= on)


Column = str | Expression


@dataclass(frozen=True)
class Source:
    """Where the columns of one kind come from; what is not named stays empty."""

    model: type[Model]
    code: Column = ""
    more: Column = ""
    begin: str = ""
    end: str = ""
    day: str = ""
    n: Column = ""
    m: Column = ""
    only: Q | None = None


def _whole(name: str) -> Expression:
    return Cast(F(name), IntegerField())


def _dated(model: type[Model], **columns: Any) -> Source:
    return Source(model, begin="starts_on", end="ends_on", **columns)


# For very many clients each list of kinds is a query of its own: more do not fit in the parameters of one.
_KINDS: tuple[dict[str, Source], ...] = (
    {
        "language": Source(
            LanguageLevel, code="level", more="skill", begin="measured_on", only=Q(language="nl")
        ),
        "income": _dated(IncomeSpell, code="kind"),
        "right": _dated(
            WorkRight, code="marking", more="ground", day="asylum_asked_on", n=_whole("asylum_refused")
        ),
        "vdab": _dated(VdabRegistration),
        "education": Source(Education, code="level", only=Q(finished=True)),
        "licence": _dated(DrivingLicence, code="kind"),
    },
    {
        "address": _dated(Address, code="municipality", more="kind", only=~Q(kind=AddressKind.POST)),
        "mobility": _dated(Mobility, n=_whole("bicycle")),
        "barrier": _dated(Barrier, code="code", n="severity"),
        "limit": _dated(FunctionalLimit, code="kind"),
        "ticket": _dated(Ticket, code="kind"),
        "experience": Source(WorkExperience, begin="began", end="ended"),
    },
    {
        "position": _dated(LadderPosition, n="rung"),
        "participation": Source(
            Participation,
            code="offer__key",
            more="state",
            begin="started_on",
            end="ended_on",
            day="proposed_on",
            n="used_before_months",
            m="used_before_minutes",
            only=Q(started_on__isnull=False) | Q(used_before_months__gt=0) | Q(used_before_minutes__gt=0),
        ),
        "open": Source(Participation, code="offer__key", more="state", n="id", only=Q(state__in=OPEN_STATES)),
        "result": Source(
            Participation, code="offer__key", more="result", begin="started_on", only=~Q(result="")
        ),
        "time": Source(UsedTime, code="participation__offer__key", begin="month", n="minutes"),
        "session": Source(
            SessionPresence,
            code="participation__offer__key",
            begin="session__on",
            only=Q(presence__in=[Presence.PRESENT, Presence.LATE]),
        ),
    },
)


MANY = 1500


def rows_of(client_ids: Iterable[int]) -> Iterator[Row]:
    """Every row of these files, retracted facts left out; one query, or three for more than 1,500 files."""
    ids = list(client_ids)
    whole = {what: source for kinds in _KINDS for what, source in kinds.items()}
    for kinds in _KINDS if len(ids) > MANY else (whole,):
        first, *others = [_rows(what, source, ids) for what, source in kinds.items()]
        for values in first.union(*others, all=True):
            yield Row(*values)


def _rows(what: str, source: Source, ids: list[int]) -> QuerySet[Any, Any]:
    rows = source.model._default_manager.filter(source.only or Q(), client__in=ids).order_by()
    if issubclass(source.model, Fact):
        rows = rows.filter(retracted_at=None)
    columns: dict[str, Any] = {
        "row_what": Value(what, CharField()),
        "row_client": F("client_id"),
        "row_code": _text(source.code),
        "row_more": _text(source.more),
        "row_begin": _day(source.begin),
        "row_end": _day(source.end),
        "row_day": _day(source.day),
        "row_n": _number(source.n),
        "row_m": _number(source.m),
    }
    return rows.annotate(**columns).values_list(*columns)


def _text(column: Column) -> Any:
    return F(column) if isinstance(column, str) and column else column or Value("", CharField())


def _day(column: str) -> Any:
    # A bare NULL has no type, and PostgreSQL compares the types of the columns.
    return F(column) if column else Cast(Value(None), DateField())


def _number(column: Column) -> Any:
    return F(column) if isinstance(column, str) and column else column or Value(0, IntegerField())
