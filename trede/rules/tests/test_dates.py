from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.rules import BadInput, RuleError
from trede.rules.dates import add_months, parse_day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(start, months, expected):
    assert add_months(start, months) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_more_months_are_never_earlier(start, some, more):
    assert add_months(start, some) <= add_months(start, some + more)


@pytest.mark.parametrize(("start", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1)])
def test_outside_the_calendar_is_bad_input(start, months):
    with pytest.raises(BadInput, match="kalender"):
        add_months(start, months)


def test_an_iso_day_is_read():
    assert parse_day("2026-03-01") == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-02-31", "2025-02-29", "2026-13-01", "0000-01-01"])
def test_a_day_that_does_not_exist_is_named(text):
    with pytest.raises(BadInput, match=text):
        parse_day(text)


@pytest.mark.parametrize(
    "text", [None, "", "1/3/2026", "20260301", "2026-W10-1", "2026-3-1", 20260301, "٢٠٢٦-٠٣-٠١"]
)
def test_another_notation_is_refused_with_an_example(text):
    with pytest.raises(RuleError, match="JJJJ-MM-DD"):
        parse_day(text)
