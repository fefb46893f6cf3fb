"""The way in, up to a session that is full: referred, answered, invited, printed, confirmed, refilled, interpreted.

Each test plays in an office of its own and starts where the one before ends (tests/browser/scenes_way.py); how it
goes on is in test_stories_way_decided.py.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene
from tests.browser.scenes_way import PLACE, WAY, eho_of
from tests.browser.steps import TODAY, Opens, follow, is_pdf, press, row, said, told


@pytest.mark.story("way_in")
def test_a_referral_is_sent_back_sent_again_and_accepted(story: Scene, as_: Opens) -> None:
    social, desk = as_("maatschappelijk_werker"), as_("administratief")
    refers(social)

    desk.goto("/aanmeldingen/")
    follow(desk, "Peeters An")
    expect(desk.locator("#asked")).to_contain_text("Wil in een keuken werken")
    follow(desk, "Stuur terug")
    desk.get_by_label("Er ontbreken gegevens").check()
    desk.get_by_label("Wat is er nodig?").fill("Op welk nummer kunnen wij bellen?")
    press(desk, "Stuur terug")
    told(desk, "De aanmelding is teruggestuurd.")

    social.goto("/vandaag/")
    expect(social.locator("main")).to_contain_text("Peeters An")
    social.goto("/aanmeldingen/?wie=terug")
    follow(social, "Peeters An")
    expect(social.locator("#steps")).to_contain_text("Op welk nummer kunnen wij bellen?")
    follow(social, "Vul aan en stuur opnieuw")
    social.get_by_label("Wat hebt u gedaan met wat gevraagd werd?").fill("Nummer staat nu in het dossier")
    press(social, "Stuur opnieuw")
    told(social, "De aanmelding is opnieuw verstuurd.")

    desk.goto("/aanmeldingen/")
    follow(desk, "Peeters An")
    press(desk, "Aanvaard")
    told(desk, "De aanmelding is aanvaard.")
    desk.goto("/wachtlijst/")
    expect(row(desk, "Peeters An")).to_contain_text("0 weken")

    social.goto(story.file("own", "traject/"))
    expect(social.locator("#referral")).to_contain_text("Aanvaard")
    expect(social.locator("#waiting")).to_contain_text(f"sinds {said(TODAY)}")


def refers(social: Page) -> None:
    """The existing file is found first; the form asks only what the file does not know."""
    social.goto("/aanmeldingen/")
    follow(social, "Nieuwe aanmelding")
    social.get_by_label("Naam, geboortedatum of nummer van de cliënt").fill("peeters an")
    press(social, "Zoeken")
    social.locator("#found").get_by_role("link", name="Peeters An").click()
    expect(social.locator("#criteria")).to_contain_text("in orde")
    social.get_by_label("Ja, nu").check()
    social.get_by_label("Wat wil de cliënt zelf?").fill("Wil in een keuken werken")
    social.get_by_label("Kan op korte termijn komen").check()
    press(social, "Meld aan")
    told(social, "De aanmelding is verstuurd.")


@pytest.mark.story("way_fill")
def test_a_session_is_made_filled_printed_answered_and_refilled(
    story: Scene, as_: Opens, new_page: Opens
) -> None:
    desk = as_("administratief")
    makes_a_series(desk)
    fills(desk)
    session = desk.url
    prints(desk)

    client = new_page("phone", java_script_enabled=False)
    client.goto(link_for(desk, "Claes Jan", "Sms"))
    client.locator("button[value=comes]").click()
    expect(client.locator("[role=status]")).to_contain_text("Wij verwachten u")
    other = new_page("phone", java_script_enabled=False)
    other.goto(link_for(desk, "Koval Oksana", "Sms"))
    other.locator("button[value=cannot]").click()
    expect(other.locator("[role=status]")).to_be_visible()

    desk.goto(session)
    expect(row(desk, "Claes Jan")).to_contain_text("Komt")
    expect(row(desk, "Koval Oksana")).to_have_count(0)
    expect(row(desk, "Maes Els")).to_contain_text("aangeboden plaats")
    third = new_page("narrow", java_script_enabled=False)
    third.goto(link_for(desk, "Maes Els", "Sms"))
    third.locator("button[value=comes]").click()
    expect(third.locator("[role=status]")).to_contain_text("Wij verwachten u")
    desk.goto(session)
    expect(desk.locator("main")).to_contain_text("4 van 4 tijdsloten bezet, 2 bevestigd, 0 vrij.")
    books_the_interpreter(desk, session)


def makes_a_series(desk: Page) -> None:
    """Every two weeks, on a day that is no Belgian holiday; two counsellors of two organisations."""
    first = TODAY + timedelta(days=14)
    desk.goto("/zittingen/")
    follow(desk, "Nieuwe reeks")
    for label, value in (
        ("Naam van de reeks", "Om de twee weken"),
        ("Eerste zitting", said(first)),
        ("Beginuur", "13:00"),
        ("Aantal tijdsloten", "5"),
        ("Plaats", PLACE),
        ("Hoe er te komen", WAY),
    ):
        desk.get_by_label(label, exact=True).or_(desk.get_by_label(f"{label} (niet verplicht)")).fill(value)
    desk.get_by_label("Begeleider van het OCMW").select_option(label="Griet Baert")
    desk.get_by_label("Partner (niet verplicht)", exact=True).select_option(label=eho_of("way_fill"))
    desk.get_by_label("Begeleider van de partner").select_option(label="Elif Demir")
    press(desk, "Reeks maken")
    expect(desk.get_by_role("heading", name="Om de twee weken")).to_be_visible()
    desk.get_by_label("Zittingen maken tot en met").fill(said(first + timedelta(days=70)))
    press(desk, "Maak de zittingen")
    expect(desk.locator("#coming")).to_contain_text("0 van 5 bezet")


def fills(desk: Page) -> None:
    """One action; who needs an interpreter gets two slots, so four people take the five slots."""
    desk.locator("#coming a").first.click()
    follow(desk, "Vul 5 tijdsloten")
    expect(row(desk, "Haddad Amira")).to_contain_text("tolk, langer tijdslot")
    press(desk, "Nodig 4 personen uit")
    expect(row(desk, "Haddad Amira")).to_contain_text("20 min")
    expect(desk.locator("main")).to_contain_text("4 van 4 tijdsloten bezet, 0 bevestigd, 0 vrij.")
    expect(row(desk, "Maes Els")).to_have_count(0)


def prints(desk: Page) -> None:
    follow(desk, "Druk 4 brieven af")
    streets = [re.compile(f"Kerkstraat {number}, 8400 Oostende") for number in (1, 3, 5, 7)]
    expect(desk.locator("#letters li")).to_have_text(streets)
    address = desk.locator("#print").get_by_role("link", name="Open de brieven").get_attribute("href")
    is_pdf(desk, str(address))
    press(desk, "Afgedrukt: zet in de post")
    told(desk, "4 brieven")


def link_for(desk: Page, name: str, channel: str) -> str:
    """The path of the link in what would have been sent: read as anybody of the office does in a demo."""
    desk.goto("/berichten/?toon=alles")
    row(desk, name).filter(has_text=channel).get_by_role("link", name="Bekijk").first.click()
    content = desk.locator("#content").inner_text()
    found = re.search(r"/a/[\w-]+/", content)
    assert found, content
    return found[0]


def books_the_interpreter(desk: Page, session: str) -> None:
    for step, word in (
        ("Gevraagd", "tolk gevraagd"),
        ("Geboekt", "tolk geboekt"),
        ("Bevestigd door de tolk", "tolk bevestigd"),
    ):
        desk.goto("/tolken/")
        row(desk, "Haddad Amira").get_by_role("link", name="Volg op").click()
        desk.get_by_role("radio", name=step).check()
        if desk.get_by_label("Tolkdienst of tolk").input_value() == "":
            desk.get_by_label("Tolkdienst of tolk").fill("Agentschap Integratie")
        press(desk, "Noteer")
        expect(desk.locator("main")).to_contain_text(word)
    desk.goto(session)
    expect(row(desk, "Haddad Amira")).to_contain_text("tolk bevestigd")


@pytest.mark.story("way_in")
def test_on_a_phone_the_part_where_one_is_stands_in_view(as_: Opens) -> None:
    desk = as_("administratief", "narrow")
    for address in ("/niet-gezien/", "/berichten/"):
        desk.goto(address)
        for part in desk.locator("nav [aria-current]").all():
            expect(part).to_be_in_viewport(ratio=1)
