"""What the page of one edition shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from trede.core.models import Member
from trede.offers.models import Edition, EditionSession, HostSeat
from trede.offers.queue_order import PROMISED, SHORT_NOTICE, Turn
from trede.offers.reading_groups import Participants, Person, participants_of


@dataclass(frozen=True, slots=True)
class Overview:
    """`free` places; `next`: who is in turn for them and may be known; `session`: the one to open now."""

    people: Participants
    sessions: list[Any]
    hosts: list[HostSeat]
    free: int
    taken: int
    next: list[Person]
    session: EditionSession | None
    over: bool
    enrols: bool

    @property
    def held(self) -> bool:
        """Over, or everybody of the last session is marked: results need not wait until tomorrow."""
        standing = [one for one in self.sessions if one.cancelled_on is None]
        return self.over or (bool(standing) and bool(standing[-1].marked))

    @property
    def to_finish(self) -> bool:
        """Held, and somebody has no result yet."""
        return self.held and bool(self.people.seated)

    @property
    def settled(self) -> bool:
        """Held, and nobody sits there any more: what counts is who was in it."""
        return self.held and not self.taken

    @property
    def missing(self) -> list[Person]:
        """Who missed a session without a word."""
        return [one for one in self.people.everyone if one.attendance.missed]


def overview_of(edition: Edition, member: Member, day: date) -> Overview:
    """Everything of it. At most five queries."""
    people = participants_of(edition, member)
    sessions = list(edition.sessions.annotate(marked=Count("presences")).order_by("on", "begin"))
    hosts = list(edition.host_seats.order_by("withdrawn_on", "host", "person")) if edition.for_hosts else []
    taken = (
        sum(one.withdrawn_on is None for one in hosts)
        if edition.for_hosts
        else len(people.seated) + people.hidden
    )
    free = 0 if edition.cancelled_on else max(0, edition.places - taken)
    over = edition.ends_on < day
    open_ = not edition.cancelled_on and not over
    return Overview(
        people=people,
        sessions=sessions,
        hosts=hosts,
        free=free,
        taken=taken,
        next=people.waiting[:free] if open_ else [],
        session=session_now(sessions, day),
        over=over,
        enrols=open_ and (edition.enrol_until is None or edition.enrol_until >= day),
    )


def session_now(sessions: list[Any], day: date) -> EditionSession | None:
    """The session of today, or else the first past one without marks, or else the last one that was."""
    standing = [one for one in sessions if one.cancelled_on is None and one.on <= day]
    today_ = [one for one in standing if one.on == day]
    unmarked = [one for one in standing if not one.marked]
    last = standing[-1:]
    return next(iter([*today_, *unmarked, *last]), None)


def why(turn: Turn) -> str:
    """Why somebody stands where they stand."""
    if turn.reason == PROMISED and turn.waits.promised:
        return _("beloofd tegen %(day)s, dat is voorbij") % {"day": _day(turn.waits.promised)}
    since = _("wacht sinds %(day)s") % {"day": _day(turn.waits.since)}
    if turn.reason == SHORT_NOTICE:
        return _("kan meteen beginnen, %(since)s") % {"since": since}
    return since


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
