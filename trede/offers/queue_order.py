"""The fair order of who waits for a place in an edition. Pure: plain values in, an order and its reasons out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# A place that comes free so shortly before the start helps first who can begin at once.
SHORT = timedelta(days=7)

PROMISED, SHORT_NOTICE, SINCE = "promised", "short_notice", "since"


@dataclass(frozen=True, slots=True)
class Waits:
    """What the order looks at: nothing else of a person counts."""

    participation: int
    since: date
    promised: date | None = None
    short_notice: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's place in the order (from 1), and which rule gave it: promised, short_notice or since."""

    waits: Waits
    place: int
    reason: str


def reason_of(one: Waits, *, today: date, starts_on: date) -> str:
    """Which rule decides for this person: a promise that passed, short notice for a start within a week, or time."""
    if one.promised and one.promised < today:
        return PROMISED
    if one.short_notice and starts_on <= today + SHORT:
        return SHORT_NOTICE
    return SINCE


def in_order(waiting: Iterable[Waits], *, today: date, starts_on: date) -> list[Turn]:
    """Broken promises first, the oldest promise before; then short notice when it starts within a week; then who
    waits longest. Who is equal stands in the order in which they were noted.
    """

    def key(one: Waits) -> tuple[int, date, date, int]:
        reason = reason_of(one, today=today, starts_on=starts_on)
        rank = (PROMISED, SHORT_NOTICE, SINCE).index(reason)
        first = one.promised if reason == PROMISED and one.promised else one.since
        return rank, first, one.since, one.participation

    ordered = sorted(waiting, key=key)
    return [
        Turn(one, place, reason_of(one, today=today, starts_on=starts_on))
        for place, one in enumerate(ordered, start=1)
    ]


def in_turn(turns: Iterable[Turn], participation: int, free: int) -> bool:
    """Is it this person's turn, when so many places are free?"""
    return any(turn.waits.participation == participation and turn.place <= free for turn in turns)
