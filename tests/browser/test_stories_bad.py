"""What goes wrong on a busy day: a clear sentence, and nothing half done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("bad")


def test_a_day_that_does_not_exist_is_refused_and_what_was_typed_stays(
    story: Scene, as_: Callable[..., Page]
) -> None:
    page = as_("trajectbegeleider")
    page.goto(story.file("own", "inkomen/toevoegen/"))
    page.get_by_label("Soort").select_option(label="Loon")
    page.get_by_label("Werkgever").fill("Bakkerij Zon")
    page.get_by_label("Vanaf").fill("31/02/2026")
    page.get_by_role("button", name="Bewaren").click()
    alert = page.get_by_role("alert").first
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Die dag bestaat niet.")
    expect(page.get_by_label("Vanaf")).to_have_value("31/02/2026")
    expect(page.get_by_label("Werkgever")).to_have_value("Bakkerij Zon")
    page.goto(story.file("own", "gezin/"))
    expect(page.locator("main")).not_to_contain_text("Bakkerij Zon")


def test_a_number_that_does_not_check_is_refused(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.goto("/clienten/nieuw/")
    page.get_by_label("Achternaam").fill("Dewulf")
    page.get_by_label("Rijksregister- of bisnummer").fill("90.05.17-001.89")
    page.get_by_role("button", name="Zoek of dit dossier bestaat").click()
    expect(page.get_by_role("alert").first).to_contain_text("nummer")
    expect(page.get_by_label("Achternaam")).to_have_value("Dewulf")
    expect(page.get_by_role("heading", name="Nieuw dossier")).to_be_visible()


def test_a_double_click_on_save_saves_once(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.goto(story.file("own", "contactpoging/"))
    page.get_by_label("In één regel").fill("Twee keer geklikt")
    page.get_by_role("button", name="Bewaren").dblclick()
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
    page.goto(story.file("own", "contactlog/"))
    expect(page.get_by_text("Twee keer geklikt")).to_have_count(1)


def test_back_after_saving_does_not_save_again(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    page.goto(story.file("own", "contactpoging/"))
    page.get_by_label("In één regel").fill("Terug na bewaren")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("In één regel")).to_be_visible()
    page.go_forward()
    page.goto(story.file("own", "contactlog/"))
    expect(page.get_by_text("Terug na bewaren")).to_have_count(1)


def write_barrier(page: Page) -> None:
    page.get_by_label("Drempel").select_option(label="Mobiliteit")
    page.get_by_label("Ernst").select_option(label="duidelijk")
    page.get_by_label("In één regel").fill("Geen bus na acht uur")
    page.get_by_role("button", name="Bewaren").click()


def test_going_back_to_a_form_and_saving_again_does_not_write_it_twice(
    story: Scene, as_: Callable[..., Page]
) -> None:
    page = as_("trajectbegeleider")
    page.goto(story.file("own", "drempel/toevoegen/"))
    write_barrier(page)
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
    page.go_back()
    write_barrier(page)
    expect(page.get_by_role("alert").first).to_contain_text("Dit staat al precies zo in het dossier")
    page.goto(story.file("own", "werk/"))
    expect(page.get_by_text("Geen bus na acht uur")).to_have_count(1)
