"""The row of clients of one session: time, reply, interpreter, attendance, decision; locked ones without a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from trede.core.models import Member
from trede.orientation.follow_up import SEEN
from trede.orientation.models import InterpreterRequest, OrientationInvitation, OrientationSession
from trede.orientation.pace import Pace, Turn, pace
from trede.orientation.seeing import head_of, shown


@dataclass(frozen=True, slots=True)
class Row:
    """`invitation` is None where the slot is held by somebody this member may not know of."""

    begin: str
    invitation: Any
    name: str
    interpreter: Any
    decision: Any

    @property
    def seen(self) -> bool:
        return bool(self.invitation) and self.invitation.attendance in SEEN


@dataclass(frozen=True, slots=True)
class Day:
    rows: list[Row]
    pace: Pace


def day_of(session: OrientationSession, member: Member, now: datetime) -> Day:
    """The rows in order of time, and how the session runs. Two queries."""
    held = OrientationInvitation.objects.holding().filter(slot__session=session).annotate(shown=shown(member))
    held = held.select_related("slot", "client__alias_of", "decision__partner", "decision__guide__user")
    invitations = list(held.order_by("slot__begin"))
    asked = _interpreters(invitations)
    rows = [_row(one, asked.get(one.pk)) for one in invitations]
    return Day(rows, _pace(session, invitations, now))


def _interpreters(invitations: list[Any]) -> dict[int, InterpreterRequest]:
    shown = [one.pk for one in invitations if one.shown]
    requests = InterpreterRequest.objects.filter(invitation__in=shown, cancelled_on=None)
    return {one.invitation_id: one for one in requests}


def _row(invitation: Any, interpreter: InterpreterRequest | None) -> Row:
    if not invitation.shown:
        return Row(invitation.slot.clock, None, "", None, None)
    decision = getattr(invitation, "decision", None)
    return Row(invitation.slot.clock, invitation, head_of(invitation.client).name, interpreter, decision)


def _pace(session: OrientationSession, invitations: list[Any], now: datetime) -> Pace:
    """Before the day nothing has begun; after it everything is past."""
    local = timezone.localtime(now)
    minute = local.hour * 60 + local.minute + (local.date() - session.on).days * 24 * 60
    return pace([_turn(one) for one in invitations if one.shown], minute)


def _turn(invitation: Any) -> Turn:
    seen = invitation.attendance in SEEN
    handled = bool(invitation.attendance) and (not seen or hasattr(invitation, "decision"))
    return Turn(invitation.pk, invitation.slot.begin, invitation.slot.minutes, handled)
