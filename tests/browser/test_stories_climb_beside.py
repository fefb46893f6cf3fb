"""Beside the climb: a partner in its own account, a consent that is taken back, a group with one place.

Each test plays in an office of its own (tests/browser/scenes_climb.py).
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene
from tests.browser.steps import TODAY, Opens, follow, press, row, said, told
from tests.browser.steps_climb import OFFER, card, link_on, looks_well, printed, text_of


@pytest.mark.expect_errors("404|403")
@pytest.mark.story("climb_partner")
def test_a_partner_in_its_own_account_sees_its_referral_and_nothing_else(story: Scene, as_: Opens) -> None:
    partner = as_("partner")
    partner.goto("/vandaag/")
    partner.get_by_role("link", name="Doorverwijzingen").first.click()
    expect(partner.locator("main")).to_contain_text("Peeters An")
    expect(partner.locator("main")).not_to_contain_text("Wouters")
    looks_well(partner)
    follow(partner, "Peeters An")
    looks_well(partner)
    follow(partner, "Aanvaarden")
    partner.get_by_label("Wat moet de begeleider weten?").fill("Elke dinsdag")
    press(partner, "Aanvaarden")
    told(partner, "Aanvaard. De begeleider ziet het.")
    for elsewhere in (
        f"/doorverwijzingen/{story.files['other_referral']}/",
        story.file("own"),
        story.file("own", "aanbod/"),
        story.file("own", f"deelname/{story.files['participation']}/"),
        story.file("theirs"),
    ):
        answer = partner.goto(elsewhere)
        assert answer
        assert answer.status in (403, 404)
        expect(partner.locator("body")).not_to_contain_text(re.compile("Peeters|Wouters"))

    guide = as_("trajectbegeleider")
    guide.goto(story.file("own", "tijdlijn/"))
    newest = guide.locator("main").get_by_role("listitem").filter(has_text=f"Aanvaard in een aanbod: {OFFER}")
    expect(newest.first).to_contain_text("Elif Demir")


@pytest.mark.expect_errors("410")
@pytest.mark.story("climb_consent")
def test_who_takes_the_consent_back_closes_the_link_at_once(
    story: Scene, as_: Opens, new_page: Opens
) -> None:
    guide, partner = as_("trajectbegeleider"), new_page("phone")
    guide.goto(story.file("own", f"deelname/{story.files['participation']}/brief/"))
    partner.goto(link_on(guide))
    expect(partner.locator("main")).to_contain_text("Peeters An")

    guide.goto(story.file("own", "persoon/"))
    follow(guide, "Cliënt trekt in")
    looks_well(guide)
    press(guide, "Toestemming intrekken")
    told(guide, "Ingetrokken. Wat op deze toestemming steunde, is gestopt.")

    partner.locator("summary", has_text="Aanvaarden").click()
    partner.get_by_role("button", name="Aanvaarden", exact=True).click()
    for _look in range(2):
        expect(partner.get_by_role("status")).to_contain_text("Deze doorverwijzing is afgesloten.")
        expect(partner.locator("body")).not_to_contain_text("Peeters")
        partner.reload()
    looks_well(partner)
    guide.goto(story.file("own", f"deelname/{story.files['participation']}/"))
    expect(card(guide, "referral")).to_contain_text("de cliënt trok de toestemming in")


@pytest.mark.story("climb_edition")
def test_a_group_with_one_place_from_enrolment_to_certificate(as_: Opens) -> None:
    guide, coach = as_("trajectbegeleider"), as_("trajectbegeleider", "phone")
    plans_an_edition(guide)
    edition = guide.url
    follow(guide, "Inschrijven")
    for name in ("Haddad Amira", "Claes Jan"):
        card(guide, "mine").get_by_label(name).check()
    press(guide, "Schrijf in wie aangevinkt is")
    expect(guide.locator("body")).to_contain_text("1 persoon heeft een plaats.")
    expect(guide.locator("body")).to_contain_text("1 persoon staat op de wachtlijst.")
    looks_well(guide)
    first = card(guide, "seated").get_by_role("rowheader").get_by_role("link").inner_text()
    second = card(guide, "waiting").get_by_role("rowheader").get_by_role("link").inner_text()
    lets_go(guide, first)
    guide.locator("main").get_by_role("button", name=f"Geef de plaats {second}").click()
    told(guide, "De plaats is gegeven.")
    letter = card(guide, "seated").get_by_role("link", name="Brief met de dagen (PDF)", include_hidden=True)
    assert second.split()[0] in text_of(guide, str(letter.get_attribute("href")))

    taps_attendance(coach, edition, second)

    guide.goto(edition)
    follow(guide, "Resultaten")
    expect(row(guide, second).get_by_label("Resultaat")).to_have_value("completed")
    looks_well(guide)
    press(guide, "Resultaten bewaren")
    expect(guide.locator("body")).to_contain_text("1 attest staat bij de documenten van het dossier.")
    looks_well(guide)
    guide.locator("main summary", has_text="Meer").click()
    paper = printed(guide, "Attesten afdrukken (PDF)")
    assert second.split()[0] in paper
    assert first.split()[0] not in paper


def plans_an_edition(guide: Page) -> None:
    """One day, today: so attendance and results can be noted at once."""
    guide.goto("/reeksen/")
    follow(guide, "Nieuwe reeks")
    guide.get_by_role("combobox", name="Aanbod").select_option(label="Bootcamp2Work")
    for label, value in (("Naam", "Bootcamp van vandaag"), ("Eerste dag", said(TODAY)), ("Van", "9:00")):
        guide.get_by_label(label, exact=True).fill(value)
    guide.get_by_label("Tot", exact=True).fill("12:00")
    guide.get_by_label("Plaatsen").fill("1")
    looks_well(guide)
    press(guide, "Reeks plannen")
    expect(guide.get_by_role("heading", name="Bootcamp van vandaag")).to_be_visible()


def lets_go(guide: Page, name: str) -> None:
    """Who cannot come after all makes room; the page says who is in turn."""
    row(guide, name).locator("summary").click()
    follow(guide, f"Doet niet meer mee {name}")
    guide.get_by_label("Waarom").fill("Begint morgen te werken")
    press(guide, "Haal uit de reeks")
    told(guide, "De plaats is vrij.")
    expect(guide.locator("main")).to_contain_text("Er is plaats voor wie wacht")


def taps_attendance(coach: Page, edition: str, name: str) -> None:
    """In the classroom, on a phone: one tap."""
    coach.goto(edition)
    follow(coach, "Aanwezigheid")
    looks_well(coach)
    marks = coach.get_by_role("form", name=f"Aanwezigheid van {name}")
    marks.get_by_role("button", name="Aanwezig", exact=True).click()
    expect(marks.get_by_role("button", name="Aanwezig", exact=True)).to_have_attribute("aria-pressed", "true")
