from datetime import timedelta

import pytest

from tests.cast import LONG_AGO, ClientFactory, client_of, member_of
from trede.clients.actions.clients import end_assignment
from trede.clients.models import CaseAssignment, Client, FileLock
from trede.core.access import look_with_reason, open_grant
from trede.core.models import Absence, AccessGrant, Event, Member, Purpose, Team, TeamMembership
from trede.core.periods import today

pytestmark = pytest.mark.django_db


def sees(member: Member, client: Client) -> bool:
    fresh = Member.objects.get(pk=member.pk)
    return Client.objects.visible_to(fresh).filter(pk=client.pk).exists()


def test_the_own_caseload_is_visible_and_no_other(
    worker: Member, colleague: Member, outsider: Member
) -> None:
    mine = client_of(worker)
    assert [sees(member, mine) for member in (worker, colleague, outsider)] == [True, False, False]


def test_access_ends_with_the_assignment(worker: Member) -> None:
    mine = client_of(worker)
    end_assignment(CaseAssignment.objects.get(), by=worker, last_day=today() - timedelta(days=1))
    assert not sees(worker, mine)
    assert AccessGrant.objects.get().ends_on == today() - timedelta(days=1)


def test_a_cover_sees_the_files_while_the_colleague_is_away(worker: Member, colleague: Member) -> None:
    mine = client_of(worker)
    absence = Absence.objects.create(member=worker, cover=colleague, starts_on=today(), ends_on=today())
    assert sees(colleague, mine)
    absence.starts_on = absence.ends_on = today() - timedelta(days=1)
    absence.save()
    assert not sees(colleague, mine)


@pytest.mark.parametrize("purpose", [Purpose.REASON_GIVEN, Purpose.NAMED])
def test_a_cover_does_not_inherit_what_was_given_to_one_person(
    purpose: str, worker: Member, colleague: Member, outsider: Member
) -> None:
    third = member_of(worker.organisation, "trajectbegeleider")
    theirs = client_of(third)
    open_grant(organisation=worker.organisation, subject=theirs.pk, cause="x", purpose=purpose, member=worker)
    if purpose == Purpose.NAMED:
        FileLock.objects.create(
            client=theirs, organisation=theirs.organisation, reason="relative", starts_on=LONG_AGO
        )
    Absence.objects.create(member=worker, cover=colleague, starts_on=today(), ends_on=today())
    assert sees(worker, theirs)
    assert not sees(colleague, theirs)


def test_a_team_leader_sees_the_files_of_the_team_only(worker: Member, colleague: Member) -> None:
    leader = member_of(worker.organisation, "teamleider")
    team = Team.objects.create(organisation=worker.organisation, name="Noord")
    TeamMembership.objects.create(team=team, member=worker, starts_on=LONG_AGO)
    TeamMembership.objects.create(team=team, member=leader, leads=True, starts_on=LONG_AGO)
    assert sees(leader, client_of(worker))
    assert not sees(leader, client_of(colleague))


def test_administration_reads_every_file_but_a_locked_one(worker: Member) -> None:
    clerk = member_of(worker.organisation, "administratief")
    mine = client_of(worker)
    assert sees(clerk, mine)
    FileLock.objects.create(
        client=mine, organisation=mine.organisation, reason="relative", starts_on=LONG_AGO
    )
    assert not sees(clerk, mine)


def test_a_locked_file_opens_for_the_named_only(worker: Member, colleague: Member) -> None:
    mine = client_of(worker)
    FileLock.objects.create(
        client=mine, organisation=mine.organisation, reason="colleague", starts_on=LONG_AGO
    )
    open_grant(
        organisation=mine.organisation,
        subject=mine.pk,
        cause="lock:1",
        purpose=Purpose.NAMED,
        member=colleague,
    )
    assert [sees(member, mine) for member in (worker, colleague)] == [False, True]
    assert not Client.objects.findable_by(worker).filter(pk=mine.pk).exists()


def test_a_reason_opens_a_file_for_today_and_is_an_event(worker: Member, colleague: Member) -> None:
    mine = client_of(worker)
    look = look_with_reason(by=colleague, subject=mine.pk, reason="Neemt de telefoon aan voor de collega")
    assert sees(colleague, mine)
    assert AccessGrant.objects.get(cause=f"look:{look.pk}").ends_on == today()
    assert Event.objects.filter(verb="look.opened", subject=mine.pk, by=colleague).count() == 1


def test_a_partner_and_a_beheerder_open_nothing(worker: Member) -> None:
    client = ClientFactory(organisation=worker.organisation)
    for role in ("partner", "beheerder", "dpo"):
        member = member_of(worker.organisation, role)
        open_grant(
            organisation=client.organisation, subject=client.pk, cause="x", purpose="guidance", member=member
        )
        assert not sees(member, client)


@pytest.mark.parametrize("purpose", [Purpose.NAMED, Purpose.REASON_GIVEN])
def test_what_was_given_to_one_person_is_not_inherited_by_the_cover(
    worker: Member, colleague: Member, purpose: str
) -> None:
    client = ClientFactory(organisation=worker.organisation)
    open_grant(organisation=client.organisation, subject=client.pk, cause="x", purpose=purpose, member=worker)
    Absence.objects.create(member=worker, cover=colleague, starts_on=today(), ends_on=today())
    assert [sees(member, client) for member in (worker, colleague)] == [True, False]
