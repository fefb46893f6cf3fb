"""Somebody is away: the colleague who covers finds the work, and may do it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("absence")


def test_the_cover_finds_the_work_of_who_is_away(story: Scene, as_: Callable[..., Page]) -> None:
    colleague = as_("colleague")
    colleague.goto("/vandaag/")
    expect(colleague.locator("main")).to_contain_text("Wouters Jef")
    expect(colleague.locator("main")).not_to_contain_text("Peeters An")

    guide = as_("trajectbegeleider")
    guide.goto("/afwezigheid/")
    guide.get_by_label("Vervanger").select_option(label="Mehdi Ouali")
    guide.get_by_role("button", name="Afwezigheid noteren").click()
    expect(guide.get_by_role("status").first).to_contain_text("De afwezigheid is genoteerd.")
    expect(guide.locator("#list")).to_contain_text("vervangen door Mehdi Ouali")

    colleague.reload()
    expect(colleague.locator("main")).to_contain_text("U vervangt Griet Baert")
    colleague.get_by_role("link", name="Peeters An").first.click()
    expect(colleague.get_by_role("heading", name="Peeters An")).to_be_visible()
    colleague.get_by_role("link", name="Contact noteren").click()
    colleague.get_by_label("In één regel").fill("Afspraak verzet naar maandag")
    colleague.get_by_role("button", name="Bewaren").click()
    expect(colleague.get_by_role("heading", name="Peeters An")).to_be_visible()

    guide.locator("#list").get_by_role("link", name="Aanpassen").click()
    guide.get_by_role("button", name="Bewaren").click()
    expect(guide.get_by_role("heading", name="Afwezigheid en vervanging")).to_be_visible()
    guide.goto(story.file("own", "tijdlijn/"))
    expect(guide.locator("main")).to_contain_text("Afspraak verzet naar maandag")
    expect(guide.locator("main")).to_contain_text("Mehdi Ouali")
