"""What the pages of participations cost, with one row and with many."""

import pytest

from tests.cast import client_of
from trede.clients.models import Client
from trede.clients.tests.scene import queries_of, sign_in, url
from trede.core.models import Member
from trede.offers.actions import participations as act
from trede.offers.models import (
    Participation,
    PartnerReferral,
    ProgressReport,
)
from trede.offers.models import ParticipationState as S
from trede.offers.tests.loop_scene import (
    in_state,
    limit_on,
    offer_of,
    partner_member,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 12


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def at(name: str, one: Participation) -> str:
    return url(name, pk=one.client_id, participation_id=one.pk)


def test_pages_cost_the_same_for_one_row_and_for_many(worker: Member, mine: Client) -> None:
    """The most of each page."""
    partner = partner_member()

    def grow(turns: int) -> None:
        for _turn in range(turns):
            offer = offer_of(worker)
            limit_on(offer, "months", 12)
            client = client_of(worker)
            one = sent(
                proposed(client, worker, offer), worker, to_organisation=partner.organisation
            ).participation
            in_state(mine, worker, S.RUNNING, offer=offer)
            act.record_answer(one, state=S.WAITING, by=worker)
            sent(proposed(client_of(worker), worker, offer), worker, to_organisation=partner.organisation)

    grow(1)
    one = sent(in_state(mine, worker, S.RUNNING, offer=offer_of(worker)), worker).participation
    limit_on(one.offer, "months", 12)
    addresses = {
        "file_offers": url("file_offers", pk=mine.pk),
        "participation": at("participation", one),
        "participation_new": f"{url('participation_new', pk=mine.pk)}?aanbod={one.offer_id}",
        "participation_report": at("participation_report", one),
        "participation_time": at("participation_time", one),
        "referral_letter": at("referral_letter", one),
        "participation_send": at("participation_send", in_state(mine, worker, S.PROPOSED)),
        "participations": url("participations"),
        "running": url("participations") + "?wat=bezig",
        "partner_referrals": url("partner_referrals"),
        "partner_referral": url(
            "partner_referral",
            pk=PartnerReferral.objects.filter(to_organisation=partner.organisation).first().pk,
        ),
    }
    ours, theirs = sign_in(worker), sign_in(partner)

    def cost() -> dict[str, int]:
        return {
            name: queries_of(theirs if "partner_" in name else ours, where)
            for name, where in addresses.items()
        }

    few = cost()
    grow(6)
    for turn in range(5):
        act.report(ProgressReport(participation=one, going="well", text=f"Stap {turn}"), by=worker)
    many = cost()
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert {name: count for name, count in many.items() if count > MOST} == {}
