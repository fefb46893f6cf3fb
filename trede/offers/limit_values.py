"""The limits of an offer as numbers on a day: written by the organisation, or a dated legal value of the rules."""

from collections.abc import Iterable
from datetime import date

from trede.offers.legal_values import answer_on
from trede.offers.limits import MINUTES_MONTH, MINUTES_YEAR, MONTHS, Limit
from trede.offers.models import OfferLimit
from trede.rules.errors import RuleError
from trede.rules.lookup import Answer

HOURS = ("hour", "uur")
YEARS = ("year", "jaar")


def limits_on(rows: Iterable[OfferLimit], on: date) -> list[Limit]:
    """The limits that hold on a day. One whose legal value is not known on that day has `most` None."""
    return [limit_of(row, on) for row in rows if row.runs(on)]


def limit_of(row: OfferLimit, on: date) -> Limit:
    if not row.parameter:
        return Limit(row.unit, row.most, source=row.source)
    answer = answer_on(row.parameter, on)
    if answer is None or not answer.known:
        return Limit(row.unit, None, source=row.source)
    certainty = str(answer.certainty) if answer.certainty else ""
    return Limit(row.unit, _in_unit(answer, row.unit), certainty, row.source or answer.source)


def _in_unit(answer: Answer, unit: str) -> int | None:
    """Hours as minutes, years as months. None for a value that is no number."""
    try:
        number = answer.decimal()
    except RuleError:
        return None
    if unit in (MINUTES_MONTH, MINUTES_YEAR) and answer.unit in HOURS:
        return int(number * 60)
    return int(number * 12) if unit == MONTHS and answer.unit in YEARS else int(number)
