"""The INSZ: a rijksregisternummer or a bisnummer. Source: insz.format, insz.check, insz.bis.

No text of this module ever holds the number itself, so that it cannot end up in a log.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from trede.rules.lookup import value
from trede.rules.sentences import Sentence

Kind = Literal["rijksregister", "bis"]
Sex = Literal["male", "female"]

LENGTH = 11
# A number of somebody born in January 2000 loses three zeros; more would make a number out of anything.
_SHORTEST = 8
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2014/]+")
_DIGITS = re.compile(rf"[0-9]{{{LENGTH}}}")
_TOO_SHORT = re.compile(rf"[0-9]{{{_SHORTEST},{LENGTH - 1}}}")
_SPREADSHEET_FLOAT = re.compile(r"([0-9]{8,11})\.0+")
# The rules of the number have no dates of their own; any day gives the same row.
_ANY_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Insz:
    """What a number says about itself; everything is None when it is not valid.

    birth_date is None too when the month or the day was not known. sex is None too for a bis number
    given before the sex was known. problem says in Dutch why a number is refused.
    """

    valid: bool
    kind: Kind | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    problem: Sentence | None = None


def insz(number: str, *, on: date) -> Insz:
    """Check an INSZ as it is known on a day; dots, spaces, hyphens and slashes are skipped.

    The check number tells whether the person was born before or from 2000. Refused: a wrong length or
    check number, a month or day that cannot be, a sequence 000 in a rijksregisternummer, and somebody
    born after that day. Month 00 (with any day) and day 00 stand for an unknown birth date.
    """
    digits = compact(number)
    if not _DIGITS.fullmatch(digits):
        return _refused("length", "Een rijksregisternummer telt 11 cijfers. Tel de cijfers na.")
    century = _century(digits)
    if century is None:
        return _refused("check", "Het controlegetal klopt niet. Kijk het nummer cijfer voor cijfer na.")
    added, month = _month(int(digits[2:4]))
    if added is None:
        return _refused("month", "De geboortemaand in het nummer bestaat niet. Kijk het nummer na.")
    return _read(digits, century + int(digits[:2]), added, month, on)


def compact(number: str) -> str:
    """The number without separators; nothing else is changed."""
    return _SEPARATORS.sub("", number)


def restore_leading_zeros(number: str | int | float) -> str:
    """The number with the zeros that a spreadsheet dropped, as text.

    Only a number that is valid once they are back is filled up; anything else comes back as it was,
    so that the check can refuse it.
    """
    text = str(int(number)) if isinstance(number, float) and number.is_integer() else str(number).strip()
    as_float = _SPREADSHEET_FLOAT.fullmatch(text)
    digits = as_float[1] if as_float else compact(text)
    if _TOO_SHORT.fullmatch(digits) and insz(digits.zfill(LENGTH), on=date.max).valid:
        return digits.zfill(LENGTH)
    return digits if as_float else text


def format_insz(number: str) -> str:
    """JJ.MM.DD-VVV.CC; a text of another length comes back without change."""
    digits = compact(number)
    if not _DIGITS.fullmatch(digits):
        return number
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def mask_insz(number: str) -> str:
    """For lists: only the year of birth stays readable, as in 93.••.••-•••.••; other text is hidden whole."""
    digits = compact(number)
    return f"{digits[:2]}.••.••-•••.••" if _DIGITS.fullmatch(digits) else "•••"


def check_number(first_nine: str, *, from_2000: bool) -> str:
    """The two check digits that belong to the first nine digits, from 01 to 97."""
    modulus, prefix, *_ = _constants()
    base = int(first_nine) + (prefix if from_2000 else 0)
    return f"{modulus - base % modulus:02d}"


def _century(digits: str) -> int | None:
    for century, from_2000 in ((1900, False), (2000, True)):
        if check_number(digits[:9], from_2000=from_2000) == digits[9:]:
            return century
    return None


def _month(written: int) -> tuple[int | None, int]:
    """What was added to the month, and the month itself; None when no such month exists."""
    _, _, sex_unknown, sex_known = _constants()
    for added in (0, sex_unknown, sex_known):
        if 0 <= written - added <= 12:
            return added, written - added
    return None, 0


def _read(digits: str, year: int, added: int, month: int, on: date) -> Insz:
    day, sequence = int(digits[4:6]), int(digits[6:9])
    if month and day > calendar.monthrange(year, month)[1]:
        return _refused("day", "De geboortedag in het nummer bestaat niet. Kijk het nummer na.")
    if not added and not sequence:
        return _refused("sequence", "Het reeksnummer 000 bestaat niet. Kijk het nummer na.")
    birth_date = date(year, month, day) if month and day else None
    if (birth_date or date(year, max(month, 1), 1)) > on:
        return _refused("future", "Dit nummer is van iemand die nog niet geboren is. Kijk het nummer na.")
    kind: Kind = "bis" if added else "rijksregister"
    return Insz(valid=True, kind=kind, birth_date=birth_date, sex=_sex(added, sequence))


def _sex(added: int, sequence: int) -> Sex | None:
    _, _, sex_unknown, _ = _constants()
    if added == sex_unknown:
        return None
    return "male" if sequence % 2 else "female"


def _refused(code: str, text: str) -> Insz:
    return Insz(valid=False, problem=Sentence.of(f"insz_{code}", text))


@cache
def _constants() -> tuple[int, int, int, int]:
    """Modulus, prefix from 2000, and what a bis number adds to the month: sex unknown, sex known."""

    def whole(parameter_id: str, key: str) -> int:
        return int(value(parameter_id, _ANY_DAY, key).decimal())

    return (
        whole("insz.check", "modulus"),
        whole("insz.check", "prefix_2000"),
        whole("insz.bis", "sex_unknown"),
        whole("insz.bis", "sex_known"),
    )
