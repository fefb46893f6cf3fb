"""What the marks of one participant say, in the order of the sessions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from trede.offers.models import Presence

# So often in a row without a word asks a talk.
TOO_OFTEN = 3
THERE = frozenset({Presence.PRESENT.value, Presence.LATE.value})


@dataclass(frozen=True, slots=True)
class Attendance:
    """`there` of `of` marked sessions; `missed` without a word; `row`: so many of those at the end, in a row."""

    there: int
    of: int
    missed: int
    row: int

    @property
    def percent(self) -> int | None:
        """Whole percents, rounded down; None while nothing was marked."""
        return 100 * self.there // self.of if self.of else None

    @property
    def too_often(self) -> bool:
        return self.row >= TOO_OFTEN


def attendance(marks: Sequence[str]) -> Attendance:
    """`marks` in the order of the sessions; "" is a session without a mark, which counts for nothing.

    Somebody who gave notice was not there, but does not count as missed: it neither lengthens the row nor breaks it.
    """
    known = [mark for mark in marks if mark]
    return Attendance(
        there=sum(mark in THERE for mark in known),
        of=len(known),
        missed=sum(mark == Presence.ABSENT for mark in known),
        row=_row(known),
    )


def _row(known: Sequence[str]) -> int:
    row = 0
    for mark in reversed(known):
        if mark in THERE:
            break
        row += mark == Presence.ABSENT
    return row
