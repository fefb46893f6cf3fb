from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from tests.cast import OrganisationFactory, client_of, member_of
from trede.clients.models import Client
from trede.core.actions import members
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.models import Absence, AccessGrant, Event, Member, MemberRole, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.core.tests.office import signed_in, verbs

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def boss(worker):
    return member_of(worker.organisation, Role.BEHEERDER)


def test_change_member_keeps_the_history(worker, boss):
    members.change_member(worker, by=boss, expected=1, name="An Nieuw", function="TBA", phone="")
    stored = Member.objects.get(pk=worker.pk)
    assert (stored.name, stored.function, stored.version) == ("An Nieuw", "TBA", 2)
    assert verbs(worker.organisation) == ["member.changed"]


def test_a_changed_name_alone_raises_the_version(worker, boss):
    members.change_member(worker, by=boss, expected=1, name="Een ander", function="", phone="")
    assert Member.objects.get(pk=worker.pk).version == 2
    with pytest.raises(Conflict):
        members.change_member(worker, by=boss, expected=1, name="Nog een", function="", phone="")


def test_nothing_changed_leaves_no_event(worker, boss):
    members.change_member(worker, by=boss, expected=1, name=worker.name, function="", phone="")
    assert verbs(worker.organisation) == []


def test_a_role_from_a_day_on(worker, boss):
    later = today() + timedelta(days=5)
    members.add_role(worker, by=boss, role=Role.TEAMLEIDER, starts_on=later)
    assert Role.TEAMLEIDER not in Member.objects.get(pk=worker.pk).roles
    assert MemberRole.objects.filter(member=worker, role=Role.TEAMLEIDER, starts_on=later).exists()
    assert verbs(worker.organisation) == ["role.given"]


def test_a_role_twice_is_refused(worker, boss):
    with pytest.raises(CaseError, match="lopende periode"):
        members.add_role(worker, by=boss, role=Role.TRAJECTBEGELEIDER, starts_on=today())


def test_a_role_never_outlives_the_member(worker, boss):
    worker.ends_on = today() + timedelta(days=3)
    worker.save()
    period = members.add_role(worker, by=boss, role=Role.TEAMLEIDER, starts_on=today())
    assert period.ends_on == worker.ends_on


def test_ending_a_role_yesterday_stops_it_at_once(worker, boss):
    members.end_role(worker.role_periods.get(), by=boss, last_day=today() - timedelta(days=1))
    assert Member.objects.get(pk=worker.pk).roles == frozenset()


def test_a_role_given_by_mistake_today_goes_and_the_event_tells(worker, boss):
    period = members.add_role(worker, by=boss, role=Role.DPO, starts_on=today())
    members.end_role(period, by=boss, last_day=today() - timedelta(days=1))
    assert not MemberRole.objects.filter(member=worker, role=Role.DPO).exists()
    assert verbs(worker.organisation) == ["role.given", "role.ended"]


def test_the_last_beheerder_stays(boss):
    with pytest.raises(CaseError, match="laatste beheerder"):
        members.end_role(boss.role_periods.get(), by=boss, last_day=today())
    with pytest.raises(CaseError, match="laatste beheerder"):
        members.leave(boss, by=boss, last_day=today())


def test_a_beheerder_who_also_stops_does_not_count(boss):
    other = member_of(boss.organisation, Role.BEHEERDER, ends_on=today() + timedelta(days=2))
    with pytest.raises(CaseError):
        members.end_role(boss.role_periods.get(), by=boss, last_day=today() + timedelta(days=2))
    members.end_role(other.role_periods.get(), by=boss, last_day=today())


def test_a_beheerder_of_another_organisation_does_not_count(boss):
    member_of(OrganisationFactory(), Role.BEHEERDER)
    with pytest.raises(CaseError):
        members.end_role(boss.role_periods.get(), by=boss, last_day=today())


def test_a_second_beheerder_may_go(boss):
    other = member_of(boss.organisation, Role.BEHEERDER)
    members.end_role(boss.role_periods.get(), by=boss, last_day=today())
    with pytest.raises(CaseError):
        members.end_role(other.role_periods.get(), by=boss, last_day=today())


def test_nobody_makes_themselves_dpo(boss, worker):
    with pytest.raises(CaseError, match="DPO"):
        members.add_role(boss, by=boss, role=Role.DPO, starts_on=today())
    assert members.add_role(worker, by=boss, role=Role.DPO, starts_on=today()).role == Role.DPO


def test_a_stranger_changes_nothing(worker, outsider):
    with pytest.raises(NotAllowed):
        members.add_role(worker, by=outsider, role=Role.DPO, starts_on=today())
    with pytest.raises(NotAllowed):
        members.leave(worker, by=outsider, last_day=today())
    assert Event.objects.count() == 0


def test_leaving_ends_roles_teams_grants_covers_and_sessions(worker, boss, colleague):
    client_of(worker)
    team = Team.objects.create(organisation=worker.organisation, name="Noord")
    TeamMembership.objects.create(team=team, member=worker, starts_on=date(2024, 1, 1))
    Absence.objects.create(member=colleague, cover=worker, starts_on=today())
    browser = signed_in(worker)
    assert browser.get("/vandaag/").status_code == 200
    members.leave(worker, by=boss, last_day=today() - timedelta(days=1))
    assert not MemberRole.objects.current().filter(member=worker).exists()
    assert not TeamMembership.objects.current().filter(member=worker).exists()
    assert not AccessGrant.objects.current().filter(member=worker).exists()
    assert Absence.objects.get(member=colleague).cover is None
    assert browser.get("/vandaag/").status_code == 302


def test_leaving_later_keeps_the_access_until_then(worker, boss):
    client = client_of(worker)
    members.leave(worker, by=boss, last_day=today() + timedelta(days=10))
    assert Client.objects.visible_to(Member.objects.get(pk=worker.pk)).get() == client


def test_the_last_day_can_be_moved(worker, boss):
    members.leave(worker, by=boss, last_day=today() + timedelta(days=10))
    members.leave(worker, by=boss, last_day=today() + timedelta(days=20))
    assert worker.role_periods.get().ends_on == today() + timedelta(days=20)
    assert Member.objects.get(pk=worker.pk).ends_on == today() + timedelta(days=20)


def test_leaving_before_the_first_day_is_refused(worker, boss):
    with pytest.raises(CaseError, match="eerste werkdag"):
        members.leave(worker, by=boss, last_day=date(2019, 1, 1))


def test_a_lost_second_factor_is_reset(worker, boss, django_capture_on_commit_callbacks):
    Authenticator.objects.create(user=worker.user, type="totp", data={})
    browser = signed_in(worker)
    with django_capture_on_commit_callbacks(execute=True):
        assert members.reset_second_factor(worker, by=boss, reason="gsm verloren") == 1
    assert not Authenticator.objects.exists()
    assert browser.get("/vandaag/").status_code == 302
    assert [message.to for message in mail.outbox] == [[worker.user.email]]
    assert verbs(worker.organisation) == ["member.factor_reset"]


def test_the_reset_is_told_to_every_organisation_of_the_person(worker, boss):
    elsewhere = OrganisationFactory()
    member_of(elsewhere, Role.PARTNER, user=worker.user)
    members.reset_second_factor(worker, by=boss, reason="gsm verloren")
    assert verbs(elsewhere) == ["member.factor_reset"]
    assert Event.objects.get(organisation=elsewhere).by is None


def test_the_own_factor_and_an_empty_reason_are_refused(worker, boss):
    with pytest.raises(CaseError, match="andere beheerder"):
        members.reset_second_factor(boss, by=boss, reason="weg")
    with pytest.raises(CaseError, match="waarom"):
        members.reset_second_factor(worker, by=boss, reason="  ")
