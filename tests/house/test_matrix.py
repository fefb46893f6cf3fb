"""Every page × every role × whose it is, against the table written by hand."""

import pytest

from tests.house.matrix import ANONYMOUS, COLUMNS, differences, groups
from tests.house.town import build
from tests.house.walk import page_names, pages

ONCE = pytest.mark.slow_sqlite_only
# On a second database the role that reaches most, so that its way of comparing is tried as well.
EVERYWHERE = "trajectbegeleider"


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(
    "column", [pytest.param(column, marks=() if column == EVERYWHERE else ONCE) for column in COLUMNS]
)
def test_everybody_gets_where_the_table_says_and_nowhere_else(column: str) -> None:
    assert list(differences(build(), column, groups())) == []


def test_every_page_stands_in_the_table() -> None:
    listed = {page for group in groups() for page in group.pages}
    missing = [f"{page.name}: {page.route}" for page in pages() if page.name not in listed]
    assert missing == [], "Add these pages to a group of tests/house/matrix.toml, or write a group for them."


def test_the_table_names_no_page_that_is_gone() -> None:
    listed = {page for group in groups() for page in group.pages}
    assert listed - page_names() == set()


def test_every_part_of_an_address_is_filled_in() -> None:
    parameters = {page.name: set(page.parameters) for page in pages()}
    wrong = [
        f"{page} ({group.name}) takes {sorted(parameters[page])}"
        for group in groups()
        for page in group.pages
        if parameters[page] != set(group.takes)
    ]
    assert wrong == []


def test_a_page_that_takes_a_file_is_tried_with_every_kind_of_file() -> None:
    wanted = {"own", "colleague", "locked", "other"}
    short = [
        group.name for group in groups() if "client" in group.takes.values() and set(group.rows) != wanted
    ]
    assert short == []


def test_what_is_of_an_organisation_is_tried_with_that_of_another() -> None:
    given = [group for group in groups() if any(what[0] != "=" for what in group.takes.values())]
    assert [group.name for group in given if "other" not in group.rows] == []


def test_nobody_without_a_login_reaches_anything_of_a_person() -> None:
    seen = {cells[ANONYMOUS] for group in groups() if group.takes for cells in group.rows.values()}
    reached = [
        group.name
        for group in groups()
        if group.takes
        for row in group.rows.values()
        if row[ANONYMOUS] == "ok"
    ]
    assert "login" in seen
    # The secret in the address is the proof. Two show a moment and a place, and no person; a partner's link shows
    # what was shared with that partner.
    assert set(reached) == {"invited", "reset-link", "an-answer", "listen", "a-partners-link"}
