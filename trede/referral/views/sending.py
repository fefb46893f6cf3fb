from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.forms_care import FindForm
from trede.clients.handling import go, posted
from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.clients.search import find
from trede.clients.views.answers import offered_draft
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.referral.actions.referrals import OWN, refer, send_again, withdraw
from trede.referral.criteria import Criterion, advises_against
from trede.referral.forms import AgainForm, ReferralForm, WithdrawForm
from trede.referral.knowing import Looked, look
from trede.referral.models import Estimate, Referral
from trede.referral.reading import open_referral

FOUND = 12


@policy(Can.REFER)
def find_file(request: MemberRequest) -> HttpResponse:
    """The existing file is found before a new one is made. What is typed is posted, never in an address."""
    form = FindForm(posted(request))
    form.fields["q"].label = _("Naam, geboortedatum of nummer van de cliënt")
    found = find(request.member, form.cleaned_data["q"], limit=FOUND) if form.is_valid() else None
    page = {"form": form, "found": found, "makes": request.member.may(Can.CREATE_CLIENT)}
    return render(request, "referral/find.html", page)


@policy(Can.REFER, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """The form, beside what the file knows already and what the criteria say of it."""
    client = open_client(request, pk, page="referral")
    live, place = reverse("referral_criteria", kwargs={"pk": pk}), drafts.Place("referral", client.pk)
    confidential = sees_confidential(request.member, client)
    form = ReferralForm(posted(request), confidential=confidential, live=live)
    if form.is_valid() and (referral := form.attempt(lambda: _send(request, client, form))) is not None:
        drafts.forget(place, by=request.member)
        return go(request, _("De aanmelding is verstuurd."), "referral", referral_id=referral.pk)
    looked = _looked(client, form.data.get("estimate", ""), confidential=confidential)
    draft = offered_draft(request, form, place)
    page = {
        "client": client,
        "form": form,
        "open_one": looked.open_one,
        "barriers": [one for one in looked.barriers if confidential or not one.is_confidential],
        "place": place,
        "draft": draft,
    }
    return render(request, "referral/new.html", page | weighed(looked.criteria))


def _send(request: MemberRequest, client: Client, form: ReferralForm) -> Referral:
    values = {name: form.cleaned_data[name] for name in OWN}
    barriers = form.cleaned_data["barriers"]
    return refer(Referral(client=client, **values), by=request.member, barriers=barriers)


@require_POST
@policy(Can.REFER, logs_access=True)
def criteria(request: MemberRequest, pk: int) -> HttpResponse:
    """Only the criteria, weighed again with the estimate that was just chosen. Writes nothing."""
    client = open_client(request, pk, page="referral")
    confidential = sees_confidential(request.member, client)
    looked = _looked(client, request.POST.get("estimate", ""), confidential=confidential)
    return render(request, "referral/_criteria.html", weighed(looked.criteria))


def _looked(client: Client, estimate: str, *, confidential: bool) -> Looked:
    known = estimate if estimate in Estimate.values else ""
    return look(client, estimate=known, on=today(), confidential=confidential)


def weighed(criteria: list[Criterion]) -> dict[str, Any]:
    """What the panel shows."""
    return {"criteria": criteria, "against": advises_against(criteria)}


@policy(Can.REFER, logs_access=True)
def again(request: MemberRequest, referral_id: int) -> HttpResponse:
    """It was sent back: correct it and send it again."""
    referral = open_referral(request, referral_id)
    initial = {name: getattr(referral, name) for name in OWN}
    form = AgainForm(posted(request), confidential=False, initial=initial)
    if (
        form.is_valid()
        and form.attempt(lambda: send_again(referral, by=request.member, **form.cleaned_data)) is not None
    ):
        return go(request, _("De aanmelding is opnieuw verstuurd."), "referral", referral_id=referral_id)
    page = {"referral": referral, "client": referral.client, "form": form, "steps": steps_of(referral)}
    return render(request, "referral/again.html", page)


def steps_of(referral: Referral) -> list[Any]:
    """Every move, the newest first."""
    return list(referral.steps.select_related("by__user").order_by("-at", "-pk"))


@policy(Can.REFER, logs_access=True)
def take_back(request: MemberRequest, referral_id: int) -> HttpResponse:
    referral = open_referral(request, referral_id)
    form = WithdrawForm(posted(request))
    if (
        form.is_valid()
        and form.attempt(lambda: withdraw(referral, by=request.member, note=form.cleaned_data["note"]))
        is not None
    ):
        return go(request, _("De aanmelding is ingetrokken."), "referral", referral_id=referral_id)
    page = {"referral": referral, "client": referral.client, "form": form}
    return render(request, "referral/withdraw.html", page)
