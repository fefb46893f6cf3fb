"""From a request to a proposal: fetch = authorise, and the look is logged."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.errors import NotAllowed
from trede.core.models import Member
from trede.core.policies import MemberRequest
from trede.core.roles import Can
from trede.council.models import Decision, Meeting, Proposal

# Why somebody reads a proposal without opening the file: the role asks it.
ROLE = "role"


def need_one_of(member: Member, *verbs: Can) -> None:
    """Raises NotAllowed for who has none of these verbs: a page for two kinds of people."""
    if not any(member.may(verb) for verb in verbs):
        raise NotAllowed(_("Uw rol geeft geen toegang tot deze pagina."))


def open_proposal(request: MemberRequest, proposal_id: int, *, page: str = "proposal") -> Proposal:
    """A proposal that this member may read; what they may not read does not exist. Raises Http404."""
    found = Proposal.objects.readable_by(request.member).select_related(
        "client", "meeting", "organisation", "proposed_by__user"
    )
    proposal: Proposal | None = found.filter(pk=proposal_id).first()
    if proposal is None:
        raise Http404
    file_id = proposal.client.alias_of_id or proposal.client_id
    file = Client.objects.visible_to(request.member).filter(pk=file_id).first()
    proposal.client.opens = file is not None
    log_access(by=request.member, subject=proposal.client_id, page=page, why=str(getattr(file, "why", ROLE)))
    return proposal


def open_decision(request: MemberRequest, decision_id: int, *, page: str = "proposal") -> Decision:
    """A decision on a proposal that this member may read. Raises Http404."""
    decisions = Decision.objects.filter(organisation=request.member.organisation_id, pk=decision_id)
    decision: Decision | None = decisions.select_related("client", "organisation", "meeting").first()
    if decision is None:
        raise Http404
    decision.proposal = open_proposal(request, decision.proposal_id, page=page)
    return decision


def open_meeting(request: MemberRequest, pk: int) -> Meeting:
    """A meeting of the own organisation. Raises Http404."""
    meeting: Meeting | None = Meeting.objects.filter(
        organisation=request.member.organisation_id, pk=pk
    ).first()
    if meeting is None:
        raise Http404
    return meeting


def history_of(proposal: Proposal) -> list[Any]:
    """Every decision on a proposal, the newest first, with its letter."""
    decisions = Decision.objects.filter(proposal=proposal)
    related = decisions.select_related("meeting", "recorded_by__user", "notification")
    return list(related.order_by("-recorded_at", "-pk"))
