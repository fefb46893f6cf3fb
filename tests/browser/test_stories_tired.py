"""The end of a long day: a text is left half typed, a session ends, a name is typed with an error."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("tired")
NOTE = "Wil graag in de zorg werken, durft nog niet alleen met de bus"


def test_a_text_that_was_left_half_typed_waits(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.goto(story.file("own", "drempel/toevoegen/"))
    page.get_by_label("In één regel").fill(NOTE)
    page.get_by_role("link", name="Vandaag").click()
    expect(page.get_by_role("heading", name="Vandaag")).to_be_visible()
    page.goto(story.file("own", "drempel/toevoegen/"))
    expect(page.get_by_text("U had nog een niet-bewaarde tekst")).to_be_visible()
    page.get_by_role("link", name="Zet terug in het formulier").click()
    expect(page.get_by_label("In één regel")).to_have_value(NOTE)
    page.get_by_label("Drempel").select_option(label="Mobiliteit")
    page.get_by_label("Ernst").select_option(label="licht")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
    page.goto(story.file("own", "drempel/toevoegen/"))
    expect(page.get_by_text("U had nog een niet-bewaarde tekst")).to_have_count(0)


@pytest.mark.expect_errors("403")
def test_a_text_outlives_the_session_in_which_it_was_typed(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.clock.install()
    page.goto(story.file("own", "gegevens/"))
    page.get_by_label("Toegankelijkheid").fill("Hoort slecht aan de linkerkant")
    with page.expect_response("**/concept/"):
        page.clock.fast_forward(11_000)
    page.context.clear_cookies()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Het formulier is verlopen")).to_be_visible()
    story.sign_in(page, "trajectbegeleider")
    page.goto(story.file("own", "gegevens/"))
    page.get_by_role("link", name="Zet terug in het formulier").click()
    expect(page.get_by_label("Toegankelijkheid")).to_have_value("Hoort slecht aan de linkerkant")


def test_a_name_with_an_error_is_found_by_keyboard(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.goto("/vandaag/")
    page.get_by_role("searchbox", name="Zoek een cliënt").fill("peters ann")
    hit = page.locator("#quick-results").get_by_role("link", name="Peeters An")
    expect(hit).to_be_visible()
    page.keyboard.press("Tab")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
