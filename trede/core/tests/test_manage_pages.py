"""Beheer over HTTP: who may, what a stranger gets, what bad input says, how many queries a page costs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cast import OrganisationFactory, member_of
from trede.core.models import Absence, Capacity, LocalSetting, Member, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.core.tests.office import everybody, get, post, signed_in, verbs, warm, who_may

pytestmark = pytest.mark.django_db
MANAGE = ["members", "invite", "teams", "team_new", "organisation", "organisation_change"]
MANAGE += ["capacity_add", "local_setting"]


@pytest.fixture
def boss(db):
    return member_of(OrganisationFactory(), Role.BEHEERDER)


@pytest.fixture
def team(boss):
    return Team.objects.create(organisation=boss.organisation, name="Noord")


@pytest.mark.parametrize("name", MANAGE)
def test_only_the_beheerder_manages(name):
    assert who_may(name) == {Role.BEHEERDER}


@pytest.mark.parametrize("name", ["member", "member_change", "role_add", "member_leave", "factor_reset"])
def test_only_the_beheerder_opens_a_member(name):
    office = everybody()
    assert who_may(name, office=office, pk=office[Role.PARTNER].pk) == {Role.BEHEERDER}


def test_everybody_notes_an_absence_and_reads_the_roles():
    assert who_may("absences") == set(Role)
    assert who_may("roles") == set(Role)


@pytest.mark.parametrize("name", ["member", "member_change", "role_add", "member_leave", "factor_reset"])
def test_a_member_of_another_organisation_does_not_exist(boss, outsider, name):
    assert get(boss, name, pk=outsider.pk).status_code == 404
    assert post(boss, name, pk=outsider.pk).status_code == 404


@pytest.mark.parametrize("name", ["team", "team_rename", "team_join", "team_close"])
def test_a_team_of_another_organisation_does_not_exist(team, name):
    stranger = member_of(OrganisationFactory(), Role.BEHEERDER)
    assert get(stranger, name, pk=team.pk).status_code == 404


def test_rows_of_another_organisation_do_not_exist(boss, team):
    stranger = member_of(OrganisationFactory(), Role.BEHEERDER)
    part = TeamMembership.objects.create(team=team, member=boss, starts_on=today())
    absence = Absence.objects.create(member=boss, starts_on=today())
    for name, pk in (
        ("role_end", boss.role_periods.get().pk),
        ("team_leave", part.pk),
        ("team_lead", part.pk),
        ("capacity_end", boss.organisation.capacities.get().pk),
        ("absence_end", absence.pk),
    ):
        assert post(stranger, name, {"last_day": "01/01/2030"}, pk=pk).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_list_of_members_is_flat(boss, rows, django_assert_max_num_queries):
    for _each in range(rows):
        member_of(boss.organisation, Role.TRAJECTBEGELEIDER, Role.WERKVLOERCOACH)
    browser = warm(boss)
    with django_assert_max_num_queries(9):
        page = browser.get(reverse("members"))
    shown = BeautifulSoup(page.content, "html.parser").select("#members tbody tr")
    assert len(shown) == rows + 1


@pytest.mark.parametrize("name", ["member", "teams", "team", "organisation", "absences", "member_leave"])
def test_pages_stay_within_the_budget(boss, team, worker, name, django_assert_max_num_queries):
    for number in range(5):
        member = member_of(boss.organisation)
        TeamMembership.objects.create(team=team, member=member, starts_on=today(), leads=number == 0)
        Absence.objects.create(member=member, starts_on=today(), cover=boss)
    pks = {"member": boss.pk, "member_leave": boss.pk, "team": team.pk}
    browser = warm(boss)
    with django_assert_max_num_queries(12):
        page = browser.get(reverse(name, kwargs={"pk": pks[name]} if name in pks else {}))
    assert page.status_code == 200


def test_who_left_is_on_the_other_list(boss, worker):
    gone = member_of(boss.organisation, ends_on=today() - timedelta(days=1))
    assert gone.name not in get(boss, "members").content.decode()
    page = signed_in(boss).get(reverse("members") + "?show=left").content.decode()
    assert gone.name in page
    assert boss.user.email not in page


def test_a_date_that_does_not_exist_is_explained(boss):
    answer = post(boss, "role_add", {"role": Role.PARTNER, "starts_on": "31/02/2026"}, pk=boss.pk)
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select(".field--error")
    assert verbs(boss.organisation) == []


def test_a_role_is_given_from_the_page(boss):
    answer = post(boss, "role_add", {"role": Role.PARTNER, "starts_on": "01/03/2026"}, pk=boss.pk)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        reverse("member", kwargs={"pk": boss.pk}),
    )
    assert verbs(boss.organisation) == ["role.given"]


def test_the_last_beheerder_is_told_what_to_do(boss):
    answer = post(boss, "role_end", {"last_day": "01/03/2030"}, pk=boss.role_periods.get().pk)
    assert "Geef eerst een collega de rol Beheerder" in answer.content.decode()


def test_two_people_change_a_member_and_both_texts_are_shown(boss, worker):
    member = member_of(boss.organisation)
    first = {"name": "Eerste", "function": "coach", "phone": "", "version": "1"}
    second = {"name": "Tweede", "function": "", "phone": "", "version": "1"}
    assert post(boss, "member_change", first, pk=member.pk).status_code == 303
    answer = post(boss, "member_change", second, pk=member.pk)
    page = answer.content.decode()
    assert "Eerste" in page
    assert "Tweede" in page
    assert Member.objects.get(pk=member.pk).name == "Eerste"
    version = BeautifulSoup(page, "html.parser").select_one("input[name=version]")["value"]
    post(boss, "member_change", second | {"version": version}, pk=member.pk)
    assert Member.objects.get(pk=member.pk).name == "Tweede"


def test_a_team_from_start_to_end(boss):
    post(boss, "team_new", {"name": "Zuid"})
    team = Team.objects.get(organisation=boss.organisation)
    member = member_of(boss.organisation, Role.TEAMLEIDER)
    joined = {"member": member.pk, "starts_on": "01/01/2026"}
    post(boss, "team_join", joined, pk=team.pk)
    part = team.memberships.get()
    post(boss, "team_lead", pk=part.pk)
    assert TeamMembership.objects.current().get(team=team).leads
    assert team.memberships.count() == 2
    post(boss, "team_close", {"last_day": today().strftime("%d/%m/%Y")}, pk=team.pk)
    team.refresh_from_db()
    assert team.closed_on == today()
    assert not TeamMembership.objects.filter(team=team, ends_on=None).exists()
    assert verbs(boss.organisation) == ["team.made", "team.joined", "team.lead_changed", "team.closed"]


def test_two_teams_of_one_name_are_refused(boss, team):
    answer = post(boss, "team_new", {"name": "NOORD"})
    assert "al een team met deze naam" in answer.content.decode()


def test_a_team_member_of_elsewhere_cannot_be_chosen(boss, team, outsider):
    answer = post(boss, "team_join", {"member": outsider.pk, "starts_on": "01/01/2026"}, pk=team.pk)
    assert answer.status_code == 200
    assert not team.memberships.exists()


def test_the_organisation_is_changed_with_a_checked_number(boss):
    data = {"name": "OCMW Nieuwstad", "municipality": "Nieuwstad", "version": 1}
    wrong = post(boss, "organisation_change", data | {"enterprise_number": "0123.456.789"})
    assert "klopt niet" in wrong.content.decode()
    post(boss, "organisation_change", data | {"enterprise_number": "BE 0403.170.701"})
    boss.organisation.refresh_from_db()
    assert (boss.organisation.name, boss.organisation.enterprise_number) == ("OCMW Nieuwstad", "0403170701")
    assert verbs(boss.organisation) == ["organisation.changed"]


def test_the_last_capacity_stays(boss):
    capacity = boss.organisation.capacities.get()
    last = today().strftime("%d/%m/%Y")
    assert (
        "laatste hoedanigheid"
        in post(boss, "capacity_end", {"last_day": last}, pk=capacity.pk).content.decode()
    )
    post(boss, "capacity_add", {"kind": "host", "starts_on": "01/01/2026"})
    assert post(boss, "capacity_end", {"last_day": last}, pk=capacity.pk).status_code == 303
    assert [each.kind for each in Capacity.objects.filter(ends_on=None, organisation=boss.organisation)] == [
        "host"
    ]


def test_a_local_setting_with_its_reason(boss):
    data = {
        "key": "imports.staging_days",
        "value": "45",
        "starts_on": "01/03/2026",
        "reason": "trage leverancier",
    }
    assert post(boss, "local_setting", data).status_code == 303
    assert "45 dagen" in get(boss, "organisation").content.decode()
    too_much = post(boss, "local_setting", data | {"value": "9999", "starts_on": "01/04/2026"})
    assert "van 1 tot 365" in too_much.content.decode()
    assert LocalSetting.objects.count() == 1


def test_switching_is_for_the_own_members_only(boss, outsider):
    assert post(boss, "switch_organisation", pk=outsider.pk).status_code == 404
    other = member_of(OrganisationFactory(), Role.PARTNER, user=boss.user)
    browser = signed_in(boss)
    browser.post(reverse("switch_organisation", kwargs={"pk": other.pk}))
    page = browser.get(reverse("absences")).content.decode()
    assert other.organisation.name in page
