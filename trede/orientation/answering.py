"""What a client may still answer, and which free moments to show: plain values in, a reason out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")

# How many free moments fit a small screen, over how many days.
MOST_MOMENTS = 6
DAYS = 3


class Closed(StrEnum):
    """Why an invitation takes no answer any more."""

    CANCELLED = "cancelled"
    SEEN = "seen"
    PAST = "past"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an invitation stands. `let_go`: released because the client said no, not by a member."""

    on: date
    session_cancelled: bool = False
    session_closed: bool = False
    attended: bool = False
    off_list: bool = False
    released: bool = False
    let_go: bool = False
    superseded: bool = False


def closed_because(standing: Standing, today: date) -> Closed | None:
    """Why no answer is taken; None while one may answer: until the end of the day of the appointment.

    Who said no may change that as long as the invitation is the last one, also when the moment itself went to
    somebody else: another can be chosen.
    """
    if standing.session_cancelled:
        return Closed.CANCELLED
    if standing.attended:
        return Closed.SEEN
    if standing.on < today or standing.session_closed:
        return Closed.PAST
    dropped = standing.released and not standing.let_go
    return Closed.GONE if dropped or standing.off_list or standing.superseded else None


def spread(
    moments: Iterable[T], *, day_of: Callable[[T], date], most: int = MOST_MOMENTS, days: int = DAYS
) -> list[T]:
    """At most `most` of these moments, dealt over the first `days` days, in their own order.

    `moments` come in order of time. Somebody who cannot come on one day so finds another one too.
    """
    by_day = [list(group) for _day, group in groupby(moments, key=day_of)][:days]
    rounds = max((len(group) for group in by_day), default=0)
    dealt = [(turn, place) for turn in range(rounds) for place, day in enumerate(by_day) if turn < len(day)]
    return [by_day[place][turn] for place, turn in sorted((place, turn) for turn, place in dealt[:most])]
