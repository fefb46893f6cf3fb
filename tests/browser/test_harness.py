"""The instruments themselves: each must see what it is there to see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.audit import axe, html_errors
from tests.browser.conftest import listen
from tests.browser.sizes import SIZES

GOOD = '<!doctype html><html lang="nl"><head><title>Dag</title></head><body><main><h1>Dag</h1>{}</main></body></html>'


@pytest.fixture
def blank(chromium_browser: Browser) -> Page:
    return chromium_browser.new_page()


@pytest.mark.parametrize(
    ("content", "rules"),
    [("<p>Goed.</p>", []), ('<img src="data:,">', ["image-alt"]), ("<input>", ["label"])],
)
def test_axe_names_the_rule_that_is_broken(blank: Page, content: str, rules: list[str]) -> None:
    blank.set_content(GOOD.format(content))
    assert [sentence.partition(":")[0] for sentence in axe(blank)] == rules


def test_the_html_checker_reads_many_documents_at_once() -> None:
    errors = html_errors(
        {"goed": GOOD.format(""), "fout": GOOD.format("<p><div></p>"), "ook goed": GOOD.format("<hr>")}
    )
    assert errors
    assert {error.partition(":")[0] for error in errors} == {"fout"}


def test_nothing_to_check_is_no_error() -> None:
    assert html_errors({}) == []


@pytest.mark.parametrize(
    ("script", "kind"),
    [("console.error('mis')", "console"), ("setTimeout(() => { throw Error('mis') })", "script")],
)
def test_what_a_page_complains_about_is_heard(blank: Page, script: str, kind: str) -> None:
    complaints: list[str] = []
    listen(blank, complaints)
    blank.set_content(GOOD.format("<p>Dag</p>"))
    blank.evaluate(f"() => {{ {script} }}")
    blank.wait_for_timeout(100)
    assert [complaint.partition(":")[0] for complaint in complaints] == [kind]


@pytest.mark.expect_errors("Content.Security.Policy")
def test_a_refused_script_is_heard(page: Page) -> None:
    page.goto("/")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s) }"
        )


def test_a_request_that_does_not_arrive_is_heard(blank: Page) -> None:
    complaints: list[str] = []
    listen(blank, complaints)
    blank.set_content(GOOD.format('<img alt="x" src="http://127.0.0.1:9/x.png">'), wait_until="load")
    assert any(complaint.startswith("request: GET http://127.0.0.1:9/x.png") for complaint in complaints)


@pytest.mark.parametrize("size", SIZES)
def test_a_page_has_the_width_that_was_asked(new_page: Callable[..., Page], size: str) -> None:
    page = new_page(size)
    page.goto("/")
    assert page.evaluate("() => window.innerWidth") == SIZES[size][0]
