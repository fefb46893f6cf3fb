"""The timeline of a file: its events, newest first, as sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.clients.wording import in_words
from trede.core.events import read_payload, readable
from trede.core.models import Compartment, Event, Member
from trede.desk.sentences import changes, icon_of, sentence, telling
from trede.offers.models import Participation

PAGE = 30
PARTICIPATION = "participation"
Titles = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `changes` holds (label, before, after) in words."""

    pk: int
    at: datetime
    by: str
    verb: str
    title: str
    icon: str
    changes: list[tuple[str, str, str]]
    note: str
    confidential: bool

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of the timeline; `next` is where the page before it in time begins, None at the end."""

    lines: list[Line]
    next: int | None

    @property
    def days(self) -> list[Day]:
        return [Day(day, list(lines)) for day, lines in groupby(self.lines, key=lambda line: line.day)]


def newest(
    client: Client, ids: Iterable[int], *, confidential: bool, before: int | None = None, count: int
) -> list[Event]:
    """The newest events of a file, with what they hold; one query."""
    events = Event.objects.filter(organisation=client.organisation_id, subject__in=list(ids))
    if not confidential:
        events = events.filter(compartment=Compartment.GENERAL)
    if before:
        events = _older(events, before)
    return list(readable(events).annotate(offer_name=_offer_name()).order_by("-at", "-pk")[:count])


def _offer_name() -> Case:
    """Of which offer an event tells; looked up by key, and only where a participation moved."""
    named = Participation.objects.filter(pk=OuterRef("object_id")).order_by().values("offer__name")[:1]
    return Case(When(object_kind=PARTICIPATION, then=Subquery(named)), default=Value(""))


def timeline_of(
    client: Client,
    ids: Sequence[int],
    *,
    confidential: bool,
    before: int | None = None,
    titles: Titles | None = None,
) -> Timeline:
    """One page of lines, in two queries. The confidential ones only for who may read them."""
    rows = newest(client, ids, confidential=confidential, before=before, count=PAGE + 1)
    named = {**(titles or {}), **offer_titles(rows[:PAGE])}
    lines = lines_of(rows[:PAGE], names_of(mentioned(rows[:PAGE])), named)
    return Timeline(lines, lines[-1].pk if len(rows) > PAGE else None)


def lines_of(rows: Iterable[Event], names: Mapping[int, str], titles: Titles) -> list[Line]:
    """Events as lines; `names` holds the colleagues that `mentioned` found, `titles` the facts that stand."""
    return [_line(row, read_payload(row), names, titles) for row in rows]


def titles_of(facts: Mapping[Any, Iterable[Any]]) -> Titles:
    """What each fact is called now, for events that tell only what changed."""
    return {
        (kind._meta.model_name, fact.pk): telling(kind, _told(fact))
        for kind, found in facts.items()
        for fact in found
    }


def offer_titles(rows: Iterable[Event]) -> Titles:
    """Of which offer these events tell, as `newest` brought it along."""
    return {
        (PARTICIPATION, row.object_id): row.offer_name  # type: ignore[attr-defined]
        for row in rows
        if row.object_kind == PARTICIPATION and row.object_id
    }


def said_by(row: Event, payload: Mapping[str, Any]) -> str:
    """The member; without one a partner who answered by its link, or the program itself."""
    partner: str = payload.get("after", {}).get("by_partner", "")
    return row.by.name if row.by else partner or _("Het programma")


def _told(fact: Any) -> dict[str, Any]:
    """The columns of a fact, with the name of an organisation's own barrier."""
    own = getattr(fact, "own", None)
    return fact.__dict__ | ({"own": str(own)} if own else {})


def _older(events: QuerySet[Event], before: int) -> QuerySet[Event]:
    """Events with the same moment keep their order by id, so that no line is lost between two pages."""
    anchor = Event.objects.filter(pk=before).values("at")[:1]
    return events.filter(Q(at__lt=anchor) | Q(at=anchor, pk__lt=before))


def _line(row: Event, payload: dict[str, Any], names: Mapping[int, str], titles: Titles) -> Line:
    def shown(model: type[models.Model], name: str, value: Any) -> str:
        if name == "member" and value is not None:
            return names.get(value, _("een medewerker"))
        if name == "members" and value:
            return ", ".join(names.get(one, _("een medewerker")) for one in value)
        return in_words(model, name, value)

    return Line(
        pk=row.pk,
        at=row.at,
        by=said_by(row, payload),
        verb=row.verb,
        title=sentence(row.verb, payload, titles.get((row.object_kind, row.object_id or 0), "")),
        icon=icon_of(row.verb),
        changes=changes(row.verb, payload, shown),
        note=payload.get("note", ""),
        confidential=row.compartment == Compartment.CONFIDENTIAL,
    )


def mentioned(rows: Iterable[Event]) -> set[int]:
    """The members that these events tell of."""
    payloads = [read_payload(row) for row in rows]
    sides = [payload.get(side, {}) for payload in payloads for side in ("before", "after")]
    alone = {side["member"] for side in sides if side.get("member")}
    return alone.union(*(side.get("members") or () for side in sides))


def names_of(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return dict(Member.objects.filter(pk__in=ids).order_by().values_list("pk", "user__name"))
