"""The tab Aanbod of a file, one participation, and what is done with it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.handling import go, posted
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.clients.tabs import top_of_file
from trede.clients.views.answers import offered_draft
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.offers.actions.participations import propose, record_answer
from trede.offers.consenting import outlived
from trede.offers.deeds import MEMBER, Deed, possible
from trede.offers.forms_loop import AnswerHeardForm, ProposeForm
from trede.offers.limit_words import hours
from trede.offers.loop_reading import (
    bars_of,
    fullness,
    instead_url,
    of_file,
    open_participation,
    open_referral_of,
    path_shown,
    story_of,
)
from trede.offers.models import OPEN, Edition, Offer, OfferStatus, Participation, ParticipationState
from trede.offers.referral_links import dead_because, shared_of

ANSWERABLE = (
    ParticipationState.PROPOSED,
    ParticipationState.REFERRED,
    ParticipationState.WAITING,
    ParticipationState.ACCEPTED,
)


@policy(Can.OPEN_FILE, logs_access=True)
def file_offers(request: MemberRequest, pk: int) -> HttpResponse:
    """What runs, what waits for an answer since when, and what is past."""
    client = open_client(request, pk, page="file_offers")
    rows = list(of_file(client))
    page = {
        "client": client,
        "running": [row for row in rows if row.state in OPEN],
        "past": [row for row in rows if row.state not in OPEN],
        "writes": _writes(request, client),
        "fit_url": instead_url_of(client),
        "today": today(),
    }
    return render(
        request, "offers/file_offers.html", page | top_of_file(client, request.member, "file_offers")
    )


def instead_url_of(client: Client) -> str:
    """The page of what fits, for the whole file."""
    return instead_url(client, Offer(pk=0)).partition("?")[0]


def _writes(request: MemberRequest, client: Client) -> bool:
    return request.member.may(Can.WRITE_FILE) and client.closed_on is None


@policy(Can.OPEN_FILE, logs_access=True)
def show(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """Where it stands, what may be done now, and everything that happened."""
    client, one = open_participation(request, pk, participation_id)
    referral = open_referral_of(one)
    story = story_of(one, referral)
    labels, current = path_shown(one, sent=referral is not None)
    writes = _writes(request, client)
    page = {
        "client": client,
        "participation": one,
        "path": labels,
        "current": current,
        "story": story,
        "used": [(row.month, hours(row.minutes)) for row in story.used],
        "bars": bars_of(one, story, today()),
        "deeds": possible(MEMBER, one.state) if writes else [],
        "answers": writes and one.state in ANSWERABLE,
        "sends": writes and one.state in OPEN and _can_be_sent(referral),
        "counts": writes and one.started_on is not None,
        "writes": writes,
        "today": today(),
        "instead": instead_url(client, one.offer),
        "before": hours(one.used_before_minutes),
    }
    return render(request, "offers/participation.html", page | _referral(referral))


def _can_be_sent(referral: Any) -> bool:
    """Nothing is on its way, or what it went on is over."""
    return referral is None or referral.closed_on is not None or outlived(referral)


def _referral(referral: Any) -> dict[str, Any]:
    if referral is None:
        return {"referral": None}
    return {
        "referral": referral,
        "shared": shared_of(referral),
        "dead": dead_because(referral, today()),
    }


@policy(Can.WRITE_FILE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Propose an offer; where it is full the page says so, and leads to what fits next."""
    client = open_client(request, pk, page="participation")
    offers = _offers_of(request)
    offer = _chosen(request, offers)
    editions = _editions(offer)
    place = drafts.Place("participation", client.pk)
    initial = {"offer": offer.pk if offer else "", "edition": request.GET.get("reeks", "")}
    form = ProposeForm(
        posted(request),
        initial=initial,
        offers=[(one.pk, f"{one.name} ({one.rung})") for one in offers],
        editions=[(one.pk, f"{one.name}, {one.starts_on.strftime('%d/%m/%Y')}") for one in editions],
    )
    if form.is_valid() and (made := form.attempt(lambda: _propose(request, client, form))) is not None:
        drafts.forget(place, by=request.member)
        return go(
            request,
            _("Voorgesteld. Kies nu wat er volgt."),
            "participation",
            pk=client.pk,
            participation_id=made.pk,
        )
    edition = (
        next((one for one in editions if str(one.pk) == str(form["edition"].value())), None)
        if editions
        else None
    )
    page = {
        "client": client,
        "form": form,
        "offer": offer,
        "fits_url": instead_url_of(client),
        "room": fullness(offer, edition) if offer else None,
        "instead": instead_url(client, offer) if offer else "",
        "place": place,
        "draft": offered_draft(request, form, place),
    }
    return render(request, "offers/participation_new.html", page)


def _offers_of(request: MemberRequest) -> list[Offer]:
    rows = Offer.objects.of(request.member).living().exclude(status=OfferStatus.IDEA)
    return list(rows.order_by("rung", "name"))


def _chosen(request: MemberRequest, offers: list[Offer]) -> Offer | None:
    """The offer of the address or of the form; any other text is none."""
    asked = request.POST.get("offer") or request.GET.get("aanbod") or request.GET.get("offer", "")
    return next((one for one in offers if str(one.pk) == asked), None)


def _editions(offer: Offer | None) -> list[Edition]:
    if offer is None:
        return []
    rows = Edition.objects.filter(offer=offer, cancelled_on=None, for_hosts=False, ends_on__gte=today())
    return list(rows.order_by("starts_on", "pk"))


def _propose(request: MemberRequest, client: Client, form: ProposeForm) -> Participation:
    values = form.values
    offer = Offer.objects.get(pk=values.pop("offer_id"))
    return propose(Participation(client=client, offer=offer, **values), by=request.member)


def _deed(request: MemberRequest, pk: int, participation_id: int, deed: Deed) -> HttpResponse:
    """A form of one deed, and the deed."""
    client, one = open_participation(request, pk, participation_id)
    form = deed.form(posted(request), initial=_initial(deed, one))
    if form.is_valid() and form.attempt(lambda: deed.run(one, by=request.member, **form.values)) is not None:
        return go(request, str(deed.done), "participation", pk=client.pk, participation_id=one.pk)
    page = {"client": client, "participation": one, "form": form, "deed": deed}
    return render(request, "offers/deed.html", page)


def _initial(deed: Deed, participation: Participation) -> dict[str, Any]:
    if deed.name == "start":
        return {"planned_end": participation.planned_end}
    due = participation.evaluation_on
    return {"kind": "evaluation"} if deed.name == "report" and due and due <= today() else {}


@policy(Can.WRITE_FILE, logs_access=True)
def start(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["start"])


@policy(Can.WRITE_FILE, logs_access=True)
def pause(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["pause"])


@policy(Can.WRITE_FILE, logs_access=True)
def resume(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["resume"])


@policy(Can.WRITE_FILE, logs_access=True)
def end(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["end"])


@policy(Can.WRITE_FILE, logs_access=True)
def withdraw(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["withdraw"])


@policy(Can.WRITE_FILE, logs_access=True)
def report(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    return _deed(request, pk, participation_id, MEMBER["report"])


@policy(Can.WRITE_FILE, logs_access=True)
def heard(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """The answer came by telephone or at a meeting."""
    client, one = open_participation(request, pk, participation_id)
    if one.state not in ANSWERABLE:
        raise Http404
    form = AnswerHeardForm(posted(request))
    if (
        form.is_valid()
        and form.attempt(lambda: record_answer(one, by=request.member, **form.values)) is not None
    ):
        return go(
            request, _("Het antwoord is genoteerd."), "participation", pk=client.pk, participation_id=one.pk
        )
    page = {"client": client, "participation": one, "form": form}
    return render(request, "offers/answer_heard.html", page)
