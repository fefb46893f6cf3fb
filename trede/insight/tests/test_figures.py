"""The figures against an office of which every number was counted by hand."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.insight.figures import figures, flow, languages, replies, shows, steps, waiting
from trede.insight.months import Month, last_months
from trede.insight.rows import Asked, Caseload, Entry, Facts, Guided, Invited, first_seen

TODAY = date(2026, 11, 22)
PERIOD = last_months(3, TODAY)  # September, October, November


def day(month: int, on: int) -> date:
    return date(2026, month, on)


def invited(entry: int, made: date, session: date, attendance: str = "", **more: object) -> Invited:
    plain = Invited(entry, made, session, True, attendance, "", "nl", opened=False)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_curve_counts_all_who_came_in_the_period() -> None:
    entries = [
        *(Entry(pk, day(9, 1), day(9, 29)) for pk in range(1, 7)),  # seen after 28 days
        *(Entry(pk, day(10, 1), None) for pk in range(7, 11)),  # still wait
        Entry(11, day(9, 10), day(9, 20)),  # left unseen
        Entry(12, day(8, 31), None),  # came before the period
    ]
    found = waiting(entries, {pk: day(9, 29) for pk in range(1, 7)}, PERIOD)
    assert (found.started, found.seen, found.still, found.left) == (11, 6, 4, 1)
    assert (found.half, found.too_few) == (28, False)
    assert [(mark.days, round(mark.share, 2), mark.at_risk) for mark in found.marks] == [
        (14, 1.0, 10),
        (28, 0.4, 10),
        (42, 0.4, 4),
    ]


def test_nothing_is_said_of_a_few() -> None:
    assert waiting([Entry(1, day(9, 1), None)] * 9, {}, PERIOD).too_few
    assert not waiting([Entry(1, day(9, 1), None)] * 10, {}, PERIOD).too_few


def test_month_by_month() -> None:
    entries = [
        Entry(1, day(7, 1), day(9, 15)),
        Entry(2, day(9, 3), day(10, 13)),
        Entry(3, day(10, 5), None),
        Entry(4, day(10, 6), day(10, 20)),
    ]
    found = flow(entries, {1: day(9, 15), 2: day(10, 13)}, PERIOD)
    assert [(one.arrived, one.seen, one.left, one.waiting) for one in found] == [
        (1, 1, 0, 1),
        (2, 1, 1, 1),
        (0, 0, 0, 1),
    ]
    assert [one.runs for one in found] == [False, False, True]


def test_an_empty_chair_and_what_we_know_of_it() -> None:
    on, made = day(10, 13), day(9, 28)
    rows = [
        invited(1, made, on, "present"),
        invited(2, made, on, "late"),
        invited(3, made, on, "excused", reply="call_me"),
        invited(4, made, on, "absent", opened=True),
        invited(5, made, on, "absent", reply="comes"),
        invited(6, made, on, "absent", spoken=True),
        invited(7, made, on, "absent", arrived=True),
        invited(8, made, on, "absent"),
        invited(9, made, on, ""),
        invited(10, made, on, "", keeps=False, reply="cannot"),
        invited(11, day(11, 20), day(12, 8)),  # still comes
    ]
    september, october, november = shows(rows, PERIOD)
    assert (october.seen, october.excused, october.absent, october.open) == (2, 1, 5, 1)
    assert (october.reached, october.perhaps, october.nothing) == (3, 1, 1)
    assert october.invited == 9
    assert september.invited == november.invited == 0


def test_answers_by_the_month_of_the_invitation() -> None:
    rows = [
        invited(1, day(9, 1), day(10, 1), reply="comes"),
        invited(2, day(9, 2), day(10, 1), reply="cannot", keeps=False),
        invited(3, day(9, 2), day(10, 1), reply="other_time", keeps=False),
        invited(4, day(9, 3), day(10, 1), reply="call_me"),
        invited(5, day(9, 4), day(10, 1)),
        invited(6, day(8, 30), day(9, 10), reply="comes"),
    ]
    september = replies(rows, PERIOD)[0]
    assert (september.comes, september.cannot, september.call_me, september.none) == (1, 2, 1, 1)
    assert september.made == 5


def test_languages_never_point_at_somebody() -> None:
    on, made = day(10, 13), day(9, 28)
    rows = [invited(pk, made, on, "present") for pk in range(30)]
    rows += [invited(30 + pk, made, on, "absent") for pk in range(6)]
    rows += [invited(40 + pk, made, on, "present" if pk else "absent", language="ar") for pk in range(8)]
    rows += [invited(50 + pk, made, on, "absent", language="ti") for pk in range(2)]
    rows += [invited(60 + pk, made, on, "present", language="so") for pk in range(3)]
    dutch, arabic, rest = languages(rows, PERIOD)
    assert (dutch.code, dutch.invited.count, arabic.code, rest.code) == ("nl", 36, "ar", "")
    assert (arabic.invited.count, rest.invited.count) == (8, 5)
    assert (arabic.absent.small, rest.absent.small) == (True, True)
    assert dutch.absent.count == 6


def test_each_step_of_all_who_began_it() -> None:
    facts = Facts(
        entries=[Entry(pk, day(9, 1), None) for pk in range(12)],
        invited=[invited(pk, day(9, 11), day(9, 25), "present") for pk in range(12)]
        + [invited(0, day(9, 5), day(9, 8), keeps=False, reply="cannot")],
        asked=[Asked(day(9, 1), day(9, 4), withdrawn=False)] * 10 + [Asked(day(9, 1), None, withdrawn=True)],
        guided=[Guided(day(9, 25), day(10, 5), None)] * 9
        + [Guided(day(11, 20), TODAY + timedelta(days=3), None)],
        caseloads=[],
    )
    found = {one.code: one.time for one in steps(facts, PERIOD)}
    assert (found["answer"].half, found["answer"].began, found["answer"].open) == (3, 11, 0)
    assert (found["invite"].quarter, found["invite"].half) == (10, 10)
    assert (found["session"].half, found["session"].done) == (14, 12)
    assert (found["intake"].half, found["intake"].open) == (10, 1)


def test_an_office_without_anything_is_empty() -> None:
    assert figures(Facts([], [], [], [], []), PERIOD).empty
    assert not figures(Facts([], [], [], [], [Caseload("Jo", 3, Decimal(3))]), PERIOD).empty


def test_what_still_comes_is_not_seen_yet() -> None:
    rows = [invited(1, day(11, 10), day(12, 8), "present")]
    found = figures(Facts([Entry(1, day(11, 1), None)], rows, [], [], []), PERIOD)
    assert (found.waiting.seen, found.waiting.still) == (0, 1)


entries = st.lists(
    st.builds(
        lambda pk, since, stay: Entry(pk, since, since + timedelta(days=stay) if stay < 60 else None),
        st.integers(1, 500),
        st.dates(date(2026, 7, 1), TODAY),
        st.integers(0, 80),
    ),
    max_size=40,
    unique_by=lambda entry: entry.pk,
)


@given(entries)
def test_who_waits_is_who_waited_plus_who_came_less_who_left(rows: list[Entry]) -> None:
    known = [row for row in rows if row.left is None or row.left <= TODAY]
    found = flow(known, {}, PERIOD)
    for before, after in itertools.pairwise(found):
        assert after.waiting == before.waiting + after.arrived - after.left


@given(entries, st.randoms())
def test_all_who_started_are_seen_waiting_or_gone(rows: list[Entry], chance: object) -> None:
    seen = {row.pk: row.left for row in rows if row.left and row.left <= TODAY and chance.random() < 0.5}  # type: ignore[attr-defined]
    known = [row for row in rows if row.left is None or row.left <= TODAY]
    found = waiting(known, seen, PERIOD)
    assert found.started == found.seen + found.still + found.left


@pytest.mark.parametrize("made", [flow, shows, replies])
def test_every_month_has_a_row(made: Callable[..., tuple[object, ...]]) -> None:
    arguments: tuple[object, ...] = ([], {}, PERIOD) if made is flow else ([], PERIOD)
    assert [row.month for row in made(*arguments)] == [Month(2026, 9), Month(2026, 10), Month(2026, 11)]  # type: ignore[attr-defined]


def test_the_first_of_two_sessions_counts() -> None:
    rows = [invited(1, day(9, 1), day(9, 8), "late"), invited(1, day(9, 9), day(9, 22), "present")]
    assert first_seen(rows) == {1: day(9, 8)}
