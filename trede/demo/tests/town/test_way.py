"""The way in, before it is written: days, seats, and that chance repeats itself."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.demo.tests.town.impossible import TODAY
from trede.demo.town import population
from trede.demo.town.way import Calendar, Ways
from trede.demo.town.way.calendar import BEGINS, SLOTS, Seats, fortnightly, holidays, is_working, working
from trede.demo.town.way.rounds import after
from trede.demo.town.way.shapes import Invited, Round, Way

FIRST_DAY = date(2023, 11, 22)


def ways_of(clients: int, seed: int = 1, today: date = TODAY) -> list[Way]:
    first = (
        today.replace(year=today.year - 3)
        if (today.month, today.day) != (2, 29)
        else date(today.year - 3, 3, 1)
    )
    ways = Ways(Calendar.of(clients, today, first), seed)
    return [ways.of(person) for person in population(clients, seed, today)]


def rounds(ways: list[Way]) -> list[Round]:
    return [made for way in ways for made in way.rounds]


def invitations(ways: list[Way]) -> list[Invited]:
    return [one for made in rounds(ways) for one in made.invitations]


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [(2000, (4, 24)), (2019, (4, 22)), (2024, (4, 1)), (2025, (4, 21)), (2026, (4, 6)), (2038, (4, 26))],
)
def test_the_moving_holidays_follow_easter(year: int, easter_monday: tuple[int, int]) -> None:
    monday = date(year, *easter_monday)
    assert {monday, monday + timedelta(days=38), monday + timedelta(days=49)} <= holidays(year)
    assert len(holidays(year)) == 10


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_working_day_is_found_within_five_days(on: date) -> None:
    found = working(on)
    assert is_working(found)
    assert 0 <= (found - on).days <= 5


def test_a_holiday_is_skipped_not_moved() -> None:
    days = list(fortnightly(date(2025, 10, 14), date(2025, 12, 31)))
    assert date(2025, 11, 11) not in days
    assert date(2025, 11, 25) in days


def test_seats_are_taken_once_and_run_out() -> None:
    calendar = Calendar(TODAY, FIRST_DAY, 1)
    on = calendar.days(0)[3]
    seats = Seats(calendar)
    taken = [seats.latest(on, on) for _ in range(SLOTS + 1)]
    assert [place.begin for place in taken if place] == [BEGINS + 10 * turn for turn in range(SLOTS)]
    assert taken[-1] is None


def test_who_needs_an_interpreter_takes_two_that_touch() -> None:
    calendar = Calendar(TODAY, FIRST_DAY, 1)
    on = calendar.days(0)[3]
    seats = Seats(calendar)
    assert seats.latest(on, on)
    longer = seats.latest(on, on, 2)
    following = seats.latest(on, on)
    assert longer
    assert following
    assert (longer.begin, following.begin) == (BEGINS + 10, BEGINS + 30)


def test_nobody_sits_in_a_session_that_fell_out() -> None:
    calendar = Calendar(TODAY, FIRST_DAY, 1)
    gone = calendar.fell_out(0)
    assert gone
    assert Seats(calendar).latest(gone, gone) is None


def test_a_large_town_has_more_sessions() -> None:
    assert [Calendar.of(many, TODAY, FIRST_DAY).series for many in (20, 900, 2000, 150_000)] == [1, 1, 2, 167]


def test_the_seed_makes_the_ways() -> None:
    assert ways_of(300) == ways_of(300)
    assert ways_of(300) != ways_of(300, seed=2)


@pytest.mark.parametrize("today", [date(2024, 6, 1), date(2028, 2, 29), date(2026, 12, 25), TODAY])
def test_no_two_sit_on_one_slot_and_nothing_is_out_of_order(today: date) -> None:
    ways = ways_of(1500, 3, today)
    held = [one.place for one in invitations(ways)]
    spans = Counter(
        (place.series, place.on, place.begin + 10 * further)
        for place in held
        for further in range(place.slots)
    )
    assert max(spans.values()) == 1
    for made in rounds(ways):
        days = [step.on for step in made.steps]
        assert days == sorted(days)
        free = made.steps[-1].on
        for one in made.invitations:
            assert free <= one.made < one.place.on
            free = after(one)
        assert made.steps[0].state == "sent"
        assert made.decided is None or made.invitations[-1].attendance in ("present", "late")


@pytest.mark.parametrize("clients", [20, 40, 60])
def test_a_small_town_shows_the_whole_way(clients: int) -> None:
    ways = ways_of(clients)
    coming = [one for one in invitations(ways) if one.place.on >= TODAY]
    assert coming
    assert any(made.decided for made in rounds(ways))
    assert any(made.accepted and made.left is None for made in rounds(ways))
    assert sum(bool(way.exemption) for way in ways) > 0


def test_no_shows_are_followed_up_or_wait_for_it() -> None:
    missed = [one for one in invitations(ways_of(2000)) if one.attendance in ("absent", "excused")]
    waiting = [one for one in missed if one.follow_up is None]
    assert 0 < len(waiting) < len(missed) / 5
    assert all((TODAY - one.place.on).days < 40 for one in waiting)
    assert {one.follow_up.reachable for one in missed if one.follow_up} == {True, False, None}


def test_what_the_demo_must_show_occurs() -> None:
    ways = ways_of(2000)
    assert {made.left_because for made in rounds(ways)} == {"", "decided", "back", "moved"}
    assert {made.steps[-1].state for made in rounds(ways)} == {"sent", "sent_back", "accepted", "withdrawn"}
    assert {one.reply for one in invitations(ways)} == {"", "comes", "cannot", "other_time", "call_me"}
    assert {one.interpreter.how for one in invitations(ways) if one.interpreter} == {
        "place",
        "phone",
        "video",
    }
    outcomes = {o for way in ways if way.exemption for o, _on in way.exemption.meeting.outcomes}
    assert {"granted", "refused", "postponed"} <= outcomes
