"""Inviting a member, and the page that the invited person opens without a login."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.core.actions import invitations
from trede.core.forms import ActionForm
from trede.core.forms_members import AcceptForm, InviteForm
from trede.core.limits import may_try
from trede.core.models import Invitation, User
from trede.core.policies import PUBLIC, MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import see_other


@policy(Can.MANAGE_MEMBERS)
def invite(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, by=request.member)
    if form.is_valid():
        sent = form.attempt(lambda: invitations.invite(by=request.member, **form.cleaned_data))
        if sent:
            return _sent(request, *sent)
    return render(request, "core/invite.html", {"form": form})


def _sent(request: MemberRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The link is shown this once: only its hash is kept."""
    page = {"invitation": invitation, "link": invitations.link_of(token)}
    return render(request, "core/invited.html", page)


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    mine = Invitation.objects.filter(organisation=request.member.organisation_id)
    return get_object_or_404(mine.select_related("organisation"), pk=pk)


@policy(Can.MANAGE_MEMBERS)
@require_POST
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    token = invitations.renew_invitation(invitation, by=request.member)
    return _sent(request, invitation, token)


@policy(Can.MANAGE_MEMBERS)
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    invitations.withdraw_invitation(_invitation(request, pk), by=request.member)
    return see_other(request, _("De uitnodiging is ingetrokken."), "members")


@policy(PUBLIC)
def accept(request: HttpRequest, token: str) -> HttpResponse:
    if not may_try(request, what="invitation", times=60, seconds=600):
        return render(request, "core/invitation_gone.html", {"busy": True}, status=429)
    invitation = invitations.open_invitation(token)
    if invitation is None:
        return render(request, "core/invitation_gone.html", status=404)
    known = User.objects.filter(email=invitation.email).exists()
    form = _accept_form(request, invitation, known=known)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "password") if name in form.cleaned_data}
        if form.attempt(lambda: invitations.accept_invitation(invitation, **data)):
            messages.success(request, _("Welkom. Meld u nu aan met uw e-mailadres en wachtwoord."))
            return redirect("account_login")
    page = {"form": form, "invitation": invitation, "known": known}
    return render(request, "core/invitation_accept.html", page)


def _accept_form(request: HttpRequest, invitation: Invitation, *, known: bool) -> ActionForm:
    data = request.POST if request.method == "POST" else None
    if known:
        return ActionForm(data)
    return AcceptForm(data, initial={"name": invitation.name})
