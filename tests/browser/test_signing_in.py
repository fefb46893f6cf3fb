"""What a visitor without a login sees: everything else is behind it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import axe, html_errors

PUBLIC = ["/aanmelden/login/", "/aanmelden/password/reset/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits_at_every_width(any_page: Page, path: str) -> None:
    answer = any_page.goto(path)
    assert answer
    assert answer.status == 200
    assert axe(any_page) == []
    assert any_page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_public_pages_are_valid_html(page: Page) -> None:
    assert html_errors({path: page.request.get(path).text() for path in PUBLIC}) == []


def test_every_page_leads_to_the_login_first(page: Page) -> None:
    page.goto("/")
    assert page.url.split("?")[0].endswith(PUBLIC[0])


def test_the_login_works_by_keyboard_and_says_what_was_wrong(page: Page) -> None:
    page.goto(PUBLIC[0])
    page.locator("input[name=login]").focus()
    page.keyboard.type("niemand@voorbeeld.be")
    page.keyboard.press("Tab")
    page.locator("input[name=password]").focus()
    page.keyboard.type("helemaal verkeerd")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("wachtwoord")
    assert axe(page) == []
