"""Reading what an answer needs: where an invitation stands, and which slots are free."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from trede.orientation import capacity
from trede.orientation.answering import DAYS, MOST_MOMENTS, Standing, spread
from trede.orientation.filling_plan import FreeSlot, run_from
from trede.orientation.models import OrientationInvitation, Reply, Slot
from trede.orientation.slots import interpreter_minutes

# The client's own "no": it may become a yes again. Any other release is a member's.
SAID_NO = (Reply.CANNOT, Reply.CALL_ME)
LOOK_AHEAD = timedelta(days=90)
MANY = 300


def standing_of(invitation: OrientationInvitation) -> Standing:
    """Expects `slot__session` and `entry` along with the invitation; one more query when its slot was let go."""
    session, released = invitation.slot.session, invitation.released_at is not None
    return Standing(
        on=session.on,
        session_cancelled=session.cancelled_at is not None,
        session_closed=session.closed_at is not None,
        attended=bool(invitation.attendance),
        off_list=invitation.entry.left_on is not None,
        released=released,
        let_go=released and invitation.reply in SAID_NO,
        superseded=released and _later(invitation),
    )


def _later(invitation: OrientationInvitation) -> bool:
    later = OrientationInvitation.objects.filter(entry=invitation.entry_id, pk__gt=invitation.pk)
    return later.exists()


def free_slots(organisation_id: int, now: datetime) -> QuerySet[Slot]:
    """The slots that nobody holds and that begin later than now, the first one first."""
    local = timezone.localtime(now)
    day, minute = local.date(), local.hour * 60 + local.minute
    slots = capacity.free_slots().filter(
        Q(session__on__gt=day) | Q(session__on=day, begin__gt=minute), organisation=organisation_id
    )
    return slots.select_related("session__series").order_by("session__on", "session", "begin")


def needs_interpreter(invitation: OrientationInvitation) -> bool:
    """The client asked one, or the file says so."""
    return invitation.asks_interpreter or invitation.client.interpreter_needed


def moments_for(
    invitation: OrientationInvitation, now: datetime, *, most: int = MOST_MOMENTS, days: int = DAYS
) -> list[Slot]:
    """A few free slots to choose from, over several days, each long enough; one query."""
    until = timezone.localdate(now) + LOOK_AHEAD
    slots = free_slots(invitation.organisation_id, now).filter(session__on__lte=until)
    rows: Iterable[Slot] = slots.exclude(pk=invitation.slot_id)[:MANY]
    if needs_interpreter(invitation):
        rows = _long_enough(rows)
    return spread(rows, day_of=lambda slot: slot.session.on, most=most, days=days)


def _long_enough(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Those with enough free time behind them for a talk with an interpreter."""
    for _session, group in groupby(slots, key=lambda slot: slot.session_id):
        rows = list(group)
        free = [FreeSlot(slot.pk, slot.begin, slot.minutes) for slot in rows]
        for start, slot in enumerate(rows):
            if run_from(free, start, interpreter_minutes(slot.session, slot.minutes)):
                yield slot
