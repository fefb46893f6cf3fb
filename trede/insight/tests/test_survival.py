"""The curve of all who started, against cases worked out by hand and against queues of which the truth is known."""

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.insight.survival import Curve, Span, between, curve, followed, reached_by

spans = st.lists(st.builds(Span, st.integers(0, 120), st.booleans()), min_size=1, max_size=60)


def shares(found: Curve) -> list[tuple[int, float]]:
    return [(point.day, round(point.share, 4)) for point in found.points[1:]]


def test_worked_out_by_hand() -> None:
    """Ten people; of days 6, 7 and 10 somebody ended, plus signs are those who still wait."""
    still = [Span(day, False) for day in (6, 9, 11, 20, 25)]
    found = curve([Span(day, True) for day in (6, 6, 7, 10, 22)] + still)
    assert shares(found) == [(6, 0.8), (7, 0.6857), (10, 0.5486), (22, 0.2743)]
    assert [point.at_risk for point in found.points[1:]] == [10, 7, 5, 2]
    assert (found.started, found.ended, found.last) == (10, 5, 25)


def test_the_published_trial_of_freireich() -> None:
    """Remission of 21 patients on 6-MP (1963), the case that every textbook prints."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = curve([Span(day, True) for day in ended] + [Span(day, False) for day in still])
    assert shares(found) == [
        (6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378), (23, 0.4482),
    ]  # fmt: skip
    assert reached_by(found, 0.5) == 23
    assert between(found, 0.5) == (13, None)
    at_six = found.at(6)
    assert at_six
    assert (round(at_six.low, 3), round(at_six.high, 3)) == (0.620, 0.952)


def test_without_anybody_who_waits_it_is_the_share_of_the_sample() -> None:
    found = curve([Span(day, True) for day in (1, 2, 3, 4)])
    assert shares(found) == [(1, 0.75), (2, 0.5), (3, 0.25), (4, 0.0)]
    assert reached_by(found, 0.5) == 2
    assert (found.points[-1].low, found.points[-1].high) == (0.0, found.points[-2].high)


def test_those_who_still_wait_are_not_forgotten() -> None:
    """The mean of those already seen would say 5 days; nine in ten still wait after 50."""
    found = curve([Span(5, True)] * 10 + [Span(50, False)] * 90)
    assert found.at(50)
    assert found.points[-1].share == pytest.approx(0.9)
    assert reached_by(found, 0.5) is None


def test_nobody_and_nothing() -> None:
    empty = curve([])
    assert (empty.started, empty.last, len(empty.points)) == (0, 0, 1)
    assert empty.at(1) is None
    assert curve([Span(3, False)]).points[-1].share == 1
    with pytest.raises(ValueError, match="before it starts"):
        curve([Span(-1, True)])


def test_nothing_is_said_of_days_that_nobody_lived() -> None:
    found = curve([Span(10, True), Span(30, False)])
    assert found.at(30)
    assert found.at(31) is None


def test_how_many_are_still_followed() -> None:
    people = [Span(10, True), Span(10, False), Span(30, False)]
    assert [followed(people, day) for day in (0, 10, 11, 31)] == [3, 3, 1, 0]


@given(spans)
def test_the_share_only_falls_and_lies_in_its_band(people: list[Span]) -> None:
    found = curve(people)
    shares_ = [point.share for point in found.points]
    assert shares_ == sorted(shares_, reverse=True)
    assert all(0 <= point.low <= point.share + 1e-9 for point in found.points)
    assert all(point.share <= point.high + 1e-9 <= 1 + 2e-9 for point in found.points)


@given(spans)
def test_order_does_not_matter_and_everybody_counts(people: list[Span]) -> None:
    assert curve(people) == curve(list(reversed(people)))
    assert curve(people).started == len(people)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=60), st.integers(0, 90))
def test_when_all_ended_it_counts_heads(days: list[int], on: int) -> None:
    found = curve([Span(day, True) for day in days])
    point = found.at(on)
    if point is not None:
        assert point.share == pytest.approx(sum(day > on for day in days) / len(days))


def test_the_band_holds_the_truth_as_often_as_it_says() -> None:
    """Simulated queues: waiting is exponential (mean 60 days), one in three stops being followed earlier."""
    chance, day, truth = Random(7), 45, exp(-46 / 60)
    held = runs = 0
    for _ in range(400):
        people = []
        for _person in range(80):
            wait, followed = int(chance.expovariate(1 / 60)), int(chance.expovariate(1 / 120))
            people.append(Span(min(wait, followed), wait <= followed))
        point = curve(people).at(day)
        if point is not None:
            runs += 1
            held += point.low <= truth <= point.high
    assert runs == 400
    assert 0.92 <= held / runs <= 0.98
