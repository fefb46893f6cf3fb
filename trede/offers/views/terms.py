"""Conditions and limits of an offer: add, correct, end."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import go, posted
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page
from trede.offers.actions.terms import end_condition, end_limit
from trede.offers.condition_values import codes_by_kind
from trede.offers.forms_catalogue import ConditionForm, EndForm, LimitForm, TermForm
from trede.offers.models import Offer, OfferCondition, OfferLimit
from trede.offers.views.offer import conflict, offer_of


@policy(Can.EDIT_OFFERS)
def condition_new(request: MemberRequest, offer_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    return _write(request, offer, ConditionForm(posted(request), offer=offer), _("Nieuwe voorwaarde"))


@policy(Can.EDIT_OFFERS)
def condition_edit(request: MemberRequest, offer_id: int, condition_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    found = _of(OfferCondition, offer, condition_id)
    form = ConditionForm(posted(request), instance=found, offer=offer)
    return _write(request, offer, form, _("Voorwaarde verbeteren"))


@policy(Can.EDIT_OFFERS)
def condition_end(request: MemberRequest, offer_id: int, condition_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    found = _of(OfferCondition, offer, condition_id)
    return _end(request, offer, lambda data: end_condition(found, by=request.member, **data))


@policy(Can.EDIT_OFFERS)
def limit_new(request: MemberRequest, offer_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    return _write(request, offer, LimitForm(posted(request), offer=offer), _("Nieuwe grens"))


@policy(Can.EDIT_OFFERS)
def limit_edit(request: MemberRequest, offer_id: int, limit_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    form = LimitForm(posted(request), instance=_of(OfferLimit, offer, limit_id), offer=offer)
    return _write(request, offer, form, _("Grens verbeteren"))


@policy(Can.EDIT_OFFERS)
def limit_end(request: MemberRequest, offer_id: int, limit_id: int) -> HttpResponse:
    offer = offer_of(request.member, offer_id)
    found = _of(OfferLimit, offer, limit_id)
    return _end(request, offer, lambda data: end_limit(found, by=request.member, **data))


def _write(request: MemberRequest, offer: Offer, form: TermForm, title: str) -> HttpResponse:
    if form.is_valid() and form.write(by=request.member) is not None:
        return go(request, _("Bewaard. Kijk na of het aanbod nog klopt."), "offer", offer_id=offer.pk)
    if form.conflict:
        return conflict(request, form, "offer", {"offer_id": offer.pk})
    codes = codes_by_kind() if isinstance(form, ConditionForm) else []
    return render(
        request, "offers/term_form.html", {"form": form, "offer": offer, "heading": title, "codes": codes}
    )


def _end(request: MemberRequest, offer: Offer, run: Any) -> HttpResponse:
    return form_page(
        request,
        EndForm(posted(request)),
        run,
        title=_("Beëindigen bij %(name)s") % {"name": offer.name},
        intro=_("Verandert de wet? Beëindig dit en voeg iets nieuws toe. Zo blijft het verleden juist."),
        submit=_("Beëindig"),
        done=_("Beëindigd. Het blijft zichtbaar als geschiedenis."),
        go=("offer", {"offer_id": offer.pk}),
    )


def _of(model: Any, offer: Offer, pk: int) -> Any:
    found = model.objects.filter(pk=pk, offer=offer).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
