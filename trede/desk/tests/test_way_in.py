"""Where the way in stands, on the page of a file: the referral, and the exemption for who follows it."""

from datetime import timedelta

import pytest

from tests.cast import client_of, member_of
from trede.clients.models import Client
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.decisions import decide
from trede.referral.tests.scene import exemption_of, may_work, proposal_for, referral_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    client = client_of(worker)
    may_work(client)
    return client


def test_the_file_shows_the_referral(worker: Member, mine: Client) -> None:
    page = url("file", pk=mine.pk)
    assert "Gestuurd" not in words(sign_in(worker).get(page))
    referral = referral_of(mine, worker)
    answer = sign_in(worker).get(page)
    assert "Gestuurd" in words(answer)
    assert url("referral", referral_id=referral.pk) in answer.content.decode()
    assert url("referral_new", pk=mine.pk) in answer.content.decode()


def test_the_file_shows_the_exemption_to_who_follows_it(worker: Member, mine: Client) -> None:
    page, end = url("file", pk=mine.pk), today() + timedelta(days=90)
    clerk = sign_in(member_of(worker.organisation, Role.ADMINISTRATIEF))
    exemption = exemption_of(mine, worker, ends_on=end, review_on=end)
    assert "wacht op beslissing" in words(sign_in(worker).get(page))
    decide(proposal_for(exemption), outcome="granted", motivation="Ja.", decided_on=today(), by=worker)
    assert f"tot en met {end:%d/%m/%Y}" in words(sign_in(worker).get(page))
    assert "ijstelling" not in words(clerk.get(page))
