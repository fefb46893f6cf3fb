"""The list of one session: everyone with a place, with the mark that stands; locked files only counted."""

from dataclasses import dataclass
from typing import Any

from trede.clients.models import Client
from trede.core.models import Member
from trede.offers.absences import Attendance, attendance
from trede.offers.models import SEATED, EditionSession, Participation, ParticipationState, SessionPresence
from trede.orientation.seeing import shown


@dataclass(frozen=True, slots=True)
class MarkRow:
    participation: Any
    client: Client
    presence: str
    version: int
    before: Attendance

    @property
    def name(self) -> str:
        return self.client.name


@dataclass(frozen=True, slots=True)
class MarkRows:
    people: list[MarkRow]
    hidden: int


def rows_of(session: EditionSession, member: Member) -> MarkRows:
    """By name; `before`: what the earlier sessions say. Two queries."""
    own = Participation.objects.filter(edition=session.edition_id)
    own = own.filter(state__in=[*SEATED, ParticipationState.ENDED])
    people = list(own.select_related("client__alias_of").annotate(shown=shown(member)))
    marks = _marks(session)
    rows = [_row(one, marks.get(one.pk, []), session) for one in people if one.shown]
    return MarkRows(
        sorted(rows, key=lambda row: (row.name.casefold(), row.participation.pk)),
        sum(not one.shown for one in people),
    )


def _marks(session: EditionSession) -> dict[int, list[SessionPresence]]:
    found: dict[int, list[SessionPresence]] = {}
    rows = SessionPresence.objects.filter(session__edition=session.edition_id, session__cancelled_on=None)
    for one in rows.select_related("session").order_by("session__on", "session__begin"):
        found.setdefault(one.participation_id, []).append(one)
    return found


def _row(one: Any, marks: list[SessionPresence], session: EditionSession) -> MarkRow:
    now = next((mark for mark in marks if mark.session_id == session.pk), None)
    earlier = [
        mark.presence for mark in marks if (mark.session.on, mark.session.begin) < (session.on, session.begin)
    ]
    return MarkRow(
        participation=one,
        client=one.client.alias_of or one.client,
        presence=now.presence if now else "",
        version=now.version if now else 0,
        before=attendance(earlier),
    )
