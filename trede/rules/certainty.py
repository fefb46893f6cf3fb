"""How sure a value is. A result is as sure as the weakest value it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Certainty(StrEnum):
    """Strongest first.

    confirmed: a public page states it. practice: a local habit, or a source's word for the law.
    recalled: general knowledge without a page. derived: arithmetic on confirmed values; may be
    shown as an estimate, never used in an amount that is paid.
    """

    CONFIRMED = "confirmed"
    PRACTICE = "practice"
    RECALLED = "recalled"
    DERIVED = "derived"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Certainty).index(self)


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure of them; nothing at all is confirmed, since nothing weakens it."""
    return max(certainties, key=lambda each: each.rank, default=Certainty.CONFIRMED)
