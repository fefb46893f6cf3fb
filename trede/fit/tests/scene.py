"""A small catalogue and clients to try it on."""

from datetime import date
from typing import Any

from tests.cast import LONG_AGO
from trede.clients.models import Client, LanguageLevel
from trede.core.models import Member
from trede.facts.tests.test_gathering import put
from trede.offers.models import Offer, OfferCondition, OfferLimit


def offer(member: Member, key: str, *conditions: dict[str, Any], **values: Any) -> Offer:
    """An offer with its conditions, in the organisation of this member."""
    made = Offer.objects.create(
        organisation=member.organisation,
        key=key,
        **{"name": key.replace("-", " ").capitalize(), "rung": 4, "kind": "module", "about": "…"} | values,
    )
    for position, condition in enumerate(conditions):
        OfferCondition.objects.create(offer=made, **{"starts_on": LONG_AGO, "position": position} | condition)
    return made


def limit(made: Offer, unit: str, most: int) -> OfferLimit:
    return OfferLimit.objects.create(offer=made, unit=unit, most=most, starts_on=LONG_AGO)


def catalogue(member: Member) -> dict[str, Offer]:
    """Six offers: one of each verdict for somebody with Dutch 1.1, and some that wait for the same question."""
    far = {"kind": "judgement", "value": "far_from_work", "text": "Staat de cliënt ver van werk?"}
    dutch = {"kind": "language_min", "value": "1.2"}
    made = [
        offer(member, "praattafels", rung=2),
        offer(member, "babbelbox", {"kind": "language_min", "value": "1.1", "source": "annex 6"}, rung=2),
        offer(member, "bootcamp", dutch),
        offer(member, "ama-poetsen", far, rung=3, kind="ama"),
        offer(member, "ama-zwerfvuil", far, {"kind": "vdab"}, rung=3, kind="ama"),
        offer(member, "digiwerking", status="elsewhere", seen_at="Mechelen"),
    ]
    return {each.key: each for each in made}


def dutch(client: Client, level: str) -> None:
    put(LanguageLevel, client, language="nl", level=level, measured_on=date(2026, 1, 5))
