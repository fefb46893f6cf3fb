"""From rows to the days on which a value is known, and the days on which nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trede.rules.models import Parameter, Row, Value

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both included, on which one row answers for one key."""

    first: date
    last: date
    row: Row
    key: str

    @property
    def value(self) -> Value:
        """The row's value for this key."""
        return self.row.values[self.key]

    @property
    def valid_from(self) -> date | None:
        """First day, or None when none was found."""
        return self.row.start

    @property
    def valid_to(self) -> date | None:
        """Last day on which the value is known, or None for a row that is still open."""
        return None if self.last == date.max else self.last

    def covers(self, day: date) -> bool:
        """Does the row answer on this day?"""
        return self.first <= day <= self.last


def spans(parameter: Parameter, key: str) -> tuple[Span, ...]:
    """The known days of one key, earliest first.

    A row with an end holds to that end. An open row that no later row follows stays open. An open
    row that a later row follows is known only on its proven days: to `proven_until`, or, without
    it, on its first day alone. A source that shows an amount from 1 July and another that shows a
    different one from 1 March prove nothing about February: a step may lie between, so those days
    are a gap and the program says so.
    """
    rows = sorted((row for row in parameter.rows if key in row.values), key=lambda row: row.start or date.min)
    return tuple(_span(row, key, followed=index + 1 < len(rows)) for index, row in enumerate(rows))


def _span(row: Row, key: str, *, followed: bool) -> Span:
    first = row.start or date.min
    if row.end is not None:
        last = row.end
    elif followed:
        last = row.proven_until or first
    else:
        last = date.max
    return Span(first, last, row, key)


def gaps(known: tuple[Span, ...]) -> list[tuple[date, date]]:
    """First and last day of every hole between the first and the last known day."""
    holes: list[tuple[date, date]] = []
    reached = known[0].last if known else date.max
    for span in known[1:]:
        if reached < span.first - ONE_DAY:
            holes.append((reached + ONE_DAY, span.first - ONE_DAY))
        reached = max(reached, span.last)
    return holes


def overlaps(known: tuple[Span, ...]) -> list[tuple[date, date]]:
    """First and last day on which two rows both claim to answer."""
    twice: list[tuple[date, date]] = []
    reached: date | None = None
    for span in known:
        if reached is not None and span.first <= reached:
            twice.append((span.first, min(reached, span.last)))
        reached = span.last if reached is None else max(reached, span.last)
    return twice
