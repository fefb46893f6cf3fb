"""A barrier that is out of the way, and why."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable, compartment_of
from trede.clients.models import Barrier
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today

LONGEST = 200


@transaction.atomic
def lift_barrier(barrier: Barrier, *, by: Member, expected: int, on: date, because: str) -> Barrier:
    """End a barrier on the day that it was out of the way, with what helped (at most 200 characters).

    Raises CaseError (no reason, a day in the future or before it began, already over, retracted, a file that may
    not change) or Conflict when somebody else was first.
    """
    check_writable(barrier.client)
    _check_liftable(barrier, on, because.strip())
    values = {"ends_on": on, "lifted_because": because.strip()}
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(barrier, expected=expected, values=values)
    events.record(
        "barrier.lifted",
        barrier,
        by=by,
        organisation_id=barrier.organisation_id,
        subject=barrier.client_id,
        compartment=compartment_of(barrier),
        before=before,
        after=after,
    )
    return barrier


def _check_liftable(barrier: Barrier, on: date, because: str) -> None:
    if barrier.retracted_at:
        raise CaseError(_("Deze drempel is ingetrokken. Er valt niets op te lossen."))
    if barrier.is_over or (barrier.ends_on and barrier.ends_on < today()):
        raise CaseError(_("Deze drempel is al voorbij. Verbeter hem als de datum niet klopt."))
    if not because:
        raise CaseError(_("Schrijf waardoor de drempel opgelost is: zo weet een collega wat helpt."))
    if len(because) > LONGEST:
        raise CaseError(_("Schrijf het korter: hoogstens %(most)s tekens.") % {"most": LONGEST})
    if on > today():
        raise CaseError(_("Die dag ligt in de toekomst. Kies vandaag of een dag die voorbij is."))
    if on < barrier.starts_on:
        raise CaseError(_("Op die dag was deze drempel er nog niet. Kies een latere dag."))
