from __future__ import annotations

from datetime import date

import pytest

from trede.rules import check
from trede.rules.tests.build import day, row, store

TODAY = date(2026, 11, 22)


def kinds(*rows, today=TODAY, **more):
    return [finding.kind for finding in check(today, store=store(*rows, **more))]


def test_a_complete_parameter_has_no_findings():
    assert kinds(row("2025-01-01", "2026-02-28"), row("2026-03-01", None)) == []


def test_a_gap_is_found_with_its_days():
    chosen = store(row("2025-01-01", "2025-06-30"), row("2025-08-01", None))
    (found,) = check(TODAY, store=chosen)
    assert (found.kind, found.first, found.last) == ("gap", day("2025-07-01"), day("2025-07-31"))
    assert str(found.sentence) == "Geen waarde bekend van 01/07/2025 tot 31/07/2025."


def test_an_overlap_is_found_with_its_days():
    chosen = store(row("2025-01-01", "2025-06-30"), row("2025-06-01", None))
    (found,) = check(TODAY, store=chosen)
    assert (found.kind, found.first, found.last) == ("overlap", day("2025-06-01"), day("2025-06-30"))


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [
        ("confirmed", ["missing_source"]),
        ("practice", ["missing_source"]),
        ("recalled", ["recalled"]),
        ("derived", ["recalled"]),
    ],
)
def test_a_row_without_a_source_is_found(certainty, expected):
    assert kinds(row("2025-01-01", None, sources=[], certainty=certainty)) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-11-21", ["expired"]),
        ("2026-11-22", ["expires"]),
        ("2027-01-21", ["expires"]),
        ("2027-01-22", []),
    ],
)
def test_a_last_value_that_ends_is_found_sixty_days_ahead(last, expected):
    assert kinds(row("2025-01-01", last)) == expected


def test_what_was_abolished_is_not_looked_for():
    assert kinds(row("2018-01-01", "2019-01-02"), abolished=True) == []


@pytest.mark.parametrize(("today", "expected"), [("2026-11-22", []), ("2026-11-23", ["unchecked"])])
def test_an_open_legal_amount_must_be_checked_again(today, expected):
    assert kinds(row("2025-01-01", None), today=day(today)) == expected


def test_an_open_term_needs_no_new_check():
    assert kinds(row("2025-01-01", None), today=date(2030, 1, 1), unit="day") == []


def test_the_same_gap_of_several_keys_is_one_finding():
    amounts = {"A": "1", "B": "2"}
    chosen = store(
        row("2025-01-01", "2025-06-30", amounts),
        row("2025-08-01", None, amounts),
        keys={"A": "first", "B": "second"},
    )
    assert [found.keys for found in check(TODAY, store=chosen)] == [("A", "B")]


def test_a_key_without_any_row_is_no_error():
    assert kinds(row("2025-01-01", None, {"A": "1"}), keys={"A": "first", "B": "second"}) == []


def test_what_ships_has_no_overlaps_missing_sources_or_expired_values():
    assert {found.kind for found in check(TODAY)} == {"expired", "gap", "recalled"}


def test_nobody_published_what_a_volunteer_may_get_this_year():
    assert {found.parameter for found in check(TODAY) if found.kind == "expired"} == {"volunteer.max"}


def test_the_gaps_that_ship_are_the_months_nobody_could_prove():
    gaps = [found for found in check(TODAY) if found.kind == "gap"]
    assert [(found.parameter, str(found.first), str(found.last)) for found in gaps] == [
        ("ggmmi.monthly", "2022-04-02", "2023-10-31"),
        ("ggmmi.monthly", "2026-01-01", "2026-06-30"),
        ("leefloon.amount.monthly", "2017-09-02", "2018-08-31"),
        ("leefloon.amount.monthly", "2019-07-02", "2020-02-29"),
        ("leefloon.amount.monthly", "2021-07-01", "2022-04-30"),
        ("leefloon.amount.monthly", "2022-11-01", "2022-12-31"),
        ("volunteer.max", "2021-01-01", "2022-12-31"),
    ]


def test_the_amounts_that_ship_ask_for_a_new_check_the_day_after():
    found = {each.parameter for each in check(date(2026, 11, 23)) if each.kind == "unchecked"}
    assert found == {
        "bis.fee_month",
        "gemeenschapsdienst.fee_hour",
        "ggmmi.monthly",
        "leefloon.amount.monthly",
        "leefloon.amount.yearly",
        "wes.fee_month",
        "wijkwerk.fee_hour",
    }
