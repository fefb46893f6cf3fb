from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.actions import lifecycle
from trede.clients.forms import refuse, replace_typed
from trede.clients.forms_client import (
    ClientForm,
    CloseForm,
    DiedForm,
    MovedForm,
    PersonForm,
    ReasonForm,
    ReopenForm,
)
from trede.clients.history import history_of
from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.clients.reasons import reasons_in_words
from trede.clients.search import Doubles, find_doubles, searchable
from trede.clients.views.answers import conflict_page, offered_draft, saved, to_page
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.CREATE_CLIENT)
def new(request: MemberRequest) -> HttpResponse:
    """Search first, then make: the same address for both steps, so that nothing personal is in it."""
    if request.method != "POST":
        return render(request, "clients/new_search.html", {"form": PersonForm()})
    if request.POST.get("step") == "search":
        return _look(request)
    return _make(request)


def _look(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.POST)
    if not form.is_valid():
        return render(request, "clients/new_search.html", {"form": form})
    person = form.person()
    return _make_page(request, ClientForm(initial=form.cleaned_data), _doubles(request.member, person))


def _make(request: MemberRequest) -> HttpResponse:
    form = ClientForm(request.POST)
    if not form.is_valid():
        return _make_page(
            request, form, Doubles(), ReasonForm(request.POST) if "reason" in request.POST else None
        )
    doubles = _doubles(request.member, form.instance)
    reason = ReasonForm(request.POST if "reason" in request.POST else None)
    if doubles and not reason.is_valid():
        return _make_page(request, form, doubles, reason)
    client = form.open(by=request.member, reason=request.POST.get("reason", "")[:200])
    if client is None:
        return _make_page(request, form, doubles, reason)
    messages.success(request, _("Het dossier is gemaakt. Vul aan wat u weet."))
    return to_page(client)


def _doubles(member: Member, person: Client) -> Doubles:
    return find_doubles(member, searchable(person))


def _make_page(
    request: MemberRequest, form: ClientForm, doubles: Doubles, reason: ReasonForm | None = None
) -> HttpResponse:
    shown = [(double.found, reasons_in_words(double.reasons)) for double in doubles.shown]
    ask = reason or (ReasonForm() if doubles else None)
    page = {"form": form, "doubles": shown, "hidden": doubles.hidden, "reason": ask}
    return render(request, "clients/new_make.html", page)


@policy(Can.WRITE_FILE, logs_access=True)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Who this person is; two people at once see both texts."""
    client = open_client(request, pk, page="client")
    place = drafts.Place("client", client.pk, client.pk)
    form = ClientForm(request.POST or None, instance=client)
    if form.is_valid():
        try:
            if form.correct(by=request.member):
                return saved(
                    request, client, place, _("Bewaard. De vorige gegevens staan in de geschiedenis.")
                )
        except Conflict:
            return conflict_page(request, Client.objects.get(pk=pk), form, place)
    draft = offered_draft(request, form, place)
    return render(
        request, "clients/edit.html", {"client": client, "form": form, "draft": draft, "place": place}
    )


@policy(Can.OPEN_FILE, logs_access=True)
def history(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="client.history")
    lines = history_of(client, client, confidential=sees_confidential(request.member, client))
    return render(
        request, "clients/history.html", {"client": client, "lines": lines, "kind": {"one": _("persoon")}}
    )


def _life(
    request: MemberRequest,
    pk: int,
    form_class: type[forms.Form],
    action: Callable[..., Any],
    *,
    words: dict[str, str],
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """The end of a file and its return: one form, one action, the same page."""
    client = open_client(request, pk, page="life")
    form = form_class(request.POST or None, initial={"version": client.version} | (initial or {}))
    if form.is_valid() and _done(form, client, action, request.member):
        return saved(request, client, None, words["done"])
    return render(request, "clients/life.html", {"client": client, "form": form} | words)


def _done(form: forms.Form, client: Client, action: Callable[..., Any], member: Member) -> bool:
    values = dict(form.cleaned_data)
    try:
        action(client, by=member, expected=values.pop("version"), **values)
    except Conflict:
        replace_typed(form, "version", str(Client.objects.get(pk=client.pk).version))
        form.add_error(None, _("Een collega wijzigde dit dossier net. Kijk het na en bewaar opnieuw."))
    except (CaseError, ValidationError) as error:
        refuse(form, error)
    return form.is_valid()


@policy(Can.WRITE_FILE, logs_access=True)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    words = {
        "heading": _("Dossier sluiten"),
        "explain": _("Alles blijft bewaard en het dossier kan weer open. Het verdwijnt uit de caseloads."),
        "submit": _("Sluit het dossier"),
        "done": _("Het dossier is gesloten."),
    }
    return _life(request, pk, CloseForm, lifecycle.close_file, words=words, initial={"closed_on": today()})


@policy(Can.WRITE_FILE, logs_access=True)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    words = {
        "heading": _("Dossier heropenen"),
        "explain": _(
            "Een overlijden of verhuis dat er staat, verdwijnt; in de geschiedenis blijft het te zien."
        ),
        "submit": _("Heropen het dossier"),
        "done": _("Het dossier is weer open. Wijs het toe aan wie het volgt."),
    }
    return _life(request, pk, ReopenForm, lifecycle.reopen_file, words=words)


@policy(Can.WRITE_FILE, logs_access=True)
def died(request: MemberRequest, pk: int) -> HttpResponse:
    words = {
        "heading": _("Overlijden noteren"),
        "explain": _(
            "Het dossier sluit en de sociale dienst krijgt een signaal. Er vertrekt geen bericht meer."
        ),
        "submit": _("Noteer het overlijden"),
        "done": _("Het overlijden is genoteerd en het dossier is gesloten."),
    }
    return _life(request, pk, DiedForm, lifecycle.record_death, words=words)


@policy(Can.WRITE_FILE, logs_access=True)
def moved(request: MemberRequest, pk: int) -> HttpResponse:
    words = {
        "heading": _("Verhuisd naar een ander OCMW"),
        "explain": _("Het dossier sluit hier en de sociale dienst krijgt een signaal."),
        "submit": _("Noteer de verhuis"),
        "done": _("De verhuis is genoteerd en het dossier is gesloten."),
    }
    return _life(request, pk, MovedForm, lifecycle.move_away, words=words, initial={"closed_on": today()})
