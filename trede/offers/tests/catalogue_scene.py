"""A catalogue of a made-up town, taken over from the library."""

from datetime import date

from tests.cast import member_of
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions.catalogue import adopt_catalogue
from trede.offers.models import Offer, OfferKind, OfferStatus

LONG_AGO = date(2024, 1, 1)


def town_of(member: Member, town: str = "Oostende") -> Member:
    """The member, whose organisation took the whole catalogue over as Oostende."""
    member.organisation.municipality = town
    member.organisation.save()
    adopt_catalogue(member.organisation, by=member, today=today())
    return member


def offer_for(member: Member, **values: object) -> Offer:
    given = {
        "key": "leren-fietsen", "name": "Leren fietsen", "rung": 4, "kind": OfferKind.MOBILITY,
        "status": OfferStatus.OFFERED, "about": "Leren fietsen.", **values,
    }  # fmt: skip
    made: Offer = Offer.objects.create(organisation=member.organisation, **given)
    return made


def reader_of(member: Member) -> Member:
    """A colleague who reads the catalogue and may not write it."""
    return member_of(member.organisation, "maatschappelijk_werker")
