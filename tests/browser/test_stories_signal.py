"""A change of income reaches the sociale dienst, and what they answer reaches the trajectbegeleider."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("signal")
ANSWER = "Leefloon herzien vanaf 1 december"


def test_a_new_wage_is_signalled_acknowledged_and_seen(story: Scene, as_: Callable[..., Page]) -> None:
    guide = as_("trajectbegeleider")
    guide.goto(story.file("own", "gezin/"))
    guide.locator("#inkomen").get_by_role("link", name="Toevoegen").click()
    guide.get_by_label("Soort").select_option(label="Loon")
    guide.get_by_label("Uren per week").fill("19")
    guide.get_by_label("Werkgever").fill("Bakkerij Zon")
    guide.get_by_role("button", name="Bewaren").click()
    expect(guide.get_by_role("status").first).to_contain_text("Bewaard")

    service = as_("maatschappelijk_werker")
    service.goto("/vandaag/")
    service.goto("/signalen/")
    row = service.get_by_role("row").filter(has_text="Peeters An")
    expect(row).to_contain_text("Begonnen met werken")
    row.get_by_role("link", name="Bevestig").click()
    service.get_by_label("Wat doet de sociale dienst?").fill(ANSWER)
    service.get_by_role("button", name="Gezien: bevestig").click()
    expect(service.get_by_role("status").first).to_contain_text("Signaal bevestigd.")
    expect(service.get_by_role("row").filter(has_text="Peeters An")).to_have_count(0)

    guide.goto("/vandaag/")
    expect(guide.locator("#news")).to_contain_text("Peeters An")
    guide.locator("#news").get_by_role("link", name="Peeters An").click()
    guide.goto(story.file("own", "tijdlijn/"))
    expect(guide.locator("main")).to_contain_text(ANSWER)
