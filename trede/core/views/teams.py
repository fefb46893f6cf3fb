"""Beheer: teams and who is in them."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.core.actions import teams
from trede.core.forms import LastDayForm
from trede.core.forms_members import TeamForm, TeamMemberForm, TeamNameForm
from trede.core.models import Team, TeamMembership
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page, manage_tabs, see_other


def _team(request: MemberRequest, pk: int) -> Team:
    return get_object_or_404(Team, pk=pk, organisation=request.member.organisation_id)


def _membership(request: MemberRequest, pk: int) -> TeamMembership:
    mine = TeamMembership.objects.filter(team__organisation=request.member.organisation_id)
    return get_object_or_404(mine.select_related("team", "member__user"), pk=pk)


@policy(Can.MANAGE_MEMBERS)
def index(request: MemberRequest) -> HttpResponse:
    now = (
        TeamMembership.objects.current()
        .select_related("member__user")
        .order_by("-leads", "member__user__name")
    )
    rows = Team.objects.filter(organisation=request.member.organisation_id)
    page = {
        "teams": rows.order_by("closed_on", "name").prefetch_related(Prefetch("memberships", now, "now")),
        "tabs": manage_tabs(request.member, "teams"),
    }
    return render(request, "core/teams.html", page)


@policy(Can.MANAGE_MEMBERS)
def new(request: MemberRequest) -> HttpResponse:
    return form_page(
        request,
        TeamForm(request.POST or None),
        lambda data: teams.make_team(by=request.member, **data),
        title=_("Nieuw team"),
        submit=_("Team maken"),
        done=_("Het team is gemaakt. Voeg nu medewerkers toe."),
        go=("teams", {}),
    )


@policy(Can.MANAGE_MEMBERS)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    memberships = team.memberships.select_related("member__user").order_by("-ends_on", "member__user__name")
    page = {"team": team, "memberships": memberships, "tabs": manage_tabs(request.member, "teams")}
    return render(request, "core/team.html", page)


@policy(Can.MANAGE_MEMBERS)
def rename(request: MemberRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    initial = {"name": team.name, "version": team.version}
    return form_page(
        request,
        TeamNameForm(request.POST or None, initial=initial),
        lambda data: teams.rename_team(team, by=request.member, expected=data["version"], name=data["name"]),
        title=_("Team een andere naam geven"),
        submit=_("Bewaren"),
        done=_("Bewaard."),
        go=("team", {"pk": pk}),
    )


@policy(Can.MANAGE_MEMBERS)
def join(request: MemberRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    return form_page(
        request,
        TeamMemberForm(request.POST or None, by=request.member),
        lambda data: teams.join_team(team, by=request.member, **data),
        title=_("Medewerker toevoegen aan %(team)s") % {"team": team.name},
        submit=_("Toevoegen"),
        done=_("Toegevoegd aan het team."),
        go=("team", {"pk": pk}),
    )


@policy(Can.MANAGE_MEMBERS)
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    return form_page(
        request,
        LastDayForm(request.POST or None),
        lambda data: teams.leave_team(membership, by=request.member, **data),
        title=_("%(name)s uit het team halen") % {"name": membership.member.name},
        submit=_("Uit het team halen"),
        done=_("Uit het team gehaald."),
        go=("team", {"pk": membership.team_id}),
    )


@policy(Can.MANAGE_MEMBERS)
@require_POST
def lead(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    teams.set_lead(membership, by=request.member, leads=not membership.leads)
    return see_other(request, _("Bewaard."), "team", pk=membership.team_id)


@policy(Can.MANAGE_MEMBERS)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    team = _team(request, pk)
    return form_page(
        request,
        LastDayForm(request.POST or None),
        lambda data: teams.close_team(team, by=request.member, **data),
        title=_("Team %(team)s stoppen") % {"team": team.name},
        intro=_("De medewerkers blijven; enkel het team stopt. De geschiedenis blijft leesbaar."),
        submit=_("Team stoppen"),
        kind="danger",
        done=_("Het team is gestopt."),
        go=("team", {"pk": pk}),
    )
