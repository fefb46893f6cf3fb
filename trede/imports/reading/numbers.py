"""The national number (rijksregister or bis) in a cell; whether it is right is for the rules to say."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from trede.rules.insz import insz

from .findings import Reading
from .text import Cell, cell_text, says_nothing

NOT_DIGITS = re.compile(r"[\s.\-/_']+")
LABEL = re.compile(r"^(rr|rrn|insz|niss|nn|bis)[\s.:nr°]*(?=\d)", re.IGNORECASE)
SCIENTIFIC = re.compile(r"^\d([.,]\d+)?E\+?\d{1,2}$", re.IGNORECASE)
# A number of the year 2000 can lose up to four zeroes: 00.00.xx stands for an unknown day.
SHORTEST = 7


@dataclass(frozen=True, slots=True)
class InszFacts:
    """What a valid number says: `kind` is rijksregister or bis, `sex` is m, f or empty if not known."""

    kind: str
    birth_date: date | None
    sex: str


@lru_cache(maxsize=2048)
def facts(digits: str) -> InszFacts | None:
    """What eleven digits say, or None if they are no valid number."""
    found = insz(digits, on=date.max)
    if not found.valid:
        return None
    return InszFacts(
        found.kind or "", found.birth_date, {"male": "m", "female": "f"}.get(found.sex or "", "")
    )


def formatted(digits: str) -> str:
    """12345678901 → 12.34.56-789.01"""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def read_insz(cell: Cell) -> Reading[str]:
    """Eleven digits with a right check, or None with the reason."""
    text = cell_text(cell)
    if says_nothing(text):
        return Reading(None)
    if SCIENTIFIC.match(text):
        text, rounded = unscientific(text)
        if rounded:
            return Reading(None, "insz_rounded")
    digits = NOT_DIGITS.sub("", LABEL.sub("", text))
    if not digits.isdecimal() or not digits.isascii():
        return Reading(None, "insz_no_number")
    if not digits.strip("0"):
        return Reading(None)
    if len(digits) == 11:
        return Reading(digits) if facts(digits) else Reading(None, "insz_check")
    return with_zeroes(digits)


def with_zeroes(digits: str) -> Reading[str]:
    if not SHORTEST <= len(digits) < 11:
        return Reading(None, "insz_length")
    full = digits.zfill(11)
    if facts(full) is None:
        return Reading(None, "insz_check" if len(digits) == 10 else "insz_length")
    return Reading(full, "insz_zero", formatted(full))


def unscientific(text: str) -> tuple[str, bool]:
    """Excel's 8,5073003328E+10 as digits, and whether digits were rounded away."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text, True
    return str(int(number)), len(number.as_tuple().digits) < int(number.adjusted()) + 1


def starts_with_birth(text: str, born: date) -> bool:
    """Whether a wrong number still begins with this birth date (bis months +20 and +40 count)."""
    digits = "".join(filter(str.isdecimal, text)).zfill(11)
    months = {f"{born.month + extra:02d}" for extra in (0, 20, 40)}
    return digits[:2] == f"{born:%y}" and digits[2:4] in months and digits[4:6] == f"{born:%d}"
