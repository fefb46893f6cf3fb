from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.order import (
    RANKS,
    Waiting,
    in_order,
    promise_state,
    rank_of,
    weeks_waiting,
)
from trede.referral.models import Priority

TODAY = date(2026, 3, 2)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def test_every_priority_has_a_rank() -> None:
    assert set(RANKS) == set(Priority.values)
    assert rank_of("unknown") == rank_of("")


def test_priorities_come_first_by_kind_then_who_waits_longest() -> None:
    people = [
        Waiting(1, "", day(-90)),
        Waiting(2, "", day(-120)),
        Waiting(3, "young", day(-5)),
        Waiting(4, "job_waits", day(-1)),
        Waiting(5, "young", day(-8)),
        Waiting(6, "", day(-120)),
    ]
    assert [one.entry for one in in_order(people)] == [4, 5, 3, 2, 6, 1]


waiting = st.builds(
    Waiting,
    entry=st.integers(1, 10_000),
    priority=st.sampled_from(Priority.values),
    since=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
)


@given(st.lists(waiting, unique_by=lambda one: one.entry, max_size=30))
def test_nobody_without_more_priority_passes_who_waits_longer(people: list[Waiting]) -> None:
    placed = in_order(people)
    assert sorted(one.entry for one in placed) == sorted(one.entry for one in people)
    for place, first in enumerate(placed):
        for later in placed[place + 1 :]:
            assert rank_of(first.priority) < rank_of(later.priority) or first.since <= later.since


@pytest.mark.parametrize(
    ("promised", "invited", "expected", "state"),
    [
        (None, None, None, ""),
        (-1, None, None, "broken"),
        (-1, 5, None, "broken"),
        (5, 5, None, "kept"),
        (5, 4, 90, "kept"),
        (5, 6, None, "at_risk"),
        (60, None, 61, "at_risk"),
        (60, None, 60, "kept"),
        (60, None, None, "kept"),
        (21, None, 10, "near"),
        (22, None, 10, "kept"),
        (0, None, None, "near"),
    ],
)
def test_a_promise_shows_before_it_breaks(
    promised: int | None, invited: int | None, expected: int | None, state: str
) -> None:
    def at(offset: int | None) -> date | None:
        return None if offset is None else day(offset)

    found = promise_state(at(promised), today=TODAY, invited_for=at(invited), expected=at(expected))
    assert found == state


@pytest.mark.parametrize(("days", "weeks"), [(-3, 0), (0, 0), (6, 0), (7, 1), (70, 10)])
def test_whole_weeks_count(days: int, weeks: int) -> None:
    assert weeks_waiting(day(-days), TODAY) == weeks
