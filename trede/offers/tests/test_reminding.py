"""A partner that does not answer is reminded, and then it goes higher."""

import pytest

from tests.cast import member_of
from trede.clients.models import Client, FileLock
from trede.clients.tests.scene import verbs_on
from trede.core.models import Member
from trede.offers.actions import participations as act
from trede.offers.actions.closing import close
from trede.offers.actions.partner_referrals import (
    reply,
)
from trede.offers.actions.reminding import remind_due
from trede.offers.models import ParticipationState as S
from trede.offers.models import PartnerReferral
from trede.offers.tests.loop_scene import (
    LONG_AGO,
    PARTNER,
    days,
    now,
    person_of,
    proposed,
    sent,
)
from trede.outbox.models import Message
from trede.outbox.reading import contents

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


@pytest.fixture
def referral(worker: Member, mine: Client) -> PartnerReferral:
    return sent(proposed(mine, worker), worker)


def mails() -> list[tuple[str, str, str]]:
    messages = list(Message.objects.order_by("pk"))
    found = contents(messages)
    return [(found[one.pk].to, found[one.pk].title, found[one.pk].text) for one in messages]


def locked(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def test_a_partner_is_reminded_once_and_then_it_goes_higher(
    worker: Member, referral: PartnerReferral
) -> None:
    assert remind_due(days(9)) == 0
    assert [remind_due(days(10)), remind_due(days(10)), remind_due(days(12))] == [1, 0, 0]
    assert (len(mails()), "Herinnering" in mails()[-1][1]) == (2, True)
    assert [remind_due(days(20)), remind_due(days(20)), remind_due(days(40))] == [1, 0, 0]
    assert now(referral).escalated_on == days(20)
    assert len(mails()) == 2
    assert (
        verbs_on(referral.client_id)[-2:] == ["message.held", "partnerreferral.escalated"]
        or verbs_on(referral.client_id)[-1] == "partnerreferral.escalated"
    )


def test_without_an_address_it_still_goes_higher(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker, to_email="")
    assert remind_due(days(30)) == 1
    assert (now(referral).reminded_on, now(referral).escalated_on) == (None, days(30))


@pytest.mark.parametrize("how", ["answered", "heard", "locked", "expired", "closed"])
def test_who_answered_or_may_not_read_is_not_reminded(
    how: str, worker: Member, mine: Client, referral: PartnerReferral
) -> None:
    if how == "answered":
        act.record_answer(referral.participation, state=S.WAITING, promised_on=days(9), by_partner=PARTNER)
    elif how == "heard":
        act.record_answer(referral.participation, state=S.ACCEPTED, by=worker)
    elif how == "locked":
        locked(mine)
    elif how == "expired":
        PartnerReferral.objects.update(valid_until=days(5))
    else:
        close(referral, because="withdrawn", by=worker)
    before = len(mails())
    done = remind_due(days(15))
    assert (done, len(mails())) == (0, before)
    if how in ("answered", "heard"):
        assert now(referral).answered_at is not None


def test_a_withdrawn_referral_is_told_to_the_partner(worker: Member, referral: PartnerReferral) -> None:
    act.withdraw(referral.participation, note="Vond werk", by=worker)
    _to, title, text = mails()[-1]
    assert "afgesloten" in title
    assert "Vond werk" not in text
    assert "Zyxwvutskij" not in text


def test_another_role_of_the_same_office_changes_nothing_of_it(
    worker: Member, referral: PartnerReferral
) -> None:
    """An action asks no role: the pages do. It does keep the organisation."""
    colleague = member_of(worker.organisation, "maatschappelijk_werker")
    assert reply(referral, text="Ik volg hem nu.", by=colleague).organisation_id == worker.organisation_id
