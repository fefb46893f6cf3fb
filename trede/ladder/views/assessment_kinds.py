"""The assessments of the organisation: list, define, copy, retire. Everybody reads them; who edits the offer, edits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.core import page_tabs
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.assessment_kinds import add_kind, adopt_library, copy_kind, edit_kind, retire_kind
from trede.ladder.forms_assessment import KindForm, NameForm, VersionForm, initial_of
from trede.ladder.models import AssessmentKind
from trede.ladder.reading_kinds import kind_of, parts_of, with_counts
from trede.ladder.werklabo import WERKLABO


@policy(Can.READ_OFFERS)
def kinds(request: MemberRequest) -> HttpResponse:
    """What this organisation uses, and what it used before."""
    rows = list(with_counts(AssessmentKind.objects.filter(organisation=request.member.organisation_id)))
    page = {
        "used": [one for one in rows if one.retired_on is None],
        "retired": [one for one in rows if one.retired_on],
        "has_library": any(one.key == WERKLABO.key for one in rows),
        "library": WERKLABO,
    }
    return render(request, "ladder/kinds.html", page | around(request.member))


def around(member: Member) -> dict[str, Any]:
    return {
        "tabs": page_tabs.tabs("offers", member, "assessment_kinds"),
        "edits": member.may(Can.EDIT_OFFERS),
    }


@policy(Can.READ_OFFERS)
def kind(request: MemberRequest, kind_id: int) -> HttpResponse:
    """One assessment: its tasks, each with the behaviour to look for."""
    found = kind_of(request.member, kind_id)
    page = {"kind": found, "parts": parts_of(found), "form": VersionForm(initial={"version": found.version})}
    return render(request, "ladder/kind.html", page | around(request.member))


@require_POST
@policy(Can.EDIT_OFFERS)
def library(request: MemberRequest) -> HttpResponse:
    """Take over the WerkLabo; twice changes nothing."""
    made = adopt_library(request.member.organisation, by=request.member)
    return go(
        request, _("Het WerkLabo staat klaar. Pas het aan zoals u werkt."), "assessment_kind", kind_id=made.pk
    )


@policy(Can.EDIT_OFFERS)
def new(request: MemberRequest) -> HttpResponse:
    form = KindForm(posted(request), initial={"version": 0})
    if form.is_valid() and (made := form.attempt(lambda: _added(request, form))):
        return go(request, _("Toegevoegd. Voeg nu de opdrachten toe."), "assessment_kind", kind_id=made.pk)
    return render(request, "ladder/kind_form.html", {"form": form} | around(request.member))


def _added(request: MemberRequest, form: KindForm) -> AssessmentKind:
    values = {name: form.cleaned_data[name] for name in ("name", "about")}
    return add_kind(AssessmentKind(**values), by=request.member)


@policy(Can.EDIT_OFFERS)
def edit(request: MemberRequest, kind_id: int) -> HttpResponse:
    found = kind_of(request.member, kind_id)
    form = KindForm(posted(request), initial=initial_of(found, KindForm, found.version))
    if form.is_valid() and form.attempt(lambda: _edited(request, found, form)) is not None:
        return go(request, _("Bewaard."), "assessment_kind", kind_id=kind_id)
    page = {"form": form, "kind": found} | around(request.member)
    return render(request, "ladder/kind_form.html", page, status=409 if form.conflict else 200)


def _edited(request: MemberRequest, found: AssessmentKind, form: KindForm) -> AssessmentKind:
    values = dict(form.cleaned_data)
    return edit_kind(found, by=request.member, expected=values.pop("version"), values=values)


@policy(Can.EDIT_OFFERS)
def copy(request: MemberRequest, kind_id: int) -> HttpResponse:
    """Begin another one from this one."""
    found = kind_of(request.member, kind_id)
    form = NameForm(posted(request), initial={"name": _("%(name)s (kopie)") % {"name": found.name[:70]}})
    if form.is_valid() and (made := form.attempt(lambda: _copied(request, found, form))):
        return go(request, _("Gekopieerd. Pas de kopie aan."), "assessment_kind", kind_id=made.pk)
    return render(request, "ladder/kind_copy.html", {"form": form, "kind": found} | around(request.member))


def _copied(request: MemberRequest, found: AssessmentKind, form: NameForm) -> AssessmentKind:
    return copy_kind(found, name=form.cleaned_data["name"], by=request.member)


@require_POST
@policy(Can.EDIT_OFFERS)
def retire(request: MemberRequest, kind_id: int) -> HttpResponse:
    """Out of use; what runs goes on, and what was observed stays."""
    return _retire(request, kind_id, back=False)


@require_POST
@policy(Can.EDIT_OFFERS)
def bring_back(request: MemberRequest, kind_id: int) -> HttpResponse:
    return _retire(request, kind_id, back=True)


def _retire(request: MemberRequest, kind_id: int, *, back: bool) -> HttpResponse:
    found = kind_of(request.member, kind_id)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        retire_kind(found, by=request.member, expected=form.cleaned_data["version"], back=back)
    except CaseError as error:
        return refused(request, error, kind_id)
    sentence = _("Weer in gebruik.") if back else _("Niet meer in gebruik. Wat loopt, gaat gewoon verder.")
    return go(request, sentence, "assessment_kind", kind_id=kind_id)


def refused(request: MemberRequest, error: CaseError, kind_id: int) -> HttpResponse:
    """A button that could not do its work says why, on the page where it stands."""
    messages.error(request, str(error))
    return HttpResponseRedirect(reverse("assessment_kind", kwargs={"kind_id": kind_id}), status=303)
