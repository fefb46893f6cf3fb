"""When the town sits: sessions of the trajectbepaling and meetings of the committee, holidays skipped."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

FORTNIGHT = timedelta(days=14)
SLOTS, SLOT_MINUTES, BEGINS = 12, 10, 13 * 60 + 30
# Tuesday, Thursday, Wednesday, Monday, Friday: the weekday of each next series.
WEEKDAYS = (1, 3, 2, 0, 4)
CLIENTS_A_SERIES = 900
PLANNED_AHEAD = timedelta(days=63)
# One session of the past fell out.
FELL_OUT = 30


@cache
def holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of Belgium (the day itself, also at a weekend)."""
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in (1, 39, 50)}
    fixed = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
    return frozenset(moving | {date(year, month, day) for month, day in fixed})


def _easter(year: int) -> date:
    """Easter Sunday by the rule of Oudin (Gregorian calendar)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    away = moon - weekday
    month = 3 + (away + 40) // 44
    return date(year, month, away + 28 - 31 * (month // 4))


def is_working(on: date) -> bool:
    return on.weekday() < 5 and on not in holidays(on.year)


def working(on: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(on):
        on += timedelta(days=1)
    return on


def fortnightly(starts: date, until: date) -> Iterator[date]:
    """Every two weeks from `starts`; a holiday is skipped, not moved."""
    while starts <= until:
        if starts not in holidays(starts.year):
            yield starts
        starts += FORTNIGHT


@dataclass(frozen=True, slots=True)
class Place:
    """A slot of a session, and how many slots of ten minutes it takes."""

    series: int
    on: date
    begin: int
    slots: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The sessions of one organisation. Nothing is taken here: see `Seats`."""

    today: date
    first_day: date
    series: int

    @classmethod
    def of(cls, clients: int, today: date, first_day: date) -> "Calendar":
        """A large town needs more sessions: about one every two weeks for 900 files."""
        return cls(today, first_day, max(1, round(clients / CLIENTS_A_SERIES)))

    def starts(self, series: int) -> date:
        """The first day of a series: the second one sits in the week between."""
        monday = self.first_day - timedelta(days=self.first_day.weekday())
        weeks = 2 + series % 2
        return monday + timedelta(weeks=weeks, days=WEEKDAYS[series % len(WEEKDAYS)])

    def days(self, series: int) -> list[date]:
        return list(fortnightly(self.starts(series), self.today + PLANNED_AHEAD))

    def fell_out(self, series: int) -> date | None:
        days = self.days(series)
        return days[FELL_OUT] if series == 0 and len(days) > FELL_OUT else None

    def meetings(self) -> list[date]:
        """The committee sits every second Monday; on a holiday it does not."""
        monday = self.first_day + timedelta(days=7 - self.first_day.weekday())
        return list(fortnightly(monday, self.today + PLANNED_AHEAD))


class Seats:
    """Which slots of a calendar are taken; the same people in the same order take the same ones."""

    def __init__(self, calendar: Calendar) -> None:
        self.sitting: dict[date, list[int]] = defaultdict(list)
        for series in range(calendar.series):
            for on in calendar.days(series):
                if on != calendar.fell_out(series):
                    self.sitting[on].append(series)
        self.taken: dict[tuple[date, int], int] = defaultdict(int)
        self.turn = 0

    def latest(self, low: date, high: date, slots: int = 1) -> Place | None:
        """The last session from `low` to `high` with room; None when there is none."""
        days = (high - timedelta(days=back) for back in range((high - low).days + 1))
        return next((place for on in days if (place := self._on(on, slots))), None)

    def first(self, low: date, high: date, slots: int = 1) -> Place | None:
        days = (low + timedelta(days=further) for further in range((high - low).days + 1))
        return next((place for on in days if (place := self._on(on, slots))), None)

    def _on(self, on: date, slots: int) -> Place | None:
        here = self.sitting.get(on, ())
        self.turn += 1
        for step in range(len(here)):
            series = here[(self.turn + step) % len(here)]
            mask = self.taken[on, series]
            for place in range(SLOTS + 1 - slots):
                wanted = ((1 << slots) - 1) << place
                if not mask & wanted:
                    self.taken[on, series] = mask | wanted
                    return Place(series, on, BEGINS + place * SLOT_MINUTES, slots)
        return None
