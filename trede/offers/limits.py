"""How much of a measure one person may still use, and on which day that is used up. Pure: no database, no clock.

Months are counted as begun, as the law counts the length of a measure: from 15 January to 14 February is one. A pause
does not stop the count. What was used elsewhere counts with what is used here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from trede.rules.dates import add_months
from trede.rules.errors import BadInput

MINUTES_MONTH, MINUTES_YEAR, MONTHS, DAYS, SESSIONS = (
    "minutes_month",
    "minutes_year",
    "months",
    "days",
    "sessions",
)
# A counter warns when this part of it is left.
NEARLY = 10


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` None: the value is not known on this day. `certainty` as in the rules; "" for a local agreement."""

    unit: str
    most: int | None
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """What one person used: minutes by the first day of the month, sessions attended, and what was before."""

    started_on: date | None = None
    ended_on: date | None = None
    months_before: int = 0
    minutes_before: int = 0
    minutes: Mapping[date, int] = field(default_factory=dict)
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """One limit on one day. `left` is negative when it is passed, None when the limit is not known.

    `last_day`: the last day that is still within it, as far as a calendar can tell.
    """

    limit: Limit
    used: int
    left: int | None
    last_day: date | None = None

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def share(self) -> int:
        """How full, in hundredths; 100 at most."""
        most = self.limit.most
        return 0 if most is None else 100 if not most else min(100, self.used * 100 // most)

    @property
    def nearly(self) -> bool:
        """A counter of minutes or sessions of which a tenth or less is left."""
        counts = self.limit.unit in (MINUTES_MONTH, MINUTES_YEAR, SESSIONS)
        return counts and self.left is not None and self.left * NEARLY <= (self.limit.most or 0)


def room(limits: Iterable[Limit], used: Used, on: date) -> list[Room]:
    """What is left of each limit on a day, in the order given."""
    return [_room(limit, used, on) for limit in limits]


def _room(limit: Limit, used: Used, on: date) -> Room:
    amount = _amount(limit.unit, used, on)
    left = None if limit.most is None else limit.most - amount
    return Room(limit, amount, left, last_day(limit, used))


def _amount(unit: str, used: Used, on: date) -> int:
    if unit == MINUTES_MONTH:
        return used.minutes.get(on.replace(day=1), 0)
    if unit == MINUTES_YEAR:
        here = sum(minutes for month, minutes in used.minutes.items() if month.year == on.year)
        began = used.started_on or on
        return here + (used.minutes_before if began.year == on.year else 0)
    if unit == SESSIONS:
        return used.sessions
    until = min(on, used.ended_on) if used.ended_on else on
    if used.started_on is None or until < used.started_on:
        return used.months_before if unit == MONTHS else 0
    if unit == DAYS:
        return (until - used.started_on).days + 1
    return used.months_before + months_begun(used.started_on, until)


def months_begun(start: date, until: date) -> int:
    """How many months began from `start` to `until`, both included; 0 when `until` lies before."""
    if until < start:
        return 0
    count = (until.year - start.year) * 12 + until.month - start.month
    return count + 1 if until >= add_months(start, count) else count


def last_day(limit: Limit, used: Used) -> date | None:
    """The last day within a limit in months or days; None before the start, and for what a calendar cannot tell."""
    if used.started_on is None or limit.most is None or limit.unit not in (MONTHS, DAYS):
        return None
    try:
        if limit.unit == MONTHS:
            return add_months(used.started_on, max(0, limit.most - used.months_before)) - timedelta(days=1)
        return used.started_on + timedelta(days=limit.most - 1)
    except (BadInput, OverflowError):
        return None


def first_reached(rooms: Iterable[Room], on: date) -> date | None:
    """The day to warn about: the first last day; for a counter that is nearly full the end of its month or year."""
    days = [one.last_day for one in rooms if one.last_day]
    days += [_end(one.limit.unit, on) for one in rooms if one.nearly]
    return min(days, default=None)


def _end(unit: str, on: date) -> date:
    if unit == MINUTES_YEAR:
        return on.replace(month=12, day=31)
    return add_months(on.replace(day=1), 1) - timedelta(days=1)


def evaluation_due(started_on: date | None, evaluated_on: date | None, months: int | None) -> date | None:
    """When the next evaluation is due: so many months after the last one, or after the start. None: none is asked."""
    if not months or started_on is None:
        return None
    return add_months(max(started_on, evaluated_on or started_on), months)
