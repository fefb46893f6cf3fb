"""The compact town of tests/house in a running site, and every address that each role reaches there."""

import json
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.site import NEW_SESSION, Site

BUILD = "from tests.browser.places import tell; tell()"
# The roles that reach most come first: a page is looked at as the first one that reaches it.
ORDER = (
    "diensthoofd",
    "maatschappelijk_werker",
    "beheerder",
    "dpo",
    "administratief",
    "trajectbegeleider",
    "teamleider",
    "werkvloercoach",
    "partner",
)
# These differ by role, so everybody's is looked at.
BY_ROLE = {"today", "clients", "file", "absences"}
NO_PAGE = {"home", "import_waiting", "document_download"}


@dataclass(frozen=True)
class Place:
    role: str
    name: str
    address: str


def tell() -> None:
    """Inside the site: build the town and print what every role reaches."""
    from tests.house.town import build
    from tests.house.visits import addresses

    town = build()
    places = [[role, name, url] for role in ORDER for name, url, _group in addresses(town, role)]
    print(json.dumps(places))


def places_of(site: Site) -> list[Place]:
    """Each page once, as the first role that reaches it; a page that differs by role for every role."""
    seen: set[str] = set()
    found = []
    for role, name, url in json.loads(site.manage("shell", "-v", "0", "-c", BUILD).splitlines()[-1]):
        key = f"{role} {url}" if name in BY_ROLE else url
        if name not in NO_PAGE and key not in seen:
            seen.add(key)
            found.append(Place(role, name, url))
    return found


def sign_in(site: Site, page: Page, role: str) -> None:
    """As the member of the town who has only this role."""
    name, key = site.manage("shell", "-v", "0", "-c", NEW_SESSION.format(role=role)).split()
    page.context.add_cookies([{"name": name, "value": key, "url": site.address}])
