"""A list of another program is taken over: columns, questions, a row mended, the safe rows; a second time nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.scenes import Scene
from tests.browser.site import ROOT

SAMPLES = ROOT / "trede" / "imports" / "tests" / "samples"
# The worker reads a few hundred rows; the page asks every two seconds.
SOON = 60_000


def choose(page: Page, sample: Path) -> None:
    page.goto("/inlezen/")
    page.get_by_label("Lijst", exact=True).set_input_files(sample)
    page.get_by_role("button", name="Lijst lezen").click()


def read_rows(page: Page) -> None:
    page.get_by_role("button", name="Rijen lezen").click()
    expect(page.get_by_role("navigation", name="Uitkomst")).to_be_visible(timeout=SOON)


def figure(page: Page, label: str) -> int:
    box = page.locator(".stat").filter(has=page.get_by_text(label, exact=True))
    return int(box.locator(".stat__value").inner_text())


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Uitkomst").get_by_role("link", name=name).click()


def first_row(page: Page) -> tuple[str, Locator]:
    """The number of the first row that still waits, and the row."""
    waiting = page.locator("tbody tr").filter(has=page.get_by_role("button", name="Overslaan")).first
    return waiting.locator("td").first.inner_text(), waiting


def answer_a_question(page: Page) -> None:
    tab(page, "Vraag")
    number, row = first_row(page)
    row.get_by_role("link", name="Beantwoorden").click()
    expect(page.get_by_text("Wat is de vraag?")).to_be_visible()
    page.get_by_label("Geboortedatum").fill("31/02/1990")
    page.get_by_label("Een nieuwe cliënt").check()
    page.get_by_role("button", name="Zo klaarzetten").click()
    expect(page.get_by_role("alert").first).to_be_focused()
    page.get_by_label("Geboortedatum").fill("01/03/1990")
    page.get_by_label("Rijksregister- of bisnummer").fill("")
    page.get_by_role("button", name="Zo klaarzetten").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Rij {number} is klaar om over te nemen.")
    expect(page.get_by_role("navigation", name="Uitkomst").locator("[aria-current]")).to_contain_text("Vraag")


def skip_a_row(page: Page) -> None:
    tab(page, "Nieuw dossier")
    number, row = first_row(page)
    row.get_by_role("button", name="Overslaan").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Rij {number} wordt niet overgenomen.")


def mend_a_row(page: Page) -> str:
    """Give the first new row another name, and take it over alone; the name."""
    _number, row = first_row(page)
    row.get_by_role("link", name="Aanpassen").click()
    page.get_by_label("Achternaam").fill("Zwartbroeck")
    page.get_by_label("Voornamen").fill("Aagje")
    page.get_by_role("button", name="Zo klaarzetten").click()
    row = page.get_by_role("row").filter(has_text="Zwartbroeck Aagje")
    row.get_by_role("button", name="Overnemen").click()
    expect(row.get_by_text("overgenomen", exact=True)).to_be_visible(timeout=SOON)
    return "Zwartbroeck Aagje"


@pytest.mark.parametrize(
    ("sample", "new", "questions"),
    [
        pytest.param("leefloonlijst-sociale-dienst.csv", 266, 46, marks=pytest.mark.story("list_csv")),
        pytest.param("clienten.xlsx", 250, 0, marks=pytest.mark.story("list_xlsx")),
    ],
)
def test_a_list_is_taken_over_once(
    sample: str, new: int, questions: int, story: Scene, as_: Callable[..., Page]
) -> None:
    page = as_("administratief")
    choose(page, SAMPLES / sample)
    expect(page.get_by_role("heading", name="Wat staat in welke kolom?")).to_be_visible()
    read_rows(page)
    assert (figure(page, "nieuw"), figure(page, "vragen")) == (new, questions)
    # Nothing happened yet but reading.
    page.goto("/clienten/")
    expect(page.get_by_text("2 dossiers", exact=True)).to_be_visible()
    page.go_back()

    if questions:
        answer_a_question(page)
    skip_a_row(page)
    name = mend_a_row(page)
    page.get_by_role("button", name="Neem de veilige rijen over").click()
    expect(page.get_by_role("button", name="Neem de veilige rijen over")).to_have_count(0, timeout=SOON)
    expect(page.get_by_role("navigation", name="Uitkomst")).to_be_visible(timeout=SOON)
    assert figure(page, "vragen") == max(questions - 1, 0)
    page.get_by_role("searchbox", name="Zoek een cliënt").fill(name)
    page.locator("#quick-results").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    choose(page, SAMPLES / sample)
    read_rows(page)
    # The row that was skipped; the mended name differs from the list, and asks or changes.
    assert figure(page, "nieuw") <= 2
    assert figure(page, "niets nieuws") >= new - 2
