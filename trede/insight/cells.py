"""Small numbers that split people by what they are: no table may point at a person. No ORM.

The rule, the same everywhere: a number of 1 to 4 people is shown as "< 5". When only one number of a column is
hidden so, the next smallest is hidden with it, since it could be found by subtraction. Groups of fewer than 5 people
are put together first. Numbers by month of everybody are not split by what people are, and are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

LEAST = 5
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that may be shown, or one that may not (`count` None): it is `small`, or it shields a small one."""

    count: int | None
    small: bool = False

    @property
    def shown(self) -> bool:
        return self.count is not None


def safe(counts: Mapping[K, int]) -> dict[K, Cell]:
    """A column of which the total may be known: small numbers hidden, and never just one."""
    small = {key for key, count in counts.items() if 0 < count < LEAST}
    others = [key for key, count in counts.items() if key not in small and count]
    shield = {min(others, key=lambda key: counts[key])} if len(small) == 1 and others else set()
    hidden = small | shield
    return {key: Cell(None if key in hidden else count, key in small) for key, count in counts.items()}


def grouped(counts: Mapping[K, int], rest: K) -> dict[K, K]:
    """Under which key each group is shown: groups of fewer than 5 go together under `rest`.

    When what is together is still fewer than 5, the smallest other group joins it.
    """
    small = {key for key, count in counts.items() if count < LEAST}
    if small and sum(counts[key] for key in small) < LEAST and len(counts) > len(small):
        small.add(min(counts.keys() - small, key=lambda key: counts[key]))
    return {key: rest if key in small else key for key in counts}
