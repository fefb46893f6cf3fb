from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.answering import Closed, Standing, closed_because, spread

DAY = date(2026, 3, 10)
OPEN = Standing(on=DAY)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"on": DAY + timedelta(days=9)}, None),
        ({"on": DAY - timedelta(days=1)}, Closed.PAST),
        ({"session_closed": True}, Closed.PAST),
        ({"attended": True}, Closed.SEEN),
        ({"session_cancelled": True}, Closed.CANCELLED),
        ({"session_cancelled": True, "released": True}, Closed.CANCELLED),
        ({"off_list": True}, Closed.GONE),
        ({"released": True}, Closed.GONE),
        ({"released": True, "let_go": True}, None),
        ({"released": True, "let_go": True, "superseded": True}, Closed.GONE),
    ],
)
def test_why_an_invitation_takes_no_answer(changed: dict[str, object], why: Closed | None) -> None:
    assert closed_because(replace(OPEN, **changed), DAY) == why


def test_moments_are_dealt_over_the_days() -> None:
    slots = [(DAY + timedelta(days=day), minute) for day in range(5) for minute in (780, 790, 800, 810)]
    dealt = spread(slots, day_of=lambda slot: slot[0])
    assert [(slot[0] - DAY).days for slot in dealt] == [0, 0, 1, 1, 2, 2]
    assert spread(slots[:3], day_of=lambda slot: slot[0]) == slots[:3]
    assert spread([], day_of=lambda slot: slot[0]) == []


@given(
    slots=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 1439)), max_size=60, unique=True).map(sorted),
    most=st.integers(1, 8),
)
def test_dealing_keeps_the_order_and_never_shows_more_than_fit(slots: list, most: int) -> None:
    dealt = spread(slots, day_of=lambda slot: slot[0], most=most)
    days = sorted({day for day, _minute in slots})[:3]
    assert dealt == sorted(dealt)
    assert len(dealt) == min(most, sum(day in days for day, _minute in slots))
    assert set(dealt) <= set(slots)
