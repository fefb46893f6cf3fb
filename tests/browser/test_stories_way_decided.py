"""The way in, from the session on: held, decided, followed up; the committee; what the figures make of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene
from tests.browser.scenes_way import eho_of
from tests.browser.steps import TODAY, Opens, follow, is_pdf, press, row, said, told


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
