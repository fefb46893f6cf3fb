from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trede.insight.leadtimes import Began, lead_time

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def done_in(*days: int) -> list[Began]:
    return [Began(ago(200), ago(200) + timedelta(days=each)) for each in days]


def test_quartiles_worked_out_by_hand() -> None:
    found = lead_time(done_in(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), TODAY)
    assert (found.quarter, found.half, found.three_quarters) == (3, 6, 9)
    assert (found.began, found.done, found.open) == (12, 12, 0)


def test_what_is_still_open_counts_as_not_yet() -> None:
    quick = done_in(*[2] * 6)
    waiting = [Began(ago(30), None)] * 8
    found = lead_time(quick + waiting, TODAY)
    assert (found.quarter, found.half, found.three_quarters) == (2, None, None)
    assert (found.began, found.done, found.open) == (14, 6, 8)


def test_who_is_gone_counts_until_then_and_is_not_open() -> None:
    found = lead_time([*done_in(*([20] * 10)), Began(ago(100), None, ago(95))], TODAY)
    assert (found.half, found.open, found.began) == (20, 0, 11)


def test_too_few_say_nothing() -> None:
    found = lead_time(done_in(*[3] * 9), TODAY)
    assert found.too_few
    assert (found.began, found.done, found.half) == (9, 9, None)
    assert not lead_time(done_in(*[3] * 10), TODAY).too_few


def test_what_starts_after_today_is_not_counted() -> None:
    assert lead_time([Began(TODAY + timedelta(days=1), None)], TODAY).began == 0


def test_done_before_it_began_is_no_days() -> None:
    """Somebody noted the answer before the day of the request: that is nought, not less."""
    assert lead_time([Began(ago(10), ago(12))] * 10, TODAY).half == 0


@given(st.lists(st.integers(0, 150), min_size=10, max_size=60))
def test_quartiles_are_in_order_and_are_days_that_occurred(days: list[int]) -> None:
    found = lead_time(done_in(*days), TODAY)
    assert found.quarter is not None
    assert found.half is not None
    assert found.three_quarters is not None
    assert found.quarter <= found.half <= found.three_quarters
    assert {found.quarter, found.half, found.three_quarters} <= set(days)
