"""What fits one client, and what a person says of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.clients.tabs import top_of_file
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.fit.actions import remarks
from trede.fit.arranging import arrange, narrowed
from trede.fit.forms import AnswerForm, DisagreeForm, NarrowForm
from trede.fit.lines import Line
from trede.fit.models import FitRemark
from trede.fit.noting import link, where_to_note
from trede.fit.reading import standing_of
from trede.matching.kinds import Weight
from trede.offers.models import Offer

TAB = "file_offers"


@policy(Can.OPEN_FILE, logs_access=True)
def fit(request: MemberRequest, pk: int) -> HttpResponse:
    """Every offer for this client: fits, ask first, does not fit, not offered here."""
    client = open_client(request, pk, page="fit")
    standing = standing_of(client, member=request.member, on=today())
    form = NarrowForm(request.GET, kinds={one.entry.kind for one in standing.fittings})
    shown = narrowed(standing.fittings, **form.chosen)
    arranged = arrange(shown, standing.rung)
    page = {
        "client": client,
        "rung": standing.rung,
        "page": arranged,
        "form": form,
        "narrowed": len(shown) < len(standing.fittings),
        "empty": not standing.fittings,
        "noted_at": {one.condition: where_to_note(one.kind, client.pk) for one in arranged.questions},
        **_may(request, client),
    }
    return render(request, "fit/fit.html", page | top_of_file(client, request.member, TAB))


def _may(request: MemberRequest, client: Client) -> dict[str, Any]:
    writes = request.member.may(Can.WRITE_FILE) and client.closed_on is None
    return {"writes": writes, "propose_url": link("participation_new", pk=client.pk) if writes else ""}


@policy(Can.OPEN_FILE, logs_access=True)
def offer(request: MemberRequest, pk: int, offer_id: int) -> HttpResponse:
    """One offer for this client: every condition, and a place to disagree with one of them."""
    client = open_client(request, pk, page="fit")
    line = _line(request, client, offer_id)
    form = DisagreeForm(posted(request), conditions=_choices(line), initial=_initial(request))
    if form.is_valid() and request.member.may(Can.WRITE_FILE):
        about = Offer.objects.of(request.member).get(pk=offer_id)
        values = form.cleaned_data
        said = form.attempt(
            lambda: remarks.disagree(
                client,
                offer=about,
                condition=values["condition"],
                met=form.is_met,
                reason=values["reason"],
                by=request.member,
            )
        )
        if said:
            return go(
                request, _("Genoteerd, met uw naam en de datum."), "fit_offer", pk=pk, offer_id=offer_id
            )
    page = {"client": client, "line": line, "form": form, **_may(request, client)}
    return render(request, "fit/offer.html", page | top_of_file(client, request.member, TAB))


def _line(request: MemberRequest, client: Client, offer_id: int) -> Line:
    fittings = standing_of(client, member=request.member, on=today()).fittings
    for one in fittings:
        if one.entry.pk == offer_id:
            return Line(one)
    raise Http404


def _choices(line: Line) -> list[tuple[str, str]]:
    """The conditions that can be weighed; those that this reader may not see are not theirs to correct."""
    return [
        (reason.id, reason.title)
        for reason in line.reasons
        if reason.check.condition.weight != Weight.TALK and not reason.hidden
    ]


def _initial(request: MemberRequest) -> dict[str, str]:
    return {"condition": request.GET.get("voorwaarde", "")}


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes or no to one question, for every offer that asks it."""
    client = open_client(request, pk, page="fit")
    form = AnswerForm(request.POST, catalogue=Offer.objects.of(request.member))
    if not form.is_valid():
        raise Http404
    values = form.cleaned_data
    remarks.answer(
        client,
        offers=list(values["offers"]),
        condition=values["condition"],
        met=form.is_met,
        by=request.member,
    )
    return go(request, _("Antwoord genoteerd."), "fit", pk=pk)


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def withdraw(request: MemberRequest, pk: int, remark_id: int) -> HttpResponse:
    """Take back an answer or a disagreement."""
    client = open_client(request, pk, page="fit")
    found = FitRemark.objects.filter(client__in=client.file_ids, pk=remark_id).select_related("offer").first()
    if found is None:
        raise Http404
    # As it was opened: who may see the confidential part stands on it.
    found.client = client
    version = request.POST.get("version", "")
    expected = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    remarks.withdraw(found, expected=expected, by=request.member)
    return go(
        request, _("Teruggenomen. Het dossier beslist opnieuw."), "fit_offer", pk=pk, offer_id=found.offer_id
    )
