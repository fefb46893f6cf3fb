"""Enrolling in an edition, the waiting list, and who goes."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trede.clients.forms_care import FindForm
from trede.clients.handling import posted
from trede.clients.models import Client
from trede.core.access import log_access, log_access_of
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, form_page
from trede.offers.actions.editions import enrol, give_place, leave, promise
from trede.offers.edition_page import why
from trede.offers.enrolling_page import choices_for, ids_of, may_enrol, searched
from trede.offers.forms_groups import LeaveForm, PlaceForm, PromiseForm
from trede.offers.models import Edition, Participation, ParticipationState
from trede.offers.queue_order import Turn, in_turn
from trede.offers.reading_groups import edition_of, free_places, participation_of, turns_of, waits_for
from trede.offers.views.editions import tabs

BUSY = (ParticipationState.RUNNING, ParticipationState.PAUSED)


@policy(Can.RUN_GROUPS)
def edition_enrol(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Who can be enrolled; a name that is searched is posted, never in an address."""
    found = edition_of(request.member, edition_id)
    form = FindForm(posted(request))
    form.fields["q"].label = _("Naam, geboortedatum of nummer")
    hits = searched(found, request.member, form.cleaned_data["q"]) if form.is_valid() else None
    picked = ids_of(request.GET.getlist("dossier"))
    page = {
        "edition": found,
        "form": form,
        "hits": hits,
        "choices": choices_for(found, request.member, picked=picked),
        "free": free_places(found),
        "picked": picked,
        "tabs": tabs(request.member),
    }
    return render(request, "offers/edition_enrol.html", page)


@require_POST
@policy(Can.RUN_GROUPS, logs_access=True)
def edition_enrol_add(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Everyone who is ticked, one after the other; who cannot be enrolled is named with the reason."""
    found = edition_of(request.member, edition_id)
    chosen = list(may_enrol(found, request.member, ids_of(request.POST.getlist("clients"))))
    if not chosen:
        messages.error(request, _("Vink aan wie u wilt inschrijven."))
        return SeeOther(reverse("edition_enrol", kwargs={"edition_id": found.pk}))
    log_access_of([one.pk for one in chosen], by=request.member, page="edition_enrol", why="role")
    _tell(request, Counter(_enrolled(request, one, found) for one in chosen))
    return SeeOther(reverse("edition", kwargs={"edition_id": found.pk}))


def _enrolled(request: MemberRequest, client: Client, edition: Edition) -> str:
    """The state that came of it, or ""."""
    try:
        return enrol(Participation(client=client, offer=edition.offer), edition, by=request.member).state
    except CaseError as error:
        messages.error(request, f"{client.name}: {error}")
        return ""


def _tell(request: MemberRequest, states: Counter[str]) -> None:
    waiting = states[ParticipationState.WAITING]
    seated = states.total() - waiting - states[""]
    if seated:
        said = ngettext(
            "%(count)s persoon heeft een plaats.", "%(count)s personen hebben een plaats.", seated
        )
        messages.success(request, said % {"count": seated})
    if waiting:
        said = ngettext(
            "%(count)s persoon staat op de wachtlijst.", "%(count)s personen staan op de wachtlijst.", waiting
        )
        messages.info(request, said % {"count": waiting})


@policy(Can.RUN_GROUPS, logs_access=True)
def edition_place(request: MemberRequest, edition_id: int, participation_id: int) -> HttpResponse:
    """A place for somebody who waits; out of turn only with a reason."""
    found, row = _person(request, edition_id, participation_id)
    turns = turns_of(found, Participation.objects.filter(waits_for(found)), today())
    free = free_places(found)
    turn = in_turn(turns, row.pk, free)
    return form_page(
        request,
        PlaceForm(posted(request), in_turn=turn or not free),
        lambda data: give_place(row, edition=found, reason=data.get("reason", ""), by=request.member),
        title=_("Plaats geven"),
        intro=" ".join([_who(row), _order(turns, row, free)]),
        submit=_("Geef de plaats"),
        done=_("De plaats is gegeven."),
        go=("edition", {"edition_id": found.pk}),
    )


def _order(turns: list[Turn], row: Participation, free: int) -> str:
    mine = next((turn for turn in turns if turn.waits.participation == row.pk), None)
    if mine is None:
        return ""
    values = {"place": mine.place, "why": why(mine), "free": free}
    said = _("Plaats %(place)s op de wachtlijst: %(why)s.") % values
    places = ngettext("Er is %(free)s plaats vrij.", "Er zijn %(free)s plaatsen vrij.", free) % values
    return f"{said} {places}"


@policy(Can.RUN_GROUPS, logs_access=True)
def edition_leave(request: MemberRequest, edition_id: int, participation_id: int) -> HttpResponse:
    found, row = _person(request, edition_id, participation_id)
    return form_page(
        request,
        LeaveForm(posted(request), busy=row.state in BUSY),
        lambda data: leave(row, by=request.member, **data),
        title=_("Doet niet meer mee"),
        intro=_who(row) + " " + _("De plaats komt vrij voor wie het eerst aan de beurt is."),
        submit=_("Haal uit de reeks"),
        kind="danger",
        done=_("De plaats is vrij. Kijk wie eerst aan de beurt is."),
        go=("edition", {"edition_id": found.pk}),
    )


@policy(Can.RUN_GROUPS, logs_access=True)
def edition_promise(request: MemberRequest, edition_id: int, participation_id: int) -> HttpResponse:
    found, row = _person(request, edition_id, participation_id)
    now = {"on": row.promised_on, "short_notice": row.short_notice}
    return form_page(
        request,
        PromiseForm(posted(request), initial=now),
        lambda data: promise(row, by=request.member, **data),
        title=_("Belofte en korte termijn"),
        intro=_who(row),
        submit=_("Belofte bewaren"),
        done=_("De belofte is bewaard."),
        go=("edition", {"edition_id": found.pk}),
    )


def _person(request: MemberRequest, edition_id: int, participation_id: int) -> tuple[Edition, Participation]:
    """Somebody of this edition whose name this member may see; the look is logged. Raises Http404."""
    member: Member = request.member
    found = edition_of(member, edition_id)
    row = participation_of(found, member, participation_id)
    log_access(by=member, subject=row.client_id, page="edition_person", why="role")
    return found, row


def _who(row: Participation) -> str:
    client = row.client.alias_of or row.client
    return _("%(name)s · dossier %(number)s.") % {"name": client.name, "number": client.number}
