"""The page of the waiting list: a page of rows by key, each with its place, its expected day and its promise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.clients.languages import language_name
from trede.core.models import Member
from trede.orientation.blocks import Block
from trede.orientation.capacity import history_of, planned_sessions
from trede.orientation.forecast import Forecast, History, Planned, Turn, forecast
from trede.orientation.order import PROMISES, promise_state, weeks_waiting
from trede.orientation.queue import Candidate, candidates, first_with_facts, seen_by, uninvited

PAGE = 25
# What stands in the way and is shown beside a person; "invited" has a column of its own.
HIDDEN = {Block.INVITED}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `place` is None for who has an invitation."""

    one: Candidate
    place: int | None
    turn: Turn | None
    weeks: int
    promise: str

    @property
    def entry(self) -> Any:
        return self.one.entry

    @property
    def language(self) -> str:
        return language_name(self.one.language) if self.one.language else ""

    @property
    def promise_words(self) -> str:
        return str(PROMISES[self.promise])

    @property
    def blocks(self) -> list[str]:
        return [str(Block(block).label) for block in self.one.blocks if block not in HIDDEN]

    @property
    def expected(self) -> str:
        """Without a turn or an invitation: the last session of this person must be settled first."""
        if self.turn:
            return turn_words(self.turn)
        return "" if self.entry.invitation else _("na de opvolging van de vorige zitting")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the top of the page says: how many wait, what is planned, when the next who comes has a turn."""

    waiting: int
    free: int
    sessions: int
    turn: Turn
    history: History
    reach: int
    today: date

    @property
    def words(self) -> str:
        return outlook_words(self.turn, self.today)

    @property
    def enough(self) -> bool:
        return self.reach > self.waiting


def turn_words(turn: Turn) -> str:
    """The middle of the forecast with its bounds, short: "17/04, tussen 03/04 en 15/05"."""
    if turn.middle is None:
        return _("na de geplande zittingen")
    middle, first = turn.middle.strftime("%d/%m"), turn.first.strftime("%d/%m") if turn.first else ""
    if turn.last is None:
        return _("%(middle)s of later") % {"middle": middle}
    if turn.first == turn.last:
        return _("rond %(middle)s") % {"middle": middle}
    last = turn.last.strftime("%d/%m")
    return _("rond %(middle)s, tussen %(first)s en %(last)s") % {
        "middle": middle,
        "first": first,
        "last": last,
    }


def outlook_words(turn: Turn, today: date) -> str:
    """ "Wie vandaag aangemeld wordt, is over ongeveer 5 weken aan de beurt." with its bounds, or that nobody knows."""
    if turn.middle is None:
        return _("te weinig zittingen gepland om dit te zeggen")
    said = _weeks(turn.middle, today)
    if turn.last is None:
        return _("over %(weeks)s of later: er zijn te weinig zittingen gepland") % {"weeks": said}
    low, high = _number(turn.first or turn.middle, today), _number(turn.last, today)
    if low == high:
        return _("over ongeveer %(weeks)s") % {"weeks": said}
    return _("over ongeveer %(weeks)s (8 kansen op 10: tussen %(low)s en %(high)s)") % {
        "weeks": said,
        "low": low,
        "high": high,
    }


def _number(day: date, today: date) -> int:
    return max(1, round((day - today).days / 7))


def _weeks(day: date, today: date) -> str:
    count = _number(day, today)
    return ngettext("%(count)s week", "%(count)s weken", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class WaitingPage:
    rows: list[Row]
    following: str
    outlook: Outlook


def page_of(member: Member, filters: dict[str, Any], after: str, *, today: date) -> WaitingPage:
    """A page of the list for this member, from the place that `after` names."""
    everybody = seen_by(member)
    planned = planned_sessions(member.organisation_id, today)
    history = history_of(member.organisation_id, today)
    made = forecast(planned, history, today=today)
    places = {pk: place for place, pk in enumerate(uninvited(everybody).values_list("pk", flat=True), 1)}
    chosen = _beyond(narrowed(everybody, filters, today), after)
    found = list(first_with_facts(chosen, today, PAGE + 1))
    rows = [_row(one, places, made, today) for one in candidates(found[:PAGE], today)]
    following = _key(found[PAGE - 1]) if len(found) > PAGE else ""
    return WaitingPage(rows, following, _outlook(made, history, planned, len(places), today))


def _outlook(
    made: Forecast, history: History, planned: tuple[Planned, ...], waiting: int, today: date
) -> Outlook:
    return Outlook(
        waiting=waiting,
        free=sum(one.free for one in planned),
        sessions=len(planned),
        turn=made.turn(waiting + 1),
        history=history,
        reach=made.reach(),
        today=today,
    )


def _row(one: Candidate, places: dict[int, int], made: Forecast, today: date) -> Row:
    place = places.get(one.entry.pk)
    turn = made.turn(place) if place else None
    entry: Any = one.entry
    state = promise_state(
        entry.promised_by,
        today=today,
        invited_for=entry.invited_for,
        expected=turn.middle if turn else None,
    )
    if state == "kept" and turn and turn.middle is None:
        state = "at_risk"
    return Row(one, place, turn, weeks_waiting(entry.since, today), state)


def narrowed(entries: Any, filters: dict[str, Any], today: date) -> Any:
    """The list with the filters of the page."""
    if code := filters.get("taal"):
        entries = entries.filter(Q(client__reads_in=code) | Q(client__reads_in="", client__speaks=code))
    if filters.get("tolk"):
        entries = entries.filter(client__interpreter_needed=True)
    if filters.get("kort"):
        entries = entries.filter(short_notice=True)
    if filters.get("belofte"):
        entries = entries.filter(promised_by__lt=today)
    if who := filters.get("wie"):
        without = uninvited(entries)
        entries = without if who == "zonder" else entries.exclude(pk__in=without.order_by().values("pk"))
    return entries


def _key(entry: Any) -> str:
    return f"{entry.rank}_{entry.since.isoformat()}_{entry.pk}"


def _beyond(entries: Any, after: str) -> Any:
    """Who comes after this place in the fair order; the whole list when it is no place."""
    rank, _line, rest = after.partition("_")
    since, _line, pk = rest.partition("_")
    day = _day(since)
    if not (day and _whole(rank) and _whole(pk)):
        return entries
    later = Q(rank__gt=int(rank)) | Q(rank=int(rank), since__gt=day)
    return entries.filter(later | Q(rank=int(rank), since=day, pk__gt=int(pk)))


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
