"""Every page as people get it: accessible, without sideways scrolling, silent in the console, valid HTML."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.audit import axe, html_errors
from tests.browser.places import ORDER, Place, places_of, sign_in
from tests.browser.site import Site, running_site
from tests.browser.sizes import SIZES

# What a page holds that is wider than the screen, named so that somebody can find it.
WIDER = """() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const inScroller = element => element.parentElement && (
        ["auto", "scroll", "hidden"].includes(getComputedStyle(element.parentElement).overflowX)
        || inScroller(element.parentElement));
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > most + 1 && !inScroller(element))
        .slice(0, 3).map(element => element.outerHTML.slice(0, 100));
}"""
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {what: one.outerHTML.slice(0, 80), shown: drawn || style.boxShadow !== "none", size: box.width * box.height};
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site of its own, with one of everything instead of a demo town."""
    with running_site(clients=0) as running:
        yield running


@pytest.fixture(scope="module")
def places(site: Site) -> list[Place]:
    return places_of(site)


@pytest.mark.parametrize("role", ORDER)
def test_every_page_is_accessible_fits_and_is_valid(
    role: str, site: Site, places: list[Place], new_page: Callable[..., Page]
) -> None:
    page = new_page("laptop")
    sign_in(site, page, role)
    wrong, sources = [], {}
    for place in (place for place in places if place.role == role):
        page.set_viewport_size(viewport("laptop"))
        answer = page.goto(place.address)
        assert answer
        if answer.status != 200:
            wrong.append(f"{place.name}: status {answer.status}")
            continue
        sources[place.name] = answer.text()
        wrong += [f"{place.name} {trouble}" for trouble in looked_at(page)]
    assert sources
    assert wrong == []
    assert html_errors(sources) == []


def looked_at(page: Page) -> Iterator[str]:
    for name in SIZES:
        page.set_viewport_size(viewport(name))
        yield from (f"{name}: wider than the screen: {element}" for element in page.evaluate(WIDER))
        yield from (f"{name}: {sentence}" for sentence in axe(page))


def viewport(name: str) -> dict[str, int]:
    width, height = SIZES[name]
    return {"width": width, "height": height}


@pytest.mark.parametrize("role", ["trajectbegeleider", "beheerder"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    role: str, site: Site, places: list[Place], new_page: Callable[..., Page]
) -> None:
    page = new_page("laptop")
    sign_in(site, page, role)
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


def test_a_menu_opens_and_closes_by_keyboard(
    site: Site, places: list[Place], new_page: Callable[..., Page]
) -> None:
    page = new_page("laptop")
    sign_in(site, page, "teamleider")
    page.goto(next(place.address for place in places if place.name == "file"))
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
