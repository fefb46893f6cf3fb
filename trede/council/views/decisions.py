from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import go, posted
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.actions.decisions import correct, decide
from trede.council.forms import CorrectionForm, DecisionForm
from trede.council.models import Decision, Proposal
from trede.council.reading import open_decision, open_proposal

FIELDS = ("outcome", "motivation", "decided_on", "starts_on", "ends_on")


@policy(Can.RECORD_DECISIONS, logs_access=True)
def record(request: MemberRequest, proposal_id: int) -> HttpResponse:
    """What the committee decided on a proposal."""
    proposal = open_proposal(request, proposal_id)
    form = DecisionForm(posted(request), initial={"decided_on": _day_of(proposal)})
    if (
        form.is_valid()
        and form.attempt(lambda: decide(proposal, by=request.member, **form.cleaned_data)) is not None
    ):
        return _after(request, proposal, _("De beslissing is genoteerd."))
    return render(request, "council/decide.html", {"proposal": proposal, "form": form})


@policy(Can.RECORD_DECISIONS, logs_access=True)
def correct_wrong(request: MemberRequest, decision_id: int) -> HttpResponse:
    """A decision that was recorded wrongly: both stay to be read."""
    decision = open_decision(request, decision_id)
    form = CorrectionForm(posted(request), initial=_values(decision))
    if (
        form.is_valid()
        and form.attempt(lambda: correct(decision, by=request.member, **form.cleaned_data)) is not None
    ):
        return _after(request, decision.proposal, _("De beslissing is verbeterd. De vorige blijft te lezen."))
    page = {"proposal": decision.proposal, "decision": decision, "form": form}
    return render(request, "council/decide.html", page)


def _after(request: MemberRequest, proposal: Proposal, sentence: str) -> HttpResponse:
    """Back to the meeting, where the next proposal waits."""
    if proposal.meeting_id:
        return go(request, sentence, "meeting", pk=proposal.meeting_id)
    return go(request, sentence, "council")


def _day_of(proposal: Proposal) -> Any:
    meeting = proposal.meeting
    return meeting.on if meeting and meeting.on <= today() else today()


def _values(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in FIELDS}
