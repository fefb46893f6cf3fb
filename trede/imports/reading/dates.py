"""Dates as people and spreadsheets write them."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from .findings import Reading
from .text import Cell, cell_text, fold, says_nothing

DMY = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
YMD = re.compile(r"^(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})$")
WORDS = re.compile(
    r"^(?:(\d{1,2})(?:e|er|ste|de|st|nd|rd|th)?\s+)?([a-z]{3,10})\s+(?:(\d{1,2})\s+)?(\d{4}|\d{2})$"
)
MONTH_YEAR = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{4})$|^(\d{4})\s*[-/]\s*(\d{1,2})$")
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
WEEKDAY = re.compile(
    r"^(ma|di|wo|do|vr|za|zo|maan|dins|woens|donder|vrij|zater|zon)(dag)?[,. ]+(?=\d)", re.IGNORECASE
)
EPOCH = date(1899, 12, 30)
SERIALS = range(7_000, 80_000)  # 1919 to 2119
MONTH_NAMES = (
    "januari jan janvier january janv",
    "februari feb febr fevrier february fev fevr",
    "maart mrt maa mars march mar",
    "april apr avril avr",
    "mei mai may",
    "juni jun juin june",
    "juli jul juillet july juil",
    "augustus aug aout august",
    "september sep sept septembre",
    "oktober okt octobre october oct",
    "november nov novembre",
    "december dec decembre",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
DAY_FIRST, MONTH_FIRST, MIXED = "dmy", "mdy", "mixed"


def read_date(
    cell: Cell, *, today: date, order: str = DAY_FIRST, birth: bool = False, end: bool = False
) -> Reading[date]:
    """The date in a cell. `order` is what the column shows; `end` reads “maart 2024” as its last day."""
    if isinstance(cell, datetime):
        return Reading(cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return from_number(cell, today)
    text = cell_text(cell)
    if says_nothing(text) or text.strip("0./- ") == "":
        return Reading(None)
    return from_text(text, today, order, birth, end)


@lru_cache(maxsize=8192)
def from_text(text: str, today: date, order: str, birth: bool, end: bool) -> Reading[date]:
    match = DMY.match(text)
    if match is None:
        text = WEEKDAY.sub("", TIME.sub("", text)).strip(" '")
        match = DMY.match(text)
    if match:
        first, second, year = match.groups()
        return from_parts(int(first), int(second), full_year(year, today, birth), order)
    if match := YMD.match(text):
        return dated(*map(int, match.groups()))
    if text.isdigit():
        return from_digits(text, today)
    if match := WORDS.match(fold_words(text)):
        return from_words(match, today, birth, end)
    if match := MONTH_YEAR.match(text):
        month_text, year_text = (match[1], match[2]) if match[1] else (match[4], match[3])
        return whole_month(int(year_text), int(month_text), end)
    return Reading(None, "date_unreadable")


def fold_words(text: str) -> str:
    return " ".join(fold(text.replace(",", " ")).split())


def full_year(text: str, today: date, birth: bool) -> int:
    """Two digits: a birth year makes somebody of at least 14; other years are at most ten years ahead."""
    year = int(text)
    if len(text) == 4:
        return year
    latest = today.year - 14 if birth else today.year + 10
    return 2000 + year if 2000 + year <= latest else 1900 + year


def dated(year: int, month: int, day: int) -> Reading[date]:
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(None, "date_impossible")
    return Reading(found) if 1850 < year < 2200 else Reading(None, "date_impossible")


def from_parts(first: int, second: int, year: int, order: str) -> Reading[date]:
    """Two small numbers and a year; only the column can tell 3/4 from 4/3."""
    if order == MONTH_FIRST:
        return dated(year, first, second) if first <= 12 else dated(year, second, first)
    if second > 12 >= first:
        swapped = dated(year, first, second)
        if swapped.value is None:
            return swapped
        if order == MIXED:
            return swapped
        return Reading(None, "date_month_day", swapped.value.strftime("%d/%m/%Y"))
    found = dated(year, second, first)
    if order == MIXED and found.value and first <= 12 and first != second:
        return Reading(found.value, "date_ambiguous", found.value.strftime("%d/%m/%Y"))
    return found


def from_number(number: float, today: date) -> Reading[date]:
    if not -1e9 < number < 1e9:  # also infinities and “not a number”
        return Reading(None, "date_unreadable")
    whole = int(number)
    return Reading(None) if whole == 0 else from_digits(str(whole), today)


def from_digits(text: str, today: date) -> Reading[date]:
    """20240312, 12032024, 1031990 (a lost zero), 120324, or a day number of Excel."""
    if len(text) == 8 and text[:2] in ("19", "20") and (found := dated(*cut(text, 4, 2, 2))).value:
        return found
    if len(text) in (7, 8):
        day, month, year = cut(text.zfill(8), 2, 2, 4)
        return dated(year, month, day)
    if len(text) == 6:
        day, month, _ = cut(text, 2, 2, 2)
        return dated(full_year(text[4:], today, birth=False), month, day)
    if len(text) == 5 and int(text) in SERIALS:
        found_on = EPOCH + timedelta(days=int(text))
        return Reading(found_on, "date_serial", found_on.strftime("%d/%m/%Y"))
    if len(text) == 4 and 1900 <= int(text) <= today.year + 10:
        return Reading(None, "date_year_only")
    return Reading(None, "date_unreadable")


def cut(text: str, *lengths: int) -> tuple[int, int, int]:
    one, two, _ = lengths
    return int(text[:one]), int(text[one : one + two]), int(text[one + two :])


def from_words(match: re.Match[str], today: date, birth: bool, end: bool) -> Reading[date]:
    before, word, after, year_text = match.groups()
    month = MONTHS.get(word)
    if month is None:
        return Reading(None, "date_unreadable")
    year = full_year(year_text, today, birth)
    day = before or after
    return dated(year, month, int(day)) if day else whole_month(year, month, end)


def whole_month(year: int, month: int, end: bool) -> Reading[date]:
    found = dated(year, month, 1)
    if found.value is None:
        return found
    day = found.value.replace(day=monthrange(year, month)[1]) if end else found.value
    return Reading(day, "date_month_only", day.strftime("%d/%m/%Y"))


def order_of(cells: Iterable[Cell]) -> str:
    """What a column shows: `dmy` unless the days stand second everywhere (`mdy`) or in places (`mixed`)."""
    day_first = month_first = 0
    for cell in cells:
        if not isinstance(cell, str) or not (match := DMY.match(TIME.sub("", cell.strip()))):
            continue
        first, second = int(match[1]), int(match[2])
        day_first += first > 12 >= second
        month_first += second > 12 >= first
    if not month_first:
        return DAY_FIRST
    if not day_first:
        return MONTH_FIRST
    # A single slip among many good dates does not make the whole column doubtful.
    return MIXED if month_first * 20 > day_first else DAY_FIRST


def looks_like_date(cell: Cell, today: date) -> bool:
    if isinstance(cell, (int, float)):
        return False
    return read_date(cell, today=today).code not in ("date_unreadable",) and cell_text(cell) != ""
