from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.handling import go, posted
from trede.clients.opening import open_client, sees_confidential
from trede.clients.views.answers import offered_draft
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.actions.proposals import propose, withdraw
from trede.council.forms import BecauseForm, ProposalForm
from trede.council.models import Outcome, Proposal, ProposalKind
from trede.council.reading import history_of, need_one_of, open_proposal


@policy(Can.OPEN_FILE, logs_access=True)
def of_file(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything that was asked of the committee for one client; for who follows the file."""
    client = open_client(request, pk, page="proposals")
    rows = Proposal.objects.filter(client__in=client.file_ids).select_related("meeting", "proposed_by__user")
    readable = rows.readable_by(request.member).prefetch_related("decisions")
    page = {
        "client": client,
        "proposals": readable.order_by("-proposed_at", "-pk")[:100],
        "proposes": request.member.may(Can.PROPOSE) and sees_confidential(request.member, client),
    }
    return render(request, "council/file_proposals.html", page)


@policy(Can.PROPOSE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask the committee something that has no page of its own."""
    client = open_client(request, pk, page="proposal")
    if not sees_confidential(request.member, client):
        raise Http404
    form, kind, place = ProposalForm(posted(request)), ProposalKind.OTHER, drafts.Place("proposal", client.pk)
    if (
        form.is_valid()
        and form.attempt(lambda: propose(client, kind=kind, by=request.member, **form.cleaned_data))
        is not None
    ):
        drafts.forget(place, by=request.member)
        return go(
            request, _("Het voorstel wacht op een agenda van het comité."), "file_proposals", pk=client.pk
        )
    page = {"client": client, "form": form, "place": place, "draft": offered_draft(request, form, place)}
    return render(request, "council/proposal_new.html", page)


@policy(Can.FIND_CLIENTS, logs_access=True)
def show(request: MemberRequest, proposal_id: int) -> HttpResponse:
    member = request.member
    need_one_of(member, Can.PROPOSE, Can.RECORD_DECISIONS)
    proposal = open_proposal(request, proposal_id)
    decisions = history_of(proposal)
    standing = next((one for one in decisions if one.corrected_at is None), None)
    settled = standing is not None and standing.outcome != Outcome.POSTPONED
    page = {
        "proposal": proposal,
        "decisions": decisions,
        "standing": standing,
        "settled": settled,
        "open": not settled and proposal.withdrawn_at is None,
        "records": member.may(Can.RECORD_DECISIONS),
        "proposes": member.may(Can.PROPOSE),
    }
    return render(request, "council/proposal.html", page)


@policy(Can.PROPOSE, logs_access=True)
def take_back(request: MemberRequest, proposal_id: int) -> HttpResponse:
    proposal = open_proposal(request, proposal_id)
    form = BecauseForm(posted(request))
    because = form.data.get("because", "")
    if (
        form.is_valid()
        and form.attempt(lambda: withdraw(proposal, by=request.member, because=because)) is not None
    ):
        return go(request, _("Het voorstel is ingetrokken."), "council")
    return render(request, "council/proposal_withdraw.html", {"proposal": proposal, "form": form})
