from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.offers.fresh import FRESH, NEVER, STALE, freshness

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("confirmed", "months", "state", "ask_on"),
    [
        (None, 6, NEVER, None),
        (date(2026, 11, 28), 6, FRESH, date(2027, 5, 28)),
        (date(2026, 5, 29), 6, FRESH, date(2026, 11, 29)),
        (date(2026, 5, 28), 6, STALE, date(2026, 11, 28)),
        (date(2025, 8, 31), 6, STALE, date(2026, 2, 28)),
        (date(2020, 1, 1), 0, FRESH, None),
        (None, 0, NEVER, None),
    ],
)
def test_an_offer_is_asked_again_after_its_months(confirmed, months, state, ask_on):
    found = freshness(confirmed, months, TODAY)
    assert (found.state, found.ask_on) == (state, ask_on)
    assert found.is_fresh == (state == FRESH)


@given(
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.integers(1, 36),
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
)
def test_what_was_confirmed_later_is_never_staler(confirmed, months, today):
    if freshness(confirmed, months, today).state == FRESH:
        assert freshness(confirmed.replace(day=28), months + 1, today).ask_on > confirmed
