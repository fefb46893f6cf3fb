"""What the committee decided, recorded with its motivation; what follows from it happens in the same transaction."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.council import effects
from trede.council.actions import notifications
from trede.council.actions.proposals import check_undecided
from trede.council.actions.records import locked, record
from trede.council.models import Decision, Outcome, Proposal


@transaction.atomic
def decide(
    proposal: Proposal,
    *,
    outcome: str,
    motivation: str,
    decided_on: date,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Member,
) -> Decision:
    """Record what the committee decided; the dates are inclusive and count only where something is granted.

    A postponed proposal leaves its agenda and waits for another. Raises CaseError (decided already, a day that cannot
    be, a file that may not change) or ValidationError with field messages.
    """
    proposal = locked(proposal)
    check_undecided(proposal)
    decision = _new(proposal, outcome, motivation, decided_on, starts_on, ends_on, by)
    decision.meeting = proposal.meeting
    return _write(decision, "decision.recorded", by=by)


@transaction.atomic
def correct(
    decision: Decision,
    *,
    because: str,
    outcome: str,
    motivation: str,
    decided_on: date,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Member,
) -> Decision:
    """Record again what was recorded wrongly: nothing is deleted, the new decision corrects the old and says why.

    What the wrong one brought about is made as the new one says. A notification that is not sent yet is dropped.
    Raises CaseError when it was corrected before, or when a later decision stands.
    """
    proposal = locked(decision.proposal)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not because.strip():
        raise CaseError(_("Schrijf wat er fout genoteerd was."))
    latest = Decision.objects.standing().filter(proposal=proposal).order_by("-recorded_at", "-pk").first()
    if decision != latest:
        raise CaseError(_("Deze beslissing is al verbeterd of opgevolgd. Verbeter de laatste."))
    fresh = _new(proposal, outcome, motivation, decided_on, starts_on, ends_on, by)
    fresh.corrects, fresh.meeting = decision, decision.meeting
    decision.corrected_at, decision.corrected_because = timezone.now(), because.strip()[:200]
    decision.save(update_fields=["corrected_at", "corrected_because"])
    notifications.drop_unsent(decision, by=by)
    return _write(fresh, "decision.corrected", by=by, note=decision.corrected_because)


def _new(
    proposal: Proposal,
    outcome: str,
    motivation: str,
    decided_on: date,
    starts_on: date | None,
    ends_on: date | None,
    by: Member,
) -> Decision:
    check_writable(proposal.client)
    dated = outcome in (Outcome.GRANTED, Outcome.PARTLY)
    return Decision(
        organisation_id=proposal.organisation_id,
        client=proposal.client,
        proposal=proposal,
        outcome=outcome,
        motivation=motivation.strip(),
        decided_on=decided_on,
        starts_on=starts_on if dated else None,
        ends_on=ends_on if dated else None,
        recorded_by=by,
    )


def _write(decision: Decision, verb: str, *, by: Member, note: str = "") -> Decision:
    _check_day(decision)
    decision.full_clean(exclude=["organisation", "client", "proposal", "meeting", "recorded_by", "corrects"])
    decision.save(force_insert=True)
    record(verb, decision, decision.proposal, by=by, after=_told(decision), note=note)
    _keep_place(decision)
    effects.decided(decision, by=by)
    return decision


def _check_day(decision: Decision) -> None:
    meeting = decision.meeting
    if decision.decided_on > today():
        raise CaseError(_("De dag van de beslissing ligt in de toekomst. Noteer ze na de zitting."))
    if meeting and decision.decided_on < meeting.on:
        raise CaseError(
            _("Dit voorstel staat op de agenda van %(day)s. Een beslissing van vroeger kan niet.")
            % {"day": meeting.on.strftime("%d/%m/%Y")}
        )


def _told(decision: Decision) -> dict[str, Any]:
    names = ("outcome", "motivation", "decided_on", "starts_on", "ends_on")
    values = {name: getattr(decision, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value
    }


def _keep_place(decision: Decision) -> None:
    """A postponed proposal waits for another agenda; a settled one stands on the agenda that settled it."""
    proposal = decision.proposal
    postponed = decision.outcome == Outcome.POSTPONED
    proposal.meeting = None if postponed else decision.meeting
    proposal.position = 0 if postponed else proposal.position
    proposal.version += 1
    proposal.save(update_fields=["meeting", "position", "version"])
