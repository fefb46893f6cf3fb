"""Every page as people get it: accessible, without sideways scrolling, silent in the console, valid HTML."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.audit import html_errors, look_at
from tests.browser.places import Places, build, places_of
from tests.browser.site import Site, made_once, running_site

# Who broke off the login at the provider is not signed in.
STATUS = {"socialaccount_login_error": 401}
# So many tests share the pages, so that two processes get about as much to do.
PARTS = 4

# A form that cannot be sent: an include with `only` leaves the token out.
NO_TOKEN = """() => [...document.forms].filter(form => form.method === "post"
    && !(new FormData(form).get("csrfmiddlewaretoken"))).map(form => form.outerHTML.slice(0, 100))"""
# Pages without a session: the secret in their address is the proof.
SECRET_IN_THE_ADDRESS = "portal_"
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {what: one.outerHTML.slice(0, 80), shown: drawn || style.boxShadow !== "none", size: box.width * box.height};
}"""


@pytest.fixture(scope="module")
def town(installation: Path, shared: Path) -> Path:
    return made_once(shared, "house", build, like=installation)


@pytest.fixture(scope="module")
def site(town: Path) -> Iterator[Site]:
    """A site of its own, with one of everything instead of a demo town."""
    with running_site(like=town) as running:
        yield running


@pytest.fixture(scope="module")
def places(town: Path) -> Places:
    return places_of(town)


@pytest.fixture
def arrive(site: Site, places: Places, new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """`arrive("dpo")`: a page of somebody with only this role."""

    def make(role: str) -> Page:
        page = new_page("laptop")
        places.sign_in(site, page, role)
        return page

    return make


@pytest.mark.expect_errors(r"401 .*/login/error/")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_fits_and_is_valid(
    part: int, places: Places, arrive: Callable[[str], Page]
) -> None:
    wrong, sources = [], {}
    for role, own in groupby(places.pages[part::PARTS], key=lambda place: place.role):
        page = arrive(role)
        for place in own:
            name = f"{role} {place.name}"
            answer = page.goto(place.address)
            assert answer
            sources[name] = answer.text()
            if answer.status != STATUS.get(place.name, 200):
                wrong.append(f"{name}: status {answer.status}")
            wrong += [f"{name} {trouble}" for trouble in look_at(page)]
            if not place.name.startswith(SECRET_IN_THE_ADDRESS):
                wrong += [f"{name}: a form without its token: {form}" for form in page.evaluate(NO_TOKEN)]
    assert sources
    assert wrong + html_errors(sources) == []


@pytest.mark.parametrize("role", ["trajectbegeleider", "beheerder"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    role: str, arrive: Callable[[str], Page]
) -> None:
    page = arrive(role)
    page.goto("/vandaag/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.classList.contains('skip-link')")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.reload()
    unseen = []
    for _step in range(page.locator("a[href], button, input, select, summary").count()):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if not seen["what"].startswith("<body") and not (seen["shown"] and seen["size"]):
            unseen.append(seen["what"])
    assert unseen == []


def test_a_menu_opens_and_closes_by_keyboard(places: Places, arrive: Callable[[str], Page]) -> None:
    page = arrive("teamleider")
    page.goto(next(place.address for place in places.pages if place.name == "file"))
    menus = page.locator("details[data-menu]")
    assert menus.count() >= 1
    for number in range(menus.count()):
        menu = menus.nth(number)
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        assert menu.get_attribute("open") is not None
        assert menu.locator("a, button").first.is_visible()
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None
