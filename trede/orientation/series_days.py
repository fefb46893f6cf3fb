"""On which days a series has a session: every n weeks, Belgian holidays skipped. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

MOST_SESSIONS = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the series; `skipped` names the holiday on which there is no session."""

    on: date
    skipped: str = ""


def holiday_name(day: date) -> str:
    """The Dutch name of the public holiday of Belgium on this day, or ""."""
    return str(holidays.country_holidays("BE", years=day.year, language="nl").get(day) or "")


def days_of(first: date, every_weeks: int, *, until: date, last: date | None = None) -> Iterator[Day]:
    """The days from `first` to `until` (both included), at most sixty. `last` is the end of the series."""
    end = min(until, last) if last else until
    for number in range(MOST_SESSIONS):
        day = first + timedelta(weeks=number * max(1, every_weeks))
        if day > end:
            return
        yield Day(day, holiday_name(day))


def next_day(first: date, every_weeks: int, *, after: date) -> date:
    """The first day of the series that is later than `after`."""
    if first > after:
        return first
    step = 7 * max(1, every_weeks)
    return first + timedelta(days=((after - first).days // step + 1) * step)
