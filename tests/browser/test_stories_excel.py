"""The list of clients: a filter that is kept, and the same list in Excel."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

NAME = "Werkrecht loopt af"


def chosen(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_filter_is_kept_and_its_list_leaves_as_excel(page_as: Callable[..., Page]) -> None:
    page = page_as("teamleider")
    page.goto("/clienten/")
    page.get_by_role("link", name="Alle dossiers").or_(
        page.get_by_role("link", name="Mijn team")
    ).first.click()
    page.get_by_label("Leefloon").select_option(label="ja")
    page.get_by_role("button", name="Toon", exact=True).click()
    names = page.locator("tbody th a").all_inner_texts()
    assert len(names) > 3
    address = page.url

    page.get_by_text("Deze filter bewaren").click()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert").first).to_contain_text("Geef de filter een naam")
    page.get_by_label("Naam van de filter").fill(NAME)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("Filter bewaard.")

    page.goto("/clienten/")
    page.get_by_text("Bewaarde filters").click()
    page.get_by_role("link", name=NAME).click()
    assert page.locator("tbody th a").all_inner_texts() == names
    assert chosen(page.url) == chosen(address)

    page.get_by_text("Naar Excel uitvoeren").click()
    page.get_by_role("button", name="Excel maken").click()
    expect(page.get_by_role("alert").first).to_contain_text("Schrijf waarvoor u de lijst nodig hebt")
    page.get_by_label("Waarvoor hebt u deze lijst nodig?").fill("Teamoverleg december")
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel maken").click()
    assert download.value.suggested_filename.startswith("clienten-")
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    assert sheet
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Naam"
    assert [row[0] for row in rows[1:]] == names
