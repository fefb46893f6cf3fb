"""Take the screenshots of docs/handbook/shots.toml: `python -m tests.browser.handbook [name ...]`."""

import functools
import json
import os
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.audit import chromium
from tests.browser.site import ROOT, Site, running_site
from tests.browser.sizes import SIZES

FOLDER = ROOT / "docs" / "handbook"
LIST = FOLDER / "shots.toml"
# The town of `make demo`: in a smaller one nobody has something due.
CLIENTS = 2000
# A session of the trajectbepaling opens on its own day: the next one of the town is held today.
HOLD_TODAY = """
from trede.core.periods import today
from trede.orientation.models import OrientationInvitation, OrientationSession
invited = OrientationInvitation.objects.holding().filter(slot__session__on__gte=today())
first = invited.order_by("slot__session__on", "slot__session").first()
OrientationSession.objects.filter(pk=first.slot.session_id).update(on=today())
"""
# What stands behind the QR code of a client who reads Arabic.
TOKEN = """
from trede.core.periods import today
from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation
invited = OrientationInvitation.objects.answerable_on(today()).filter(language="ar", reply="")
print(tokens.secret_of(invited.order_by("pk")[0]).token)
"""
# Addresses that are found in the town, by name.
FOUND = "from tests.browser.handbook_town import tell; tell()"


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    size: str = "laptop"
    role: str = ""
    click: list[str] = field(default_factory=list)
    follow: list[str] = field(default_factory=list)


def shots(text: str) -> list[Shot]:
    """The list as it stands in the file. Raises `ValueError` with the number of the shot that is wrong."""
    found = []
    for number, entry in enumerate(tomllib.loads(text).get("shot", []), start=1):
        entry["role"] = entry.pop("as", "")
        try:
            shot = Shot(**entry)
        except TypeError as error:
            raise ValueError(f"shot {number}: {error}") from error
        if shot.size not in SIZES:
            raise ValueError(f"shot {number}: size {shot.size!r} is none of {', '.join(SIZES)}")
        found.append(shot)
    return found


def take(browser: Browser, site: Site, shot: Shot, folder: Path) -> Path:
    width, height = SIZES[shot.size]
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": height},
        locale="nl-BE",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.role:
        site.sign_in(page, shot.role)
    answer = page.goto(address_of(shot, site, page))
    if not answer or answer.status != 200:
        raise ValueError(f"{shot.name}: {shot.path} answers {answer.status if answer else 'nothing'}")
    for selector in shot.follow:
        page.locator(f"main {selector}").first.click()
    for text in shot.click:
        page.get_by_text(text, exact=True).first.click()
    page.wait_for_load_state("networkidle")
    target = folder / f"{shot.name}.png"
    page.screenshot(path=target)
    context.close()
    return target


def address_of(shot: Shot, site: Site, page: Page) -> str:
    path = shot.path
    if path.startswith("{"):
        path = found_in(site)[path.strip("{}")]
    if "{own}" in path:
        path = path.replace("{own}", own_file(page))
    if "{token}" in path:
        path = path.replace("{token}", site.manage("shell", "-v", "0", "-c", TOKEN).strip())
    return path


@functools.cache
def found_in(site: Site) -> dict[str, str]:
    """Addresses by name; asked only when a shot needs one, because it changes the town a little."""
    found: dict[str, str] = json.loads(site.manage("shell", "-v", "0", "-c", FOUND))
    return found


def own_file(page: Page) -> str:
    """The number in the address of the first file of the own caseload: `{own}` in a path."""
    page.goto("/clienten/")
    address = page.locator('main a[href^="/dossier/"]').first.get_attribute("href") or ""
    return address.split("/")[2]


def main() -> int:
    names = sys.argv[1:]
    wanted = [shot for shot in shots(LIST.read_text()) if not names or shot.name in names]
    options = ["--lang=nl-BE", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with running_site(clients=CLIENTS) as site, sync_playwright() as playwright:
        site.manage("shell", "-v", "0", "-c", HOLD_TODAY)
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        for shot in wanted:
            print(take(browser, site, shot, FOLDER).relative_to(ROOT), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
