"""Pure decisions of the session: the pace, the weight of a caseload, free moments."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.caseload import Load, weigh
from trede.orientation.free_time import Taken, clashes, free_moments, working_days
from trede.orientation.pace import Pace, Turn, pace

ZONE = ZoneInfo("Europe/Brussels")
TURNS = [Turn(1, 780, 10, True), Turn(2, 790, 20, False), Turn(3, 810, 10, False)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (700, Pace(2, None, False, 0)),
        (790, Pace(2, 20, True, 0)),
        (805, Pace(2, 5, True, 0)),
        (810, Pace(2, 0, True, 0)),
        (815, Pace(2, -5, True, 5)),
    ],
)
def test_the_first_who_is_not_handled_is_next(now: int, expected: Pace) -> None:
    assert pace(TURNS, now) == expected


def test_everybody_handled_is_over() -> None:
    assert pace([Turn(1, 780, 10, True)], 900) == Pace(None, None, True, 0)
    assert pace([], 0).current is None


@given(st.permutations(TURNS), st.integers(0, 1440))
def test_the_order_in_which_they_come_in_does_not_matter(turns: list[Turn], now: int) -> None:
    assert pace(turns, now) == pace(TURNS, now)


@pytest.mark.parametrize(
    ("load", "words", "why"),
    [
        (Load(0, 0, 0), "0", "0 dossiers"),
        (Load(1, 0, 0), "1", "1 dossier"),
        (Load(12, 3, 2), "14,5", "12 dossiers, 3 nieuw, 2 met tolk"),
    ],
)
def test_a_caseload_weighs_with_its_reason(load: Load, words: str, why: str) -> None:
    assert (weigh(load).words, weigh(load).why) == (words, why)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_more_of_anything_never_weighs_less(files: int, new: int, interpreter: int) -> None:
    total = weigh(Load(files, new, interpreter)).total
    assert total >= files
    assert weigh(Load(files + 1, new, interpreter)).total == total + 1
    assert weigh(Load(files, new + 1, interpreter)).total == total + Decimal("0.5")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert list(working_days(date(2026, 4, 3), date(2026, 4, 8))) == [
        date(2026, 4, 3),
        date(2026, 4, 7),
        date(2026, 4, 8),
    ]
    assert list(working_days(date(2026, 12, 31), date(2027, 1, 1))) == [date(2026, 12, 31)]
    assert list(working_days(date(2026, 4, 8), date(2026, 4, 7))) == []


def test_free_moments_go_around_what_is_taken() -> None:
    taken = [Taken(at(2, 9), at(2, 10, 15)), Taken(at(2, 13), at(2, 17))]
    found = free_moments([date(2026, 3, 2)], taken, minutes=60, zone=ZONE)
    assert found == [at(2, 10, 30)]
    whole = [Taken(at(1, 0), at(9, 0))]
    assert free_moments(working_days(date(2026, 3, 2), date(2026, 3, 6)), whole, minutes=60, zone=ZONE) == []


def test_a_choice_of_days_rather_than_one_full_day() -> None:
    found = free_moments(working_days(date(2026, 3, 2), date(2026, 3, 31)), [], minutes=60, zone=ZONE)
    assert len(found) == 12
    assert [one.day for one in found] == [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]


@given(
    st.lists(st.tuples(st.integers(0, 60 * 24 * 5), st.integers(1, 300)), max_size=12),
    st.sampled_from([30, 45, 60, 90]),
)
def test_what_is_proposed_is_free_and_in_working_hours(blocks: list[tuple[int, int]], minutes: int) -> None:
    start = at(2, 0)
    taken = [
        Taken(start + timedelta(minutes=begin), start + timedelta(minutes=begin + length))
        for begin, length in blocks
    ]
    for moment in free_moments(
        working_days(date(2026, 3, 2), date(2026, 3, 6)), taken, minutes=minutes, zone=ZONE
    ):
        assert not clashes(taken, moment, minutes)
        assert 9 <= moment.hour < 17


def test_touching_is_no_clash_and_zones_do_not_matter() -> None:
    taken = [Taken(at(2, 9), at(2, 10))]
    assert not clashes(taken, at(2, 10), 60)
    assert not clashes(taken, at(2, 8), 60)
    assert clashes(taken, datetime(2026, 3, 2, 8, 30, tzinfo=UTC), 10) == taken
