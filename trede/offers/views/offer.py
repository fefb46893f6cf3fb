"""One offer: all of it, change it, confirm it, stop it, what happened to it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.clients.history import LONGEST
from trede.core.errors import CaseError
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page
from trede.offers.actions.offers import confirm_offer, restart_offer, stop_offer
from trede.offers.forms_catalogue import OfferForm, StopForm
from trede.offers.history_catalogue import lines_of
from trede.offers.legal_values import legal_values
from trede.offers.models import Offer
from trede.offers.reading_catalogue import bound, event_filter, fresh_of, names_of, said
from trede.offers.tabs import offer_tabs


def offer_of(member: Member, offer_id: int) -> Offer:
    """An offer of the own catalogue. Raises Http404 for any other."""
    rows = Offer.objects.of(member).select_related("owner__user", "confirmed_by__user", "provider")
    found: Offer | None = rows.filter(pk=offer_id).first() if offer_id < 2**63 else None
    if found is None:
        raise Http404
    return found


@policy(Can.READ_OFFERS)
def show(request: MemberRequest, offer_id: int) -> HttpResponse:
    """All of it, with conditions and limits as they are today, and those that ended or begin later apart."""
    offer, on = offer_of(request.member, offer_id), today()
    rows = list(offer.conditions.all())
    names = names_of(request.member, rows)
    conditions = [said(row, on, names) for row in rows]
    limits = [bound(row, on) for row in offer.limits.order_by("unit", "starts_on")]
    page = {
        "offer": offer,
        "fresh": fresh_of(offer, on),
        "stopped": offer.stopped_on is not None and offer.stopped_on <= on,
        "conditions": [one for one in conditions if one.state == "now"],
        "limits": [one for one in limits if one.state == "now"],
        "other_conditions": [one for one in conditions if one.state != "now"],
        "other_limits": [one for one in limits if one.state != "now"],
        "values": legal_values(offer.parameters, on),
        "may_edit": request.member.may(Can.EDIT_OFFERS),
        "is_owner": offer.owner_id == request.member.pk,
        "tabs": offer_tabs(request.member, "offers"),
    }
    return render(request, "offers/offer.html", page)


@policy(Can.EDIT_OFFERS)
def new(request: MemberRequest) -> HttpResponse:
    form = OfferForm(posted(request), member=request.member)
    if form.is_valid() and (made := form.write(by=request.member)) is not None:
        return go(
            request,
            _("Het aanbod staat in de catalogus. Voeg nu de voorwaarden toe."),
            "offer",
            offer_id=made.pk,
        )
    return _form(request, form, None)


@policy(Can.EDIT_OFFERS)
def edit(request: MemberRequest, offer_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    form = OfferForm(posted(request), instance=offer, member=request.member)
    if form.is_valid() and form.write(by=request.member) is not None:
        return go(request, _("Het aanbod is bewaard."), "offer", offer_id=offer_id)
    return _form(request, form, offer)


def _form(request: MemberRequest, form: OfferForm, offer: Offer | None) -> HttpResponse:
    if form.conflict:
        return conflict(request, form, "offer", {"offer_id": form.instance.pk})
    return render(request, "offers/offer_form.html", {"form": form, "offer": offer})


def conflict(request: MemberRequest, form: Any, url_name: str, args: dict[str, Any]) -> HttpResponse:
    """Both texts beside each other; the choice is sent to the same address."""
    page = {"form": form, "current": form.fresh(), "differences": form.differences, "go": (url_name, args)}
    return render(request, "offers/conflict.html", page)


@require_POST
@policy(Can.EDIT_OFFERS)
def confirm(request: MemberRequest, offer_id: int) -> HttpResponse:
    """Still as it is written down, says this member today."""
    try:
        confirm_offer(offer_of(request.member, offer_id), by=request.member, on=today())
    except CaseError as error:
        return go(request, str(error), "offer", offer_id=offer_id)
    return go(request, _("Genoteerd: dit aanbod klopt nog."), "offer", offer_id=offer_id)


@policy(Can.EDIT_OFFERS)
def stop(request: MemberRequest, offer_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    return form_page(
        request,
        StopForm(posted(request)),
        lambda data: stop_offer(offer, by=request.member, **data),
        title=_("Stoppen: %(name)s") % {"name": offer.name},
        intro=_(
            "Wie al bezig is, doet gewoon verder. Nieuwe cliënten kunnen vanaf die dag niet meer starten."
        ),
        submit=_("Stop dit aanbod"),
        kind="danger",
        done=_("Het aanbod is gestopt."),
        go=("offer", {"offer_id": offer_id}),
    )


@require_POST
@policy(Can.EDIT_OFFERS)
def restart(request: MemberRequest, offer_id: int) -> HttpResponse:
    try:
        restart_offer(offer_of(request.member, offer_id), by=request.member)
    except CaseError as error:
        return go(request, str(error), "offer", offer_id=offer_id)
    return go(request, _("Het aanbod staat opnieuw in de catalogus."), "offer", offer_id=offer_id)


@policy(Can.READ_OFFERS)
def history(request: MemberRequest, offer_id: int) -> HttpResponse:
    """Who changed what, the newest first, the conditions and limits with it."""
    offer = offer_of(request.member, offer_id)
    rows = Event.objects.filter(event_filter(offer), organisation=offer.organisation_id)
    found = list(rows.select_related("payload", "by__user").order_by("-at", "-pk")[:LONGEST])
    page = {"offer": offer, "lines": lines_of(found, offer.organisation_id)}
    return render(request, "offers/history.html", page)
