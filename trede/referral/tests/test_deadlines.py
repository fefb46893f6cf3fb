"""What this room puts on Vandaag, at both ends of a referral, and for who follows an exemption."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import due_for
from trede.clients.models import Client, FileLock
from trede.core.local import REFERRAL_ANSWER_DAYS, local_values
from trede.core.models import Absence, LocalSetting, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.decisions import decide
from trede.referral.actions.referrals import accept, send_again, send_back
from trede.referral.deadlines import ROOM
from trede.referral.models import Exemption, Referral
from trede.referral.tests.scene import (
    client_of,
    exemption_of,
    may_work,
    member_of,
    proposal_for,
    referral_of,
    social_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def social(worker: Member) -> Member:
    return social_of(worker)


@pytest.fixture
def mine(social: Member) -> Client:
    client = client_of(social)
    may_work(client)
    return client


def due(member: Member) -> list[tuple[str, int]]:
    """Each rule of this room with in how many days it is late."""
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, caseload_ids(member), today=today(), local=local, rooms=[ROOM])
    assert all(one.sentence and one.url for one in found)
    return [(one.rule, (one.due - today()).days) for one in found if one.rule in ROOM.rules]


def aged(referral: Referral, days: int) -> Referral:
    Referral.objects.filter(pk=referral.pk).update(sent_at=timezone.now() - timedelta(days=days))
    return referral


def lock(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def test_an_unanswered_referral_shows_at_both_ends(worker: Member, social: Member, mine: Client) -> None:
    referral = aged(referral_of(mine, social), 3)
    clerk = member_of(worker.organisation, Role.ADMINISTRATIEF)
    assert due(worker) == due(clerk) == [("referral_answer", 4)]
    assert due(social) == []
    aged(referral, 9)
    assert due(worker) == [("referral_answer", -2)]
    assert due(social) == [("referral_late", -2)]
    accept(referral, by=worker)
    assert due(worker) == due(social) == []


def test_the_organisation_chooses_the_term(worker: Member, social: Member, mine: Client) -> None:
    LocalSetting.objects.create(
        organisation=worker.organisation, key=REFERRAL_ANSWER_DAYS, value="2", starts_on=LONG_AGO
    )
    aged(referral_of(mine, social), 3)
    assert (due(worker), due(social)) == ([("referral_answer", -1)], [("referral_late", -1)])


def test_what_was_sent_back_waits_for_its_sender_and_their_cover(
    worker: Member, social: Member, mine: Client
) -> None:
    cover, other = social_of(worker), social_of(worker)
    referral = referral_of(mine, social)
    send_back(referral, reason="contact", note="Noteer een gsm.", by=worker)
    assert (due(social), due(other), due(worker)) == ([("referral_back", 0)], [], [])
    Absence.objects.create(member=social, cover=cover, starts_on=today(), ends_on=today())
    assert due(Member.objects.get(pk=cover.pk)) == [("referral_back", 0)]
    send_again(referral, by=social)
    assert (due(social), due(worker)) == ([], [("referral_answer", 7)])


def test_who_follows_now_sees_what_somebody_else_sent(worker: Member, social: Member) -> None:
    follower = social_of(worker)
    client = client_of(follower)
    send_back(referral_of(client, social, note="x"), reason="data", note="Wat?", by=worker)
    assert due(follower) == due(social) == [("referral_back", 0)]


def test_a_locked_file_and_another_organisation_show_nothing(
    worker: Member, social: Member, mine: Client, outsider: Member
) -> None:
    referral = aged(referral_of(mine, social), 20)
    assert due(outsider) == []
    lock(mine)
    assert due(worker) == due(social) == []
    send_back(referral, reason="data", note="Wat?", by=worker)
    assert due(social) == []


def test_an_exemption_asks_another_look_in_time(worker: Member) -> None:
    client = client_of(worker)
    exemption = exemption_of(client, worker, review_on=today() + timedelta(days=40))
    assert due(worker) == []
    decide(proposal_for(exemption), outcome="granted", motivation="Ja.", decided_on=today(), by=worker)
    assert due(worker) == []
    Exemption.objects.update(review_on=today() + timedelta(days=30))
    assert due(worker) == [("exemption_review", 30)]
    # However long ago it ran out: it never lapses in silence.
    Exemption.objects.update(
        review_on=today() - timedelta(days=500), starts_on=LONG_AGO, ends_on=today() - timedelta(days=400)
    )
    assert due(worker) == [("exemption_review", -500)]
    assert due(member_of(worker.organisation, Role.ADMINISTRATIEF)) == []
    Client.objects.filter(pk=client.pk).update(closed_on=today())
    assert due(worker) == []
