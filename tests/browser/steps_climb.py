"""Steps that the stories of the ladder share: what a paper says, how a page looks, the link of a letter."""

import io
import re

from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from tests.browser.audit import look_at
from tests.browser.steps import SOON

OFFER = "Vrijwilligerswerk"


def text_of(page: Page, address: str) -> str:
    """What a printed page says; its file name says nothing about anybody."""
    answer = page.request.get(address, timeout=SOON)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    assert not re.search("peeters|haddad|claes", answer.headers["content-disposition"], re.IGNORECASE)
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def printed(page: Page, name: str) -> str:
    """The paper behind a link of this page."""
    return text_of(page, str(page.locator("main").get_by_role("link", name=name).first.get_attribute("href")))


def looks_well(page: Page) -> None:
    assert look_at(page) == []


def card(page: Page, anchor: str) -> Locator:
    return page.locator(f"#{anchor}")


def link_on(guide: Page) -> str:
    """The path of the link, as the letter shows it; the site of the test has another address."""
    return "/d/" + guide.locator("main code").inner_text().partition("/d/")[2]
