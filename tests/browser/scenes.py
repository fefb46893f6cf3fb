"""The offices in which the stories are played, beside the demo town: one for each story, so that none disturbs another.

Each has everybody once, a second trajectbegeleider, and two files: `own` of the trajectbegeleider and the
maatschappelijk werker, `theirs` of the colleague.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser import scenes_climb, scenes_way
from tests.browser.site import Site, environment, manage

STORIES = (
    "absence",
    "backs",
    "bad",
    "climb",
    "climb_consent",
    "climb_edition",
    "climb_partner",
    "conflict",
    "double",
    "excel",
    "intake",
    "list_csv",
    "list_xlsx",
    "look",
    "signal",
    "tired",
    "way_council",
    "way_fill",
    "way_hold",
    "way_in",
    "way_missed",
    "werklabo",
)
TOLD = "scenes.json"
BUILD = "from tests.browser.scenes import tell; tell()"
COLLEAGUE = "colleague"
NAMES = {
    "trajectbegeleider": "Griet Baert",
    COLLEAGUE: "Mehdi Ouali",
    "maatschappelijk_werker": "Lode Pauwels",
    "administratief": "Katrien Neyt",
    "teamleider": "Sofie Rammant",
    "diensthoofd": "Walter Provoost",
    "dpo": "Hilde Verstraete",
    "beheerder": "Youssef Amrani",
    "werkvloercoach": "Bram Decraene",
    "partner": "Elif Demir",
}


@dataclass(frozen=True)
class Scene:
    """An office of its own in the running site."""

    site: Site
    sessions: dict[str, tuple[str, str]]
    files: dict[str, int]

    def sign_in(self, page: Page, who: str) -> Page:
        name, value = self.sessions[who]
        page.context.add_cookies([{"name": name, "value": value, "url": self.site.address}])
        return page

    def file(self, whose: str, part: str = "") -> str:
        return f"/dossier/{self.files[whose]}/{part}"


def build(folder: Path) -> None:
    """The offices in the installation of `folder`, with beside them what `scene_of` reads."""
    told = manage(environment(folder), "shell", "-v", "0", "-c", BUILD)
    (folder / TOLD).write_text(told.splitlines()[-1])


def scene_of(folder: Path, story: str, site: Site) -> Scene:
    told = json.loads((folder / TOLD).read_text())[story]
    return Scene(site, {who: (name, value) for who, (name, value) in told["sessions"].items()}, told["files"])


def tell() -> None:
    """Inside the site: build the offices, and print the sessions and files of each."""
    from django.test import override_settings

    # Nobody signs in with these passwords.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        print(json.dumps({story: _office(story) for story in STORIES}))


def _office(story: str) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client as Browser

    from tests.cast import OrganisationFactory
    from tests.house.town import BACKEND

    home = OrganisationFactory(name=f"OCMW {story}")
    people = {who: _member(home, who) for who in NAMES}
    if story.startswith("climb"):
        people["partner"] = _member(
            OrganisationFactory(name=scenes_climb.partner_of(story), capacity="partner"), "partner"
        )
    sessions = {}
    for who, member in people.items():
        browser = Browser()
        browser.force_login(member.user, backend=BACKEND)
        sessions[who] = (settings.SESSION_COOKIE_NAME, browser.cookies[settings.SESSION_COOKIE_NAME].value)
    files = _files(home, people)
    made = scenes_way.prepare(story, home, people) | scenes_climb.prepare(story, home, people)
    return {"sessions": sessions, "files": files | made}


def _member(home: Any, who: str) -> Any:
    from tests.cast import UserFactory, member_of

    role = "trajectbegeleider" if who == COLLEAGUE else who
    return member_of(home, role, user=UserFactory(name=NAMES[who]))


def _files(home: Any, people: dict[str, Any]) -> dict[str, int]:
    from tests.cast import LONG_AGO, ClientFactory
    from trede.clients.actions.clients import assign
    from trede.clients.indexing import index_clients
    from trede.clients.models import CaseRole

    own = ClientFactory(organisation=home, number=1, last_name="Peeters", first_names="An")
    theirs = ClientFactory(organisation=home, number=2, last_name="Wouters", first_names="Jef")
    for client, who, role in (
        (own, "trajectbegeleider", CaseRole.GUIDE),
        (own, "maatschappelijk_werker", CaseRole.SOCIAL_WORKER),
        (theirs, COLLEAGUE, CaseRole.GUIDE),
    ):
        assign(client, member=people[who], role=role, by=None, starts_on=LONG_AGO)
    for client in (own, theirs):
        _facts(client)
    index_clients([own, theirs])  # type: ignore[list-item]
    return {"own": own.pk, "theirs": theirs.pk}


def _facts(client: Any) -> None:
    """A leefloon, an address, and a right to work that soon ends."""
    from tests.house.facts import fact
    from trede.clients import models as m
    from trede.core.periods import today

    fact(m.IncomeSpell, client)
    fact(m.Address, client)
    soon = today() + timedelta(days=12)
    fact(m.WorkRight, client, ground="temporary_protection", marking="onbeperkt", ends_on=soon)
