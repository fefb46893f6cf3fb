from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.handling import go, posted
from trede.clients.models import Client, Document
from trede.clients.views.answers import offered_draft
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.models import Proposal
from trede.referral.actions.exemptions import propose_exemption, review
from trede.referral.forms import ExemptionForm, ReviewForm
from trede.referral.models import Exemption
from trede.referral.reading import open_exemption
from trede.referral.reasons import label_of


@policy(Can.READ_CONFIDENTIAL, logs_access=True)
def of_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The exemptions of one client: in force, waiting, refused, past."""
    client, _none = open_exemption(request, pk)
    rows = list(Exemption.objects.of_file(client).order_by("-starts_on", "-pk"))
    page = {
        "client": client,
        "rows": [(one, label_of(one.ground, one.reason, one.starts_on), state_of(one)) for one in rows],
        "proposes": request.member.may(Can.PROPOSE) and client.closed_on is None,
        "waits": any(one.decided_on is None and one.refused_on is None for one in rows),
    }
    return render(request, "referral/exemptions.html", page)


def state_of(exemption: Exemption) -> dict[str, str]:
    """Where an exemption stands today, in words and a tone."""
    if exemption.retracted_at:
        return {"label": _("ingetrokken"), "tone": "neutral"}
    if exemption.refused_on:
        return {"label": _("geweigerd"), "tone": "neutral"}
    if exemption.decided_on is None:
        return {"label": _("wacht op beslissing"), "tone": "warn"}
    if exemption.runs(today()):
        return {"label": _("geldt"), "tone": "good"}
    return {"label": _("voorbij") if exemption.starts_on <= today() else _("begint nog"), "tone": "neutral"}


@policy(Can.PROPOSE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    client, _none = open_exemption(request, pk)
    return _propose(request, client, None)


@policy(Can.PROPOSE, logs_access=True)
def prolong(request: MemberRequest, pk: int, exemption_id: int) -> HttpResponse:
    """A prolongation is a proposal like the first one; the old one ends where it begins."""
    client, exemption = open_exemption(request, pk, exemption_id)
    return _propose(request, client, exemption)


def _propose(request: MemberRequest, client: Client, prolongs: Exemption | None) -> HttpResponse:
    documents = Document.objects.of_file(client)
    place = drafts.Place("exemption", client.pk, prolongs.pk if prolongs else None)
    form = ExemptionForm(posted(request), documents=documents, initial=_initial(prolongs))
    if form.is_valid() and form.attempt(lambda: _made(request, client, prolongs, form)) is not None:
        drafts.forget(place, by=request.member)
        sentence = _("Het voorstel wacht op een beslissing van het comité. Tot dan verandert er niets.")
        return go(request, sentence, "file_exemptions", pk=client.pk)
    draft = offered_draft(request, form, place)
    page = {"client": client, "form": form, "prolongs": prolongs, "place": place, "draft": draft}
    return render(request, "referral/exemption_new.html", page)


def _made(
    request: MemberRequest, client: Client, prolongs: Exemption | None, form: ExemptionForm
) -> Exemption:
    exemption = Exemption(client=client, prolongs=prolongs, source="worker", **form.values)
    return propose_exemption(exemption, motivation=form.cleaned_data["motivation"], by=request.member)


def _initial(prolongs: Exemption | None) -> dict[str, Any]:
    if prolongs is None:
        return {}
    return {"reason": f"{prolongs.ground}.{prolongs.reason}", "note": prolongs.note, "proof": prolongs.proof}


@policy(Can.READ_CONFIDENTIAL, logs_access=True)
def show(request: MemberRequest, pk: int, exemption_id: int) -> HttpResponse:
    client, exemption = open_exemption(request, pk, exemption_id)
    proposals = Proposal.objects.filter(client=exemption.client, cause=exemption.cause)
    return render(
        request, "referral/exemption.html", _page(client, exemption) | {"proposal": proposals.first()}
    )


def _page(client: Client, exemption: Exemption) -> dict[str, Any]:
    open_for_review = exemption.decided_on and not exemption.reviewed_on and not exemption.retracted_at
    return {
        "client": client,
        "exemption": exemption,
        "reason": label_of(exemption.ground, exemption.reason, exemption.starts_on),
        "state": state_of(exemption),
        "reviewable": open_for_review,
    }


@policy(Can.PROPOSE, logs_access=True)
def look_again(request: MemberRequest, pk: int, exemption_id: int) -> HttpResponse:
    """Keep it, end it, or go on to propose a prolongation."""
    client, exemption = open_exemption(request, pk, exemption_id)
    initial = {"version": exemption.version, "ends_on": today()}
    form = ReviewForm(posted(request), has_end=exemption.ends_on is not None, initial=initial)
    if (
        form.is_valid()
        and form.attempt(lambda: review(exemption, by=request.member, **form.values)) is not None
    ):
        return go(request, _("Herbekeken."), "exemption", pk=client.pk, exemption_id=exemption_id)
    return render(request, "referral/exemption_review.html", _page(client, exemption) | {"form": form})
