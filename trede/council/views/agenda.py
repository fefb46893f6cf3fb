from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go
from trede.core.access import log_access_of
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.actions.meetings import (
    close_agenda,
    move_up,
    put_on_agenda,
    reopen_agenda,
    take_off_agenda,
)
from trede.council.models import Proposal
from trede.council.papers import agenda_pdf
from trede.council.reading import ROLE, open_meeting


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep or print; its name tells nothing of a person."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@policy(Can.RECORD_DECISIONS, logs_access=True)
def as_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """The agenda as the committee gets it; each proposal in it counts as a look."""
    meeting = open_meeting(request, pk)
    readable = Proposal.objects.readable_by(request.member).standing().filter(meeting=meeting)
    proposals = list(readable.select_related("client").order_by("position", "pk"))
    log_access_of((one.client_id for one in proposals), by=request.member, page="agenda", why=ROLE)
    content = agenda_pdf(meeting, proposals, organisation=request.member.organisation.name)
    return pdf_answer(content, f"agenda-{meeting.on:%Y-%m-%d}")


@require_POST
@policy(Can.RECORD_DECISIONS)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    close_agenda(open_meeting(request, pk), by=request.member)
    return go(request, _("De agenda is afgesloten. Bezorg de PDF aan de leden."), "meeting", pk=pk)


@require_POST
@policy(Can.RECORD_DECISIONS)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    reopen_agenda(open_meeting(request, pk), by=request.member)
    return go(
        request, _("De agenda is weer open. Bezorg de leden daarna de nieuwe versie."), "meeting", pk=pk
    )


@require_POST
@policy(Can.RECORD_DECISIONS)
def put(request: MemberRequest, pk: int, proposal_id: int) -> HttpResponse:
    meeting = open_meeting(request, pk)
    put_on_agenda(_listed(request, proposal_id), meeting, by=request.member)
    return go(request, _("Het voorstel staat op de agenda."), "meeting", pk=pk)


@require_POST
@policy(Can.RECORD_DECISIONS)
def take(request: MemberRequest, pk: int, proposal_id: int) -> HttpResponse:
    proposal = _on(request, pk, proposal_id)
    take_off_agenda(proposal, by=request.member)
    return go(request, _("Het voorstel is van de agenda."), "meeting", pk=pk)


@require_POST
@policy(Can.RECORD_DECISIONS)
def up(request: MemberRequest, pk: int, proposal_id: int) -> HttpResponse:
    move_up(_on(request, pk, proposal_id), by=request.member)
    return go(request, _("De volgorde is gewijzigd."), "meeting", pk=pk)


def _listed(request: MemberRequest, proposal_id: int) -> Proposal:
    """By its name only: what it says is not read here."""
    found = Proposal.objects.listed_for(request.member).filter(pk=proposal_id).first()
    if found is None:
        raise Http404
    proposal: Proposal = found
    return proposal


def _on(request: MemberRequest, pk: int, proposal_id: int) -> Proposal:
    proposal = _listed(request, proposal_id)
    if proposal.meeting_id != open_meeting(request, pk).pk:
        raise Http404
    return proposal
