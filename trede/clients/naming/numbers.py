"""Dates, phones and file numbers as people write them."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari janvier january",
            "feb februari fevrier february fev",
            "mrt maart mars march maa mar",
            "apr april avril avr",
            "mei mai may",
            "jun juni juin june",
            "jul juli juillet july",
            "aug augustus aout august",
            "sep sept september septembre",
            "okt oct oktober octobre october",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_NAMES = frozenset(_MONTHS)
_NOT_DIGITS = re.compile(r"\D+")
_NOT_CODE = re.compile(r"[\W_]+")


def digits_of(text: str) -> str:
    """Only the digits 0 to 9."""
    return _NOT_DIGITS.sub("", text) if text.isascii() else "".join(c for c in text if "0" <= c <= "9")


def code_of(text: str) -> str:
    """A file number without dashes, slashes and capitals."""
    return _NOT_CODE.sub("", text.casefold())


def month_number(name: str) -> int:
    """The month that a folded Dutch, French or English name stands for."""
    return _MONTHS[name]


def _years(year: str) -> tuple[int, ...]:
    return (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year))


def _birth(year: int, month: int, day: int) -> str:
    if not (1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04}{month:02}{day:02}"


def births(*, day: str, month: str | int, year: str) -> tuple[str, ...]:
    """The dates (yyyymmdd) this can mean, day first; empty if it is no date."""
    readings = [(year, int(month), int(day)) for year in _years(year)]
    readings += [(year, int(day), int(month)) for year in _years(year)]
    return tuple(dict.fromkeys(birth for reading in readings if (birth := _birth(*reading))))


def month_births(*, month: str | int, year: str) -> tuple[str, ...]:
    """The beginning of the dates in one month."""
    usable = 1 <= int(month) <= 12 and 1900 <= int(year) <= 2099
    return (f"{int(year):04}{int(month):02}",) if usable else ()


def compact_births(digits: str) -> tuple[str, ...]:
    """The dates that 4, 6 or 8 digits without separators can mean."""
    if len(digits) == 4:
        return (digits,) if 1900 <= int(digits) <= 2099 else ()
    if len(digits) == 6:
        readings = ((digits[:2], digits[2:4], digits[4:]), (digits[4:], digits[2:4], digits[:2]))
    elif len(digits) == 8:
        readings = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    else:
        return ()
    found = [
        birth
        for year, month, day in readings
        for number in _years(year)
        if (birth := _birth(number, int(month), int(day)))
    ]
    return tuple(dict.fromkeys(found))


def _other_years(year: int, month: int, day: int) -> set[str]:
    # Of 29 February, the 28th is a year away, and the other way round.
    days = {day, 57 - day} if month == 2 and day > 27 else {day}
    return {_birth(year + step, month, other) for step in (-1, 1) for other in days}


def _digit_slips(text: str) -> set[str]:
    slips = {text[:i] + digit + text[i + 1 :] for i in range(8) for digit in "0123456789"}
    slips |= {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(7)}
    return {_birth(int(slip[:4]), int(slip[4:6]), int(slip[6:])) for slip in slips}


@lru_cache(maxsize=4096)
def near_births(birth: str) -> frozenset[str]:
    """Dates (yyyymmdd) that one slip makes of this one, itself left out.

    A slip is day and month swapped, one digit off, two digits swapped, a year or a day more or less.
    """
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    born = date(year, month, day)
    near = _digit_slips(birth) | _other_years(year, month, day) | {_birth(year, day, month)}
    near |= {f"{born + timedelta(days=step):%Y%m%d}" for step in (-1, 1)}
    return frozenset(near - {birth, ""})


def _without_country(digits: str) -> str:
    for length in (1, 2, 3):
        if int(digits[:length] or 0) in COUNTRY_CODE_TO_REGION_CODE:
            return digits[length:]
    return digits


def phone_digits(text: str) -> str:
    """The national digits without country code or leading zero, so that notations meet."""
    digits = digits_of(text.replace("(0)", ""))
    if text.lstrip(" (").startswith("+"):
        digits = _without_country(digits)
    elif digits.startswith("00"):
        digits = _without_country(digits[2:])
    return digits.lstrip("0")
