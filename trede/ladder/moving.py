"""Where a move fits between the ones that stand: pure, on plain values. Both ends of a span are inclusive.

A client stands on at most one rung on a day, and a move never leaves a day without a rung that had one before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Why(StrEnum):
    """Why a move is refused; the action says it in a sentence."""

    ALREADY_THERE = "already_there"
    SAME_BEFORE = "same_before"
    SAME_AFTER = "same_after"
    AFTER_OWN_END = "after_own_end"
    BEFORE_PREVIOUS = "before_previous"
    DAY_TAKEN = "day_taken"


@dataclass(frozen=True, slots=True)
class Span:
    """A rung from one day to another; no end: it still runs."""

    pk: int
    rung: int
    starts_on: date
    ends_on: date | None = None

    @property
    def last(self) -> date:
        return self.ends_on or date.max

    def runs(self, day: date) -> bool:
        return self.starts_on <= day <= self.last


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move asks: the last day of the new span, new last days of others by id, or the row that it corrects."""

    ends_on: date | None = None
    ends: Mapping[int, date | None] = field(default_factory=dict)
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """`span`: the one that stands in the way."""

    why: Why
    span: Span


def in_order(spans: Iterable[Span]) -> list[Span]:
    """The earliest first; of two that start on one day the one entered last comes last."""
    return sorted(spans, key=lambda span: (span.starts_on, span.pk))


def plan_move(spans: Iterable[Span], *, rung: int, on: date) -> Plan | Refused:
    """A move to `rung` on a day: at the end, between others (which it shortens), or over one that began that day."""
    known = in_order(spans)
    same_day = [span for span in known if span.starts_on == on]
    if same_day:
        own = same_day[-1]
        if own.rung == rung:
            return Refused(Why.ALREADY_THERE, own)
        others = [span for span in known if span.starts_on != on]
        return _beside(others, rung, on, own.ends_on) or Plan(own.ends_on, corrects=own.pk)
    over = [span for span in known if span.runs(on)]
    if over and over[-1].rung == rung:
        return Refused(Why.ALREADY_THERE, over[-1])
    until = _until(known, over, on)
    return _beside(known, rung, on, until) or Plan(until, {span.pk: on - DAY for span in over})


def _until(known: Sequence[Span], over: Sequence[Span], on: date) -> date | None:
    """Until the next move, or the end of what it came in the place of."""
    last = max((span.last for span in over), default=date.max)
    following = next((span.starts_on - DAY for span in known if span.starts_on > on), date.max)
    until = min(last, following)
    return None if until == date.max else until


def _beside(others: Sequence[Span], rung: int, on: date, until: date | None) -> Refused | None:
    """The same rung right before or right after would be no move."""
    for span in others:
        if span.rung == rung and span.ends_on == on - DAY:
            return Refused(Why.SAME_BEFORE, span)
        if span.rung == rung and until is not None and span.starts_on == until + DAY:
            return Refused(Why.SAME_AFTER, span)
    return None


def plan_correction(spans: Iterable[Span], *, pk: int, rung: int, on: date) -> Plan | Refused:
    """Another rung or another first day for a span that stands; the one before it ends the day before."""
    known = in_order(spans)
    own = next(span for span in known if span.pk == pk)
    others = [span for span in known if span.pk != pk]
    if (rung, on) == (own.rung, own.starts_on):
        return Plan(own.ends_on)
    if on > own.last:
        return Refused(Why.AFTER_OWN_END, own)
    before = _before(others, own)
    if before and on <= before.starts_on:
        return Refused(Why.BEFORE_PREVIOUS, before)
    if taken := next((span for span in others if span.starts_on == on), None):
        return Refused(Why.DAY_TAKEN, taken)
    ends: dict[int, date | None] = {}
    touches = before is not None and (before.ends_on == own.starts_on - DAY or before.last >= on)
    if before and touches and on != own.starts_on:
        ends[before.pk] = on - DAY
    moved = [Span(s.pk, s.rung, s.starts_on, ends.get(s.pk, s.ends_on)) for s in others]
    return _beside(moved, rung, on, own.ends_on) or Plan(own.ends_on, ends)


def plan_retraction(spans: Iterable[Span], *, pk: int) -> Plan:
    """Without this span the one right before it goes on, so that none of its days is lost."""
    known = in_order(spans)
    own = next(span for span in known if span.pk == pk)
    before = _before([span for span in known if span.pk != pk], own)
    if before is None or before.ends_on != own.starts_on - DAY:
        return Plan()
    following = next((span.starts_on - DAY for span in known if span.starts_on > own.starts_on), date.max)
    until = min(own.last, following)
    return Plan(ends={before.pk: None if until == date.max else until})


def _before(others: Sequence[Span], own: Span) -> Span | None:
    return next((span for span in reversed(others) if span.starts_on < own.starts_on), None)


def flatten(spans: Iterable[Span]) -> list[Span]:
    """One rung a day where merged files say two: the later move holds, of one day the one entered last."""
    last_of_day = {span.starts_on: span for span in in_order(spans)}
    known = list(last_of_day.values())
    found = []
    for number, span in enumerate(known):
        following = known[number + 1].starts_on - DAY if number + 1 < len(known) else date.max
        until = min(span.last, following)
        found.append(Span(span.pk, span.rung, span.starts_on, None if until == date.max else until))
    return found
