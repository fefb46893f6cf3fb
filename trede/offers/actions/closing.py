"""A referral to a partner closes: its link dies, what was not sent yet stays here, and the partner may be told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from trede.core import events
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions import partner_mail
from trede.offers.dutch import in_dutch
from trede.offers.models import Participation, PartnerReferral
from trede.outbox.actions.posting import cancel

BECAUSE = {
    "refused": gettext_lazy("de partner weigerde"),
    "ended": gettext_lazy("de deelname is afgelopen"),
    "withdrawn": gettext_lazy("het gaat niet door"),
    "consent": gettext_lazy("de cliënt trok de toestemming in"),
    "expired": gettext_lazy("de toestemming liep af"),
    "resent": gettext_lazy("opnieuw verstuurd, met toestemming"),
    "file": gettext_lazy("het dossier sloot"),
}


@transaction.atomic
def close_open(participation: Participation, *, because: str, by: Member | None, tell: bool = False) -> None:
    """Close the referral of this participation that is still open, if there is one. `tell`: mail the partner."""
    for referral in PartnerReferral.objects.filter(participation=participation.pk, closed_on=None):
        close(referral, because=because, by=by, tell=tell)


@transaction.atomic
def close(
    referral: PartnerReferral, *, because: str, by: Member | None, tell: bool = False
) -> PartnerReferral:
    """Close it today; one that was closed already stays as it is. Also on a restricted file: it only shares less.

    `because`: a key of BECAUSE.
    """
    rows = PartnerReferral.objects.select_for_update(of=("self",)).select_related("client", "organisation")
    current: PartnerReferral = rows.get(pk=referral.pk)
    if current.closed_on:
        return current
    current.closed_on, current.closed_because, current.asks_since = today(), because, None
    current.version += 1
    current.save()
    events.record(
        "partnerreferral.closed",
        current,
        by=by,
        organisation_id=current.organisation_id,
        subject=current.client_id,
        after={"because": in_dutch(lambda: BECAUSE[because])},
    )
    cancel(cause=partner_mail.cause_of(current), by=by)
    if tell:
        partner_mail.say_closed(current, by=by)
    return current


def answered(participation: Participation) -> None:
    """Whoever brought it, there is an answer: nobody is reminded any more. In the transaction of the answer."""
    open_ones = PartnerReferral.objects.filter(
        participation=participation.pk, closed_on=None, answered_at=None
    )
    open_ones.update(answered_at=timezone.now())
