"""What the pages that write have in common after the form: saved, a draft offered, a conflict shown."""

import re
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from trede.clients import drafts
from trede.clients.forms import RecordForm
from trede.clients.history import history_of
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.core.policies import MemberRequest

PART_OF_A_FILE = r"[a-z0-9/-]{0,80}(#[a-z]{1,20})?"


class Restorable(Protocol):
    """A form that can show a draft again."""

    def restore(self, values: dict[str, str], base_version: int | None) -> None: ...


def see_other(url: str) -> HttpResponse:
    """303: the browser gets the next page, and reloading it sends nothing twice."""
    return HttpResponseRedirect(url, status=303)


def to_page(client: Client, name: str = "file") -> HttpResponse:
    return see_other(reverse(name, kwargs={"pk": client.pk}))


def way_back(request: MemberRequest, client: Client) -> str:
    """The page of this same file that the address names (`terug`); any other text leads to the file."""
    asked, home = request.GET.get("terug", ""), reverse("file", kwargs={"pk": client.pk})
    return asked if re.fullmatch(re.escape(home) + PART_OF_A_FILE, asked) else home


def saved(request: MemberRequest, client: Client, place: drafts.Place | None, sentence: str) -> HttpResponse:
    """Back to where one came from, with a word that it is done; the draft of this form is no longer needed."""
    if place:
        drafts.forget(place, by=request.member)
    messages.success(request, sentence)
    return see_other(way_back(request, client))


def offered_draft(request: MemberRequest, form: Restorable, place: drafts.Place) -> drafts.Kept | None:
    """The text that was not saved last time; with ?concept=1 it is put back into the form."""
    if request.method != "GET":
        return None
    draft = drafts.waiting(place, by=request.member)
    if draft and request.GET.get("concept"):
        form.restore(draft.values, draft.base_version)
    return draft


def conflict_page(
    request: MemberRequest, client: Client, form: RecordForm, place: drafts.Place, **extra: Any
) -> HttpResponse:
    """Both texts side by side. Nothing was written; the own text is kept as a draft until it is."""
    current = form.fresh()
    drafts.keep(place, by=request.member, data=form.data, base_version=form.base_version)
    last = history_of(current, client, confidential=sees_confidential(request.member, client))[:1]
    page = {
        "client": client,
        "form": form,
        "current": current,
        "differences": form.compare(current),
        "last": last[0] if last else None,
        "place": place,
    }
    return render(request, "clients/conflict.html", page | extra, status=409)
