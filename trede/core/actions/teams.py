"""Teams: who is in them, who leads them, and when they stop."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from trede.core import events, promises, versions
from trede.core.actions.members import check_same_organisation
from trede.core.ends import end_period
from trede.core.errors import CaseError
from trede.core.models import Member, Team, TeamMembership
from trede.core.periods import today


@transaction.atomic
def make_team(*, by: Member, name: str) -> Team:
    """A new team. Raises ValidationError when the name is taken."""
    team = Team(organisation_id=by.organisation_id, name=name.strip())
    _check(team)
    team.save(force_insert=True)
    _record("team.made", team, by, after={"name": team.name})
    return team


@transaction.atomic
def rename_team(team: Team, *, by: Member, expected: int, name: str) -> Team:
    """Raises Conflict when a colleague was first, ValidationError when the name is taken."""
    check_same_organisation(by, team.organisation_id)
    team.name = name.strip()
    _check(team)
    before, after = versions.save_checked(team, expected=expected, values={"name": team.name})
    if after:
        _record("team.changed", team, by, before=before, after=after)
    return team


def _check(team: Team) -> None:
    taken = Team.objects.filter(organisation=team.organisation_id, name__iexact=team.name)
    if taken.exclude(pk=team.pk).exists():
        raise CaseError(_("Er is al een team met deze naam. Kies een andere naam."))
    team.full_clean(exclude=["organisation"], validate_constraints=False)


@transaction.atomic
def join_team(team: Team, *, by: Member, member: Member, starts_on: date, leads: bool) -> TeamMembership:
    """Put a member in a team. Raises CaseError on an overlap, a closed team, another organisation."""
    check_same_organisation(by, team.organisation_id)
    check_same_organisation(by, member.organisation_id)
    if team.closed_on:
        raise CaseError(_("Dit team is gestopt. Kies een ander team."))
    membership = TeamMembership(team=team, member=member, starts_on=starts_on, leads=leads)
    with promises.explained(), transaction.atomic():
        membership.save(force_insert=True)
    _record("team.joined", team, by, after={"member": member.pk, "starts_on": starts_on, "leads": leads})
    return membership


@transaction.atomic
def leave_team(membership: TeamMembership, *, by: Member, last_day: date) -> TeamMembership:
    """Take a member out of a team, last day inclusive."""
    check_same_organisation(by, membership.team.organisation_id)
    change = end_period(membership, last_day=last_day)
    change["before"]["member"] = membership.member_id
    _record("team.left", membership.team, by, **change)
    return membership


@transaction.atomic
def set_lead(membership: TeamMembership, *, by: Member, leads: bool) -> TeamMembership:
    """From today on, this member leads the team or no longer does; the days before keep what they were."""
    check_same_organisation(by, membership.team.organisation_id)
    change = {"member": membership.member_id, "leads": leads}
    if membership.starts_on < today():
        ends_on = membership.ends_on
        end_period(membership, last_day=today() - timedelta(days=1))
        membership = TeamMembership.objects.create(
            team=membership.team,
            member_id=membership.member_id,
            starts_on=today(),
            ends_on=ends_on,
            leads=leads,
        )
    else:
        membership.leads = leads
        membership.save(update_fields=["leads"])
    _record("team.lead_changed", membership.team, by, after=change)
    return membership


@transaction.atomic
def close_team(team: Team, *, by: Member, last_day: date) -> Team:
    """Stop a team; its memberships end with it."""
    check_same_organisation(by, team.organisation_id)
    if team.closed_on:
        raise CaseError(_("Dit team is al gestopt."))
    running = team.memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day))
    running.filter(starts_on__gt=last_day).delete()
    ended = running.update(ends_on=last_day)
    before, after = versions.save_checked(team, expected=team.version, values={"closed_on": last_day})
    _record("team.closed", team, by, before=before, after={**after, "memberships": ended})
    return team


def _record(verb: str, team: Team, by: Member, **payload: Any) -> None:
    events.record(verb, team, by=by, organisation_id=team.organisation_id, **payload)
