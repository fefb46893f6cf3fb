"""An invitation loses its slot because the session does not take place, or the client left the list."""

from django.utils import timezone

from trede.core import events
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.models import InterpreterRequest, OrientationInvitation
from trede.orientation.slots import give_back
from trede.outbox.actions.posting import cancel

BECAUSE_LENGTH = 200


def let_go(invitation: OrientationInvitation, *, because: str, by: Member | None) -> None:
    """Release it inside the caller's transaction: its letter is not printed, its slot is as long as before."""
    now = timezone.now()
    rows = OrientationInvitation.objects.holding().filter(pk=invitation.pk)
    if not rows.update(
        released_at=now, released_because=because[:BECAUSE_LENGTH], version=invitation.version + 1
    ):
        return
    clean_up(invitation, by=by)
    give_back(invitation.slot)
    events.record(
        "orientationinvitation.released",
        invitation,
        by=by,
        organisation_id=invitation.organisation_id,
        subject=invitation.client_id,
        before={"slot": invitation.slot_id},
        after={"because": because},
    )


def clean_up(invitation: OrientationInvitation, *, by: Member | None) -> None:
    """What was not sent is cancelled, and an interpreter nobody was asked for is no longer wanted.

    Who was asked or booked is called off by a member, who knows the service.
    """
    cancel(cause=f"invitation:{invitation.pk}", by=by)
    wanted = InterpreterRequest.objects.filter(
        invitation=invitation, cancelled_on=None, asked_on=None, booked_on=None
    )
    wanted.update(cancelled_on=today())
