"""Who plays in the tests of participations and referrals, and the shortest way to each state."""

from datetime import date, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import OrganisationFactory, client_of, member_of
from trede.clients.models import Client, Consent, ContactPoint, LanguageLevel
from trede.core.models import CapacityKind, Member, Organisation
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions import participations as act
from trede.offers.actions.partner_referrals import send
from trede.offers.models import Offer, OfferLimit, Participation, PartnerReferral
from trede.offers.models import ParticipationState as S
from trede.offers.referral_links import token_of

LONG_AGO = date(2020, 1, 1)
PARTNER = "Ligo Teststad"


def days(number: int) -> date:
    return today() + timedelta(days=number)


def offer_of(member: Member, **kwargs: Any) -> Offer:
    number = Offer.objects.count() + 1
    values: dict[str, Any] = {
        "key": f"aanbod-{number}",
        "name": f"Taalcafé {number}",
        "rung": 2,
        "kind": "language",
        "about": "Samen Nederlands oefenen.",
        "provider_name": PARTNER,
        "needs_consent": False,
    }
    made: Offer = Offer.objects.create(organisation=member.organisation, **(values | kwargs))
    return made


def limit_on(offer: Offer, unit: str, most: int | None = None, **kwargs: Any) -> OfferLimit:
    made: OfferLimit = OfferLimit.objects.create(
        offer=offer, unit=unit, most=most, starts_on=LONG_AGO, **kwargs
    )
    return made


def person_of(member: Member, **kwargs: Any) -> Client:
    """A client with a number, a level of Dutch, and things that no partner may see."""
    values = {"last_name": "Zyxwvutskij", "first_names": "Qoppaline", "insz": "90051712345", "speaks": "ti"}
    client = client_of(member, **(values | kwargs))
    common = {"organisation": client.organisation, "client": client}
    ContactPoint.objects.create(channel="mobile", value="+32470112233", starts_on=LONG_AGO, **common)
    LanguageLevel.objects.create(language="nl", level="A2", measured_on=date(2026, 1, 5), **common)
    return client


def proposed(client: Client, by: Member, offer: Offer | None = None, **kwargs: Any) -> Participation:
    values: dict[str, Any] = {"why": "Wil beter Nederlands spreken."} | kwargs
    return act.propose(Participation(client=client, offer=offer or offer_of(by), **values), by=by)


def consent_of(client: Client, given_to: str = PARTNER, **kwargs: Any) -> Consent:
    values: dict[str, Any] = {
        "purpose": "partner",
        "what": "naam, talen",
        "form": "spoken",
        "starts_on": today(),
    }
    made: Consent = Consent.objects.create(
        organisation=client.organisation, client=client, given_to=given_to, **(values | kwargs)
    )
    return made


def sent(participation: Participation, by: Member, **kwargs: Any) -> PartnerReferral:
    values: dict[str, Any] = {
        "to_name": PARTNER,
        "to_email": "an@ligo.example.org",
        "question": "Is er plaats in het taalcafé?",
        "fields": ["dutch"],
    }
    return send(participation, by=by, **(values | kwargs))


def in_state(client: Client, by: Member, state: str, **kwargs: Any) -> Participation:
    """A participation in this state, come there by the actions themselves."""
    one = proposed(client, by, **kwargs)
    if state == S.REFERRED:
        return sent(one, by).participation
    if state in (S.WAITING, S.ACCEPTED):
        return act.record_answer(one, state=state, by=by)
    if state == S.REFUSED:
        return act.record_answer(sent(one, by).participation, state=state, reason="full", by=by)
    if state == S.WITHDRAWN:
        return act.withdraw(one, note="Het gaat niet.", by=by)
    if state == S.PROPOSED:
        return one
    one = act.start(one, on=days(-10), by=by)
    if state == S.PAUSED:
        return act.pause(one, on=days(-5), note="Vakantie", by=by)
    return act.end(one, on=days(-1), result="completed", by=by) if state == S.ENDED else one


def now(row: Any) -> Any:
    """The row as it stands in the database."""
    return type(row).objects.get(pk=row.pk)


def partner_member(organisation: Organisation | None = None) -> Member:
    """Somebody of a partner with accounts of its own."""
    office = organisation or OrganisationFactory(name="Economisch Huis", capacity=CapacityKind.PARTNER)
    return member_of(office, Role.PARTNER)


def link(referral: PartnerReferral) -> str:
    return reverse("portal_referral", kwargs={"token": token_of(referral)})


def visitor(**kwargs: Any) -> Browser:
    """Somebody who was never here before; as strict about forged forms as a real site."""
    return Browser(enforce_csrf_checks=True, **kwargs)


def parsed(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")
