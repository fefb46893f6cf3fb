"""What the offices of the ladder need beside their people: the catalogue, the WerkLabo, a partner with an account."""

from typing import Any

PHONE = "059 12 34 56"
# Last name, first name: who waits for a place in a group of one.
GROUP = (("Haddad", "Amira"), ("Claes", "Jan"))


def partner_of(story: str) -> str:
    return f"Taalpunt {story}"


def prepare(story: str, home: Any, people: dict[str, Any]) -> dict[str, int]:
    """Beside the two files of every office; the ids of what the story opens by address."""
    if not story.startswith("climb"):
        return {}
    _library(home, people)
    makers = {"climb_partner": _referred, "climb_consent": _referred, "climb_edition": _group}
    make = makers.get(story)
    return make(home, people) if make else {}


def _library(home: Any, people: dict[str, Any]) -> None:
    from trede.core.models import Member
    from trede.core.periods import today
    from trede.ladder.actions.assessment_kinds import adopt_library
    from trede.offers.actions.catalogue import adopt_catalogue

    Member.objects.filter(pk=people["trajectbegeleider"].pk).update(phone=PHONE)
    adopt_catalogue(home, by=None, today=today(), as_town="Oostende")
    adopt_library(home, by=people["diensthoofd"])


def _referred(home: Any, people: dict[str, Any]) -> dict[str, int]:
    """Both files were sent for the same offer: the own one to the partner with the account, the other elsewhere."""
    from tests.cast import OrganisationFactory

    elsewhere = OrganisationFactory(name=f"Elders {home.name}", capacity="partner")
    own = _sent(home, 1, people["trajectbegeleider"], people["partner"].organisation)
    theirs = _sent(home, 2, people["colleague"], elsewhere)
    return {"referral": own.pk, "participation": own.participation_id, "other_referral": theirs.pk}


def _sent(home: Any, number: int, by: Any, office: Any) -> Any:
    from datetime import timedelta

    from trede.clients.models import Client, ConsentForm
    from trede.core.periods import today
    from trede.offers.actions.participations import propose
    from trede.offers.actions.partner_referrals import send_with_consent
    from trede.offers.models import Offer, Participation

    client = Client.objects.get(organisation=home, number=number)
    offer = Offer.objects.get(organisation=home, key="vrijwilligerswerk")
    made = propose(
        Participation(client=client, offer=offer, why="Wil onder de mensen komen", client_agrees=True), by=by
    )
    return send_with_consent(
        made,
        to_name=office.name,
        to_email="",
        to_organisation=office,
        question="Kan deze persoon bij u beginnen?",
        fields=[],
        valid_until=today() + timedelta(days=30),
        consent_form=ConsentForm.SPOKEN,
        by=by,
    )


def _group(home: Any, people: dict[str, Any]) -> dict[str, int]:
    """Two more files of the trajectbegeleider, for a group with too few places."""
    from tests.cast import LONG_AGO, ClientFactory
    from trede.clients.actions.clients import assign
    from trede.clients.indexing import index_clients
    from trede.clients.models import CaseRole

    made = {}
    for place, (last, first) in enumerate(GROUP):
        client: Any = ClientFactory(organisation=home, number=10 + place, last_name=last, first_names=first)
        assign(client, member=people["trajectbegeleider"], role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
        index_clients([client])
        made[last] = client.pk
    return made
