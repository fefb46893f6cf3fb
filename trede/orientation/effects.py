"""What a referral causes here, in the same transaction; registered with the referral room when the program starts."""

from trede.core.models import Member
from trede.orientation.actions.waiting import add_to_list, leave_list
from trede.orientation.models import LeftBecause, WaitingEntry
from trede.referral.models import Referral


def referral_accepted(referral: Referral, *, by: Member | None) -> WaitingEntry:
    """An accepted referral puts the client on the waiting list, from the day it was sent."""
    return add_to_list(
        referral.client,
        by=by,
        referral=referral,
        priority=referral.priority,
        short_notice=referral.short_notice,
        since=referral.sent_at.date(),
    )


def referral_withdrawn(referral: Referral, *, by: Member | None) -> WaitingEntry | None:
    """A withdrawn referral takes the client off the list again; None when nobody waited by it."""
    entry = WaitingEntry.objects.waiting().filter(referral=referral).first()
    return leave_list(entry, because=LeftBecause.WITHDRAWN, by=by) if entry else None
