"""The waiting list, and what one does with a place on it."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.core.access import log_access
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page
from trede.orientation.actions.filling import candidate_of, hindrances, invite, said
from trede.orientation.actions.waiting import (
    add_to_list,
    change_place,
    leave_list,
    set_priority,
)
from trede.orientation.forms_planning import (
    AddForm,
    InviteForm,
    LeaveForm,
    PriorityForm,
    PromiseForm,
    WaitingFilter,
)
from trede.orientation.models import Slot, WaitingEntry
from trede.orientation.moments import free_slots
from trede.orientation.queue import seen_by
from trede.orientation.saying import moment_of
from trede.orientation.tabs import orientation_tabs
from trede.orientation.waiting_page import page_of

MOST_SLOTS = 120


@policy(Can.PLAN_SESSIONS)
def waiting(request: MemberRequest) -> HttpResponse:
    """Who waits how long, for what, and when it is their turn."""
    form = WaitingFilter(request.GET)
    filters = form.chosen
    asked = {name: value for name in form.fields if (value := request.GET.get(name)) and name in filters}
    after = request.GET.get("na", "")
    page = {
        "page": page_of(request.member, filters, after, today=today()),
        "form": form,
        "narrowed": bool(filters),
        "later": bool(after),
        "query": urlencode(asked),
        "tabs": orientation_tabs(request.member, "waiting"),
    }
    return render(request, "orientation/waiting.html", page)


@policy(Can.PLAN_SESSIONS, logs_access=True)
def priority(request: MemberRequest, pk: int) -> HttpResponse:
    entry = entry_of(request.member, pk)
    now = {"priority": entry.priority, "note": entry.priority_note, "version": entry.version}
    return form_page(
        request,
        PriorityForm(request.POST or None, initial=now),
        lambda data: set_priority(entry, expected=data.pop("version"), by=request.member, **data),
        title=_("Voorrang"),
        intro=_who(entry),
        submit=_("Voorrang bewaren"),
        done=_("De voorrang is bewaard."),
        go=("waiting", {}),
    )


@policy(Can.PLAN_SESSIONS, logs_access=True)
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    entry = entry_of(request.member, pk)
    now = {
        "promised_by": entry.promised_by,
        "short_notice": entry.short_notice,
        "version": entry.version,
    }
    return form_page(
        request,
        PromiseForm(request.POST or None, initial=now),
        lambda data: change_place(entry, expected=data.pop("version"), by=request.member, **data),
        title=_("Belofte en korte termijn"),
        intro=_who(entry),
        submit=_("Belofte bewaren"),
        done=_("Bewaard."),
        go=("waiting", {}),
    )


@policy(Can.PLAN_SESSIONS, logs_access=True)
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    entry = entry_of(request.member, pk)
    return form_page(
        request,
        LeaveForm(request.POST or None),
        lambda data: leave_list(entry, because=data["because"], by=request.member),
        title=_("Van de wachtlijst halen"),
        intro=_who(entry),
        submit=_("Van de lijst halen"),
        kind="danger",
        done=_("Deze cliënt staat niet meer op de wachtlijst."),
        go=("waiting", {}),
    )


@policy(Can.PLAN_SESSIONS, logs_access=True)
def add(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="waiting_entry")
    return form_page(
        request,
        AddForm(request.POST or None),
        lambda data: add_to_list(client, by=request.member, **data),
        title=_("Op de wachtlijst zetten"),
        intro=_("%(name)s · dossier %(number)s") % {"name": client.name, "number": client.number},
        submit=_("Op de wachtlijst zetten"),
        done=_("Deze cliënt staat op de wachtlijst."),
        go=("file", {"pk": client.pk}),
    )


@policy(Can.PLAN_SESSIONS, logs_access=True)
def invite_(request: MemberRequest, pk: int) -> HttpResponse:
    """One person to one slot, by hand."""
    entry = entry_of(request.member, pk)
    slots = {
        slot.pk: slot for slot in free_slots(request.member.organisation_id, timezone.now())[:MOST_SLOTS]
    }
    choices = [(slot_pk, moment_of(slot)) for slot_pk, slot in slots.items()]
    return form_page(
        request,
        InviteForm(request.POST or None, slots=choices),
        lambda data: invite(entry, slots[data["slot"]], by=request.member),
        title=_("Uitnodigen voor een tijdslot"),
        intro=" ".join([_who(entry), *_hindrance(entry, slots, request.member)]),
        submit=_("Nodig uit"),
        done=_("De uitnodiging is klaar. Druk de brief af bij de zitting."),
        go=("waiting", {}),
    )


def _hindrance(entry: WaitingEntry, slots: dict[int, Slot], member: Member) -> list[str]:
    """What the page must say before somebody chooses."""
    if not slots:
        return [_("Er is geen vrij tijdslot. Maak eerst een zitting.")]
    blocks = hindrances(candidate_of(entry, next(iter(slots.values())).session, by=member))
    return [_("Uitnodigen kan nu niet: %(why)s.") % {"why": said(blocks)}] if blocks else []


def entry_of(member: Member, pk: int) -> WaitingEntry:
    """A place on the list of a client whose name this member may see; the look is logged. Raises Http404."""
    found: Any = seen_by(member).select_related("client__alias_of").filter(pk=pk).first()
    if found is None:
        raise Http404
    log_access(by=member, subject=found.client_id, page="waiting_entry", why="role")
    entry: WaitingEntry = found
    return entry


def _who(entry: WaitingEntry) -> str:
    client: Client = entry.client.alias_of or entry.client
    since = entry.since.strftime("%d/%m/%Y")
    words = {"name": client.name, "number": client.number, "since": since}
    return _("%(name)s · dossier %(number)s · wacht sinds %(since)s.") % words
