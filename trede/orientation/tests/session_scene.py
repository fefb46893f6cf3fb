"""A session on a day, with both counsellors and clients in it; and helpers to play in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from tests.cast import LONG_AGO, ClientFactory, OrganisationFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.models import Client
from trede.clients.tests.scene import sign_in
from trede.core.models import Absence, Member, Organisation
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.models import OrientationInvitation, OrientationSession
from trede.orientation.tests.planning_scene import invited, put, session_on


@dataclass
class Scene:
    office: Organisation
    counsellor: Member
    partner: Member
    eho: Organisation
    session: OrientationSession
    invitations: list[OrientationInvitation]

    @property
    def first(self) -> OrientationInvitation:
        return self.invitations[0]

    def as_counsellor(self) -> Browser:
        return sign_in(self.counsellor)

    def as_partner(self) -> Browser:
        return sign_in(self.partner)


def scene(*, people: int = 2, day: date | None = None, attendance: str = "", slots: int = 4) -> Scene:
    """A session of today in which a trajectbegeleider and a partner sit, with people in the first slots."""
    office = OrganisationFactory()
    eho = OrganisationFactory(capacity="partner", name="EHO Teststad")
    counsellor = member_of(office, Role.TRAJECTBEGELEIDER)
    partner = member_of(office, Role.PARTNER)
    session = session_on(
        counsellor, day or today(), slots=max(slots, people), partner=eho, partner_counsellor=partner
    )
    made = Scene(office, counsellor, partner, eho, session, [])
    for place in range(people):
        made.invitations.append(seat(made, place, attendance=attendance))
    return made


def seat(made: Scene, place: int, *, client: Client | None = None, **kwargs: Any) -> OrientationInvitation:
    client = client or ClientFactory(organisation=made.office)
    slot = made.session.slots.order_by("begin")[place]
    return invited(put(client), slot, **kwargs)


def lock(client: Client, *members: Member) -> None:
    lock_file(client, by=members[0], reason="relative", members=members)


def away(member: Member) -> Absence:
    return Absence.objects.create(member=member, starts_on=LONG_AGO)


def at(name: str, pk: int, **more: Any) -> str:
    return reverse(name, kwargs={"pk": pk, **more})
