"""Chance, repeatable: one generator per person, fed by the seed of the town and the number of the person."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """A table of outcomes with weights, prepared once."""

    __slots__ = ("bounds", "outcomes", "total")

    def __init__(self, *pairs: tuple[T, float]) -> None:
        self.outcomes = tuple(outcome for outcome, _ in pairs)
        self.bounds = tuple(accumulate(weight for _, weight in pairs))
        self.total = self.bounds[-1]

    def at(self, fraction: float) -> T:
        """The outcome at a fraction in [0, 1) of the total weight."""
        place = bisect_right(self.bounds, fraction * self.total)
        return self.outcomes[min(place, len(self.outcomes) - 1)]


class Draw:
    """The draws of one person. Days are ordinals (`date.toordinal`): cheap to add and compare."""

    __slots__ = ("fraction",)

    def __init__(self, seed: int, index: int) -> None:
        # Chance for demo data, not for secrets.
        self.fraction = Random((seed << 24) + index).random  # noqa: S311 # nosec B311

    def chance(self, probability: float) -> bool:
        return self.fraction() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; low when the range is empty."""
        return low + int(self.fraction() * (high - low + 1)) if high > low else low

    def short(self, low: int, high: int) -> int:
        """As between, but small values come oftener."""
        return low + int(self.fraction() ** 2 * (high - low + 1)) if high > low else low

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.fraction() * len(options))]

    def of(self, table: Weighted[T]) -> T:
        return table.at(self.fraction())


def day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def day_or_none(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def years_after(ordinal: int, years: int) -> int:
    """The same calendar day so many years later (29 February gives 1 March: not a day too young)."""
    start = date.fromordinal(ordinal)
    try:
        return start.replace(year=start.year + years).toordinal()
    except ValueError:
        return start.replace(year=start.year + years, month=3, day=1).toordinal()
