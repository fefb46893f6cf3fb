"""How long something lasts, counted over all who started: those who still wait count too. No ORM.

The estimator of Kaplan and Meier (1958), its variance by Greenwood (1926), the band on the scale of log(-log S),
so that it never leaves 0 to 1. Whoever left without the event counts up to the day of leaving (censored).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

# Two-sided 95 %.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the start to the event (`ended`), or to the last day on which it had not come yet."""

    days: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Point:
    """From this day on: the share still without the event, between `low` and `high` with 95 % certainty."""

    day: int
    at_risk: int
    ended: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """`points` begin at day 0; one for each day on which something ended. `last`: the longest span followed."""

    points: tuple[Point, ...]
    started: int
    ended: int
    last: int

    def at(self, day: int) -> Point | None:
        """The point that holds on a day; None beyond what was followed."""
        if day > self.last:
            return None
        return next(point for point in reversed(self.points) if point.day <= day)


def followed(spans: Sequence[Span], day: int) -> int:
    """How many were still followed at the start of that day."""
    return sum(span.days >= day for span in spans)


def curve(spans: Iterable[Span]) -> Curve:
    """The share that still waits, by day. Raises ValueError for a span of less than no days."""
    spans = list(spans)
    if any(span.days < 0 for span in spans):
        raise ValueError("a span cannot end before it starts")
    ends = Counter(span.days for span in spans if span.ended)
    leaves = Counter(span.days for span in spans)
    at_risk, share, spread = len(spans), 1.0, 0.0
    points = [Point(0, at_risk, 0, 1.0, 1.0, 1.0)]
    for day in sorted(leaves):
        if ended := ends[day]:
            share *= 1 - ended / at_risk
            spread += ended / (at_risk * (at_risk - ended)) if ended < at_risk else 0.0
            low, high = _band(share, spread, points[-1].high)
            points.append(Point(day, at_risk, ended, share, low, high))
        at_risk -= leaves[day]
    return Curve(tuple(points), len(spans), sum(ends.values()), max(leaves, default=0))


def _band(share: float, spread: float, high_before: float) -> tuple[float, float]:
    """On the scale of log(-log S). At 0 that scale ends: the lower side is 0, the upper side stays where it was."""
    if share <= 0:
        return 0.0, high_before
    width = Z * sqrt(spread) / abs(log(share))
    return share ** exp(width), share ** exp(-width)


def reached_by(found: Curve, part: float) -> int | None:
    """The first day by which at least this part had the event; None when it was not reached."""
    return next((point.day for point in found.points if point.share <= 1 - part + 1e-12), None)


def between(found: Curve, part: float) -> tuple[int | None, int | None]:
    """The days between which `reached_by` lies with 95 % certainty (Brookmeyer and Crowley, 1982)."""
    left = 1 - part + 1e-12
    early = next((point.day for point in found.points if point.low <= left and point.day), None)
    late = next((point.day for point in found.points if point.high <= left), None)
    return early, late
