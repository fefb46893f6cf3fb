"""Where a move fits: tables of days, and any number of moves in any order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.ladder.moving import (
    DAY,
    Plan,
    Refused,
    Span,
    Why,
    flatten,
    plan_correction,
    plan_move,
    plan_retraction,
)

MARCH, MAY, JUNE = date(2025, 3, 1), date(2025, 5, 1), date(2025, 6, 1)
TWO = Span(1, 2, MARCH, MAY - DAY)
THREE = Span(2, 3, MAY, JUNE - DAY)
FOUR = Span(3, 4, JUNE)
PATH = (TWO, THREE, FOUR)


@pytest.mark.parametrize(
    ("spans", "rung", "on", "plan"),
    [
        ((), 3, MAY, Plan()),
        ((Span(1, 2, MARCH),), 3, MAY, Plan(None, {1: MAY - DAY})),
        # A step down is a step like any other.
        ((Span(1, 5, MARCH),), 2, MAY, Plan(None, {1: MAY - DAY})),
        # Between two that stand, and inside one.
        (PATH, 4, MAY + DAY * 10, Refused(Why.SAME_AFTER, FOUR)),
        (PATH, 5, MAY + DAY * 10, Plan(JUNE - DAY, {2: MAY + DAY * 9})),
        # Before the first of all.
        (PATH, 1, MARCH - DAY * 30, Plan(MARCH - DAY)),
        (PATH, 2, MARCH - DAY * 30, Refused(Why.SAME_AFTER, TWO)),
        # The same day corrects.
        (PATH, 5, JUNE, Plan(None, corrects=3)),
        (PATH, 4, JUNE, Refused(Why.ALREADY_THERE, FOUR)),
        (PATH, 3, JUNE, Refused(Why.SAME_BEFORE, THREE)),
        (PATH, 4, MAY, Refused(Why.SAME_AFTER, FOUR)),
        # The same rung on a day inside its stay.
        (PATH, 3, MAY + DAY, Refused(Why.ALREADY_THERE, THREE)),
        # In a gap, and after the end.
        ((TWO, FOUR), 3, MAY + DAY, Plan(JUNE - DAY)),
        ((TWO, FOUR), 2, MAY + DAY, Plan(JUNE - DAY)),
        ((TWO, FOUR), 2, MAY, Refused(Why.SAME_BEFORE, TWO)),
        ((TWO,), 2, JUNE, Plan()),
        # Before a gap the new one does not reach over it.
        ((TWO, FOUR), 5, MARCH + DAY * 9, Plan(MAY - DAY, {1: MARCH + DAY * 8})),
    ],
)
def test_a_move_finds_its_place(spans: tuple[Span, ...], rung: int, on: date, plan: Plan | Refused) -> None:
    assert plan_move(spans, rung=rung, on=on) == plan


@pytest.mark.parametrize(
    ("pk", "rung", "on", "plan"),
    [
        (2, 3, MAY, Plan(JUNE - DAY)),
        (2, 5, MAY, Plan(JUNE - DAY)),
        (2, 3, MAY + DAY * 3, Plan(JUNE - DAY, {1: MAY + DAY * 2})),
        (2, 3, MAY - DAY * 3, Plan(JUNE - DAY, {1: MAY - DAY * 4})),
        (2, 2, MAY, Refused(Why.SAME_BEFORE, TWO)),
        (2, 4, MAY, Refused(Why.SAME_AFTER, FOUR)),
        (2, 3, MARCH, Refused(Why.BEFORE_PREVIOUS, TWO)),
        (2, 3, JUNE, Refused(Why.AFTER_OWN_END, THREE)),
        (1, 2, MARCH - DAY * 9, Plan(MAY - DAY)),
    ],
)
def test_a_correction_keeps_its_neighbours(pk: int, rung: int, on: date, plan: Plan | Refused) -> None:
    assert plan_correction(PATH, pk=pk, rung=rung, on=on) == plan


@pytest.mark.parametrize(
    ("pk", "ends"),
    [(1, {}), (2, {1: JUNE - DAY}), (3, {2: None})],
)
def test_what_was_retracted_is_filled_by_the_step_before(pk: int, ends: dict[int, date | None]) -> None:
    assert plan_retraction(PATH, pk=pk).ends == ends


def test_after_a_gap_nothing_fills_up() -> None:
    assert plan_retraction((TWO, FOUR), pk=3) == Plan()


def test_of_merged_files_the_later_move_holds() -> None:
    merged = [Span(1, 2, MARCH), Span(2, 4, MAY), Span(3, 3, MAY, JUNE), Span(4, 5, JUNE + DAY * 5)]
    assert flatten(merged) == [
        Span(1, 2, MARCH, MAY - DAY),
        Span(3, 3, MAY, JUNE),
        Span(4, 5, JUNE + DAY * 5),
    ]


# Any story of moves, corrections and retractions.
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 40).map(lambda days: FIRST + timedelta(days))
RUNGS = st.integers(1, 6)
MOVES = st.lists(st.tuples(RUNGS, DAYS), min_size=1, max_size=12)
SCRIPT = st.lists(
    st.tuples(st.sampled_from(["move", "correct", "retract"]), RUNGS, DAYS, st.integers(0, 9)), max_size=14
)


def apply(spans: dict[int, Span], plan: Plan, new: Span | None) -> dict[int, Span]:
    found = {pk: Span(pk, s.rung, s.starts_on, plan.ends.get(pk, s.ends_on)) for pk, s in spans.items()}
    return found | ({new.pk: new} if new else {})


def moved(spans: dict[int, Span], rung: int, on: date) -> dict[int, Span]:
    plan = plan_move(spans.values(), rung=rung, on=on)
    if isinstance(plan, Refused):
        return spans
    pk = plan.corrects or max(spans, default=0) + 1
    return apply(spans, plan, Span(pk, rung, on, plan.ends_on))


def corrected(spans: dict[int, Span], pk: int, rung: int, on: date) -> dict[int, Span]:
    plan = plan_correction(spans.values(), pk=pk, rung=rung, on=on)
    if isinstance(plan, Refused):
        return spans
    return apply(spans, plan, Span(pk, rung, on, spans[pk].ends_on))


def retracted(spans: dict[int, Span], pk: int) -> dict[int, Span]:
    left = apply(spans, plan_retraction(spans.values(), pk=pk), None)
    del left[pk]
    return left


def rungs_by_day(spans: dict[int, Span]) -> dict[date, list[int]]:
    days = [FIRST + timedelta(number) for number in range(60)]
    return {day: found for day in days if (found := [s.rung for s in spans.values() if s.runs(day)])}


@given(SCRIPT)
def test_never_two_rungs_on_a_day_and_no_day_lost(script: list[tuple[str, int, date, int]]) -> None:
    spans: dict[int, Span] = {}
    for verb, rung, on, which in script:
        before, first = rungs_by_day(spans), min((s.starts_on for s in spans.values()), default=None)
        chosen = sorted(spans)[which % len(spans)] if spans else None
        if verb == "move" or chosen is None:
            spans = moved(spans, rung, on)
        elif verb == "correct":
            spans = corrected(spans, chosen, rung, on)
        else:
            spans = retracted(spans, chosen)
        after = rungs_by_day(spans)
        assert all(len(found) == 1 for found in after.values())
        # Only the first step can begin later, or be taken away.
        start = min((s.starts_on for s in spans.values()), default=date.max)
        assert {day for day in before if day >= start} <= set(after)
        assert verb != "move" or first is None or start <= first
        assert all(s.ends_on is None or s.ends_on >= s.starts_on for s in spans.values())


@given(MOVES)
def test_moves_never_put_the_same_rung_twice_in_a_row(moves: list[tuple[int, date]]) -> None:
    spans: dict[int, Span] = {}
    for rung, on in moves:
        spans = moved(spans, rung, on)
    order: list[Span] = sorted(spans.values(), key=lambda span: span.starts_on)
    touching = [(one, two) for one, two in pairwise(order) if one.ends_on == two.starts_on - DAY]
    assert all(one.rung != two.rung for one, two in touching)
    assert flatten(order) == order
