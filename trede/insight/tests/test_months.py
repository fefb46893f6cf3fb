from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.insight.months import Month, Period, calendar_year, last_months, per_month, waiting_at

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("many", "first"),
    [(1, Month(2026, 11)), (3, Month(2026, 9)), (12, Month(2025, 12)), (36, Month(2023, 12))],
)
def test_the_running_month_counts(many: int, first: Month) -> None:
    period = last_months(many, TODAY)
    assert (period.first, period.last) == (first, Month(2026, 11))
    assert len(period.months) == many
    assert period.ends == TODAY
    assert period.runs(Month(2026, 11))
    assert not period.runs(Month(2026, 10))


def test_a_year_as_far_as_it_came() -> None:
    assert calendar_year(2026, TODAY).ends == TODAY
    assert calendar_year(2025, TODAY) == Period(Month(2025, 1), Month(2025, 12), TODAY)
    assert len(calendar_year(2025, TODAY).months) == 12
    with pytest.raises(ValueError, match="yet to begin"):
        calendar_year(2027, TODAY)


@pytest.mark.parametrize(
    ("month", "last"), [(Month(2024, 2), date(2024, 2, 29)), (Month(2026, 12), date(2026, 12, 31))]
)
def test_a_month_ends_where_it_ends(month: Month, last: date) -> None:
    assert month.last == last


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(-60, 60))
def test_months_further_and_back(day: date, many: int) -> None:
    month = Month.of(day)
    assert month.plus(many).plus(-many) == month
    assert (month.plus(many) > month) is (many > 0)


def test_days_are_counted_in_their_month() -> None:
    period = last_months(3, TODAY)
    days = [
        date(2026, 9, 1),
        date(2026, 9, 30),
        date(2026, 11, 22),
        date(2026, 8, 31),
        None,
        date(2026, 11, 23),
    ]
    assert list(per_month(days, period).values()) == [2, 0, 1]


def test_who_waits_at_the_end_of_a_day() -> None:
    spans = [
        (date(2026, 9, 1), None),
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), None),
    ]
    assert waiting_at(spans, [date(2026, 8, 31), date(2026, 9, 30), TODAY]) == [0, 2, 2]
    assert waiting_at([], [TODAY]) == [0]
