"""How long each step takes: median and quartiles in days, over all who began the step. No ORM.

They are read from the curve of all who began, so that a step which is still open counts as "not yet", and a
backlog cannot look quick because only the quick ones are done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trede.insight.survival import Span, curve, reached_by

# Below this number quartiles say more about chance than about the service.
LEAST = 10


@dataclass(frozen=True, slots=True)
class Began:
    """One who began a step: when, when it was done, and when the chance of it ended otherwise."""

    on: date
    done: date | None
    gone: date | None = None


@dataclass(frozen=True, slots=True)
class LeadTime:
    """In days; None where so many have not come to it yet, or when too few began."""

    began: int
    done: int
    open: int
    quarter: int | None
    half: int | None
    three_quarters: int | None

    @property
    def too_few(self) -> bool:
        return self.began < LEAST


def lead_time(all_began: Iterable[Began], today: date) -> LeadTime:
    """Of everybody who began the step. Whoever is gone without it counts up to that day, the others up to today."""
    began = [one for one in all_began if one.on <= today]
    spans = [_span(one, today) for one in began]
    still = sum(one.done is None and one.gone is None for one in began)
    done = sum(span.ended for span in spans)
    if len(began) < LEAST:
        return LeadTime(len(began), done, still, None, None, None)
    found = curve(spans)
    quarter, half, three_quarters = (reached_by(found, part) for part in (0.25, 0.5, 0.75))
    return LeadTime(len(began), done, still, quarter, half, three_quarters)


def _span(one: Began, today: date) -> Span:
    if one.done is not None and one.done <= today:
        return Span(max(0, (one.done - one.on).days), ended=True)
    last = min(one.gone, today) if one.gone else today
    return Span(max(0, (last - one.on).days), ended=False)
