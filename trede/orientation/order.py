"""The fair order of the waiting list. Pure: plain values in, a place and its reason out."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Visible priorities come first, by kind; within a kind, and without one, who waits longest.
RANKS: dict[str, int] = {
    "job_waits": 1,
    "benefit_ends": 2,
    "second_time": 3,
    "young": 4,
    "other": 5,
    "": 9,
}
LAST = RANKS[""]
# A promise shows from so many days before it breaks.
PROMISE_WARNING = timedelta(days=21)

PROMISES: dict[str, str | Promise] = {
    "broken": _("belofte voorbij"),
    "at_risk": _("belofte in gevaar"),
    "near": _("belofte loopt af"),
    "kept": _("op tijd"),
    "": "",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the order looks at: nothing else of a person counts."""

    entry: int
    priority: str
    since: date


def rank_of(priority: str) -> int:
    """The place of a kind of priority; an unknown one counts as none."""
    return RANKS.get(priority, LAST)


def key_of(one: Waiting) -> tuple[int, date, int]:
    """Priorities first by kind, then since, then who was noted first."""
    return rank_of(one.priority), one.since, one.entry


def in_order(waiting: list[Waiting]) -> list[Waiting]:
    return sorted(waiting, key=key_of)


def promise_state(
    promised: date | None, *, today: date, invited_for: date | None, expected: date | None
) -> str:
    """How a promised date stands: "" (none), kept, near, at_risk or broken.

    `invited_for`: the day of the running invitation. `expected`: the middle of the forecast. Somebody invited on or
    before the promised day is on time, whatever the forecast says.
    """
    if promised is None:
        return ""
    if invited_for and invited_for <= promised:
        return "kept"
    if promised < today:
        return "broken"
    if (invited_for or expected) and (invited_for or expected) > promised:  # type: ignore[operator]
        return "at_risk"
    return "near" if promised <= today + PROMISE_WARNING else "kept"


def weeks_waiting(since: date, today: date) -> int:
    """Whole weeks on the list; 0 for a start in the future."""
    return max(0, (today - since).days // 7)
