"""The WerkLabo in the workshop: two observers with a tablet and a phone, a profile, and the paper for the client."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.audit import axe
from tests.browser.scenes import Scene
from tests.browser.steps import follow, is_pdf, press, told

pytestmark = pytest.mark.story("werklabo")
TABLET = (1024, 768)
As = Callable[..., Page]
FIRST = "Begint na de uitleg zonder dat u de eerste stap herhaalt."
SECOND = "Vouwt de bodem in de volgorde die werd voorgedaan."


def begun(story: Scene, page: Page) -> str:
    """The running WerkLabo of the own client; the first who comes takes it over and begins it."""
    page.goto("/assessments/")
    if page.get_by_text("Nog geen assessment in gebruik").count():
        press(page, "Neem het WerkLabo over")
    page.goto(story.file("own", "ladder/"))
    running = page.locator("#assessments").get_by_role("link", name="WerkLabo")
    if running.count():
        running.first.click()
    else:
        page.goto(story.file("own", "assessment/nieuw/"))
        page.get_by_label("Wat willen we weten?").fill("Kan zij staand werken?")
        press(page, "Begin het assessment")
    expect(page.get_by_role("heading", name="WerkLabo", level=1)).to_be_visible()
    return page.url


def behaviour(page: Page, text: str) -> Locator:
    return page.get_by_role("group", name=text)


def mark(page: Page, text: str, seen: str) -> None:
    behaviour(page, text).get_by_label(seen, exact=True).check(force=True)


def test_two_observers_look_with_their_own_eyes(story: Scene, as_: As) -> None:
    first, second = as_("trajectbegeleider", TABLET), as_("maatschappelijk_werker", "phone")
    address = begun(story, first)
    follow(first, "Dozen vouwen")
    mark(first, FIRST, "sterk")
    mark(first, SECOND, "lukt alleen")
    first.get_by_label("Hoe ging het?").fill("Zittend, met een stappenplan in foto's")
    press(first, "Bewaren")
    told(first, "Bewaard.")
    assert axe(first) == []
    second.goto(address)
    follow(second, "Dozen vouwen")
    expect(behaviour(second, FIRST)).not_to_contain_text("Griet Baert")
    mark(second, FIRST, "lukt nog niet")
    press(second, "Bewaren")
    told(second, "Bewaard.")
    expect(behaviour(second, FIRST)).to_contain_text("Griet Baert: sterk")
    expect(behaviour(second, SECOND)).not_to_contain_text("Griet Baert")
    expect(second.get_by_label("Hoe ging het?")).to_have_value("Zittend, met een stappenplan in foto's")
    assert axe(second) == []


def test_a_behaviour_is_marked_by_keyboard(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    begun(story, page)
    follow(page, "Sorteren")
    group = page.get_by_role("group").filter(has_text="niet gezien").first
    group.get_by_label("niet gezien").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(group.get_by_label("lukt met hulp")).to_be_checked()
    press(page, "Bewaren")
    told(page, "Bewaard.")
    expect(group.get_by_label("lukt met hulp")).to_be_checked()


@pytest.mark.expect_errors("ERR_INTERNET_DISCONNECTED|Failed to fetch")
def test_a_workshop_without_network_loses_nothing(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", "phone")
    begun(story, page)
    follow(page, "Koken")
    page.context.set_offline(True)
    text = "Zoekt de hoeveelheden zelf op in het recept."
    mark(page, text, "lukt met hulp")
    behaviour(page, text).get_by_label("Nota").fill("Las de eenheden voor")
    press(page, "Bewaren")
    expect(page.locator("#live")).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    expect(page.locator("#live")).to_contain_text("bewaard als concept")
    press(page, "Bewaren")
    told(page, "Bewaard.")
    expect(behaviour(page, text).get_by_label("Nota")).to_have_value("Las de eenheden voor")


@pytest.mark.expect_errors("409")
def test_two_tabs_show_what_stands_and_keep_what_was_chosen(story: Scene, as_: As) -> None:
    one = as_("trajectbegeleider", TABLET)
    begun(story, one)
    follow(one, "Elektro")
    other = as_("trajectbegeleider", TABLET)
    other.goto(one.url)
    text = "Zegt het zelf als er een onderdeel gebroken is."
    mark(one, text, "lukt alleen")
    press(one, "Bewaren")
    told(one, "Bewaard.")
    mark(other, text, "lukt met hulp")
    press(other, "Bewaren")
    expect(behaviour(other, text)).to_contain_text("Intussen bewaard: lukt alleen.")
    expect(behaviour(other, text).get_by_label("lukt met hulp")).to_be_checked()
    assert axe(other) == []
    press(other, "Bewaren")
    told(other, "Bewaard.")


def test_zz_a_profile_with_an_advice_goes_along_on_paper(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", "laptop")
    address = begun(story, page)
    follow(page, "Rond af met een advies")
    if page.get_by_text("Wie afrondt, kijkt eerst").count():
        page.get_by_text("Ik observeer hier niet (meer)").click()
        press(page, "Toon wat iedereen noteerde")
        follow(page, "Rond af met een advies")
    expect(page.get_by_text("Kijk dit na voor u afrondt")).to_be_visible()
    press(page, "Rond af")
    expect(page.locator("#id_advice_error")).to_contain_text("Schrijf een advies")
    page.get_by_label("Advies").fill("Arbeidsmatige activiteiten, met uitleg in beeld.")
    page.get_by_label("Wat zegt de cliënt ervan?").fill("Ik werk graag met mijn handen.")
    page.get_by_label("Past bij trede").select_option("3")
    press(page, "Rond af")
    told(page, "Het assessment is afgerond.")
    expect(page.get_by_role("heading", name="Profiel", level=1)).to_be_visible()
    expect(page.locator("#profile").get_by_role("img").first).to_be_visible()
    assert axe(page) == []
    is_pdf(page, f"{address}profiel.pdf")
    follow(page, "Noteer deze plaats op de ladder")
    expect(page.get_by_role("radio", name="3").first).to_be_checked()
