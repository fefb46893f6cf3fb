"""Two people write on the same thing: the second sees both texts, and nothing is overwritten."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

# The answer to the second is 409, which the browser tells its console.
pytestmark = [pytest.mark.story("conflict"), pytest.mark.expect_errors("409")]


def test_the_second_editor_sees_both_texts_and_chooses(story: Scene, as_: Callable[..., Page]) -> None:
    first, second = as_("trajectbegeleider"), as_("maatschappelijk_werker")
    for page in (first, second):
        page.goto(story.file("own", "gegevens/"))
    first.get_by_label("Roepnaam").fill("Anneke")
    first.get_by_role("button", name="Bewaren").click()
    expect(first.get_by_role("status").first).to_contain_text("Bewaard")

    second.get_by_label("Roepnaam").fill("Anja")
    second.get_by_role("button", name="Bewaren").click()
    expect(second.get_by_role("heading", name="Een collega was u voor")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("Griet Baert bewaarde een andere tekst")
    for side, text in (("Uw tekst", "Anja"), ("Nu bewaard", "Anneke")):
        expect(second.locator(".conflict__side", has_text=side)).to_contain_text(text)
    # Nothing was saved yet.
    first.goto(story.file("own"))
    expect(first.locator(".file-head")).to_contain_text("roepnaam Anneke")

    second.locator(".conflict__side", has_text="Nu bewaard").click()
    second.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(second.locator(".file-head")).to_contain_text("roepnaam Anneke")


def test_a_fact_that_changed_meanwhile_keeps_both_amounts_in_view(
    story: Scene, as_: Callable[..., Page]
) -> None:
    first, second = as_("trajectbegeleider"), as_("maatschappelijk_werker")
    for page in (first, second):
        page.goto(story.file("own", "persoon/"))
        address = page.locator("#adres")
        address.get_by_text("Bron en verbeteren").click()
        address.get_by_role("link", name="Verbeteren").click()
        expect(page.get_by_label("Straat")).to_have_value("Teststraat")
    first.get_by_label("Straat").fill("Kerkstraat")
    first.get_by_role("button", name="Bewaren").click()
    expect(first.get_by_role("status").first).to_contain_text("Verbeterd")
    second.get_by_label("Straat").fill("Dorpsstraat")
    second.get_by_role("button", name="Bewaren").click()
    expect(second.locator(".conflict__sides")).to_contain_text("Dorpsstraat")
    expect(second.locator(".conflict__sides")).to_contain_text("Kerkstraat")
    second.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(second.get_by_role("heading", name="Peeters An")).to_be_visible()
    second.goto(story.file("own", "tijdlijn/"))
    line = second.locator("main")
    for text in ("Teststraat", "Kerkstraat", "Dorpsstraat"):
        expect(line).to_contain_text(text)
