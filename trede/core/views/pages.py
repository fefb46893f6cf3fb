"""What the pages of beheer and privacy share: a page with one form, and the way on after it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from trede.core.forms import ActionForm
from trede.core.models import Member
from trede.core.roles import Can


class SeeOther(HttpResponseRedirect):
    status_code = 303


def see_other(request: HttpRequest, message: str, url_name: str, **kwargs: Any) -> HttpResponse:
    """Say what was done and go on to a page."""
    messages.success(request, message)
    return SeeOther(reverse(url_name, kwargs=kwargs))


def form_page(
    request: HttpRequest,
    form: ActionForm,
    run: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    go: tuple[str, dict[str, Any]],
    title: str,
    submit: str,
    intro: str = "",
    kind: str = "primary",
) -> HttpResponse:
    """One form on a page of its own: `run` gets the cleaned data and calls the action."""
    if form.is_valid() and form.attempt(lambda: run(form.cleaned_data)) is not None:
        return see_other(request, done, go[0], **go[1])
    if form.conflict:
        intro = _("Open deze pagina opnieuw om te zien wat uw collega bewaarde, en kies dan.")
    page = {
        "form": form,
        "title": title,
        "submit": submit,
        "intro": intro,
        "kind": kind,
        "back": reverse(go[0], kwargs=go[1]),
    }
    return render(request, "core/form.html", page)


def manage_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """The parts of Beheer that this member may open."""
    return _tabs(
        member,
        current,
        ("members", _("Medewerkers"), Can.MANAGE_MEMBERS),
        ("teams", _("Teams"), Can.MANAGE_MEMBERS),
        ("organisation", _("Organisatie"), Can.MANAGE_ORGANISATION),
        ("absences", _("Afwezigheid"), Can.MANAGE_MEMBERS),
        ("texts", _("Teksten"), Can.EDIT_TEXTS),
        ("roles", _("Rollen"), Can.MANAGE_MEMBERS),
    )


def privacy_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """The parts of Privacy that this member may open."""
    return _tabs(
        member,
        current,
        ("privacy", _("Overzicht"), Can.READ_REGISTER),
        ("looks", _("Inzages met reden"), Can.REVIEW_LOOKS),
        ("access_log", _("Wie keek waar"), Can.REVIEW_LOOKS),
        ("event_log", _("Gebeurtenissen"), Can.READ_REGISTER),
        ("locks", _("Afgeschermd"), Can.LOCK_FILE),
        ("restrictions", _("Beperkt"), Can.RESTRICT_FILE),
        ("register", _("Register"), Can.READ_REGISTER),
        ("retention", _("Bewaartermijnen"), Can.RUN_RETENTION),
        ("roles", _("Rollen"), Can.READ_REGISTER),
    )


def _tabs(member: Member, current: str, *parts: tuple[str, str, Can]) -> list[dict[str, Any]]:
    return [
        {"url": url, "label": label, "current": name == current}
        for name, label, verb in parts
        if member.may(verb) and (url := _url(name))
    ]


def _url(name: str) -> str:
    """Empty for a page that a later room brings and that is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
