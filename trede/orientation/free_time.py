"""Free moments in a diary: arithmetic on what is taken. No database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import holidays

# When an intake may begin and must be over; the noon hour stays free.
HOURS = ((time(9), time(12)), (time(13), time(16, 30)))
STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Taken:
    """From `starts` until `ends` (exclusive)."""

    starts: datetime
    ends: datetime

    def touches(self, starts: datetime, ends: datetime) -> bool:
        return self.starts < ends and starts < self.ends


def working_days(first: date, last: date) -> Iterator[date]:
    """Monday to Friday without the public holidays of Belgium, both days included."""
    free = holidays.country_holidays("BE", years=range(first.year, last.year + 1))
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < 5 and day not in free:
            yield day


def free_moments(
    days: Iterable[date],
    taken: Sequence[Taken],
    *,
    minutes: int,
    zone: tzinfo,
    most: int = 12,
    a_day: int = 3,
) -> list[datetime]:
    """The first moments at which `minutes` fit, at most `a_day` a day so that there is a choice of days."""
    found: list[datetime] = []
    for day in days:
        found += [*_on_day(day, taken, timedelta(minutes=minutes), zone)][:a_day]
        if len(found) >= most:
            break
    return found[:most]


def _on_day(day: date, taken: Sequence[Taken], length: timedelta, zone: tzinfo) -> Iterator[datetime]:
    for opens, shuts in HOURS:
        moment = datetime.combine(day, opens, tzinfo=zone)
        end = datetime.combine(day, shuts, tzinfo=zone)
        while moment + length <= end:
            if clashes(taken, moment, length // timedelta(minutes=1)):
                moment += STEP
            else:
                yield moment
                moment += length


def clashes(taken: Iterable[Taken], starts: datetime, minutes: int) -> list[Taken]:
    """What stands in the way of an appointment of so many minutes."""
    ends = starts + timedelta(minutes=minutes)
    return [one for one in taken if one.touches(starts, ends)]
