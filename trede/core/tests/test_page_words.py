"""The access log says in Dutch what was opened: no page of the program is without words."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from trede.clients.kinds import ALL_KINDS
from trede.core.page_words import PAGES, page_words

TREDE = Path(__file__).resolve().parents[2]
ASKED = re.compile(r'(?:open_client|handle_client|log_access)\([^)]*?page="([a-z_.]+)"', re.DOTALL)


@pytest.fixture(autouse=True)
def dutch():
    with translation.override("nl"):
        yield


def pages_in_the_source() -> set[str]:
    sources = [path.read_text() for path in TREDE.rglob("*.py") if "tests" not in path.parts]
    parts = re.findall(r'\{"name": "(file_\w+)", "sections"', (TREDE / "desk/urls.py").read_text())
    return {page for source in sources for page in ASKED.findall(source)} | set(parts)


def test_every_page_that_is_logged_has_words():
    asked = pages_in_the_source()
    assert {"file", "file_person", "insz", "documents"} <= asked
    assert {page for page in asked if page_words(page) == page_words("")} == set()


def test_no_words_for_pages_that_are_not_there():
    assert PAGES.keys() - pages_in_the_source() == set()


@pytest.mark.parametrize("slug", ALL_KINDS)
def test_the_page_of_a_fact_is_called_as_the_kind(slug):
    assert page_words(f"fact.{slug}") == str(ALL_KINDS[slug].one)


@pytest.mark.parametrize("code", ["what_was_once", "fact.bestaatniet", ""])
def test_a_page_that_is_gone_shows_no_code(code):
    assert page_words(code) == "een pagina van het dossier"
