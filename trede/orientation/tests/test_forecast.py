"""The forecast against simulated offices: its interval holds the truth about as often as it says."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.forecast import ENOUGH, History, Planned, Turn, forecast, turn_of

TODAY = date(2026, 3, 2)
OFFICES = 300


@dataclass
class Office:
    """A made-up office with its true rates, which the forecast does not know."""

    chance: random.Random
    missed: float
    unused: float
    cancelled: float
    passing: float
    slots: int
    past: int

    @classmethod
    def made(cls, seed: int) -> "Office":
        chance = random.Random(seed)
        return cls(
            chance=chance,
            missed=chance.betavariate(4, 9),
            unused=chance.betavariate(1.5, 12),
            cancelled=chance.betavariate(0.6, 14),
            passing=chance.uniform(0, 1),
            slots=chance.randint(6, 14),
            past=chance.randint(3, 30),
        )

    def history(self) -> History:
        seen = missed = used = unused = cancelled = 0
        for _session in range(self.past):
            if self.chance.random() < self.cancelled:
                cancelled += 1
                continue
            for _slot in range(self.slots):
                if self.chance.random() < self.unused:
                    unused += 1
                    continue
                used += 1
                gone = self.chance.random() < self.missed
                missed, seen = missed + gone, seen + (not gone)
        weeks = 2.0 * self.past
        passing = sum(self.jumpers() for _week in range(int(weeks)))
        return History(seen, missed, used, unused, self.past - cancelled, cancelled, passing, weeks)

    def jumpers(self) -> int:
        """People who get a priority in one week."""
        count, passed = 0, self.chance.expovariate(1)
        while passed < self.passing:
            count, passed = count + 1, passed + self.chance.expovariate(1)
        return count

    def planned(self, sessions: int) -> tuple[Planned, ...]:
        return tuple(
            Planned(TODAY + timedelta(weeks=2 * number + 2), self.slots) for number in range(sessions)
        )

    def truth(self, place: int, planned: tuple[Planned, ...]) -> date | None:
        """Person by person: who misses returns to the front, who gets a priority passes the one on `place`."""
        queue = [f"waits {number}" for number in range(1, place)] + ["me"]
        for session in planned:
            for _week in range(2):
                queue = [f"passes {session.on}"] * self.jumpers() + queue
            if self.chance.random() < self.cancelled:
                continue
            back = []
            for _slot in range(session.free):
                if self.chance.random() < self.unused or not queue:
                    continue
                who = queue.pop(0)
                if who == "me":
                    return session.on
                if self.chance.random() < self.missed:
                    back.append(who)
            queue = back + queue
        return None


def outcomes() -> Iterator[tuple[Turn, date | None]]:
    for seed in range(OFFICES):
        office = Office.made(seed)
        history, planned = office.history(), office.planned(40)
        place = office.chance.randint(10, 90)
        yield turn_of(place, planned, history, today=TODAY), office.truth(place, planned)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """In 300 simulated offices the interval of 80% holds the true day in 75 to 90% of them, and stays useful."""
    inside = early = late = said = unknown = 0.0
    widths = []
    for turn, truth in outcomes():
        if turn.first is None or turn.last is None or truth is None:
            unknown += 1
            continue
        said += turn.chance
        early += truth < turn.first
        late += truth > turn.last
        inside += turn.first <= truth <= turn.last
        widths.append((turn.last - turn.first) / (truth - TODAY))
    known = OFFICES - unknown
    width = sorted(widths)[len(widths) // 2]
    figures = (
        f"{inside / known:.1%} inside (said {said / known:.1%}), {early / known:.1%} earlier, "
        f"{late / known:.1%} later, {int(unknown)} beyond the sessions planned, median width {width:.0%} of the wait"
    )
    print(figures)
    assert 0.75 <= inside / known <= 0.90, figures
    assert early / known <= 0.20, figures
    assert late / known <= 0.20, figures
    assert width <= 0.6, figures
    assert unknown <= OFFICES * 0.1, figures


SESSIONS = tuple(Planned(TODAY + timedelta(weeks=2 * number), 10) for number in range(1, 9))
KNOWN = History(seen=300, missed=100, used=400, unused=20, held=40, cancelled=1, passing=10, weeks=52)


def test_the_first_in_line_has_a_turn_at_the_first_session() -> None:
    turn = turn_of(1, SESSIONS, KNOWN, today=TODAY)
    assert (turn.first, turn.middle) == (SESSIONS[0].on, SESSIONS[0].on)


def test_without_sessions_nothing_is_promised() -> None:
    assert turn_of(1, (), KNOWN, today=TODAY) == Turn(None, None, None, 1.0)
    assert forecast((), KNOWN, today=TODAY).reach() == 0
    full = tuple(replace(one, free=0) for one in SESSIONS)
    assert not turn_of(1, full, KNOWN, today=TODAY).known


def test_behind_the_last_session_no_date_is_made_up() -> None:
    turn = turn_of(500, SESSIONS, KNOWN, today=TODAY)
    assert not turn.known
    assert forecast(SESSIONS, KNOWN, today=TODAY).reach() < 80


def test_the_same_question_has_the_same_answer() -> None:
    first = turn_of(20, SESSIONS, KNOWN, today=TODAY)
    forecast.cache_clear()
    assert turn_of(20, SESSIONS, KNOWN, today=TODAY) == first


@pytest.mark.parametrize(("seen", "thin"), [(0, True), (ENOUGH - 1, True), (ENOUGH, False)])
def test_little_history_says_so(seen: int, thin: bool) -> None:
    assert History(seen=seen).thin is thin


def test_little_history_gives_a_wider_answer() -> None:
    def width(history: History) -> int:
        turn = turn_of(
            30, tuple(Planned(TODAY + timedelta(weeks=n), 5) for n in range(1, 40)), history, today=TODAY
        )
        assert turn.first
        assert turn.last
        return (turn.last - turn.first).days

    assert width(History()) > width(replace(KNOWN, passing=2))


def worse(history: History) -> History:
    return replace(history, missed=history.missed + 200)


def test_more_missed_appointments_make_everybody_wait() -> None:
    sessions = tuple(Planned(TODAY + timedelta(weeks=n), 10) for n in range(1, 30))
    better, later = (
        turn_of(60, sessions, KNOWN, today=TODAY),
        turn_of(60, sessions, worse(KNOWN), today=TODAY),
    )
    assert better.middle
    assert later.middle
    assert later.middle > better.middle


@given(
    places=st.lists(st.integers(1, 150), min_size=2, max_size=2),
    free=st.lists(st.integers(0, 14), max_size=12),
    seen=st.integers(0, 60),
    missed=st.integers(0, 60),
)
def test_who_stands_further_never_has_an_earlier_turn(
    places: list[int], free: list[int], seen: int, missed: int
) -> None:
    planned = tuple(Planned(TODAY + timedelta(weeks=n), slots) for n, slots in enumerate(free, 1))
    made = forecast(planned, History(seen=seen, missed=missed), today=TODAY, futures=60)
    near, far = (made.turn(place) for place in sorted(places))
    ends = date.max
    assert (near.middle or ends) <= (far.middle or ends)
    for turn in (near, far):
        assert (turn.first or ends) <= (turn.middle or ends) <= (turn.last or ends)
        assert 0.7 <= turn.chance <= 1
    assert all(list(run) == sorted(run) for run in made.served)
