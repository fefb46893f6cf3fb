"""What is due around participations, and for whom."""

from typing import Any

import pytest

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import due_for
from trede.clients.models import Client, FileLock
from trede.core.local import local_values
from trede.core.models import Member, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions import participations as act
from trede.offers.actions.closing import close
from trede.offers.actions.partner_referrals import ask
from trede.offers.actions.reminding import remind_due
from trede.offers.deadlines import ROOM
from trede.offers.deadlines_loop import RULES
from trede.offers.models import Participation, PartnerReferral
from trede.offers.models import ParticipationState as S
from trede.offers.tests.loop_scene import PARTNER, days, in_state, offer_of, person_of, proposed, sent

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def due(member: Member) -> list[tuple[str, str]]:
    """(rule, sentence) of this part, oldest first."""
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, caseload_ids(member), today=today(), local=local, rooms=[ROOM])
    return [(one.rule, one.sentence) for one in found if one.rule in RULES]


def rules(member: Member) -> list[str]:
    return [rule for rule, _sentence in due(member)]


def back(**values: Any) -> None:
    Participation.objects.update(**values)


def test_a_referral_without_an_answer_is_due_until_it_is_answered(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker)
    assert due(worker) == []
    PartnerReferral.objects.update(sent_on=days(-10))
    said = days(-10).strftime("%d/%m/%Y")
    assert due(worker) == [
        ("partner_unanswered", f"Doorverwijzing naar {PARTNER} zonder antwoord sinds {said}")
    ]
    act.record_answer(referral.participation, state=S.ACCEPTED, by=worker)
    assert due(worker) == []


def test_a_question_is_due_at_once(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker)
    ask(referral, text="Wie?", by_partner=PARTNER, by=None, by_link=True)
    assert due(worker) == [("partner_question", f"{PARTNER} stelde een vraag op {today():%d/%m/%Y}")]


def test_a_referral_that_closed_without_an_answer_is_not_forgotten(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker)
    close(referral, because="consent", by=worker)
    assert due(worker) == [("partner_closed", f"Doorverwijzing naar {PARTNER} is afgesloten, beslis wat nu")]
    act.withdraw(referral.participation, note="Geen toestemming", by=worker)
    assert due(worker) == []


def test_a_proposal_that_nobody_sent_is_due_after_a_fortnight(worker: Member, mine: Client) -> None:
    one = proposed(mine, worker)
    back(proposed_on=days(-13))
    assert due(worker) == []
    back(proposed_on=days(-14))
    assert due(worker) == [
        (
            "participation_proposed",
            f"{one.offer.name}: voorgesteld, en nog niets mee gedaan tegen {today():%d/%m/%Y}",
        )
    ]


@pytest.mark.parametrize(
    ("state", "values", "rule"),
    [
        (S.WAITING, {"promised_on": days(-1)}, "participation_promised"),
        (S.ACCEPTED, {"promised_on": days(-1)}, "participation_promised"),
        (S.ACCEPTED, {"promised_on": days(1)}, ""),
        (S.RUNNING, {"promised_on": days(-1)}, ""),
        (S.RUNNING, {"evaluation_on": days(14)}, "participation_evaluation"),
        (S.PAUSED, {"evaluation_on": days(-3)}, "participation_evaluation"),
        (S.RUNNING, {"evaluation_on": days(15)}, ""),
        (S.ENDED, {"evaluation_on": days(-3)}, ""),
        (S.RUNNING, {"limit_on": days(30)}, "participation_limit"),
        (S.RUNNING, {"limit_on": days(31)}, ""),
        (S.ENDED, {"limit_on": days(-30)}, ""),
        (S.RUNNING, {"planned_end": days(-1)}, "participation_end"),
        (S.RUNNING, {"planned_end": days(0)}, ""),
        (S.PAUSED, {"paused_until": days(-1)}, "participation_paused"),
        (S.PAUSED, {"paused_until": days(0)}, ""),
        (S.RUNNING, {"paused_until": days(-1)}, ""),
    ],
)
def test_what_is_due_in_each_state(
    state: str, values: dict[str, Any], rule: str, worker: Member, mine: Client
) -> None:
    in_state(mine, worker, state, offer=offer_of(worker))
    back(**values)
    assert rules(worker) == ([rule] if rule else [])


def test_what_is_due_stays_with_who_follows_the_file(worker: Member, colleague: Member, mine: Client) -> None:
    in_state(mine, worker, S.RUNNING)
    back(planned_end=days(-1))
    assert rules(worker) == ["participation_end"]
    for other in (colleague, *(member_of(worker.organisation, role) for role in Role)):
        assert rules(other) == [], other.roles
    FileLock.objects.create(
        organisation=mine.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
    )
    assert rules(worker) == []


def team_of(*members: Member, leader: Member) -> None:
    team = Team.objects.create(organisation=leader.organisation, name=f"Team {leader.pk}")
    for member in (*members, leader):
        TeamMembership.objects.create(team=team, member=member, leads=member == leader, starts_on=LONG_AGO)


def test_a_partner_that_stays_silent_goes_to_the_team_leader(worker: Member, mine: Client) -> None:
    leader = member_of(worker.organisation, Role.TEAMLEIDER)
    other = member_of(worker.organisation, Role.TEAMLEIDER)
    head = member_of(worker.organisation, Role.DIENSTHOOFD)
    team_of(worker, leader=leader)
    team_of(leader=other)
    referral = sent(proposed(mine, worker), worker)
    PartnerReferral.objects.update(sent_on=days(-20))
    assert rules(leader) == ["partner_unanswered"], "the files of the team"
    remind_due()
    assert (rules(leader), rules(other), rules(head)) == (["partner_escalated"], [], ["partner_escalated"])
    assert rules(worker) == ["partner_unanswered"]
    assert rules(member_of(worker.organisation, Role.BEHEERDER)) == []
    FileLock.objects.create(
        organisation=mine.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
    )
    assert (rules(leader), rules(head)) == ([], [])
    FileLock.objects.all().delete()
    act.record_answer(referral.participation, state=S.REFUSED, reason="full", by=worker)
    assert (rules(leader), rules(head)) == ([], [])


def test_nothing_of_another_office_is_due(worker: Member, outsider: Member) -> None:
    client = client_of(outsider)
    sent(proposed(client, outsider), outsider)
    PartnerReferral.objects.update(sent_on=days(-30), escalated_on=today())
    assert rules(worker) == []
    assert rules(member_of(worker.organisation, Role.DIENSTHOOFD)) == []
