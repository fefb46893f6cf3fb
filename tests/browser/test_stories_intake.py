"""The werkintake on a tablet: saved as one types, also when the network drops, and never over a colleague."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.audit import axe
from tests.browser.scenes import Scene
from tests.browser.steps import is_pdf

pytestmark = pytest.mark.story("intake")
TABLET = (1024, 768)
As = Callable[..., Page]
AWAY = re.compile("Niet bewaard: geen netwerk, we proberen opnieuw")
SAVED = re.compile(r"Bewaard om \d\d:\d\d")


def begin(story: Scene, page: Page) -> str:
    """The open werkintake of the own client; the first who comes begins it."""
    page.goto(story.file("own", "intake/nieuw/"))
    if "nieuw" in page.url:
        page.get_by_role("button", name="Begin het gesprek").click()
    expect(page.get_by_role("heading", name="Werkintake", exact=True)).to_be_visible()
    return page.url.partition("#")[0]


def said(page: Page, what: re.Pattern[str]) -> None:
    expect(page.locator("#intake-said")).to_have_text(what)


def domain(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Levensdomeinen").get_by_role("link", name=name).click()


def test_a_conversation_on_a_tablet_fits_the_screen_and_saves_itself(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    assert page.evaluate("document.querySelector('.intake').getBoundingClientRect().bottom") <= TABLET[1]
    page.locator("#work-text").fill("Drie jaar in een keuken")
    page.get_by_label("Heeft al gewerkt").check(force=True)
    group = page.get_by_role("group", name="Hoe gaat het, volgens de cliënt?")
    group.get_by_label("goed", exact=True).check(force=True)
    said(page, SAVED)
    domain(page, "Gezondheid")
    expect(page.locator("#work")).to_be_hidden()
    expect(page.get_by_text("Nooit een ziekte")).to_be_visible()
    page.get_by_label("Drukte of stress gaat niet").check(force=True)
    expect(page.get_by_role("link", name="Noteer als drempel (Drukte of stress gaat niet)")).to_be_visible()
    said(page, SAVED)
    assert axe(page) == []
    page.goto(address)
    expect(page.locator("#work-text")).to_have_value("Drie jaar in een keuken")
    expect(page.get_by_label("Heeft al gewerkt")).to_be_checked()
    expect(group.get_by_label("goed", exact=True)).to_be_checked()


def test_everything_can_be_done_by_keyboard(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    begin(story, page)
    page.get_by_role("navigation", name="Levensdomeinen").get_by_role("link", name="Vrije tijd").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#leisure")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Sport of vereniging")).to_be_checked()
    page.locator("#leisure-text").focus()
    page.keyboard.type("Voetbalt")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    said(page, SAVED)
    page.reload()
    expect(page.get_by_label("Sport of vereniging")).to_be_checked()
    expect(page.locator("#leisure-client-1")).to_be_checked()


@pytest.mark.expect_errors("ERR_INTERNET_DISCONNECTED|Failed to fetch")
def test_what_is_typed_while_the_network_is_away_is_sent_when_it_is_back(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    page.context.set_offline(True)
    page.locator("#work-text").fill("Getypt zonder netwerk")
    said(page, AWAY)
    domain(page, "Geld")
    page.locator("#finances-text").fill("Ook zonder netwerk")
    expect(page.locator("#finances-text")).to_be_visible()
    assert "netwerk" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    page.context.set_offline(False)
    said(page, SAVED)
    other = as_("maatschappelijk_werker", TABLET)
    other.goto(address)
    expect(other.locator("#work-text")).to_have_value("Getypt zonder netwerk")
    expect(other.locator("#finances-text")).to_have_value("Ook zonder netwerk")


@pytest.mark.expect_errors("502")
def test_an_answer_that_got_lost_is_no_quarrel_with_oneself(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.fulfill(status=502, body="")

    page.route("**/nota/", lose)
    domain(page, "Opleiding en taal")
    page.locator("#education-text").fill("Volgt les")
    expect(page.locator("#intake-said")).to_contain_text("de server gaf een fout")
    page.locator("#education-text").fill("Volgt les, trap 1.2")
    said(page, SAVED)
    expect(page.locator("#education .conflict")).to_have_count(0)
    assert lost == [200]
    page.goto(address)
    expect(page.locator("#education-text")).to_have_value("Volgt les, trap 1.2")


@pytest.mark.expect_errors("409")
def test_two_colleagues_at_one_domain_see_both_texts(story: Scene, as_: As) -> None:
    first, second = as_("trajectbegeleider", TABLET), as_("maatschappelijk_werker", TABLET)
    address = begin(story, first)
    for page in (first, second):
        page.goto(f"{address}#housing")
    first.locator("#housing-text").fill("Woont bij zijn zus")
    said(first, SAVED)
    second.locator("#housing-text").fill("Zoekt een studio")
    clash = second.locator("#housing .conflict")
    expect(clash).to_contain_text("Woont bij zijn zus")
    expect(clash).to_contain_text("Zoekt een studio")
    expect(clash).to_contain_text("Griet Baert")
    expect(second.locator("#housing-text")).to_have_value("Zoekt een studio")
    assert axe(second) == []
    second.get_by_role("button", name="Voeg samen").click()
    said(second, SAVED)
    first.reload()
    expect(first.locator("#housing-text")).to_have_value("Zoekt een studio\n\nWoont bij zijn zus")


@pytest.mark.expect_errors("409")
def test_a_tab_that_is_closed_over_two_texts_loses_nothing(story: Scene, as_: As) -> None:
    first, second = as_("trajectbegeleider", TABLET), as_("maatschappelijk_werker", TABLET)
    address = begin(story, first)
    for page in (first, second):
        page.goto(f"{address}#relations")
    first.locator("#relations-text").fill("Zus helpt met de kinderen")
    said(first, SAVED)
    second.locator("#relations-text").fill("Buurvrouw helpt")
    expect(second.locator("#relations .conflict")).to_be_visible()
    second.on("dialog", lambda dialog: dialog.accept())
    second.goto("/vandaag/")
    second.goto(address + "#relations")
    expect(second.locator("#relations")).to_contain_text("U had hier nog een niet-bewaarde tekst")
    expect(second.locator("#relations-text")).to_have_value("Zus helpt met de kinderen")
    second.locator("#relations").get_by_role("link", name="Zet terug in het formulier").click()
    expect(second.locator("#relations .conflict")).to_contain_text("Buurvrouw helpt")
    second.get_by_role("button", name="Bewaar het mijne").click()
    said(second, SAVED)
    first.reload()
    expect(first.locator("#relations-text")).to_have_value("Buurvrouw helpt")


@pytest.mark.expect_errors("403")
def test_a_session_that_ended_keeps_the_text_until_one_signed_in_again(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    page.context.clear_cookies()
    domain(page, "Vrije tijd")
    page.locator("#leisure-text").fill("Voetbalt, en kookt graag")
    expect(page.locator("#intake-said")).to_contain_text(re.compile("aanmelding verliep|niet meer schrijven"))
    story.sign_in(page, "trajectbegeleider")
    said(page, SAVED)
    page.goto(address)
    expect(page.locator("#leisure-text")).to_have_value("Voetbalt, en kookt graag")


def test_leaving_by_a_link_takes_the_last_words_along(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    page.locator("#work-text").fill("Tot het laatste woord")
    page.get_by_role("link", name="Vandaag").click()
    expect(page.get_by_role("heading", name="Vandaag")).to_be_visible()
    page.goto(address)
    expect(page.locator("#work-text")).to_have_value("Tot het laatste woord")


def test_without_script_every_domain_has_a_button(story: Scene, new_page: Callable[..., Page]) -> None:
    page = story.sign_in(new_page("phone", java_script_enabled=False), "maatschappelijk_werker")
    address = begin(story, page)
    expect(page.locator("#leisure")).to_be_visible()
    page.locator("#finances-text").fill("Zonder script")
    page.locator("#finances").get_by_role("button", name="Bewaren").click()
    page.goto(address)
    expect(page.locator("#finances-text")).to_have_value("Zonder script")


@pytest.mark.parametrize("size", ["laptop", "phone", "narrow"])
def test_the_pages_are_clean_at_every_width(story: Scene, as_: As, size: str) -> None:
    page = as_("trajectbegeleider", size)
    address = begin(story, page)
    for path in (address, story.file("own", "intake/meting/"), story.file("own", "intake/verloop/")):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_zz_closing_with_the_client_and_the_paper(story: Scene, as_: As) -> None:
    page = as_("trajectbegeleider", TABLET)
    address = begin(story, page)
    domain(page, "Afspraken")
    page.get_by_label("Wat wil de cliënt?").fill("Buiten werken")
    page.get_by_role("button", name="Rond de werkintake af").click()
    expect(page.get_by_text("Schrijf eerst samen de eerste stap op")).to_be_visible()
    expect(page.get_by_label("Wat wil de cliënt?")).to_have_value("Buiten werken")
    page.get_by_label("Eerste stap die we afspreken").fill("Naar de infosessie")
    page.get_by_role("button", name="Rond de werkintake af").click()
    expect(page.get_by_text("De werkintake is afgerond")).to_be_visible()
    is_pdf(page, f"{address}samenvatting/")
    page.goto(story.file("own", "intake/verloop/"))
    expect(page.get_by_role("heading", name="Verloop van de scores")).to_be_visible()
    page.get_by_role("link", name="Nieuwe meting").click()
    group = page.get_by_role("region", name="Werk", exact=True).get_by_role("group", name="Begeleider")
    group.get_by_label("goed", exact=True).check(force=True)
    page.get_by_role("button", name="Bewaar de scores").click()
    expect(page.get_by_text("De scores zijn bewaard")).to_be_visible()
