"""The verbs of every kind of fact: one view each, told apart by the table of kinds."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.actions.facts import end_fact, retract_fact
from trede.clients.forms import choose_asked, refuse, replace_typed
from trede.clients.forms_facts import EndForm, RetractForm
from trede.clients.history import history_of
from trede.clients.kinds import ALL_KINDS, FactKind
from trede.clients.models import Client, Fact
from trede.clients.opening import open_client, sees_confidential
from trede.clients.views.answers import conflict_page, offered_draft, saved, to_page, way_back
from trede.clients.wording import rows_of
from trede.core.errors import CaseError, Conflict
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


def _kind(slug: str) -> FactKind:
    if slug not in ALL_KINDS:
        raise Http404
    return ALL_KINDS[slug]


def _client(request: MemberRequest, pk: int, kind: FactKind) -> Client:
    """The file; a kind of the confidential part does not exist for who may not read that part."""
    client = open_client(request, pk, page=f"fact.{kind.slug}")
    if kind.confidential and not sees_confidential(request.member, client):
        raise Http404
    return client


def _fact(
    request: MemberRequest, client: Client, kind: FactKind, fact_id: int, *, standing: bool = True
) -> Any:
    """One fact of this file; somebody else's, or one that may not be read, does not exist."""
    facts = kind.model._base_manager.filter(client__in=client.file_ids, pk=fact_id)
    fact = (facts.filter(retracted_at=None) if standing else facts).first()
    if fact is None or not kind.readable(fact, confidential=sees_confidential(request.member, client)):
        raise Http404
    fact.client = client if fact.client_id == client.pk else fact.client
    return fact


def _place(kind: FactKind, client: Client, fact: Fact | None = None) -> drafts.Place:
    return drafts.Place(kind.draft_name, client.pk, fact.pk if fact else None)


def _saved(
    request: MemberRequest, client: Client, place: drafts.Place, done: str, advice: str
) -> HttpResponse:
    if advice:
        messages.warning(request, advice)
    return saved(request, client, place, done)


@policy(Can.WRITE_FILE, logs_access=True)
def add(request: MemberRequest, pk: int, slug: str) -> HttpResponse:
    kind = _kind(slug)
    client = _client(request, pk, kind)
    if kind.form is None:
        return to_page(client, "client_week")
    place = _place(kind, client)
    form = kind.form(
        request.POST or None, client=client, confidential=sees_confidential(request.member, client)
    )
    choose_asked(form, request.GET)
    if form.is_valid() and form.add(by=request.member):
        return _saved(request, client, place, _("Bewaard."), form.advice())
    draft = offered_draft(request, form, place)
    return render(
        request,
        "clients/fact_form.html",
        {
            "client": client,
            "kind": kind,
            "form": form,
            "draft": draft,
            "place": place,
            "back": way_back(request, client),
        },
    )


@policy(Can.WRITE_FILE, logs_access=True)
def correct(request: MemberRequest, pk: int, slug: str, fact_id: int) -> HttpResponse:
    kind = _kind(slug)
    client = _client(request, pk, kind)
    fact = _fact(request, client, kind, fact_id)
    if kind.form is None:
        return to_page(client, "client_week")
    place = _place(kind, client, fact)
    confidential = sees_confidential(request.member, client)
    form = kind.form(request.POST or None, instance=fact, client=fact.client, confidential=confidential)
    if form.is_valid():
        try:
            if form.correct(by=request.member):
                done = _("Verbeterd. De vorige tekst staat in de geschiedenis.")
                return _saved(request, client, place, done, form.advice())
        except Conflict:
            return conflict_page(request, client, form, place)
    draft = offered_draft(request, form, place)
    page = {"client": client, "kind": kind, "form": form, "fact": fact, "draft": draft, "place": place}
    return render(request, "clients/fact_form.html", page | {"back": way_back(request, client)})


@policy(Can.WRITE_FILE, logs_access=True)
def end(request: MemberRequest, pk: int, slug: str, fact_id: int) -> HttpResponse:
    kind = _kind(slug)
    client = _client(request, pk, kind)
    fact = _fact(request, client, kind, fact_id)
    if not kind.dated:
        raise Http404
    form = EndForm(request.POST or None, initial={"version": fact.version, "ends_on": fact.ends_on})
    if form.is_valid() and _did(
        form,
        fact,
        lambda values: end_fact(
            fact, by=request.member, expected=values["version"], ends_on=values["ends_on"]
        ),
    ):
        return saved(request, client, None, _("Beëindigd."))
    page = {"client": client, "kind": kind, "form": form, "fact": fact, "verb": "end", "rows": rows_of(fact)}
    return render(request, "clients/fact_verb.html", page)


@policy(Can.WRITE_FILE, logs_access=True)
def retract(request: MemberRequest, pk: int, slug: str, fact_id: int) -> HttpResponse:
    kind = _kind(slug)
    client = _client(request, pk, kind)
    fact = _fact(request, client, kind, fact_id)
    form = RetractForm(request.POST or None, initial={"version": fact.version})
    if form.is_valid() and _did(
        form,
        fact,
        lambda values: retract_fact(
            fact, by=request.member, expected=values["version"], because=values["because"]
        ),
    ):
        return saved(request, client, None, _("Ingetrokken. Het blijft te zien in de geschiedenis."))
    page = {
        "client": client,
        "kind": kind,
        "form": form,
        "fact": fact,
        "verb": "retract",
        "rows": rows_of(fact),
    }
    return render(request, "clients/fact_verb.html", page)


@policy(Can.OPEN_FILE, logs_access=True)
def history(request: MemberRequest, pk: int, slug: str, fact_id: int) -> HttpResponse:
    kind = _kind(slug)
    client = _client(request, pk, kind)
    fact = _fact(request, client, kind, fact_id, standing=False)
    lines = history_of(fact, client, confidential=sees_confidential(request.member, client))
    page = {"client": client, "kind": kind, "fact": fact, "lines": lines}
    return render(request, "clients/history.html", page)


def _did(form: Any, fact: Any, action: Callable[[dict[str, Any]], Any]) -> bool:
    """Run the action; on a conflict show what stands now and let the person decide again."""
    try:
        action(form.cleaned_data)
    except Conflict:
        fact.refresh_from_db()
        replace_typed(form, "version", str(fact.version))
        form.add_error(None, _("Een collega wijzigde dit net. Kijk wat er nu staat en probeer opnieuw."))
    except (CaseError, ValidationError) as error:
        refuse(form, error)
    return form.is_valid()
