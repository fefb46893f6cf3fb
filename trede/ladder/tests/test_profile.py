"""From marks to a profile: tables written by hand, and what must hold for whatever observers note."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.ladder.profile import (
    Difference,
    Done,
    Gaps,
    Level,
    Line,
    Mark,
    differences_in,
    gaps_in,
    profile_of,
    shown_to,
)

ANNA, BART, CHRIS = 1, 2, 3
ASKED = {"tempo": [10], "orde": [10, 11], "rekenen": [11]}


def mark(indicator: int, seen: int, observer: int = ANNA, competence: str = "tempo", task: int = 10) -> Mark:
    return Mark(indicator, competence, task, observer, seen)


def line_of(*marks: Mark, competence: str = "tempo") -> Line:
    profile = profile_of(marks, ASKED)
    return next(line for line in profile.lines if line.competence == competence)


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        ([3], 3),
        ([1, 3, 4], 3),
        ([3, 4], 3),  # between two: the lower
        ([1, 4], 1),
        ([2, 2, 4], 2),
        ([0, 0, 4], 4),  # not seen does not count
        ([0, 0], 0),
    ],
)
def test_the_level_is_the_middle_of_what_one_observer_saw(seen: list[int], level: int) -> None:
    assert line_of(*(mark(number, value) for number, value in enumerate(seen))).level == level


@pytest.mark.parametrize(
    ("anna", "bart", "chris", "level", "spread"),
    [(4, 4, None, 4, 0), (4, 2, None, 2, 2), (2, 4, None, 2, 2), (4, 3, 1, 3, 3), (4, 4, 1, 4, 3)],
)
def test_of_two_observers_the_careful_one_counts_and_the_spread_shows(
    anna: int, bart: int, chris: int | None, level: int, spread: int
) -> None:
    marks = [mark(1, anna), mark(1, bart, BART), *([mark(1, chris, CHRIS)] if chris else [])]
    line = line_of(*marks)
    assert (line.level, line.spread) == (level, spread)


def test_an_observer_who_marks_much_weighs_no_more_than_one_who_marks_little() -> None:
    much = [mark(number, 4) for number in range(9)]
    line = line_of(*much, mark(1, 2, BART))
    assert line.levels == (Level(ANNA, 4, 9), Level(BART, 2, 1))
    assert (line.level, line.times) == (2, 10)


def test_a_competence_says_in_which_tasks_it_was_seen() -> None:
    line = line_of(mark(1, 3, competence="orde", task=11), mark(2, 3, competence="orde"), competence="orde")
    assert line.tasks == (11, 10)


def test_groups_in_order_with_what_nobody_saw_last() -> None:
    marks = [mark(1, 1), mark(2, 4, competence="orde"), mark(3, 2, competence="lezen")]
    profile = profile_of(marks, ASKED)
    assert [one.competence for one in profile.strengths] == ["orde"]
    assert [one.competence for one in profile.with_help] == ["lezen"]
    assert [one.competence for one in profile.not_yet] == ["tempo"]
    assert [(one.competence, one.tasks) for one in profile.not_seen] == [("rekenen", (11,))]
    assert [one.competence for one in profile.lines] == ["orde", "lezen", "tempo", "rekenen"]


def test_strengths_with_the_same_level_are_ordered_by_how_often_and_where() -> None:
    marks = [
        *(mark(number, 3) for number in (1, 2)),
        mark(3, 3, competence="orde"),
        mark(4, 3, competence="orde", task=11),
        mark(5, 3, competence="rekenen"),
        mark(6, 4, competence="lezen"),
    ]
    names = [one.competence for one in profile_of(marks, ASKED).strengths]
    assert names == ["lezen", "orde", "tempo", "rekenen"]


@pytest.mark.parametrize(
    ("one", "other", "differs"), [(1, 3, True), (4, 2, True), (3, 4, False), (3, 3, False), (0, 4, False)]
)
def test_two_steps_apart_on_one_behaviour_is_a_difference(one: int, other: int, differs: bool) -> None:
    found = differences_in([mark(7, one), mark(7, other, BART), mark(8, 3)])
    expected = (Difference(7, "tempo", 10, ((ANNA, one), (BART, other))),) if differs else ()
    assert found == expected


def test_the_widest_difference_comes_first() -> None:
    marks = [mark(1, 2), mark(1, 4, BART), mark(2, 1), mark(2, 4, BART)]
    assert [(one.indicator, one.gap) for one in differences_in(marks)] == [(2, 3), (1, 2)]


def test_an_empty_assessment_says_that_nothing_is_known() -> None:
    profile = profile_of([], ASKED)
    assert (profile.seen, profile.differences, profile.apart) == ((), (), ())
    assert {one.competence for one in profile.not_seen} == set(ASKED)


def test_blind_shows_own_marks_and_of_others_what_one_marked_oneself() -> None:
    marks = [mark(1, 3), mark(2, 4), mark(1, 1, BART), mark(3, 2, BART)]
    assert shown_to(ANNA, marks, blind=True) == ([marks[0], marks[1], marks[2]], 1)
    assert shown_to(BART, marks, blind=True) == ([marks[0], marks[2], marks[3]], 1)
    assert shown_to(CHRIS, marks, blind=True) == ([], 4)
    assert shown_to(CHRIS, marks, blind=False) == (marks, 0)


def test_marking_not_seen_is_marking() -> None:
    marks = [mark(1, 3), mark(1, 0, BART)]
    assert shown_to(BART, marks, blind=True) == (marks, 0)


def test_gaps_before_a_conclusion() -> None:
    tasks = [
        Done(10, chosen=True, done=True, skipped=False, described=True),
        Done(11, chosen=True, done=True, skipped=False, described=False),
        Done(12, chosen=True, done=False, skipped=False, described=False),
        Done(13, chosen=True, done=False, skipped=True, described=False),
        Done(14, chosen=False, done=False, skipped=False, described=False),
    ]
    indicators = [(1, 10), (2, 10), (3, 11), (4, 12), (5, 14)]
    gaps = gaps_in(tasks, indicators, [mark(1, 3), mark(2, 0)])
    assert gaps == Gaps(unfinished=(12,), undescribed=(11,), unseen=(2, 3))
    assert gaps.any
    assert not gaps_in(tasks[:1], [(1, 10)], [mark(1, 3)]).any


marks_of = st.builds(
    Mark,
    indicator=st.integers(1, 6),
    competence=st.sampled_from(["tempo", "orde", "rekenen"]),
    task=st.integers(10, 12),
    observer=st.integers(1, 4),
    seen=st.integers(0, 4),
)


def once(marks: list[Mark]) -> list[Mark]:
    """As in the database: an observer has one mark an indicator, and an indicator one task and competence."""
    return list({(one.indicator, one.observer): _placed(one) for one in marks}.values())


def _placed(one: Mark) -> Mark:
    competence = ("tempo", "orde", "rekenen")[one.indicator % 3]
    return Mark(one.indicator, competence, 10 + one.indicator % 3, one.observer, one.seen)


@given(st.lists(marks_of), st.lists(marks_of))
def test_another_observer_never_hides_a_difference(before: list[Mark], later: list[Mark]) -> None:
    first = once(before)
    new = [Mark(one.indicator, one.competence, one.task, 9, one.seen) for one in once(later)]
    old, more = profile_of(first, ASKED), profile_of([*first, *once(new)], ASKED)
    gaps = {one.indicator: one.gap for one in more.differences}
    assert all(gaps.get(one.indicator, 0) >= one.gap for one in old.differences)
    spreads = {one.competence: one.spread for one in more.lines}
    assert all(spreads[one.competence] >= one.spread for one in old.lines)


@given(st.lists(marks_of))
def test_nothing_seen_gets_lost_and_nothing_is_invented(marks: list[Mark]) -> None:
    kept = once(marks)
    profile = profile_of(kept, ASKED)
    assert sum(line.times for line in profile.lines) == sum(one.seen > 0 for one in kept)
    for line in profile.seen:
        values = [one.seen for one in kept if one.competence == line.competence and one.seen]
        assert min(values) <= line.level <= max(values)
        assert line.level in values


@given(st.lists(marks_of))
def test_strengths_come_first_and_in_order(marks: list[Mark]) -> None:
    lines = profile_of(once(marks), ASKED).lines
    assert all((-one.level, -one.times) <= (-two.level, -two.times) for one, two in pairwise(lines))


@given(st.lists(marks_of), st.randoms())
def test_the_order_in_which_people_note_does_not_matter(marks: list[Mark], chance: object) -> None:
    kept = once(marks)
    shuffled = list(kept)
    chance.shuffle(shuffled)
    one, two = profile_of(kept, ASKED), profile_of(shuffled, ASKED)
    assert [(line.competence, line.levels) for line in one.lines if line.competence in ASKED] == [
        (line.competence, line.levels) for line in two.lines if line.competence in ASKED
    ]
    assert one.differences == two.differences


@given(st.lists(marks_of), st.integers(1, 5))
def test_a_blind_observer_sees_no_value_of_what_they_did_not_mark(marks: list[Mark], who: int) -> None:
    kept = once(marks)
    shown, hidden = shown_to(who, kept, blind=True)
    own = {one.indicator for one in kept if one.observer == who}
    assert {one.indicator for one in shown} == own
    assert len(shown) + hidden == len(kept)
