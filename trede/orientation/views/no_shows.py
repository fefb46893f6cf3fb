from typing import Any

from django.db.models import Count, F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.forms_contact import AttemptForm
from trede.core.access import log_access
from trede.core.local import NO_SHOW_DAYS, local_value
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.no_shows import follow_up, note_call
from trede.orientation.follow_up import no_shows_for
from trede.orientation.forms_session import NoShowForm
from trede.orientation.links import link
from trede.orientation.models import NoShowChoice, NoShowStep, OrientationInvitation
from trede.orientation.reached import reachability_of
from trede.orientation.seeing import head_of, sessions_for, unlocked
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.going import done

PAGE = 30


@policy(Can.PLAN_SESSIONS)
def no_shows(request: MemberRequest) -> HttpResponse:
    """Who was not seen and waits for a choice, the longest ago first, a page at a time."""
    rows = no_shows_for(request.member).select_related("client", "slot__session")
    rows = rows.annotate(day=F("slot__session__on"), steps=Count("no_show_steps")).order_by("day", "pk")
    found = list(_after(rows, request.GET.get("na", ""))[: PAGE + 1])
    page = {
        "rows": found[:PAGE],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "within": local_value(request.member.organisation_id, NO_SHOW_DAYS, today()),
        "tabs": orientation_tabs(request.member, "no_shows"),
        "today": today(),
    }
    return render(request, "orientation/no_shows.html", page)


def _after(rows: Any, after: str) -> Any:
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return rows
    last = rows.filter(pk=int(after)).values_list("day", flat=True).first()
    return rows if last is None else rows.filter(day__gte=last).exclude(day=last, pk__lte=int(after))


def _absent(request: MemberRequest, pk: int) -> OrientationInvitation:
    """Somebody who was not seen; still shown after the choice was made."""
    rows = OrientationInvitation.objects.filter(
        unlocked(request.member), slot__session__in=sessions_for(request.member), attendance="absent"
    )
    invitation: OrientationInvitation | None = (
        rows.select_related("client__alias_of", "slot__session", "entry").filter(pk=pk).first()
    )
    if invitation is None:
        raise Http404
    log_access(by=request.member, subject=invitation.client_id, page="no_show", why="role")
    return invitation


@policy(Can.PLAN_SESSIONS, logs_access=True)
def no_show(request: MemberRequest, pk: int) -> HttpResponse:
    """First the question whether this person was really reachable, then what happens now."""
    invitation = _absent(request, pk)
    form = NoShowForm(request.POST or None)
    step = form.attempt(lambda: _choose(request, invitation, form)) if form.is_valid() else None
    if step and step.choice == NoShowChoice.REINVITE:
        return done(request, _("Genoteerd. U kunt meteen een tijdslot kiezen."), "no_show", pk=pk)
    if step:
        return done(request, _("Genoteerd."), "no_shows")
    page = {
        "invitation": invitation,
        "client": head_of(invitation.client),
        "form": form,
        "attempt_form": AttemptForm(auto_id="attempt_%s"),
        "reach": reachability_of(invitation),
        "steps": list(invitation.no_show_steps.select_related("by__user")),
        "invite_url": _invite_url(invitation),
    }
    return render(request, "orientation/no_show.html", page)


def _invite_url(invitation: OrientationInvitation) -> str:
    """To invite for the next slot at once; only while the place on the list stands."""
    return "" if invitation.entry.left_on else link("waiting_invite", invitation.entry_id)


def _choose(request: MemberRequest, invitation: OrientationInvitation, form: NoShowForm) -> NoShowStep:
    values = form.cleaned_data
    return follow_up(
        invitation,
        choice=values["choice"],
        reachable=form.was_reachable,
        note=values["note"],
        by=request.member,
    )


@require_POST
@policy(Can.PLAN_SESSIONS, logs_access=True)
def attempt(request: MemberRequest, pk: int) -> HttpResponse:
    """One line in the contact log, from here: called, not reached."""
    invitation = _absent(request, pk)
    form = AttemptForm(request.POST, auto_id="attempt_%s")
    if not form.is_valid():
        page = {"invitation": invitation, "client": head_of(invitation.client), "attempt_form": form}
        page |= {"form": NoShowForm(), "reach": reachability_of(invitation), "steps": []}
        return render(request, "orientation/no_show.html", page)
    values = form.cleaned_data
    note_call(
        invitation,
        how=values["how"],
        reached=values["reached"] == "yes",
        note=values["note"],
        on=values["on"],
        by=request.member,
    )
    return done(request, _("Contactpoging genoteerd."), "no_show", pk=invitation.pk)
