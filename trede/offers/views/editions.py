"""Editions: the list, one of them, a new one, changed, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.clients.handling import go, posted
from trede.core import page_tabs
from trede.core.forms import ReasonForm
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page
from trede.offers.actions.editions import cancel_edition, edit_edition, plan_edition
from trede.offers.edition_page import overview_of
from trede.offers.forms_groups import EDITION, EditEditionForm, EditionFilter, NewEditionForm
from trede.offers.listing_editions import COMING, PAST, RUNNING, page_of
from trede.offers.models import Edition, Offer
from trede.offers.reading_groups import edition_of
from trede.orientation.series_days import Day


def tabs(member: Member) -> list[dict[str, Any]]:
    return page_tabs.tabs("offers", member, "editions")


@policy(Can.RUN_GROUPS)
def editions(request: MemberRequest) -> HttpResponse:
    """Coming, running or past, of one offer or all, with how full each is."""
    form = EditionFilter(request.GET, by=request.member)
    offer = form.cleaned_data.get("aanbod") if form.is_valid() else None
    asked = request.GET.get("toon", COMING)
    which = asked if asked in (RUNNING, PAST) else COMING
    after = request.GET.get("na", "")
    page = {
        "page": page_of(request.member, which, offer=offer, after=after, day=today()),
        "which": which,
        "parts": [(COMING, _("Komen")), (RUNNING, _("Lopen nu")), (PAST, _("Voorbij"))],
        "offer": offer,
        "form": form,
        "later": bool(after),
        "tabs": tabs(request.member),
    }
    return render(request, "offers/editions.html", page)


@policy(Can.RUN_GROUPS)
def edition(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Who is in, who waits in which order and why, what is free, the sessions."""
    found = edition_of(request.member, edition_id)
    page = {
        "edition": found,
        "now": overview_of(found, request.member, today()),
        "tabs": tabs(request.member),
    }
    return render(request, "offers/edition.html", page)


@policy(Can.RUN_GROUPS)
def new(request: MemberRequest) -> HttpResponse:
    form = NewEditionForm(posted(request), by=request.member, initial=_asked(request))
    if form.is_valid() and (made := form.attempt(lambda: _plan(form, request.member))) is not None:
        return go(request, _said(made, form.days()), "edition", edition_id=made.pk)
    return render(request, "offers/edition_new.html", {"form": form, "tabs": tabs(request.member)})


def _asked(request: MemberRequest) -> dict[str, Any]:
    """The offer from whose page one came."""
    asked = request.GET.get("aanbod", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 18
    offer = Offer.objects.of(request.member).filter(pk=asked).first() if known else None
    return {"offer": offer.pk, "name": offer.name} if offer else {}


def _plan(form: NewEditionForm, by: Member) -> Edition:
    return plan_edition(form.edition(), sessions=form.meetings(), by=by)


def _said(made: Edition, days: list[Day]) -> str:
    count = sum(not day.skipped for day in days)
    said = ngettext("%(count)s sessie gepland.", "%(count)s sessies gepland.", count) % {"count": count}
    skipped = ", ".join(f"{day.on:%d/%m/%Y} ({day.skipped})" for day in days if day.skipped)
    return _("%(said)s Overgeslagen: %(days)s.") % {"said": said, "days": skipped} if skipped else said


@policy(Can.RUN_GROUPS)
def edit(request: MemberRequest, edition_id: int) -> HttpResponse:
    found = edition_of(request.member, edition_id)
    now = {name: getattr(found, name) for name in (*EDITION, "version")}
    return form_page(
        request,
        EditEditionForm(posted(request), initial=now, by=request.member),
        lambda data: edit_edition(found, expected=data.pop("version"), values=data, by=request.member),
        title=_("Reeks wijzigen"),
        submit=_("Reeks bewaren"),
        done=_("De reeks is gewijzigd."),
        go=("edition", {"edition_id": found.pk}),
    )


@policy(Can.RUN_GROUPS)
def cancel(request: MemberRequest, edition_id: int) -> HttpResponse:
    found = edition_of(request.member, edition_id)
    form = ReasonForm(posted(request))
    if form.is_valid():
        because = form.cleaned_data["reason"]
        done = form.attempt(lambda: cancel_edition(found, because=because, by=request.member))
        if done is not None:
            _tell_left(request, done.left)
            said = _("De reeks is geschrapt. Niemand verloor zijn plaats op de wachtlijst.")
            return go(request, said, "edition", edition_id=found.pk)
    page = {"edition": found, "form": form, "tabs": tabs(request.member)}
    return render(request, "offers/edition_cancel.html", page)


def _tell_left(request: MemberRequest, left: int) -> None:
    if left:
        said = ngettext(
            "%(count)s beperkt dossier bleef zoals het was.",
            "%(count)s beperkte dossiers bleven zoals ze waren.",
            left,
        )
        messages.warning(request, said % {"count": left})
