"""How the scores of a life domain went over time, the client's beside the worker's. Pure: plain values in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# The drawing, in units of its viewBox: a line from left to right, 1 at the bottom and 5 on top.
WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 22, 12, 12, 104


@dataclass(frozen=True, slots=True)
class Measure:
    """One score: on which day, by whom ("client" or "worker"), 1 to 5."""

    on: date
    whose: str
    score: int


@dataclass(frozen=True, slots=True)
class Row:
    """One day. `difference`: the worker's score minus the client's, when both gave one."""

    on: date
    client: int | None
    worker: int | None

    @property
    def difference(self) -> int | None:
        return None if self.client is None or self.worker is None else self.worker - self.client


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


def rows_of(measures: Iterable[Measure]) -> list[Row]:
    """One row a day, the first day first; a later score of the same day and person counts."""
    days: dict[date, dict[str, int]] = {}
    for one in measures:
        days.setdefault(one.on, {})[one.whose] = one.score
    return [Row(day, days[day].get("client"), days[day].get("worker")) for day in sorted(days)]


def change(rows: Iterable[Row], whose: str) -> int | None:
    """From the first to the last score of one of the two; None with fewer than two."""
    scores = [score for row in rows if (score := getattr(row, whose)) is not None]
    return scores[-1] - scores[0] if len(scores) > 1 else None


def place(on: date, score: int, first: date, last: date) -> Dot:
    """Where a score stands in the drawing; with one day only, in the middle."""
    days = (last - first).days
    share = (on - first).days / days if days else 0.5
    x = LEFT + share * (WIDTH - LEFT - RIGHT)
    return Dot(round(x, 1), round(BOTTOM - (score - 1) * (BOTTOM - TOP) / 4, 1))


def dots(rows: Iterable[Row], whose: str, first: date, last: date) -> list[Dot]:
    """The places of one of the two lines."""
    return [place(row.on, score, first, last) for row in rows if (score := getattr(row, whose)) is not None]


def line(points: Iterable[Dot]) -> str:
    """The `points` of a polyline."""
    return " ".join(f"{dot.x:g},{dot.y:g}" for dot in points)
