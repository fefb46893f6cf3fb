"""One invitation: what was sent, what came back, its letter, and the slot taken back."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.clients.languages import language_name
from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.errors import CaseError
from trede.core.forms import ReasonForm
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, form_page
from trede.orientation.actions.answers import release
from trede.orientation.actions.printing import one_pdf
from trede.orientation.letters_of import cancelled_pdf, with_all
from trede.orientation.models import InterpreterRequest, OrientationInvitation
from trede.orientation.saying import moment_of
from trede.orientation.session_page import interpreter_state
from trede.orientation.views.filling import pdf_answer
from trede.outbox.reading import of_cause


@policy(Can.PLAN_SESSIONS, logs_access=True)
def invitation(request: MemberRequest, pk: int) -> HttpResponse:
    found = invitation_of(request.member, pk, page="invitation")
    requests = InterpreterRequest.objects.filter(invitation=found).order_by("-pk")
    page = {
        "invitation": found,
        "moment": moment_of(found.slot),
        "spoken": language_name(found.language),
        "messages_sent": of_cause(f"invitation:{found.pk}"),
        "answers": found.answers.select_related("by__user"),
        "interpreters": [(one, *interpreter_state(one)) for one in requests],
        "running": found.released_at is None and not found.attendance and found.slot.session.on >= today(),
    }
    return render(request, "orientation/invitation.html", page)


@policy(Can.PLAN_SESSIONS, logs_access=True)
def invitation_letter(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter again, as a PDF whose name holds no name."""
    found = invitation_of(request.member, pk, page="invitation_letter")
    try:
        return pdf_answer(one_pdf(found, today()), f"uitnodiging-{found.pk}.pdf")
    except CaseError as error:
        messages.error(request, str(error))
        return SeeOther(reverse("invitation", kwargs={"pk": found.pk}))


@policy(Can.PLAN_SESSIONS, logs_access=True)
def invitation_cancelled(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter that says the session does not take place."""
    found = invitation_of(request.member, pk, page="invitation_letter")
    try:
        return pdf_answer(cancelled_pdf(found, today()), f"afgelast-{found.pk}.pdf")
    except CaseError as error:
        messages.error(request, str(error))
        return SeeOther(reverse("invitation", kwargs={"pk": found.pk}))


@policy(Can.PLAN_SESSIONS, logs_access=True)
def invitation_release(request: MemberRequest, pk: int) -> HttpResponse:
    found = invitation_of(request.member, pk, page="invitation")
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: release(found, because=data["reason"], by=request.member),
        title=_("Tijdslot vrijgeven"),
        intro=_(
            "%(when)s. De cliënt staat weer op de wachtlijst, zonder uitnodiging. Het tijdslot gaat naar wie op "
            "korte termijn kan komen, tot 24 uur vooraf."
        )
        % {"when": moment_of(found.slot)},
        submit=_("Vrijgeven"),
        kind="danger",
        done=_("Het tijdslot is vrij."),
        go=("session", {"pk": found.slot.session_id}),
    )


def invitation_of(member: Member, pk: int, *, page: str) -> OrientationInvitation:
    """An invitation of a client whose name this member may see; the look is logged. Raises Http404."""
    findable = Exists(Client.objects.findable_by(member).filter(pk=OuterRef("client")))
    rows = with_all(OrientationInvitation.objects.filter(findable, organisation=member.organisation_id))
    found: Any = rows.select_related("entry", "made_by__user").filter(pk=pk).first()
    if found is None:
        raise Http404
    log_access(by=member, subject=found.client_id, page=page, why="role")
    invitation: OrientationInvitation = found
    return invitation
