"""A file outside the caseload: it opens with a reason, and the DPO reads that reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scenes import Scene

pytestmark = pytest.mark.story("look")
WHY = "Jef belt, zijn bus rijdt niet meer"


def test_a_file_opens_with_a_reason_that_the_dpo_reviews(story: Scene, as_: Callable[..., Page]) -> None:
    worker = as_("trajectbegeleider")
    worker.goto("/vandaag/")
    worker.get_by_role("searchbox", name="Zoek een cliënt").fill("wouters")
    worker.locator("#quick-results").get_by_role("link", name="Wouters").click()
    expect(worker.get_by_role("heading", name="Dossier buiten uw caseload")).to_be_visible()
    worker.get_by_role("button", name="Dossier openen").click()
    expect(worker.get_by_role("alert")).to_contain_text("Kies waarom u dit dossier nodig hebt.")
    worker.get_by_label("De cliënt staat aan het loket of belt").check()
    worker.get_by_label("Leg uit").fill(WHY)
    worker.get_by_role("button", name="Dossier openen").click()
    expect(worker.get_by_role("heading", name="Wouters Jef")).to_be_visible()
    expect(worker.locator("main")).to_contain_text("De DPO leest die reden na.")

    dpo = as_("dpo")
    dpo.goto("/vandaag/")
    dpo.goto("/privacy/inzages/")
    row = dpo.get_by_role("row").filter(has_text=WHY)
    expect(row).to_contain_text("Griet Baert")
    row.get_by_role("link", name="Nakijken").click()
    expect(dpo.locator("main")).to_contain_text(WHY)
    dpo.get_by_label("Gerechtvaardigd", exact=True).check()
    dpo.get_by_role("button", name="Oordeel bewaren").click()
    expect(dpo.get_by_role("row").filter(has_text=WHY)).to_have_count(0)

    colleague = as_("colleague")
    colleague.goto(story.file("theirs"))
    colleague.goto(story.file("theirs", "wie-keek/"))
    seen = colleague.get_by_role("row").filter(has_text="Griet Baert").first
    expect(seen).to_contain_text(WHY)


def test_a_file_stays_shut_without_a_reason(story: Scene, as_: Callable[..., Page]) -> None:
    worker = as_("werkvloercoach")
    for part in ("", "werk/", "tijdlijn/", "wie-keek/", "gegevens/", "documenten/"):
        worker.goto(story.file("theirs", part))
        expect(worker.get_by_role("heading", name="Dossier buiten uw caseload")).to_be_visible()
        expect(worker.locator("main")).not_to_contain_text("Teststraat")
