"""What the committee's room puts on Vandaag, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import member_of
from trede import rules
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import due_for
from trede.clients.models import Client
from trede.core.access import open_grant
from trede.core.local import local_values
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.notifications import mark_sent, notify
from trede.council.deadlines import NOTIFY, ROOM, notify_days
from trede.council.models import Proposal
from trede.council.tests.scene import clerk_of, client_of, decided, lock, on_agenda, proposal_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def due(member: Member) -> list[tuple[str, int]]:
    """Each rule with in how many days it is late."""
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, caseload_ids(member), today=today(), local=local, rooms=[ROOM])
    assert all(one.sentence and one.url for one in found)
    return [(one.rule, (one.due - today()).days) for one in found]


def test_a_proposal_on_no_agenda_is_due_after_two_weeks(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    Proposal.objects.filter(pk=proposal.pk).update(proposed_at=timezone.now() - timedelta(days=10))
    assert due(clerk_of(worker)) == [("proposal_agenda", 4)]
    assert due(worker) == []


def test_who_proposed_hears_when_nobody_puts_it_on_an_agenda(
    worker: Member, mine: Client, colleague: Member
) -> None:
    proposal = proposal_of(mine, worker)
    for age, shown in ((14, []), (15, [("proposal_waits", -1)])):
        Proposal.objects.filter(pk=proposal.pk).update(proposed_at=timezone.now() - timedelta(days=age))
        assert (due(worker), due(colleague)) == (shown, [])
    lock(mine)
    assert due(worker) == []
    open_grant(
        organisation=worker.organisation, subject=mine.pk, member=worker, purpose="named", cause="lock:1"
    )
    assert due(worker) == [("proposal_waits", -1)]


def test_a_meeting_that_was_asks_its_decisions(worker: Member, mine: Client) -> None:
    on_agenda(proposal_of(mine, worker), worker, days=-2)
    assert due(clerk_of(worker)) == [("proposal_decision", -2)]


def test_a_meeting_to_come_asks_nothing_yet(worker: Member, mine: Client) -> None:
    on_agenda(proposal_of(mine, worker), worker, days=2)
    assert due(clerk_of(worker)) == []


def test_the_client_must_know_within_eight_days(worker: Member, mine: Client) -> None:
    clerk = clerk_of(worker)
    day = today() - timedelta(days=3)
    decision = decided(proposal_of(mine, worker), worker, decided_on=day)
    assert due(clerk) == [("notification", 5)]
    notification = notify(decision, registered=False, by=clerk)
    assert due(clerk) == [("notification", 5)]
    mark_sent(notification, sent_on=today(), by=clerk)
    assert due(clerk) == []


def test_the_term_is_the_one_of_the_rules() -> None:
    assert notify_days(today()) == rules.value(NOTIFY, today()).decimal() == 8


def test_a_postponement_and_a_locked_file_ask_nothing(worker: Member, mine: Client) -> None:
    decided(proposal_of(mine, worker), worker, outcome="postponed")
    clerk = clerk_of(worker)
    assert [rule for rule, _days in due(clerk)] == ["proposal_agenda"]
    lock(mine)
    assert due(clerk) == []
    assert due(member_of(worker.organisation, Role.DPO)) == []
