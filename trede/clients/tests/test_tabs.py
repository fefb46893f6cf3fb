"""Every page beside the list of clients can be reached from a menu, and only by who may open it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import member_of
from trede.core.models import Member
from trede.core.roles import Can, Role, verbs_of

pytestmark = pytest.mark.django_db(databases="__all__")

PAGES = {
    "signals": Can.ACKNOWLEDGE_SIGNALS,
    "doubles": Can.MERGE_FILES,
    "locks": Can.LOCK_FILE,
    "restrictions": Can.RESTRICT_FILE,
}


def linked_from(browser: Browser, *names: str) -> set[str]:
    found = set()
    for name in names:
        page = BeautifulSoup(browser.get(reverse(name)).content, "html.parser")
        found |= {link["href"].partition("?")[0] for link in page.select("nav a[href]")}
    return found


def signed_in(worker: Member, role: str) -> Browser:
    browser = Browser()
    user = member_of(worker.organisation, role).user
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTNER])
def test_a_role_finds_its_pages_in_the_menus_and_no_others(worker: Member, role: str) -> None:
    browser, verbs = signed_in(worker, role), verbs_of({role})
    menus = [
        name for name, verb in (("clients", Can.OPEN_FILE), ("privacy", Can.READ_REGISTER)) if verb in verbs
    ]
    links = linked_from(browser, *menus)
    assert {name for name in PAGES if reverse(name) in links} == {
        name for name, verb in PAGES.items() if verb in verbs
    }


@pytest.mark.parametrize(
    ("role", "name", "item"),
    [
        (Role.TEAMLEIDER, "locks", "Cliënten"),
        (Role.DIENSTHOOFD, "locks", "Privacy"),
        (Role.DPO, "restrictions", "Privacy"),
        (Role.MAATSCHAPPELIJK_WERKER, "signals", "Cliënten"),
        (Role.TRAJECTBEGELEIDER, "doubles", "Cliënten"),
        (Role.BEHEERDER, "roles", "Beheer"),
        (Role.DIENSTHOOFD, "roles", "Privacy"),
    ],
)
def test_the_menu_and_the_tabs_say_where_one_is(worker: Member, role: str, name: str, item: str) -> None:
    page = BeautifulSoup(signed_in(worker, role).get(reverse(name)).content, "html.parser")
    current = [one.get_text(strip=True) for one in page.select(".site-nav [aria-current]")]
    assert current == [item]
    assert len(page.select(".tabs [aria-current]")) == 1


def test_who_opens_no_files_has_no_list_of_clients(worker: Member) -> None:
    page = signed_in(worker, Role.DPO).get(reverse("today")).content.decode()
    assert reverse("clients") not in page
    assert 'id="quick-search"' in page
