"""Counting with dates as the law does."""

from __future__ import annotations

import calendar
import re
from datetime import date

from trede.rules.errors import BadInput

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; a day that month lacks becomes its last day.

    Raises BadInput when the result lies outside the calendar.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise BadInput("De datum valt buiten de kalender. Kijk de datum en het aantal maanden na.")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_day(text: object) -> date:
    """A date written as JJJJ-MM-DD; BadInput for any other text, and for 31 February."""
    if isinstance(text, str) and _ISO_DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadInput("{day} bestaat niet. Kijk de datum na.", day=text) from None
    raise BadInput("Schrijf de datum als JJJJ-MM-DD, bijvoorbeeld 2026-03-01.")
