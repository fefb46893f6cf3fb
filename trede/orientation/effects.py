"""What a referral, or the end of a file, causes here: in the same transaction, registered when the program starts."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import freed
from trede.orientation.actions.appointments import cancel
from trede.orientation.actions.letting_go import let_go
from trede.orientation.actions.waiting import add_to_list, leave_list
from trede.orientation.dutch import in_dutch
from trede.orientation.models import Appointment, LeftBecause, OrientationInvitation, WaitingEntry
from trede.referral.models import Priority, Referral


def referral_accepted(referral: Referral, *, by: Member | None) -> WaitingEntry:
    """An accepted referral puts the client on the waiting list, from the day it was sent."""
    return add_to_list(
        referral.client,
        by=by,
        referral=referral,
        priority=referral.priority,
        # The other kinds say themselves why; this one is explained in the note of the referral.
        priority_note=referral.note if referral.priority == Priority.OTHER else "",
        short_notice=referral.short_notice,
        since=timezone.localdate(referral.sent_at),
    )


def referral_withdrawn(referral: Referral, *, by: Member | None) -> WaitingEntry | None:
    """A withdrawn referral takes the client off the list again; None when nobody waited by it."""
    entry = WaitingEntry.objects.waiting().filter(referral=referral).first()
    return leave_list(entry, because=LeftBecause.WITHDRAWN, by=by) if entry else None


def waiting_since(client_ids: Iterable[int]) -> date | None:
    """Since when one of these files is on the waiting list; None when none of them is."""
    waiting = WaitingEntry.objects.waiting().filter(client__in=client_ids)
    found: date | None = waiting.order_by("since").values_list("since", flat=True).first()
    return found


def file_ended(client: Client, *, how: str, by: Member) -> None:
    """A file closes, somebody dies or moves: off the list, and the slot is free. In the transaction that closes it."""
    ids = client.file_ids
    running = OrientationInvitation.objects.answerable_on(today()).filter(client__in=ids, attendance="")
    for invitation in running.select_related("slot__session"):
        let_go(invitation, because=in_dutch(lambda: LeftBecause.MOVED.label), by=by)
        freed.tell(invitation.slot)
    for entry in WaitingEntry.objects.waiting().filter(client__in=ids):
        leave_list(entry, because=LeftBecause.MOVED, by=by)
    to_come = Appointment.objects.filter(
        client__in=ids, cancelled_at=None, seen=None, starts_at__gt=timezone.now()
    )
    for appointment in to_come:
        cancel(appointment, by=by)
