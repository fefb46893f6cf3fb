"""Steps that the stories share: what is said, pressed and followed on a page."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Locator, Page, expect

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


def is_pdf(page: Page, address: str) -> None:
    """A PDF whose file name says nothing about anybody."""
    answer = page.request.get(address, timeout=SOON)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    assert not re.search("peeters|haddad|claes", answer.headers["content-disposition"], re.IGNORECASE)
