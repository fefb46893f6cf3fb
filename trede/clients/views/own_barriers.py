"""The barriers that an organisation names itself: the list, and what can be done with each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.actions.own_barriers import resume_own_barrier, retire_own_barrier
from trede.clients.forms import replace_typed
from trede.clients.forms_own_barriers import OwnBarrierForm, RenameForm
from trede.clients.models import OwnBarrier
from trede.clients.reading_own_barriers import own_barriers
from trede.clients.views.answers import see_other
from trede.core import page_tabs
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.EDIT_OFFERS)
def index(request: MemberRequest) -> HttpResponse:
    """Never who has one: only how many."""
    rows = own_barriers(request.member.organisation_id)
    page = {"rows": rows, "tabs": page_tabs.tabs("offers", request.member, "own_barriers")}
    return render(request, "clients/own_barriers.html", page)


@policy(Can.EDIT_OFFERS)
def add(request: MemberRequest) -> HttpResponse:
    form = OwnBarrierForm(request.POST or None)
    if form.is_valid() and form.add(by=request.member):
        return _to_list(request, _("Toegevoegd. U kunt hem nu kiezen in een dossier."))
    return render(request, "clients/own_barrier.html", {"form": form})


@policy(Can.EDIT_OFFERS)
def rename(request: MemberRequest, own_id: int) -> HttpResponse:
    own = _own(request, own_id)
    stood = own.label
    form = RenameForm(request.POST or None, initial={"label": own.label, "version": own.version})
    if form.is_valid() and form.rename(own, by=request.member):
        return _to_list(request, _("Bewaard. Ook dossiers die deze drempel hebben, tonen de nieuwe naam."))
    if form.conflict:
        replace_typed(form, "version", str(_own(request, own_id).version))
    return render(request, "clients/own_barrier.html", {"form": form, "own": own, "stood": stood})


@require_POST
@policy(Can.EDIT_OFFERS)
def retire(request: MemberRequest, own_id: int) -> HttpResponse:
    own = _own(request, own_id)
    retire_own_barrier(own, by=request.member, expected=_shown(request, own))
    return _to_list(
        request, _("Gestopt. Wie deze drempel heeft, behoudt hem; hij staat niet meer in de lijst.")
    )


@require_POST
@policy(Can.EDIT_OFFERS)
def resume(request: MemberRequest, own_id: int) -> HttpResponse:
    own = _own(request, own_id)
    resume_own_barrier(own, by=request.member, expected=_shown(request, own))
    return _to_list(request, _("De drempel staat weer in de lijst."))


def _own(request: MemberRequest, own_id: int) -> OwnBarrier:
    own = OwnBarrier.objects.filter(organisation=request.member.organisation_id, pk=own_id).first()
    if own is None:
        raise Http404
    return own


def _shown(request: MemberRequest, own: OwnBarrier) -> int:
    """The version that stood on the page where the button was pressed."""
    version = drafts.version_in(request.POST)
    return own.version if version is None else version


def _to_list(request: MemberRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return see_other(reverse("own_barriers"))
