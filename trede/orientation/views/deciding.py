from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.forms import replace_typed
from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.models import CapacityKind, Organisation
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.deciding import (
    INTAKE_MINUTES,
    book_intake,
    correct,
    decide,
    intake_of,
)
from trede.orientation.forms_session import DecideForm, IntakeForm
from trede.orientation.free_time import free_moments, working_days
from trede.orientation.guide_form import ANSWERS, asked_of, names_of
from trede.orientation.guides import guides_of
from trede.orientation.links import link
from trede.orientation.models import DecisionOutcome, OrientationDecision
from trede.orientation.seeing import head_of, seated_invitation
from trede.orientation.sheet import sheet_of
from trede.orientation.sheet_facts import read
from trede.orientation.taken import taken_of
from trede.orientation.views.going import done

# How far ahead an intake is proposed.
AHEAD = timedelta(days=28)


def _staff_invitation(request: MemberRequest, pk: int) -> Any:
    """The decision is recorded by the staff of the OCMW; a partner reads it on the page of the day."""
    if not request.member.may(Can.OPEN_FILE):
        raise Http404
    invitation = seated_invitation(request.member, pk)
    log_access(by=request.member, subject=invitation.client_id, page="decision", why="session")
    return invitation


@policy(Can.HOLD_SESSIONS, logs_access=True)
def decide_(request: MemberRequest, pk: int) -> HttpResponse:
    """Who guides, or not yet; with the facts and each guide's caseload in view. Later: the correction of it."""
    invitation = _staff_invitation(request, pk)
    decision = getattr(invitation, "decision", None)
    place = drafts.Place("decision", invitation.client_id, invitation.pk)
    guides = guides_of(invitation.organisation, today())
    partners = Organisation.objects.with_capacity(CapacityKind.PARTNER).exclude(pk=invitation.organisation_id)
    form = DecideForm(request.POST or None, guides=guides, partners=partners, decision=decision)
    if form.is_valid():
        made = _run(request, form, invitation, decision)
        if made:
            drafts.forget(place, by=request.member)
            return _onward(request, invitation.pk, made)
    draft = None if request.method == "POST" else drafts.waiting(place, by=request.member)
    if draft and request.GET.get("concept"):
        form.restore(draft.values, draft.base_version)
    page = _page(request, invitation, form, draft) | {"guides": guides}
    if form.conflict:
        drafts.keep(place, by=request.member, data=request.POST)
        page["decision"] = _theirs(form, invitation)
    return render(request, "orientation/decide.html", page, status=409 if form.conflict else 200)


def _theirs(form: DecideForm, invitation: Any) -> OrientationDecision:
    """What a colleague saved meanwhile stands above the form; the own text stays in it, over that version."""
    current = OrientationDecision.objects.select_related("guide__user", "partner").get(invitation=invitation)
    replace_typed(form, "version", str(current.version))
    return current


def _page(request: MemberRequest, invitation: Any, form: DecideForm, draft: Any) -> dict[str, Any]:
    found = read(invitation, today())
    asked = [one for one in asked_of(found.notes, None, names_of(invitation)) if one.answer or one.note]
    return {
        "invitation": invitation,
        "session": invitation.slot.session,
        "name": head_of(invitation.client).name,
        "decision": getattr(invitation, "decision", None),
        "form": form,
        "draft": draft,
        "restored": bool(request.GET.get("concept")),
        "lines": [line for line in sheet_of(found.facts) if line.code != "name" and line.text],
        "asked": asked,
        "answers": dict(ANSWERS),
    }


def _run(
    request: MemberRequest, form: DecideForm, invitation: Any, decision: Any
) -> OrientationDecision | None:
    by, choice = request.member, form.choice()
    if decision is None:
        return form.attempt(lambda: decide(invitation, by=by, **choice.values()))
    values = form.cleaned_data
    expected = values["version"] or 0
    return form.attempt(
        lambda: correct(decision, choice=choice, because=values["because"], expected=expected, by=by)
    )


def _onward(request: MemberRequest, pk: int, made: OrientationDecision) -> HttpResponse:
    """To what follows: the intake, or back to the session."""
    if made.outcome == DecisionOutcome.OCMW and intake_of(made) is None:
        return done(request, _("Beslist. Plan nu de werkintake."), "intake_plan", pk=pk)
    session = made.invitation.slot.session_id
    sentence = _("Beslist.")
    if made.outcome == DecisionOutcome.EXEMPTION:
        sentence = _("Beslist. Stel de vrijstelling voor vanuit het dossier: ze geldt pas na het comité.")
        client = head_of(made.client)
        visible = Client.objects.visible_to(request.member).filter(pk=client.pk)
        if link("exemption_new", client.pk) and visible.exists():
            return done(request, sentence, "exemption_new", pk=client.pk)
    return done(request, sentence, "session_day", pk=session, at=f"at-{pk}")


@policy(Can.HOLD_SESSIONS, logs_access=True)
def intake(request: MemberRequest, pk: int) -> HttpResponse:
    """The werkintake at a free moment of the guide, at once."""
    invitation = _staff_invitation(request, pk)
    decision = OrientationDecision.objects.select_related("guide__user", "client__alias_of").filter(
        invitation=invitation, guide__isnull=False
    )
    found = decision.first()
    if found is None:
        raise Http404
    form = IntakeForm(request.POST or None, moments=_moments(found), initial={"place": _place(invitation)})
    if form.is_valid() and form.attempt(lambda: _book(request, form, found)):
        session = invitation.slot.session_id
        return done(request, _("De werkintake is gepland."), "session_day", pk=session, at=f"at-{pk}")
    page = {
        "invitation": invitation,
        "decision": found,
        "form": form,
        "name": head_of(invitation.client).name,
    }
    return render(request, "orientation/intake.html", page)


def _place(invitation: Any) -> str:
    return str(invitation.slot.session.place)


def _book(request: MemberRequest, form: IntakeForm, decision: OrientationDecision) -> Any:
    moment, place = form.moment_chosen(), form.cleaned_data["place"]
    return book_intake(decision, starts_at=moment, place=place, by=request.member)


def _moments(decision: OrientationDecision) -> Any:
    first, last = today() + timedelta(days=1), today() + AHEAD
    taken = taken_of([decision.guide_id or 0], first, last)[decision.guide_id or 0]
    zone = timezone.get_current_timezone()
    return free_moments(working_days(first, last), taken, minutes=INTAKE_MINUTES, zone=zone)
