"""What the tests of Beheer and Privacy share: signing in, and an office with every role."""

from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from tests.cast import OrganisationFactory, member_of
from trede.core.models import Event, Member, Organisation
from trede.core.roles import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(member: Member) -> Browser:
    browser = Browser()
    browser.force_login(member.user, backend=BACKEND)
    return browser


def warm(member: Member) -> Browser:
    """Signed in, with the token of the forms in the session already: what every page but the first costs."""
    browser = signed_in(member)
    browser.get(reverse("absences"))
    return browser


def everybody(organisation: Organisation | None = None) -> dict[str, Member]:
    """One member for each role, in one organisation."""
    organisation = organisation or OrganisationFactory()
    return {role.value: member_of(organisation, role.value) for role in Role}


def get(member: Member, name: str, /, **kwargs: Any) -> Any:
    return signed_in(member).get(reverse(name, kwargs=kwargs))


def post(member: Member, name: str, data: dict[str, Any] | None = None, /, **kwargs: Any) -> Any:
    return signed_in(member).post(reverse(name, kwargs=kwargs), data or {})


def verbs(organisation: Organisation) -> list[str]:
    return list(Event.objects.filter(organisation=organisation).order_by("pk").values_list("verb", flat=True))


def who_may(name: str, /, **kwargs: Any) -> set[str]:
    """The roles for which the page answers, of an organisation with one member a role."""
    office = kwargs.pop("office", None) or everybody()
    return {role for role, member in office.items() if get(member, name, **kwargs).status_code == 200}
