from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.rules.lookup import value
from trede.rules.models import NO_KEY
from trede.rules.tests.build import day, parameter, row, store
from trede.rules.timeline import gaps, overlaps, spans

FIRST = date(2020, 1, 1)


def known_days(*rows):
    return [(span.first, span.last) for span in spans(parameter(*rows), NO_KEY)]


def test_a_row_with_an_end_holds_to_its_end():
    assert known_days(row("2025-02-01", "2026-02-28")) == [(day("2025-02-01"), day("2026-02-28"))]


def test_the_last_open_row_stays_open():
    assert known_days(row("2026-03-01", None)) == [(day("2026-03-01"), date.max)]


def test_a_row_without_a_first_day_holds_from_the_beginning():
    assert known_days(row(None, "2019-01-02")) == [(date.min, day("2019-01-02"))]


def test_an_open_row_with_a_follower_is_known_on_its_first_day_only():
    known = known_days(row("2020-03-01", None), row("2019-07-01", None))
    assert known == [(day("2019-07-01"), day("2019-07-01")), (day("2020-03-01"), date.max)]


def test_an_open_row_with_a_follower_is_known_as_far_as_it_was_proven():
    known = known_days(row("2019-07-01", None, proven_until="2019-09-30"), row("2020-03-01", None))
    assert known[0] == (day("2019-07-01"), day("2019-09-30"))


def test_rows_of_another_key_do_not_close_an_open_row():
    both = parameter(
        row("2019-07-01", None, {"A": "1"}),
        row("2020-03-01", None, {"B": "2"}),
        keys={"A": "first", "B": "second"},
    )
    assert [span.last for span in spans(both, "A")] == [date.max]


def test_gaps_lie_between_the_rows():
    known = spans(parameter(row("2022-01-01", "2022-03-31"), row("2022-05-01", None)), NO_KEY)
    assert gaps(known) == [(day("2022-04-01"), day("2022-04-30"))]
    assert overlaps(known) == []


def test_rows_that_meet_leave_no_gap():
    known = spans(parameter(row("2022-01-01", "2022-04-30"), row("2022-05-01", None)), NO_KEY)
    assert gaps(known) == []


def test_an_overlap_with_a_row_further_back_is_found():
    rows = row("2022-01-01", "2022-12-31"), row("2022-02-01", "2022-02-28"), row("2022-06-01", None)
    assert overlaps(spans(parameter(*rows), NO_KEY)) == [
        (day("2022-02-01"), day("2022-02-28")),
        (day("2022-06-01"), day("2022-12-31")),
    ]


def test_nothing_known_has_no_gaps():
    assert gaps(()) == []
    assert overlaps(()) == []


@st.composite
def separate_rows(draw):
    """Rows that do not overlap, some open, with holes of any length between them."""
    rows, first = [], FIRST
    for number in range(draw(st.integers(1, 6))):
        first += timedelta(days=draw(st.integers(0, 40)))
        last = first + timedelta(days=draw(st.integers(0, 40)))
        end = None if draw(st.booleans()) else last.isoformat()
        rows.append(row(first.isoformat(), end, str(number)))
        first = last + timedelta(days=1)
    return draw(st.permutations(rows))


@given(separate_rows(), st.integers(-10, 600))
def test_every_day_is_either_known_or_not_and_the_nearest_lie_around_it(rows, offset):
    on, chosen = FIRST + timedelta(days=offset), store(*rows)
    known = chosen.spans("test.amount", NO_KEY)
    answer = value("test.amount", on, store=chosen)

    assert answer.known is (sum(span.covers(on) for span in known) == 1)
    if answer.known:
        assert (answer.valid_from or date.min) <= on <= (answer.valid_to or date.max)
        assert answer.nearest is None
    else:
        assert answer.value is None
        assert answer.nearest.before is None or answer.nearest.before.valid_to < on
        assert answer.nearest.after is None or on < answer.nearest.after.valid_from


@given(separate_rows(), st.integers(0, 600))
def test_a_day_between_the_first_and_the_last_is_in_a_gap_or_known_never_both(rows, offset):
    chosen = store(*rows)
    known = chosen.spans("test.amount", NO_KEY)
    on = min(known[0].first + timedelta(days=offset), known[-1].last)
    in_gap = any(first <= on <= last for first, last in gaps(known))
    assert in_gap is not value("test.amount", on, store=chosen).known


@given(separate_rows(), st.integers(0, 600), st.integers(0, 600))
def test_a_later_day_never_gets_an_older_value(rows, one, other):
    chosen = store(*rows)
    early, late = (FIRST + timedelta(days=each) for each in sorted((one, other)))
    first, second = (value("test.amount", on, store=chosen) for on in (early, late))
    if first.known and second.known:
        assert first.valid_from <= second.valid_from


@pytest.mark.parametrize("on", ["2022-02-15", "2022-02-28"])
def test_two_rows_that_contradict_each_other_give_no_value(on):
    chosen = store(row("2022-01-01", "2022-02-28", "1"), row("2022-02-15", None, "2"))
    answer = value("test.amount", day(on), store=chosen)
    assert (answer.known, answer.warning.code) == (False, "contradiction")
