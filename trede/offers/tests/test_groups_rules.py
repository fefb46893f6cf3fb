"""The pure rules of groups: the order of who waits, the days of a series, absences in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.offers.absences import attendance
from trede.offers.edition_days import Meeting, days_between, double
from trede.offers.queue_order import Waits, in_order, in_turn
from trede.offers.school_holidays import of_year, school_holiday

DAY = date(2026, 3, 2)
FAR, NEAR = DAY + timedelta(days=30), DAY + timedelta(days=7)
days = st.dates(DAY - timedelta(days=400), DAY)
people = st.lists(
    st.builds(
        Waits,
        participation=st.integers(1, 10_000),
        since=days,
        promised=st.none() | st.dates(DAY - timedelta(days=60), DAY + timedelta(days=60)),
        short_notice=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.participation,
)


def order(waiting: list[Waits], starts_on: date = FAR) -> list[tuple[int, str]]:
    return [
        (turn.waits.participation, turn.reason) for turn in in_order(waiting, today=DAY, starts_on=starts_on)
    ]


def test_a_broken_promise_then_short_notice_then_time() -> None:
    waiting = [
        Waits(1, DAY - timedelta(days=90)),
        Waits(2, DAY - timedelta(days=1), short_notice=True),
        Waits(3, DAY - timedelta(days=2), promised=DAY - timedelta(days=1)),
        Waits(4, DAY - timedelta(days=3), promised=DAY - timedelta(days=5)),
        Waits(5, DAY - timedelta(days=80), promised=DAY),
    ]
    assert order(waiting) == [(4, "promised"), (3, "promised"), (1, "since"), (5, "since"), (2, "since")]
    assert order(waiting, NEAR) == [
        (4, "promised"),
        (3, "promised"),
        (2, "short_notice"),
        (1, "since"),
        (5, "since"),
    ]
    assert order(waiting, NEAR + timedelta(days=1)) == order(waiting)


@given(people, st.sampled_from([FAR, NEAR]))
def test_the_order_holds_everyone_once_and_does_not_depend_on_how_it_came(
    waiting: list[Waits], starts_on: date
) -> None:
    turns = in_order(waiting, today=DAY, starts_on=starts_on)
    assert sorted(turn.waits.participation for turn in turns) == sorted(one.participation for one in waiting)
    assert [turn.place for turn in turns] == list(range(1, len(waiting) + 1))
    assert in_order(reversed(waiting), today=DAY, starts_on=starts_on) == turns


@given(people, st.sampled_from([FAR, NEAR]))
def test_somebody_new_never_moves_two_others(waiting: list[Waits], starts_on: date) -> None:
    new = Waits(20_000, DAY)
    before = [turn.waits for turn in in_order(waiting, today=DAY, starts_on=starts_on)]
    after = in_order([*waiting, new], today=DAY, starts_on=starts_on)
    assert [turn.waits for turn in after if turn.waits != new] == before


@given(people, st.integers(0, 5))
def test_as_many_have_a_turn_as_there_are_places(waiting: list[Waits], free: int) -> None:
    turns = in_order(waiting, today=DAY, starts_on=FAR)
    chosen = [one for one in waiting if in_turn(turns, one.participation, free)]
    assert len(chosen) == min(free, len(waiting))


@given(people)
def test_longer_waiting_goes_before_among_equals(waiting: list[Waits]) -> None:
    plain = [
        turn.waits.since for turn in in_order(waiting, today=DAY, starts_on=FAR) if turn.reason == "since"
    ]
    assert plain == sorted(plain)


@pytest.mark.parametrize(
    ("marks", "there", "of", "missed", "row"),
    [
        ([], 0, 0, 0, 0),
        (["present", "late"], 2, 2, 0, 0),
        (["absent", "absent", "absent"], 0, 3, 3, 3),
        (["absent", "absent", "present"], 1, 3, 2, 0),
        (["present", "absent", "excused", "absent", "", "absent"], 1, 5, 3, 3),
        (["excused", "excused", "excused"], 0, 3, 0, 0),
    ],
)
def test_how_often_somebody_came(marks: list[str], there: int, of: int, missed: int, row: int) -> None:
    found = attendance(marks)
    assert (found.there, found.of, found.missed, found.row) == (there, of, missed, row)
    assert found.too_often == (row >= 3)
    assert found.percent == (100 * there // of if of else None)


# From the calendar that schools print: krokus, Easter, autumn, Christmas.
SCHOOL = {
    2024: "2024-02-12/2024-02-18 2024-04-01/2024-04-14 2024-10-28/2024-11-03 2024-12-23/2025-01-05",
    2025: "2025-03-03/2025-03-09 2025-04-07/2025-04-20 2025-10-27/2025-11-02 2025-12-22/2026-01-04",
    2026: "2026-02-16/2026-02-22 2026-04-06/2026-04-19 2026-11-02/2026-11-08 2026-12-21/2027-01-03",
    2027: "2027-02-08/2027-02-14 2027-03-29/2027-04-11 2027-11-01/2027-11-07 2027-12-27/2028-01-09",
}


@pytest.mark.parametrize("year", SCHOOL)
def test_school_holidays(year: int) -> None:
    found = [f"{one.first}/{one.last}" for one in of_year(year) if "zomer" not in str(one.name)]
    assert " ".join(found) == SCHOOL[year]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-04", "kerstvakantie"),
        ("2026-01-05", ""),
        ("2026-07-01", "zomervakantie"),
        ("2026-08-31", "zomervakantie"),
        ("2026-09-01", ""),
    ],
)
def test_the_edges_of_a_school_holiday(day: str, name: str) -> None:
    assert school_holiday(date.fromisoformat(day)) == name


def test_the_days_of_a_series_leave_out_and_name_holidays() -> None:
    found = list(days_between(date(2026, 10, 26), date(2026, 11, 18), {0, 2}))
    assert [(str(one.on), one.skipped) for one in found] == [
        ("2026-10-26", ""),
        ("2026-10-28", ""),
        ("2026-11-02", "herfstvakantie"),
        ("2026-11-04", "herfstvakantie"),
        ("2026-11-09", ""),
        ("2026-11-11", "Wapenstilstand"),
        ("2026-11-16", ""),
        ("2026-11-18", ""),
    ]
    with_school = days_between(date(2026, 11, 2), date(2026, 11, 4), {0, 2}, without_school_holidays=False)
    assert [one.skipped for one in with_school] == ["", ""]
    assert list(days_between(date(2026, 11, 4), date(2026, 11, 2), {0})) == []


def test_two_at_once() -> None:
    first, second = Meeting(DAY, 540, 600), Meeting(DAY, 600, 660)
    assert double([second, first]) is None
    assert double([first, Meeting(DAY, 599, 601)]) == DAY
    assert double([first, Meeting(FAR, 540, 600)]) is None
