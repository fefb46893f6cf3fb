"""One language on a screen: no English among the Dutch, and no Dutch left where a translation exists."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse

from tests.house.matrix import browser_of
from tests.house.town import build
from tests.house.visits import first_reached, is_page, undone
from tests.house.words import english_in, visible

pytestmark = [pytest.mark.slow_sqlite_only, pytest.mark.django_db(databases="__all__")]
COLUMNS = ("anonymous", "diensthoofd", "maatschappelijk_werker", "beheerder", "dpo")
READERS = ("trajectbegeleider", "beheerder", "dpo")
# Shorter texts stand inside others and inside names; a placeholder is filled in on the screen.
SHORTEST = 12
CATALOGUE = settings.BASE / "trede" / "locale" / "en" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("column", COLUMNS)
def test_no_english_stands_on_a_dutch_screen(column: str) -> None:
    town = build()
    browser, found = browser_of(town, column), {}
    for page, url, _group in first_reached(town, column, COLUMNS):
        answer = undone(lambda url=url: browser.get(url))
        if is_page(answer) and (words := sorted(set(english_in(visible(answer))))):
            found[page] = words
    assert found == {}


def translated() -> dict[str, str]:
    """Dutch sentence → English one, of those that are translated and long enough to recognise."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    pairs = {str(one.id): str(one.string) for one in catalogue if isinstance(one.id, str) and one.string}
    return {
        " ".join(dutch.split()): english
        for dutch, english in pairs.items()
        if len(dutch) >= SHORTEST and "%" not in dutch and dutch not in english
    }


@pytest.mark.parametrize("column", READERS)
def test_no_dutch_stays_where_a_translation_exists(column: str) -> None:
    town, sentences = build(), translated()
    assert sentences
    browser, found = browser_of(town, column), {}
    browser.post(reverse("set_language"), {"language": "en"})
    for page, url, _group in first_reached(town, column, READERS):
        answer = undone(lambda url=url: browser.get(url))
        if is_page(answer):
            text = visible(answer)
            left = [
                dutch
                for dutch in sentences
                if dutch in text and re.search(rf"(?<!\w){re.escape(dutch)}(?!\w)", text)
            ]
            if left:
                found[page] = left
    assert found == {}
