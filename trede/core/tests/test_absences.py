from datetime import timedelta

import pytest

from tests.cast import OrganisationFactory, client_of, member_of
from trede.clients.models import Client
from trede.core.actions.absences import end_absence, members_recordable_by, record_absence
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Absence, Member, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.core.tests.office import get, post, verbs

pytestmark = pytest.mark.django_db


def away(member, by=None, cover=None, days=3):
    return record_absence(
        member, by=by or member, starts_on=today(), ends_on=today() + timedelta(days=days), cover=cover
    )


def fresh(member):
    return Member.objects.get(pk=member.pk)


def test_the_cover_works_in_the_files_and_only_then(worker, colleague):
    client = client_of(worker)
    assert not Client.objects.visible_to(colleague).exists()
    absence = away(worker, cover=colleague)
    assert Client.objects.visible_to(fresh(colleague)).get() == client
    end_absence(absence, by=worker, last_day=today() - timedelta(days=1))
    assert not Client.objects.visible_to(fresh(colleague)).exists()
    assert verbs(worker.organisation)[-2:] == ["absence.noted", "absence.ended"]


def test_two_absences_do_not_overlap(worker):
    away(worker)
    with pytest.raises(CaseError, match="al iets"):
        away(worker)
    assert Absence.objects.count() == 1


@pytest.mark.parametrize("who", ["self", "away", "stranger", "leaving"])
def test_who_cannot_cover(worker, colleague, outsider, who):
    if who == "away":
        away(colleague)
    if who == "leaving":
        Member.objects.filter(pk=colleague.pk).update(ends_on=today())
    cover = {"self": worker, "stranger": outsider}.get(who) or fresh(colleague)
    with pytest.raises(CaseError):
        away(worker, cover=cover)


def test_whose_absence_one_may_note(worker, colleague):
    boss = member_of(worker.organisation, Role.BEHEERDER)
    lead = member_of(worker.organisation, Role.TEAMLEIDER)
    team = Team.objects.create(organisation=worker.organisation, name="Noord")
    TeamMembership.objects.create(team=team, member=lead, starts_on=today(), leads=True)
    TeamMembership.objects.create(team=team, member=worker, starts_on=today())
    assert set(members_recordable_by(worker)) == {worker}
    assert set(members_recordable_by(lead)) == {lead, worker}
    assert set(members_recordable_by(boss)) == {boss, lead, worker, colleague}
    away(worker, by=lead)
    with pytest.raises(NotAllowed):
        away(colleague, by=lead)


def test_a_stranger_notes_nothing(worker):
    with pytest.raises(NotAllowed):
        away(worker, by=member_of(OrganisationFactory(), Role.BEHEERDER))


def test_the_page_notes_it_and_the_header_tells(worker, colleague):
    until = today() + timedelta(days=3)
    data = {
        "member": worker.pk,
        "starts_on": today().strftime("%d/%m/%Y"),
        "ends_on": until.strftime("%d/%m/%Y"),
        "cover": colleague.pk,
    }
    assert post(worker, "absences", data).status_code == 303
    page = get(worker, "absences").content.decode()
    assert f"Afwezig tot en met {until:%d/%m/%Y}" in page
    assert "U vervangt" in get(colleague, "absences").content.decode()


def test_the_page_refuses_an_end_before_the_start(worker):
    data = {"member": worker.pk, "starts_on": "10/03/2026", "ends_on": "09/03/2026"}
    assert "vóór de eerste" in post(worker, "absences", data).content.decode()


def test_the_page_does_not_take_somebody_else(worker, colleague):
    data = {"member": colleague.pk, "starts_on": "10/03/2026"}
    assert post(worker, "absences", data).status_code == 200
    assert Absence.objects.count() == 0
