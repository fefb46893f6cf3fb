"""A member takes down what a client answered by phone or at the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther
from trede.orientation.actions import answers
from trede.orientation.answering import closed_because
from trede.orientation.forms_answers import AnswerForm
from trede.orientation.models import OrientationInvitation
from trede.orientation.moments import moments_for, standing_of
from trede.orientation.saying import moment_of

# A member on the phone has a longer list than the client on a small screen.
MOST_MOMENTS, DAYS = 60, 6


@policy(Can.PLAN_SESSIONS, logs_access=True)
def by_phone(request: MemberRequest, pk: int) -> HttpResponse:
    """What the client told a member, kept as the client's own answer would be."""
    invitation = _invitation(request.member, pk)
    log_access(by=request.member, subject=invitation.client_id, page="invitation_answer", why="role")
    why = closed_because(standing_of(invitation), today())
    form = _form(request, invitation)
    if form.is_valid() and _kept(form, invitation, request.member):
        messages.success(request, _("Het antwoord is genoteerd."))
        return SeeOther(_back(invitation))
    page = {
        "form": form,
        "invitation": invitation,
        "moment": moment_of(invitation.slot),
        "closed": answers.sentence_of(why) if why else "",
        "back": _back(invitation),
    }
    return render(request, "orientation/invitation_answer.html", page)


def _invitation(member: Member, pk: int) -> OrientationInvitation:
    """Only of a client whose name this member may see in a list."""
    rows = OrientationInvitation.objects.filter(organisation=member.organisation_id, pk=pk)
    found = rows.select_related("slot__session", "entry", "client").first()
    if found is None or not Client.objects.findable_by(member).filter(pk=found.client_id).exists():
        raise Http404
    answered: OrientationInvitation = found
    return answered


def _form(request: MemberRequest, invitation: OrientationInvitation) -> AnswerForm:
    now = {"reply": invitation.reply, "asks_interpreter": invitation.asks_interpreter}
    slots = moments_for(invitation, timezone.now(), most=MOST_MOMENTS, days=DAYS)
    return AnswerForm(request.POST or None, initial=now, slots=slots)


def _kept(form: AnswerForm, invitation: OrientationInvitation, by: Member) -> bool:
    return form.attempt(lambda: _keep(form, invitation, by)) is not None


def _keep(form: AnswerForm, invitation: OrientationInvitation, by: Member) -> OrientationInvitation:
    wants = form.cleaned_data["asks_interpreter"]
    if slot := form.chosen:
        return answers.choose_other_slot(invitation, slot, asks_interpreter=wants, by=by)
    return answers.answer(invitation, reply=form.cleaned_data["reply"], asks_interpreter=wants, by=by)


def _back(invitation: OrientationInvitation) -> str:
    try:
        return reverse("invitation", kwargs={"pk": invitation.pk})
    except NoReverseMatch:
        return reverse("file", kwargs={"pk": invitation.client_id})
