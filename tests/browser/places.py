"""The compact town of tests/house in a running site, and every address that each role reaches there."""

import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.site import Site, environment, manage

BUILD = "from tests.browser.places import tell; tell()"
TOLD = "places.json"
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
NO_PAGE = {
    "assessment_pdf",
    "document_download",
    "edition_certificates",
    "edition_letter",
    "figures_chart",
    "home",
    "import_waiting",
    "intake_summary",
    "invitation_cancelled",
    "invitation_letter",
    "ladder_pdf",
    "meeting_agenda",
    "notification_pdf",
    "offers_handout",
    "portal_listen",
    "session_letters_pdf",
}


@dataclass(frozen=True)
class Place:
    role: str
    name: str
    address: str


@dataclass(frozen=True)
class Places:
    """`pages`: each page once. `sessions`: for each role the name and the value of its cookie."""

    pages: list[Place]
    sessions: dict[str, tuple[str, str]]

    def sign_in(self, site: Site, page: Page, role: str) -> None:
        """From here on `page` is the member of the town who has only this role."""
        name, value = self.sessions[role]
        page.context.add_cookies([{"name": name, "value": value, "url": site.address}])


def tell() -> None:
    """Inside the site: build the town, and print what every role reaches and the session of each."""
    from django.conf import settings
    from django.test import override_settings

    from tests.house.matrix import browser_of
    from tests.house.town import build as build_town
    from tests.house.visits import addresses

    # Nobody signs in with these passwords.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        town, name = build_town(), settings.SESSION_COOKIE_NAME
    places = [[role, name, url] for role in ORDER for name, url, _group in addresses(town, role)]
    sessions = {role: [name, browser_of(town, role).cookies[name].value] for role in ORDER}
    print(json.dumps({"places": places, "sessions": sessions}))


def build(folder: Path) -> None:
    """The town in the installation of `folder`, with beside it what `places_of` reads."""
    told = manage(environment(folder), "shell", "-v", "0", "-c", BUILD)
    (folder / TOLD).write_text(told.splitlines()[-1])


def places_of(folder: Path) -> Places:
    """Each page once, as the first role that reaches it; a page that differs by role for every role."""
    told = json.loads((folder / TOLD).read_text())
    seen: set[str] = set()
    found = []
    for role, name, url in told["places"]:
        key = f"{role} {url}" if name in BY_ROLE else url
        if name not in NO_PAGE and key not in seen:
            seen.add(key)
            found.append(Place(role, name, url))
    return Places(found, {role: (name, value) for role, (name, value) in told["sessions"].items()})
