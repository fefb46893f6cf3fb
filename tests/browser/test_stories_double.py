"""One person with two files: found, put together, and taken apart again, without loss."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("double")


def second_file(page: Page) -> str:
    """Somebody makes a second file for An Peeters all the same; its path."""
    page.goto("/clienten/nieuw/")
    page.get_by_label("Achternaam").fill("Peters")
    page.get_by_label("Voornamen").fill("An")
    page.get_by_label("Geboortedatum").fill("17/05/1990")
    page.get_by_role("button", name="Zoek of dit dossier bestaat").click()
    expect(page.locator("#doubles")).to_contain_text("Peeters An")
    page.get_by_role("button", name="Maak het dossier").click()
    expect(page.get_by_role("alert").first).to_contain_text("Schrijf waarom dit iemand anders is")
    page.get_by_label("Waarom is dit iemand anders?").fill("Kent de eerste medewerker niet")
    page.get_by_role("button", name="Maak het dossier").click()
    expect(page.get_by_role("heading", name="Peters An")).to_be_visible()
    return page.url


def test_a_double_is_found_merged_and_taken_apart(story: Scene, as_: Callable[..., Page]) -> None:
    page = as_("trajectbegeleider")
    other = second_file(page)
    page.goto(other + "contactpoging/")
    page.get_by_label("In één regel").fill("Alleen in het tweede dossier")
    page.get_by_role("button", name="Bewaren").click()

    page.goto(story.file("own"))
    page.get_by_text("Meer", exact=True).click()
    page.get_by_role("link", name="Samenvoegen met een dubbel dossier").click()
    page.get_by_label("Naam, geboortedatum of nummer van het andere dossier").fill("peters")
    page.get_by_role("button", name="Zoeken").click()
    page.locator("#found").get_by_role("link", name="Peters An").click()
    expect(page.locator("#who")).to_contain_text("verschilt")
    page.get_by_role("button", name="Voeg de dossiers samen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Schrijf waarom dit dezelfde persoon is.")
    page.get_by_label("Waarom is dit dezelfde persoon?").fill("Zelfde geboortedatum, tikfout in de naam")
    page.get_by_role("button", name="Voeg de dossiers samen").click()
    expect(page.get_by_role("status").first).to_contain_text("De dossiers zijn samengevoegd.")
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()
    page.goto(story.file("own", "contactlog/"))
    expect(page.get_by_text("Alleen in het tweede dossier")).to_be_visible()
    page.goto(other)
    expect(page.get_by_role("heading", name="Peeters An")).to_be_visible()

    page.goto(story.file("own", "samenvoegen/"))
    page.locator("#parts").get_by_role("link", name="Weer splitsen").click()
    page.get_by_label("Waarom").fill("Toch een zus")
    page.get_by_role("button", name="Splits de dossiers").click()
    expect(page.get_by_role("status").first).to_contain_text("De dossiers zijn gesplitst.")
    page.goto(story.file("own", "contactlog/"))
    expect(page.get_by_text("Alleen in het tweede dossier")).to_have_count(0)
    page.goto(other + "contactlog/")
    expect(page.get_by_role("heading", name="Peters An")).to_be_visible()
    expect(page.get_by_text("Alleen in het tweede dossier")).to_be_visible()
