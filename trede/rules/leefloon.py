"""The leefloon that belongs to a category on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from trede.rules.certainty import Certainty
from trede.rules.errors import BadInput
from trede.rules.sentences import Sentence
from trede.rules.store import Store
from trede.rules.trace import Trace, TraceLine

Category = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class LeefloonAmount:
    """The full amount per month in euro, before any deduction.

    payable is false for an estimate (derived): that may be shown, never paid.
    """

    amount: Decimal
    unit: str
    valid_from: date | None
    valid_to: date | None
    payable: bool
    certainty: Certainty
    warnings: tuple[Sentence, ...]
    trace: tuple[TraceLine, ...]


def leefloon_amount(category: str, on: date, *, store: Store | None = None) -> LeefloonAmount:
    """The monthly leefloon of category A (samenwonend), B (alleenstaand) or C (gezin ten laste).

    Source: leefloon.amount.monthly. Raises BadInput for another category and NotKnown (with the
    nearest known amounts) when no amount is known on that day.
    """
    if category not in get_args(Category):
        raise BadInput("Kies een categorie: A (samenwonend), B (alleenstaand) of C (gezin ten laste).")
    trace = Trace(on, store)
    answer = trace.use(
        "leefloon.amount.monthly",
        Sentence.of("leefloon_monthly", "Leefloon per maand voor categorie {category}", category=category),
        key=category,
    )
    return LeefloonAmount(
        amount=answer.decimal(),
        unit=answer.unit,
        valid_from=answer.valid_from,
        valid_to=answer.valid_to,
        payable=trace.certainty is not Certainty.DERIVED,
        certainty=trace.certainty,
        warnings=trace.warnings,
        trace=tuple(trace.lines),
    )
