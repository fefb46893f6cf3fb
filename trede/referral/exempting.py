"""What a decision of the committee makes of an exemption. Called by the council, in the same transaction."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from trede.clients.actions.facts import retract_fact
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.council.models import Decision, Outcome, Proposal
from trede.referral.actions.exemptions import write
from trede.referral.models import Exemption
from trede.referral.reasons import review_months
from trede.rules.dates import add_months

VERBS = {
    Outcome.GRANTED: "exemption.decided",
    Outcome.PARTLY: "exemption.decided",
    Outcome.REFUSED: "exemption.refused",
    Outcome.POSTPONED: "exemption.postponed",
}


def exemption_of(proposal: Proposal) -> Exemption | None:
    """The exemption that waits for this proposal."""
    kind, _colon, pk = proposal.cause.partition(":")
    if kind != "exemption" or not pk.isdigit():
        return None
    rows = Exemption.objects.select_for_update(of=("self",)).select_related("client", "prolongs")
    found: Exemption | None = rows.filter(pk=int(pk), organisation=proposal.organisation_id).first()
    return found


def decided(decision: Decision, *, by: Member) -> None:
    """Granted: in force with the dates of the decision, or as asked. Else: it is not, whatever was said before."""
    exemption = exemption_of(decision.proposal)
    if exemption is None or exemption.retracted_at:
        return
    granted = decision.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    refused = decision.outcome == Outcome.REFUSED
    values: dict[str, Any] = {
        "decided_on": decision.decided_on if granted else None,
        "refused_on": decision.decided_on if refused else None,
    }
    if granted:
        values |= dates_of(decision, exemption)
    write(exemption, VERBS[Outcome(decision.outcome)], by=by, values=values)
    if exemption.prolongs:
        _prolonged(exemption.prolongs, exemption, granted=granted, by=by)


def dates_of(decision: Decision, exemption: Exemption) -> dict[str, date | None]:
    """Start, end and review as decided; a review falls within the exemption. Raises CaseError when the end is first."""
    start = decision.starts_on or exemption.starts_on
    end = decision.ends_on or exemption.ends_on
    if end and end < start:
        raise CaseError(_("De vrijstelling zou eindigen voor ze begint. Kijk de datums na."))
    usual, most = review_months(start)
    review = exemption.review_on
    if not start <= review <= add_months(start, most):
        review = add_months(start, usual)
    return {"starts_on": start, "ends_on": end, "review_on": min(review, end) if end else review}


def _prolonged(old: Exemption, new: Exemption, *, granted: bool, by: Member) -> None:
    """The one that is prolonged is looked at, and ends where the new one begins; or asks attention again."""
    values: dict[str, Any] = {"reviewed_on": new.decided_on if granted else None}
    last_day = new.starts_on - timedelta(days=1)
    if granted and (old.ends_on is None or old.ends_on > last_day) and last_day >= old.starts_on:
        values["ends_on"] = last_day
    write(old, "exemption.prolonged", by=by, values=values)


def withdrawn(proposal: Proposal, *, by: Member) -> None:
    """Nobody decides over it any more: it is taken back, and stays in the history."""
    exemption = exemption_of(proposal)
    if exemption and exemption.retracted_at is None:
        because = proposal.withdrawn_because
        retract_fact(exemption, by=by, expected=exemption.version, because=because)
