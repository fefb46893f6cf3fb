"""Chromium against a running site. The site is a process of its own: nothing here touches the ORM."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.browser import scenes
from tests.browser.audit import chromium
from tests.browser.site import Site, install, made_once, running_site, seed
from tests.browser.sizes import SIZES

HERE = Path(__file__).parent
# The browser's own words for a request that the page itself broke off: leaving it, or a download.
BROKEN_OFF = "net::ERR_ABORTED"
# A busy machine may take this long, in milliseconds; who waits for something goes on as soon as it is there.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expect_errors(pattern): what the console may say in this test")
    config.addinivalue_line("markers", "story(name): the office of scenes.py in which this test plays")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every process of this test run sees."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def installation(shared: Path) -> Path:
    """An installation without any organisation or person, made once for all processes: to copy, not to use."""
    return made_once(shared, "installation", install)


@pytest.fixture(scope="session")
def stories(installation: Path, shared: Path) -> Path:
    """A small demo town with the offices of the stories beside it."""

    def make(folder: Path) -> None:
        seed(folder)
        scenes.build(folder)

    return made_once(shared, "stories", make, like=installation)


@pytest.fixture(scope="session")
def site(stories: Path) -> Iterator[Site]:
    """A small demo town, one per test process; tests leave each other's clients alone."""
    with running_site(like=stories) as running:
        yield running


@pytest.fixture
def story(request: pytest.FixtureRequest, site: Site, stories: Path) -> scenes.Scene:
    """The office of this test: `@pytest.mark.story("look")`."""
    return scenes.scene_of(stories, request.node.get_closest_marker("story").args[0], site)


@pytest.fixture
def as_(story: scenes.Scene, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`as_("dpo")`: a page of somebody in the office of this story, with an optional size."""

    def make(who: str, size: str | tuple[int, int] = "laptop") -> Page:
        return story.sign_in(new_page(size), who)

    return make


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*options, "--disable-dev-shm-usage", "--lang=nl-BE"]
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(
    chromium_browser: Browser, site: Site, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """`new_page("phone")`: a page with its own cookies; each has a size of SIZES or a (width, height).

    The test fails when a page writes an error to the console (that includes every violation of the
    Content-Security-Policy), throws, or asks for something that does not arrive.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(size: str | tuple[int, int] = "laptop", **options: object) -> Page:
        width, height = SIZES[size] if isinstance(size, str) else size
        settings: dict[str, Any] = {
            "base_url": site.address,
            "locale": "nl-BE",
            "timezone_id": "Europe/Brussels",
        }
        settings |= {"viewport": {"width": width, "height": height}} | options
        context = chromium_browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        return page

    yield make
    for context in contexts:
        context.close()
    marks = [mark.args[0] for mark in request.node.iter_markers("expect_errors")]
    unexpected = [line for line in complaints if not any(re.search(mark, line) for mark in marks)]
    assert unexpected == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page on a laptop of 1366 × 768."""
    return new_page("laptop")


@pytest.fixture
def page_as(new_page: Callable[..., Page], site: Site) -> Callable[..., Page]:
    """`page_as("teamleider", "phone")`: a page of somebody with this role in the demo town."""

    def make(role: str, size: str | tuple[int, int] = "laptop") -> Page:
        made = new_page(size)
        site.sign_in(made, role)
        return made

    return make


@pytest.fixture(params=list(SIZES))
def any_page(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """The same test at all three widths."""
    return new_page(request.param)


def listen(page: Page, complaints: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def failed(request: Request) -> None:
        if request.failure != BROKEN_OFF:
            complaints.append(f"request: {request.method} {request.url} {request.failure}")

    page.on("console", console)
    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
