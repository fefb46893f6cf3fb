"""Reading what an answer needs: where an invitation stands, and which slots are free."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from trede.orientation.answering import Standing, spread
from trede.orientation.models import OrientationInvitation, Reply, Slot

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
    taken = OrientationInvitation.objects.holding().filter(slot=OuterRef("pk"))
    slots = Slot.objects.filter(
        Q(session__on__gt=day) | Q(session__on=day, begin__gt=minute),
        ~Exists(taken),
        organisation=organisation_id,
        withdrawn_at=None,
        session__cancelled_at=None,
        session__closed_at=None,
    )
    return slots.select_related("session").order_by("session__on", "begin", "pk")


def moments_for(invitation: OrientationInvitation, now: datetime) -> list[Slot]:
    """A few free slots to choose from, over several days; one query."""
    until = timezone.localdate(now) + LOOK_AHEAD
    slots = free_slots(invitation.organisation_id, now).filter(session__on__lte=until)
    return spread(slots.exclude(pk=invitation.slot_id)[:MANY], day_of=lambda slot: slot.session.on)


def is_ahead(slot: Slot, now: datetime) -> bool:
    """Does this slot still have to begin, in a session that stands?"""
    local = timezone.localtime(now)
    begins = (slot.session.on, slot.begin)
    return slot.session.cancelled_at is None and begins > (local.date(), local.hour * 60 + local.minute)
