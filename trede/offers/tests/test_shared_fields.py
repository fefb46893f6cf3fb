"""What a partner may learn of a client: a closed list, frozen on the day."""

import pytest

from tests.cast import client_of
from trede.clients.models import Client, ContactPoint, ContactRule, Mobility
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.models import OfferKind, PartnerReferral
from trede.offers.referral_links import shared_of
from trede.offers.shared_fields import ALWAYS, FIELDS, chosen, known_of, lines, needed_for
from trede.offers.tests.loop_scene import (
    LONG_AGO,
    now,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def fields_of(referral: PartnerReferral) -> dict[str, str]:
    return {line.code: line.text for line in shared_of(referral)}


def test_the_list_of_fields_is_closed_and_small() -> None:
    assert set(FIELDS) == {
        "name", "languages", "reach", "why", "dutch", "education", "experience", "work_right", "vdab",
        "licence", "mobility", "availability",
    }  # fmt: skip
    assert ALWAYS == ("name", "languages", "reach", "why")
    for kind in OfferKind.values:
        assert set(ALWAYS) <= set(needed_for(kind)) < set(FIELDS)
    assert "licence" in needed_for(OfferKind.MOBILITY)
    assert "licence" not in needed_for(OfferKind.LANGUAGE)
    assert chosen(["vdab", "dutch"]) == ["name", "languages", "reach", "why", "dutch", "vdab"]
    for unknown in ("insz", "income", "barriers", "birth_date", ""):
        with pytest.raises(KeyError):
            chosen([unknown])


def test_what_is_shared_is_what_was_chosen_and_frozen_that_day(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker, fields=["dutch", "mobility"])
    assert fields_of(referral) == {
        "name": "Zyxwvutskij Qoppaline",
        "languages": "spreekt Tigrinya",
        "reach": "0470 11 22 33",
        "why": "Wil beter Nederlands spreken.",
        "dutch": "A2 algemeen (05/01/2026)",
        "mobility": "",
    }
    Client.objects.filter(pk=mine.pk).update(last_name="Anders")
    Mobility.objects.create(organisation=mine.organisation, client=mine, bicycle=True, starts_on=LONG_AGO)
    assert fields_of(now(referral))["name"] == "Zyxwvutskij Qoppaline"
    assert b"Zyxwvutskij" not in bytes(now(referral).shared)


def test_a_contact_rule_or_a_forbidden_number_never_reaches_a_partner(worker: Member, mine: Client) -> None:
    common = {"organisation": mine.organisation, "client": mine, "starts_on": LONG_AGO}
    ContactPoint.objects.create(channel="mobile", value="+32470998877", never=True, **common)
    ContactPoint.objects.create(channel="phone", value="0470 99 88 77", **common)
    ContactPoint.objects.create(channel="email", value="zus@example.org", owner="zus", **common)
    ContactPoint.objects.create(channel="email", value="q@example.org", opted_out=True, **common)
    (line,) = lines(known_of(mine, on=today()), ["reach"])
    assert line.text == "q@example.org (liever geen berichten), 0470 11 22 33"
    ContactRule.objects.create(rule="Enkel via de zus", **common)
    (line,) = lines(known_of(mine, on=today()), ["reach"])
    assert line.text == "Vraag eerst aan de begeleider hoe u deze persoon bereikt."


def test_merged_files_are_shared_as_one(worker: Member, mine: Client) -> None:
    part = client_of(worker, alias_of=mine)
    ContactPoint.objects.create(
        organisation=part.organisation,
        client=part,
        channel="email",
        value="deel@example.org",
        starts_on=LONG_AGO,
    )
    (line,) = lines(known_of(Client.objects.get(pk=mine.pk), on=today()), ["reach"])
    assert set(line.text.split(", ")) == {"deel@example.org", "0470 11 22 33"}
