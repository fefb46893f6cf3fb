"""Erasing a file takes everything of its participations along; the keys make the rest unreadable."""

import pytest

from trede.clients import erasing
from trede.clients.models import Client
from trede.clients.tests.scene import words
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions import participations as act
from trede.offers.actions.partner_referrals import ask
from trede.offers.models import (
    Offer,
    Participation,
    ParticipationStep,
    PartnerReferral,
    ProgressReport,
    ReferralNote,
    UsedTime,
)
from trede.offers.tests.loop_scene import consent_of, link, person_of, proposed, sent, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
OURS = (Participation, ParticipationStep, PartnerReferral, ProgressReport, ReferralNote, UsedTime)


def whole_loop(worker: Member) -> Client:
    """A client with a row in every table of this part."""
    client = person_of(worker)
    referral = sent(proposed(client, worker), worker, consent=consent_of(client))
    ask(referral, text="Wie?", by_partner="An", by=None, by_link=True)
    one = act.start(referral.participation, on=today(), by=worker)
    act.report(ProgressReport(participation=one, going="well", text="Goed"), by=worker)
    act.use_time(one, month=today(), minutes=60, by=worker)
    return client


def test_erasing_takes_the_whole_loop_and_kills_the_link(worker: Member) -> None:
    client = whole_loop(worker)
    for model in OURS:
        assert model.objects.filter(client=client).exists(), model
    address = link(PartnerReferral.objects.get())
    erasing.erase(worker.organisation_id, [client.pk])
    for model in OURS:
        assert not model.objects.filter(client=client).exists(), model
    assert Offer.objects.count() == 1
    answer = visitor().get(address)
    assert answer.status_code == 404
    assert "Zyxwvutskij" not in words(answer)
