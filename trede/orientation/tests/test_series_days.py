from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.series_days import MOST_SESSIONS, days_of, holiday_name, next_day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 1), "Dag van de Arbeid"),
        (date(2026, 7, 21), "Nationale feestdag"),
        (date(2026, 5, 14), "O. L. H. Hemelvaart"),
        (date(2026, 5, 15), ""),
        (date(2026, 12, 26), ""),
    ],
)
def test_belgian_holidays_are_known(day: date, name: str) -> None:
    assert holiday_name(day) == name


def test_every_two_weeks_on_the_same_weekday_without_holidays() -> None:
    days = list(days_of(date(2026, 4, 17), 2, until=date(2026, 6, 1)))
    assert [day.on for day in days] == [
        date(2026, 4, 17),
        date(2026, 5, 1),
        date(2026, 5, 15),
        date(2026, 5, 29),
    ]
    assert [bool(day.skipped) for day in days] == [False, True, False, False]


def test_the_end_of_the_series_holds() -> None:
    assert [
        day.on for day in days_of(date(2026, 3, 2), 1, until=date(2027, 1, 1), last=date(2026, 3, 9))
    ] == [
        date(2026, 3, 2),
        date(2026, 3, 9),
    ]
    assert len(list(days_of(date(2026, 3, 2), 0, until=date(2099, 1, 1)))) == MOST_SESSIONS


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 8), st.integers(-50, 500))
def test_the_next_day_follows_the_rhythm(first: date, weeks: int, later: int) -> None:
    after = first + timedelta(days=later)
    found = next_day(first, weeks, after=after)
    assert found > after
    assert (found - first).days % (7 * weeks) == 0
    assert found == first or found - timedelta(weeks=weeks) <= after
