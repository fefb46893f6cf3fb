"""Months and the periods that are asked: plain dates, no ORM."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

DAY = timedelta(days=1)


class Month(NamedTuple):
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return self.plus(1).first - DAY

    def plus(self, months: int) -> "Month":
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)


@dataclass(frozen=True)
class Period:
    """Whole months; the last one may still run. `today` is the last day that can hold anything."""

    first: Month
    last: Month
    today: date

    @cached_property
    def starts(self) -> date:
        return self.first.first

    @cached_property
    def ends(self) -> date:
        return min(self.last.last, self.today)

    @property
    def months(self) -> list[Month]:
        many = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return [self.first.plus(further) for further in range(many + 1)]

    def holds(self, day: date | None) -> bool:
        return day is not None and self.starts <= day <= self.ends

    @property
    def is_current(self) -> bool:
        """It comes up to today."""
        return self.ends == self.today

    def runs(self, month: Month) -> bool:
        """The month is not over: its figures still grow."""
        return month.last >= self.today


def last_months(many: int, today: date) -> Period:
    """So many months, the running one included."""
    month = Month.of(today)
    return Period(month.plus(1 - many), month, today)


def calendar_year(year: int, today: date) -> Period:
    """A year as far as it has come. Raises ValueError for a year that has yet to begin."""
    if year > today.year:
        raise ValueError("that year has yet to begin")
    return Period(Month(year, 1), min(Month(year, 12), Month.of(today)), today)


def per_month(days: Iterable[date | None], period: Period) -> dict[Month, int]:
    """How many of these days fall in each month of the period; 0 where none does."""
    counts = Counter(Month.of(day) for day in days if day is not None and period.holds(day))
    return {month: counts[month] for month in period.months}


def waiting_at(spans: Iterable[tuple[date, date | None]], days: Iterable[date]) -> list[int]:
    """How many wait at the end of each day: they came by then, and left later or not at all."""
    spans = list(spans)
    came = sorted(start for start, _left in spans)
    left = sorted(end for _came, end in spans if end is not None)
    return [bisect_right(came, day) - bisect_right(left, day) for day in days]
