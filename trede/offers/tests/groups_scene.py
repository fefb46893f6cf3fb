"""An offer with a run and people for it: the shortest way there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.cast import OrganisationFactory, client_of, member_of
from trede.clients.models import Client, FileLock, Restriction
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions.editions import Meeting, plan_edition
from trede.offers.models import (
    Edition,
    EditionSession,
    Offer,
    Participation,
    ParticipationState,
    ParticipationStep,
)

LONG_AGO = date(2020, 1, 1)
NINE, NOON = 9 * 60, 12 * 60


@dataclass
class Scene:
    office: Organisation
    worker: Member
    offer: Offer
    edition: Edition

    @property
    def sessions(self) -> list[EditionSession]:
        return list(self.edition.sessions.all())


def offer_of(office: Organisation, **kwargs: Any) -> Offer:
    number = Offer.objects.filter(organisation=office).count() + 1
    values = {
        "key": f"bootcamp-{number}",
        "name": "Bootcamp",
        "rung": 4,
        "kind": "module",
        "about": "Vier weken samen werk zoeken.",
    } | kwargs
    return Offer.objects.create(organisation=office, **values)


def edition_for(offer: Offer, by: Member, *, start: int = 10, sessions: int = 3, **kwargs: Any) -> Edition:
    """`start`: days from today to the first session; the others follow a week apart."""
    first = today() + timedelta(days=start)
    meetings = [Meeting(first + timedelta(days=7 * number), NINE, NOON) for number in range(sessions)]
    values = {
        "name": "Bootcamp van maart",
        "places": 2,
        "starts_on": first,
        "ends_on": meetings[-1].on if meetings else first,
        "place": "Zaal 2",
    } | kwargs
    return plan_edition(Edition(offer=offer, **values), sessions=meetings, by=by)


def scene(**kwargs: Any) -> Scene:
    office = OrganisationFactory()
    worker = member_of(office, Role.TRAJECTBEGELEIDER)
    offer = offer_of(office)
    return Scene(office, worker, offer, edition_for(offer, worker, **kwargs))


def person(made: Scene, name: str = "Vandenbroucke", *, state: str = "", **kwargs: Any) -> Participation:
    """A participation of a new client in the caseload of the worker: not saved, unless a state is asked."""
    one = Participation(client=client_of(made.worker, last_name=name), offer=made.offer, **kwargs)
    if state:
        one.organisation, one.state = made.office, state
        one.save()
    return one


def waits(made: Scene, name: str, days: int, **kwargs: Any) -> Participation:
    """Waits for the edition of the scene since so many days."""
    values = {"edition": made.edition, "waits_since": today() - timedelta(days=days)} | kwargs
    return person(made, name, state=ParticipationState.WAITING, **values)


def seat(made: Scene, name: str, *, state: str = ParticipationState.ACCEPTED, **kwargs: Any) -> Participation:
    return person(made, name, state=state, edition=made.edition, **kwargs)


def fresh(one: Participation) -> Participation:
    return Participation.objects.get(pk=one.pk)


def steps(one: Participation) -> list[tuple[str, str]]:
    return list(ParticipationStep.objects.filter(participation=one).values_list("state", "note"))


def lock_file(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def restrict(client: Client) -> None:
    Restriction.objects.create(
        organisation=client.organisation, client=client, ground="Betwist", starts_on=LONG_AGO
    )
