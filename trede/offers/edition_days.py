"""On which days a run meets: weekdays between two dates, holidays left out and named. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from trede.offers.school_holidays import school_holiday
from trede.orientation.series_days import Day, holiday_name

MOST = 200
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session to plan, in minutes from midnight."""

    on: date
    begin: int
    end: int
    topic: str = ""


def days_between(
    first: date, last: date, weekdays: Collection[int], *, without_school_holidays: bool = True
) -> Iterator[Day]:
    """The days from `first` to `last` (both included) on these weekdays (Monday is 0); `skipped` names the holiday."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() in weekdays:
            school = school_holiday(day) if without_school_holidays else ""
            yield Day(day, holiday_name(day) or school)


def double(meetings: Iterable[Meeting]) -> date | None:
    """The first day on which two meetings run through each other; None when there is none."""
    ordered = sorted(meetings, key=lambda one: (one.on, one.begin))
    for before, after in pairwise(ordered):
        if before.on == after.on and after.begin < before.end:
            return after.on
    return None
