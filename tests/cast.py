"""A fixed cast for every test: the worker, the colleague, the outsider, and the offices around them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from trede.clients.actions.clients import assign
from trede.clients.models import CaseRole, Client
from trede.core.models import Capacity, CapacityKind, Member, MemberRole, Organisation, User
from trede.core.roles import Role

LONG_AGO = date(2020, 1, 1)
PASSWORD = "een-lang-wachtwoord-voor-tests"


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"OCMW Teststad {n}")
    slug = factory.Sequence(lambda n: f"teststad-{n}")
    municipality = "Teststad"

    @factory.post_generation
    def capacity(self: Organisation, create: bool, extracted: str | None, **kwargs: object) -> None:  # type: ignore[misc]
        Capacity.objects.create(organisation=self, kind=extracted or CapacityKind.OCMW, starts_on=LONG_AGO)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"medewerker{n}@example.org")
    name = factory.Sequence(lambda n: f"Medewerker {n}")
    password = factory.django.Password(PASSWORD)


class MemberFactory(DjangoModelFactory[Member]):
    class Meta:
        model = Member
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO

    @factory.post_generation
    def roles(self: Member, create: bool, extracted: list[str] | None, **kwargs: object) -> None:  # type: ignore[misc]
        for role in extracted or [Role.TRAJECTBEGELEIDER]:
            MemberRole.objects.create(member=self, role=role, starts_on=LONG_AGO)


class ClientFactory(DjangoModelFactory[Client]):
    class Meta:
        model = Client

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: n + 1)
    last_name = factory.Sequence(lambda n: f"Testpersoon{n}")
    first_names = "Alex"
    birth_date = date(1990, 5, 17)
    opened_on = LONG_AGO


def member_of(organisation: Organisation, *roles: str, **kwargs: object) -> Member:
    return MemberFactory(organisation=organisation, roles=list(roles), **kwargs)


def client_of(member: Member, **kwargs: object) -> Client:
    """A client in the caseload of this member."""
    client = ClientFactory(organisation=member.organisation, **kwargs)
    assign(client, member=member, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    return Client.objects.visible_to(member).get(pk=client.pk)


__all__ = [
    "LONG_AGO",
    "PASSWORD",
    "ClientFactory",
    "MemberFactory",
    "OrganisationFactory",
    "client_of",
    "member_of",
]
