"""How much of an offer one person may use at most, as a condition: reached or not yet.

A limit is met while there is room. It is reached the moment that what was used equals what is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trede.matching.conditions import Condition, Ready, legal_value
from trede.matching.kinds import Weight
from trede.matching.looking import Most
from trede.rules.store import Store

MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Limit:
    """`unit`: minutes_month, minutes_year, months, days or sessions. `most`, or the legal value `parameter`."""

    unit: str
    most: int | None = None
    parameter: str = ""
    source: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        """Does it hold on this day? Both ends included."""
        return (self.starts_on is None or self.starts_on <= on) and (
            self.ends_on is None or self.ends_on >= on
        )


def ready_limit(offer: str, limit: Limit, on: date, store: Store | None = None) -> Ready:
    """The limit for one day; one whose legal value is not known then is unknown."""
    weight = Weight.LEGAL if limit.parameter else Weight.PRACTICAL
    condition = Condition("limit", limit.unit, weight=weight, source=limit.source, parameter=limit.parameter)
    if not limit.parameter:
        return Ready(condition, condition.id, on, _most(offer, limit.unit, limit.most))
    answer = legal_value(limit.parameter, on, store)
    if answer is None or not answer.known or isinstance(answer.value, str | tuple | None):
        return Ready(condition, condition.id, on, None)
    in_hours = limit.unit.startswith("minutes") and not answer.unit.startswith("min")
    most = int(answer.value * MINUTES_AN_HOUR if in_hours else answer.value)
    needs = _most(offer, limit.unit, most)
    return Ready(condition, condition.id, on, needs, answer.certainty, answer.source, answer.warning)


def _most(offer: str, unit: str, most: int | None) -> Most | None:
    return None if most is None else Most(offer, unit, most)
