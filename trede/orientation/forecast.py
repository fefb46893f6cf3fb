"""When is somebody's turn, with the sessions that are planned? Pure; simulates a few hundred possible futures.

In each future the unknown rates are drawn from what the own history allows (Beta and Gamma posteriors with a weak
prior), and the sessions are walked one by one: a session may be cancelled, not every slot gets filled, who was not
seen comes back before the others, and who gets a priority passes. "The turn" of the person on place k is the first
session with a slot for that person. Nothing is assumed beyond the sessions planned.
"""

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from math import comb

FUTURES = 400
SEED = 20
CHANCE = 0.8
# A window of sessions seldom holds exactly 80%: the nearest is shown, but none that holds less than this.
LEAST = 0.7
# Weak priors, as if a few earlier cases were known; the own history soon outweighs them.
MISSED_PRIOR = (1.0, 3.0)
UNUSED_PRIOR = (0.5, 4.5)
CANCELLED_PRIOR = (0.2, 9.8)
PASSING_PRIOR = (0.5, 1.0)
# With fewer past invitations than this the screen says that the forecast leans on an assumption.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """A session to come: its day, and how many slots nobody has yet."""

    on: date
    free: int


@dataclass(frozen=True, slots=True)
class History:
    """Counts of the past year: of invitations, slots and sessions, and of priorities given in so many weeks."""

    seen: int = 0
    missed: int = 0
    used: int = 0
    unused: int = 0
    held: int = 0
    cancelled: int = 0
    passing: int = 0
    weeks: float = 0.0

    @property
    def thin(self) -> bool:
        return self.seen + self.missed < ENOUGH


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn of one place. None: later than every planned session. `chance` of lying in first…last."""

    first: date | None
    middle: date | None
    last: date | None
    chance: float

    @property
    def known(self) -> bool:
        return self.middle is not None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The futures: in each, how many people had their turn after every session."""

    days: tuple[date, ...]
    served: tuple[tuple[int, ...], ...]

    def turn(self, place: int) -> Turn:
        """The turn of the person on this place, from 1."""
        beyond = len(self.days)
        counts = Counter(bisect_left(served, place) for served in self.served)
        first, middle, last, chance = _window(counts, beyond)
        return Turn(self._day(first), self._day(middle), self._day(last), chance)

    def _day(self, index: int) -> date | None:
        return self.days[index] if index < len(self.days) else None

    def reach(self) -> int:
        """How many people have their turn within the planned sessions, in eight futures of ten."""
        totals = sorted(served[-1] if served else 0 for served in self.served)
        return totals[int(len(totals) * (1 - CHANCE))] if totals else 0


@lru_cache(maxsize=128)
def forecast(
    planned: tuple[Planned, ...], history: History, *, today: date, futures: int = FUTURES, seed: int = SEED
) -> Forecast:
    """Simulate. The same input always gives the same answer (fixed seed)."""
    sessions = tuple(sorted((one for one in planned if one.free > 0), key=lambda one: one.on))
    chance = random.Random(seed)  # noqa: S311 # nosec B311 - a simulation, no secret
    served = tuple(_future(sessions, history, today, chance) for _run in range(futures))
    return Forecast(tuple(one.on for one in sessions), served)


def turn_of(place: int, planned: Sequence[Planned], history: History, *, today: date) -> Turn:
    return forecast(tuple(planned), history, today=today).turn(place)


def _beta(chance: random.Random, prior: tuple[float, float], yes: int, no: int) -> float:
    return chance.betavariate(prior[0] + yes, prior[1] + no)


def _future(
    sessions: Sequence[Planned], history: History, today: date, chance: random.Random
) -> tuple[int, ...]:
    """One possible future: how many had their turn after each session."""
    missed = _beta(chance, MISSED_PRIOR, history.missed, history.seen)
    unused = _beta(chance, UNUSED_PRIOR, history.unused, history.used)
    cancelled = _beta(chance, CANCELLED_PRIOR, history.cancelled, history.held)
    passing = chance.gammavariate(PASSING_PRIOR[0] + history.passing, 1 / (PASSING_PRIOR[1] + history.weeks))
    come_back, filled = _Binomial(missed), _Binomial(1 - unused)
    back, turns, since, served = 0, 0, today, []
    for session in sessions:
        back += _poisson(chance, passing * max(0, (session.on - since).days) / 7)
        since = max(since, session.on)
        if chance.random() >= cancelled:
            places = filled.draw(chance, session.free)
            first = min(back, places)
            turns += places - first
            back += come_back.draw(chance, places) - first
        served.append(turns)
    return tuple(served)


class _Binomial:
    """Draws with one chance; the table of each number of trials is made once."""

    def __init__(self, chance: float) -> None:
        self.chance = min(max(chance, 0.0), 1.0)
        self.tables: dict[int, list[float]] = {}

    def draw(self, chance: random.Random, trials: int) -> int:
        if trials not in self.tables:
            yes, no = self.chance, 1 - self.chance
            each = (comb(trials, k) * yes**k * no ** (trials - k) for k in range(trials + 1))
            self.tables[trials] = list(accumulate(each))
        return min(bisect_left(self.tables[trials], chance.random()), trials)


def _poisson(chance: random.Random, mean: float) -> int:
    """How many in this time; by the gaps between them."""
    count, passed = 0, chance.expovariate(1.0)
    while passed < mean and count < 500:
        count, passed = count + 1, passed + chance.expovariate(1.0)
    return count


def _window(counts: Counter[int], beyond: int) -> tuple[int, int, int, float]:
    """(first, middle, last, chance): the window around the median that holds nearest to 80% of the futures."""
    total = sum(counts.values())
    if not total:
        return beyond, beyond, beyond, 0.0
    outcomes = sorted(counts)
    sums = [0, *accumulate(counts[outcome] for outcome in outcomes)]
    middle = next(place for place in range(len(outcomes)) if sums[place + 1] * 2 >= total)
    windows = (
        (abs((sums[last + 1] - sums[first]) / total - CHANCE), last - first, first, last)
        for first in range(middle + 1)
        for last in range(middle, len(outcomes))
        if (sums[last + 1] - sums[first]) / total >= LEAST
    )
    _off, _width, first, last = min(windows)
    return outcomes[first], outcomes[middle], outcomes[last], (sums[last + 1] - sums[first]) / total
