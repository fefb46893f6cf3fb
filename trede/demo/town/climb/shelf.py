"""What the town takes part in: which offers, for whom, how long; and the editions of those that run in groups."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from trede.demo.town.shapes import Person
from trede.demo.town.way.calendar import Calendar, working

PLACES, SEASONS_AHEAD = 12, 2
NT2 = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")


@dataclass(frozen=True, slots=True)
class Thing:
    """An offer as the town uses it: its rung, how many days it takes, whether a partner answers first."""

    key: str
    rung: int
    days: tuple[int, int]
    fits: Callable[[Person, date], bool]
    partner: bool = False
    group: bool = False
    weight: float = 1


def dutch_of(person: Person, on: date) -> str:
    """The newest NT2 step by that day; "" when never measured."""
    levels = [one for one in person.languages if one.scale == "nt2" and one.measured_on <= on]
    return max(levels, key=lambda one: one.measured_on).level if levels else ""


def speaks_dutch(person: Person) -> bool:
    return person.speaking_language == "nl" or any(
        one.language == "nl" and one.scale == "mother_tongue" for one in person.languages
    )


def learns(person: Person, on: date) -> bool:
    """Still learns Dutch, and has begun."""
    return not speaks_dutch(person) and dutch_of(person, on) != ""


def _anybody(person: Person, on: date) -> bool:
    return True


def _woman_from_elsewhere(person: Person, on: date) -> bool:
    return person.sex == "f" and person.arrival is not None and learns(person, on)


def _from_elsewhere(person: Person, on: date) -> bool:
    return person.arrival is not None and (speaks_dutch(person) or learns(person, on))


def _at_vdab(person: Person, on: date) -> bool:
    return any(one.starts <= on and (one.ends is None or on <= one.ends) for one in person.vdab)


def _barrier(code: str) -> Callable[[Person, date], bool]:
    def stands(person: Person, on: date) -> bool:
        return any(
            one.code == code and one.since <= on and (one.lifted is None or on <= one.lifted)
            for one in person.barriers
        )

    return stands


THINGS = (
    Thing("taaltraject-cvo-miras", 2, (90, 180), learns, partner=True, weight=2),
    Thing(
        "taaltraject-ligo", 2, (120, 240), lambda p, on: learns(p, on) and p.literacy != "well", partner=True
    ),
    Thing("babbelbox", 2, (60, 160), learns, partner=True, weight=1.5),
    Thing("vrouwenklap", 2, (60, 160), _woman_from_elsewhere, partner=True),
    Thing("praattafels", 2, (40, 120), learns, partner=True),
    Thing("ama-zwerfvuil", 3, (90, 240), _anybody),
    Thing("ama-poetsen", 3, (90, 240), _anybody),
    Thing("wijk-werken", 4, (120, 330), _at_vdab, partner=True, weight=1.6),
    Thing("vrijwilligerswerk", 4, (90, 400), _anybody),
    Thing("8400-talenten", 4, (60, 180), _from_elsewhere, partner=True),
    Thing("team-up", 4, (180, 183), _from_elsewhere, partner=True),
    Thing("women-at-work", 4, (28, 60), _woman_from_elsewhere, partner=True, group=True),
    Thing("module-solliciteren", 4, (28, 56), learns, partner=True, group=True, weight=1.4),
    Thing("bootcamp2work", 4, (35, 35), learns, partner=True, group=True, weight=1.6),
    Thing("sollicitatietraining", 4, (14, 14), _anybody, group=True, weight=1.4),
    Thing("heftruck", 4, (42, 42), _at_vdab, partner=True, group=True),
    Thing("sdv-computer", 4, (28, 35), _barrier("digital"), partner=True, group=True),
    Thing("rijbewijs-theorie", 4, (40, 90), _barrier("mobility"), partner=True),
)
BY_KEY = {thing.key: thing for thing in THINGS}
GROUPS = tuple(thing for thing in THINGS if thing.group)


@dataclass(frozen=True, slots=True)
class Run:
    """An edition: the turn-th of its offer."""

    key: str
    turn: int
    starts: date
    ends: date


class Runs:
    """The editions of a town, one a season and offer, and which of their places are taken."""

    def __init__(self, calendar: Calendar, clients: int) -> None:
        self.places = max(PLACES, round(clients / 180))
        self.all = {thing.key: _runs(thing, number, calendar) for number, thing in enumerate(GROUPS)}
        self.taken: dict[tuple[str, int], int] = defaultdict(int)

    def take(self, key: str, low: date, high: date) -> Run | None:
        """A place in the first run that begins between these days and is not full; None when there is none."""
        for run in self.all[key]:
            if low <= run.starts <= high and self.taken[key, run.turn] < self.places:
                self.taken[key, run.turn] += 1
                return run
        return None


def _runs(thing: Thing, number: int, calendar: Calendar) -> tuple[Run, ...]:
    """From the first autumn on, every thirteen weeks, until two seasons ahead."""
    found: list[Run] = []
    starts = working(calendar.first_day + timedelta(days=20 + 9 * number))
    until = calendar.today + timedelta(weeks=13 * SEASONS_AHEAD)
    while starts < until:
        found.append(Run(thing.key, len(found), starts, starts + timedelta(days=thing.days[1] - 1)))
        starts = working(starts + timedelta(weeks=13))
    return tuple(found)
