from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.offers.limit_values import limits_on
from trede.offers.limits import (
    DAYS,
    MINUTES_MONTH,
    MINUTES_YEAR,
    MONTHS,
    SESSIONS,
    Limit,
    Used,
    evaluation_due,
    first_reached,
    months_begun,
    room,
)
from trede.offers.models import OfferLimit

START = date(2026, 1, 15)


def one(unit: str, most: int | None, used: Used, on: date) -> tuple[int, int | None, date | None]:
    (found,) = room([Limit(unit, most)], used, on)
    return found.used, found.left, found.last_day


@pytest.mark.parametrize(
    ("until", "months"),
    [
        (date(2026, 1, 14), 0),
        (date(2026, 1, 15), 1),
        (date(2026, 2, 14), 1),
        (date(2026, 2, 15), 2),
        (date(2027, 1, 14), 12),
        (date(2027, 1, 15), 13),
    ],
)
def test_a_month_counts_as_soon_as_it_begins(until: date, months: int) -> None:
    assert months_begun(START, until) == months


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.integers(1, 60),
    st.integers(0, 30),
)
def test_on_the_last_day_nothing_is_left_and_the_day_after_it_is_over(
    start: date, most: int, before: int
) -> None:
    if before >= most:
        return
    used = Used(started_on=start, months_before=before)
    _used, _left, last = one(MONTHS, most, used, start)
    assert last is not None
    assert one(MONTHS, most, used, last)[1] == 0
    assert one(MONTHS, most, used, last + timedelta(days=1))[1] == -1


@pytest.mark.parametrize(
    ("unit", "most", "used", "on", "expected"),
    [
        (MONTHS, 12, Used(), START, (0, 12, None)),
        (MONTHS, 12, Used(months_before=4), START, (4, 8, None)),
        (MONTHS, 12, Used(started_on=START, months_before=12), START, (13, -1, date(2026, 1, 14))),
        (MONTHS, 12, Used(started_on=START), date(2025, 1, 1), (0, 12, date(2027, 1, 14))),
        (MONTHS, 12, Used(started_on=START, ended_on=date(2026, 3, 1)), date(2030, 1, 1), (2, 10, date(2027, 1, 14))),
        (MONTHS, None, Used(started_on=START), START, (1, None, None)),
        (DAYS, 30, Used(started_on=START), date(2026, 1, 20), (6, 24, date(2026, 2, 13))),
        (DAYS, 30, Used(started_on=START), date(2026, 2, 14), (31, -1, date(2026, 2, 13))),
        (DAYS, 30, Used(), START, (0, 30, None)),
        (MINUTES_MONTH, 3600, Used(minutes={date(2026, 1, 1): 3000}), START, (3000, 600, None)),
        (MINUTES_MONTH, 3600, Used(minutes={date(2026, 2, 1): 3000}), START, (0, 3600, None)),
        (
            MINUTES_YEAR,
            37800,
            Used(started_on=START, minutes_before=800, minutes={date(2026, 1, 1): 200, date(2025, 1, 1): 9}),
            START,
            (1000, 36800, None),
        ),
        (MINUTES_YEAR, 37800, Used(started_on=START, minutes_before=800), date(2027, 5, 1), (0, 37800, None)),
        (SESSIONS, 4, Used(sessions=5), START, (5, -1, None)),
    ],
)  # fmt: skip
def test_what_is_left(
    unit: str, most: int | None, used: Used, on: date, expected: tuple[object, ...]
) -> None:
    assert one(unit, most, used, on) == expected


def test_a_limit_beyond_the_calendar_has_no_last_day() -> None:
    used = Used(started_on=START)
    assert one(MONTHS, 2_000_000, used, START)[2] is None
    assert one(DAYS, 2_000_000_000, used, START)[2] is None


def test_how_full_it_is() -> None:
    def share(most: int | None, used: int) -> int:
        (found,) = room([Limit(SESSIONS, most)], Used(sessions=used), START)
        return found.share

    assert [share(4, 1), share(4, 9), share(0, 0), share(None, 3)] == [25, 100, 100, 0]


def test_the_day_to_warn_about_is_the_first() -> None:
    used = Used(started_on=START, minutes={date(2026, 1, 1): 3500})
    rooms = room([Limit(MONTHS, 12), Limit(DAYS, 30), Limit(MONTHS, None)], used, START)
    assert first_reached(rooms, START) == date(2026, 2, 13)
    assert first_reached(room([Limit(MINUTES_MONTH, 3600)], used, START), START) == date(2026, 1, 31)
    assert first_reached(room([Limit(MINUTES_YEAR, 3600)], used, START), START) == date(2026, 12, 31)
    assert first_reached(room([Limit(MINUTES_MONTH, 36000)], used, START), START) is None
    assert first_reached([], START) is None


@pytest.mark.parametrize(
    ("started", "evaluated", "months", "due"),
    [
        (START, None, 3, date(2026, 4, 15)),
        (START, date(2026, 4, 20), 3, date(2026, 7, 20)),
        (START, None, None, None),
        (None, None, 3, None),
        # One from an earlier time does not put it before the start.
        (START, date(2025, 1, 1), 6, date(2026, 7, 15)),
    ],
)
def test_when_an_evaluation_is_due(
    started: date | None, evaluated: date | None, months: int | None, due: date | None
) -> None:
    assert evaluation_due(started, evaluated, months) == due


@pytest.mark.parametrize(
    ("unit", "parameter", "most"),
    [
        (MINUTES_MONTH, "wijkwerk.max_hours:month", 3600),
        (MINUTES_YEAR, "wijkwerk.max_hours:year", 37800),
        (MONTHS, "wijkwerk.max_months", 12),
        (MONTHS, "bestaat.niet", None),
        (MONTHS, "wijkwerk.max_hours:week", None),
    ],
)
def test_a_legal_value_in_the_unit_of_the_limit(unit: str, parameter: str, most: int | None) -> None:
    row = OfferLimit(unit=unit, parameter=parameter, starts_on=date(2018, 1, 1))
    (limit,) = limits_on([row], date(2026, 11, 28))
    assert (limit.most, bool(limit.certainty)) == (most, most is not None)


def test_a_limit_of_before_its_law_is_not_known_and_an_own_number_is_sure() -> None:
    law = OfferLimit(unit=MINUTES_YEAR, parameter="wijkwerk.max_hours:year", starts_on=date(2000, 1, 1))
    own = OfferLimit(unit=DAYS, most=30, starts_on=date(2000, 1, 1), ends_on=date(2020, 1, 1))
    assert [limit.most for limit in limits_on([law, own], date(2010, 1, 1))] == [None, 30]
    assert limits_on([own], date(2021, 1, 1)) == []
