from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.offers.fresh import FRESH, NEVER, STALE, freshness, stale_before

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


@given(
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
    st.integers(1, 60),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
def test_a_query_and_the_rule_agree_which_day_is_stale(confirmed, months, today):
    assert (confirmed <= stale_before(months, today)) == (freshness(confirmed, months, today).state == STALE)


@pytest.mark.parametrize(
    "today", [date(2026, 2, 28), date(2028, 2, 29), date(2026, 4, 30), date(2026, 3, 30)]
)
def test_at_the_end_of_a_month_they_agree_too(today):
    for months in range(1, 61):
        border = stale_before(months, today)
        for day in (border, border.replace(day=1)):
            assert freshness(day, months, today).state == STALE
        assert freshness(date.fromordinal(border.toordinal() + 1), months, today).state == FRESH
