"""The way in, played by everybody who has a part in it: from a referral to a decision, and what the figures make of it.

Each test plays in an office of its own and starts where the one before ends (tests/browser/scenes_way.py).
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.scenes import Scene
from tests.browser.scenes_way import PLACE, WAY, eho_of

Opens = Callable[..., Page]
TODAY = date.today()
# How long the work behind the screens may take on a busy machine, in milliseconds.
SOON = 60_000


def said(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def told(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(sentence)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


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


@pytest.mark.story("way_hold")
def test_a_session_is_held_by_two_counsellors_who_decide(story: Scene, as_: Opens) -> None:
    guide, partner, social = as_("trajectbegeleider"), as_("partner"), as_("maatschappelijk_werker")
    day = f"/zittingen/{story.files['session']}/dag/"
    partner.goto("/trajectbepaling/")
    follow(partner, "Begin de zitting")
    notes(partner, "Claes Jan", "Twee jaar in een bakkerij")

    marks(guide, day, "Claes", "Aanwezig")
    marks(guide, day, "Koval", "Te laat")
    marks(guide, day, "Maes", "Aanwezig")
    decides_for_the_ocmw(guide, day)
    eho = eho_of("way_hold")
    decides(guide, day, "Koval", "Een partner begeleidt", "Leert best taal op de werkvloer", partner=eho)
    decides(guide, day, "Maes", "Vrijstelling voorstellen", "Kan nu niet werken")
    guide.goto(day)
    expect(row(guide, "Claes")).to_contain_text("Mehdi Ouali")
    expect(row(guide, "Koval")).to_contain_text(eho)

    partner.goto(day)
    expect(row(partner, "Claes")).to_contain_text("Het OCMW begeleidt")
    expect(partner.get_by_role("link", name="Beslis")).to_have_count(0)
    partner.goto("/evaluaties/")
    expect(row(partner, "Koval")).to_contain_text("Geef evaluatie")

    colleague = as_("colleague")
    colleague.goto("/clienten/")
    follow(colleague, "Claes Jan")
    expect(colleague.locator("main")).to_contain_text("Mehdi Ouali")
    colleague.goto(story.file("Claes", "traject/"))
    expect(colleague.locator("#asked")).to_contain_text("Wil bakker worden")
    expect(colleague.locator("#appointments")).to_contain_text("Werkintake")
    colleague.goto("/agenda/")
    proposes_the_exemption(social, story)


def notes(partner: Page, name: str, text: str) -> None:
    """The partner's counsellor sees the sheet, never the file."""
    row(partner, name).get_by_role("button", name="Open blad").click()
    expect(partner.locator("#sheet")).to_contain_text("Dit is alles wat beide begeleiders zien.")
    partner.get_by_label("Werkervaring: antwoord").select_option(label="Ja")
    partner.get_by_label("Werkervaring: nota").fill(text)
    press(partner, "Bewaar de nota's")
    told(partner, "Nota's bewaard.")


def decides_for_the_ocmw(guide: Page, day: str) -> None:
    """The partner's note is in view; a guide is chosen with the caseloads beside it, the werkintake booked at once."""
    row(guide, "Claes").get_by_role("link", name="Beslis").click()
    expect(guide.locator("#notes")).to_contain_text("Twee jaar in een bakkerij")
    expect(guide.locator("#guides")).to_contain_text("Mehdi Ouali")
    decides(guide, day, "Claes", "Het OCMW begeleidt", "Wil bakker worden", guide_name="Mehdi Ouali")
    told(guide, "Beslist. Plan nu de werkintake.")
    guide.get_by_role("radio").first.check()
    press(guide, "Plan de werkintake")
    told(guide, "De werkintake is gepland.")


def decides(
    page: Page, day: str, name: str, outcome: str, why: str, *, guide_name: str = "", partner: str = ""
) -> None:
    page.goto(day)
    row(page, name).get_by_role("link", name="Beslis").click()
    page.get_by_label(outcome).check()
    if partner:
        page.get_by_label("Welke partner").select_option(label=partner)
    if guide_name:
        choice = page.get_by_role("option", name=guide_name).get_attribute("value")
        page.get_by_label("Wie begeleidt", exact=True).select_option(choice)
    page.get_by_label("Waarom", exact=True).fill(why)
    press(page, "Beslis")
    told(page, "Beslist.")


def proposes_the_exemption(social: Page, story: Scene) -> None:
    """Who follows the file finds on Vandaag that an exemption was decided and must still be proposed."""
    social.goto("/vandaag/")
    expect(social.locator("main")).to_contain_text("Beslist om een vrijstelling voor te stellen")
    social.goto(story.file("Maes", "vrijstellingen/nieuw/"))
    social.get_by_label("Grond en reden").select_option(index=1)
    social.get_by_label("Motivering voor het comité").fill("Kan nu niet werken, zie het attest.")
    press(social, "Leg voor aan het comité")
    told(social, "Het voorstel wacht op een beslissing van het comité.")


@pytest.mark.story("way_missed")
def test_who_was_not_seen_is_followed_up_and_the_figures_show_it(story: Scene, as_: Opens) -> None:
    guide, desk = as_("trajectbegeleider"), as_("administratief")
    day = f"/zittingen/{story.files['session']}/dag/"
    marks(guide, day, "Yilmaz", "Niet gezien")
    marks(guide, day, "Haddad", "Niet gezien")
    marks(guide, day, "Claes", "Aanwezig")
    decides(guide, day, "Claes", "Het OCMW begeleidt", "Wil bakker worden", guide_name="Mehdi Ouali")

    desk.goto("/niet-gezien/")
    row(desk, "Yilmaz").get_by_role("link", name="Volg op").click()
    expect(desk.locator("#reach")).to_contain_text("Misschien kreeg deze persoon de uitnodiging")
    expect(desk.locator("main")).not_to_contain_text("onwillig")
    desk.locator("#choice").get_by_label("Dat weten we niet").check()
    desk.locator("#choice").get_by_label("Opnieuw uitnodigen").check()
    desk.locator("#choice").get_by_role("button", name="Bewaar").click()
    told(desk, "Genoteerd. U kunt meteen een tijdslot kiezen.")
    desk.goto("/wachtlijst/")
    expect(row(desk, "Yilmaz")).to_contain_text("Kon een eerdere afspraak buiten de eigen wil niet komen")
    desk.goto("/niet-gezien/")
    expect(row(desk, "Yilmaz")).to_have_count(0)
    expect(row(desk, "Haddad")).to_have_count(1)

    head = as_("diensthoofd")
    head.goto("/cijfers/")
    expect(head.locator("main")).to_contain_text("5 aanvaard, 1 voor het eerst gezien; nu wachten er 4.")
    expect(row(head, "Mehdi Ouali")).to_be_visible()


def marks(page: Page, day: str, name: str, mark: str) -> None:
    """One tap; the mark that stands is pressed."""
    page.goto(day)
    button = row(page, name).get_by_role("button", name=mark, exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.story("way_council")
def test_the_committee_decides_and_the_exemption_holds(story: Scene, as_: Opens) -> None:
    desk, social = as_("administratief"), as_("maatschappelijk_werker")
    plans_the_meeting(desk)
    social.goto(story.file("own", f"vrijstellingen/{story.files['exemption']}/"))
    expect(social.locator("main")).to_contain_text("wacht op beslissing")

    follow(desk, "Noteer beslissing")
    desk.get_by_label("Toegestaan", exact=True).check()
    desk.get_by_label("Beslist op").fill(said(TODAY))
    desk.get_by_label("Motivering van het comité").fill("Het attest toont dat werken nu niet kan.")
    press(desk, "Noteer de beslissing")
    follow(desk, "Maak de kennisgeving")
    expect(desk.locator("#letter")).to_contain_text("Het attest toont dat werken nu niet kan.")
    desk.get_by_label("Aangetekend met de post").check()
    press(desk, "Kennisgeving maken")
    letter = desk.get_by_role("link", name="Brief als PDF").get_attribute("href")
    is_pdf(desk, str(letter))
    follow(desk, "Noteer de verzending")
    press(desk, "Verzending noteren")
    expect(desk.locator("main")).to_contain_text(f"verstuurd op {said(TODAY)}")

    social.reload()
    expect(social.locator("main")).to_contain_text("geldt")
    social.goto(story.file("own", "traject/"))
    expect(social.locator("#exemptions")).to_contain_text("beslist")


def plans_the_meeting(desk: Page) -> None:
    desk.goto("/comite/")
    expect(desk.locator("#undecided")).to_contain_text("nog niet geagendeerd")
    follow(desk, "Nieuwe zitting")
    desk.get_by_label("Dag", exact=True).fill(said(TODAY))
    desk.get_by_label("Plaats").fill("Raadzaal")
    press(desk, "Bewaren")
    press(desk, "Zet op de agenda")
    expect(desk.locator("#agenda")).to_contain_text("Peeters An")
    is_pdf(desk, str(desk.get_by_role("link", name="Agenda als PDF").get_attribute("href")))
    press(desk, "Sluit de agenda af")
    expect(desk.locator("main")).to_contain_text("agenda afgesloten")


def is_pdf(page: Page, address: str) -> None:
    """A PDF whose file name says nothing about anybody."""
    answer = page.request.get(address, timeout=SOON)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    assert not re.search("peeters|haddad|claes", answer.headers["content-disposition"], re.IGNORECASE)


@pytest.mark.story("way_in")
def test_on_a_phone_the_part_where_one_is_stands_in_view(as_: Opens) -> None:
    desk = as_("administratief", "narrow")
    for address in ("/niet-gezien/", "/berichten/"):
        desk.goto(address)
        for part in desk.locator("nav [aria-current]").all():
            expect(part).to_be_in_viewport(ratio=1)
