"""What the cells of a column look like, apart from its title."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from . import choices, contact, countries, languages, numbers, places
from .fields import Field
from .text import Cell, cell_text, says_nothing

DATE_SHAPE = re.compile(r"^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}\b|^\d{0,2}\s?[A-Za-zé]{3,9}\.? \d{4}$")
NAME_SHAPE = re.compile(r"^[^\W\d_][\w'’ .\-?]*(, ?[^\W\d_][\w'’ .\-?]*)?$")
HOUSE_SHAPE = re.compile(r"^\d{1,4}\s?[A-Za-z]?(\s*(/|bus|b)\s*\w+)?$")
STREET = re.compile(
    r"(straat|laan|weg|plein|lei|steenweg|dreef|kaai|rue|avenue|dijk|hof|markt|pad|baan)\b", re.IGNORECASE
)
CEFR_OR_STEP = re.compile(r"^(NT2|RG)?\s*([1-4][.,][1-4]|[ABC][12])\b|moedertaal|^alfa", re.IGNORECASE)
MIN_CELLS = 3


def is_birth(cell: Cell) -> bool:
    year = year_of(cell)
    # Most dates of a leefloon are of the last years; births are at least half a generation back.
    return year is not None and 1915 <= year <= 2012


def is_date(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(DATE_SHAPE.match(cell.strip())))


def year_of(cell: Cell) -> int | None:
    if isinstance(cell, (datetime, date)):
        return cell.year
    if isinstance(cell, str) and is_date(cell):
        found = re.search(r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)", cell)
        return int(found[1]) if found else None
    return None


def is_insz(cell: Cell) -> bool:
    found = numbers.read_insz(cell)
    return found.value is not None


def is_phone(cell: Cell) -> bool:
    found = contact.read_phones(cell)
    return bool(found.numbers) and not found.bad


def is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(NAME_SHAPE.match(cell.strip()))


def is_full_name(cell: Cell) -> bool:
    return is_name(cell) and len(cell_text(cell).replace(",", " ").split()) > 1


def is_address(cell: Cell) -> bool:
    return isinstance(cell, str) and any(map(str.isdigit, cell)) and not places.read_address(cell).code


def is_postcode(cell: Cell) -> bool:
    return bool(places.POSTCODE.match(cell_text(cell)))


def is_amount(cell: Cell) -> bool:
    return not isinstance(cell, date) and choices.read_cents(cell).value is not None


CHECKS: dict[Field, Callable[[Cell], bool]] = {
    Field.INSZ: is_insz,
    Field.LAST_NAME: is_name,
    Field.FIRST_NAMES: is_name,
    Field.FULL_NAME: is_full_name,
    Field.SOCIAL_WORKER: is_name,
    Field.BIRTH_DATE: is_date,
    Field.LEEFLOON_START: is_date,
    Field.LEEFLOON_END: is_date,
    Field.VDAB_SINCE: is_date,
    Field.SEX: lambda cell: choices.read_sex(cell).value is not None,
    Field.NATIONALITY: lambda cell: countries.read_country(cell).value is not None,
    Field.ADDRESS: is_address,
    Field.HOUSE_NUMBER: lambda cell: bool(HOUSE_SHAPE.match(cell_text(cell))),
    Field.STREET: lambda cell: isinstance(cell, str) and any(map(str.isalpha, cell)),
    Field.POSTCODE: is_postcode,
    Field.MUNICIPALITY: lambda cell: bool(places.read_town(cell).municipality),
    Field.PHONE: is_phone,
    Field.MOBILE: is_phone,
    Field.EMAIL: lambda cell: "@" in cell_text(cell),
    Field.LANGUAGE: lambda cell: languages.read_language(cell).value is not None,
    Field.INCOME_KIND: lambda cell: choices.read_income(cell).value is not None,
    Field.LEEFLOON_CATEGORY: lambda cell: choices.read_category(cell).value is not None,
    Field.LEEFLOON_AMOUNT: is_amount,
    Field.WORK_RIGHT: lambda cell: choices.read_work_right(cell).value is not None,
    Field.VDAB_REGISTERED: lambda cell: choices.read_yes_no(cell).value is not None or is_date(cell),
    Field.DUTCH_LEVEL: lambda cell: choices.read_dutch_level(cell).value is not None,
}
# Content that speaks for itself when the title says nothing: field, confidence, stricter check.
TELLING: tuple[tuple[Field, float, Callable[[Cell], bool]], ...] = (
    (Field.INSZ, 0.9, is_insz),
    (Field.EMAIL, 0.9, lambda cell: "@" in cell_text(cell)),
    (Field.BIRTH_DATE, 0.55, is_birth),
    (Field.PHONE, 0.7, lambda cell: len(cell_text(cell)) > 7 and is_phone(cell)),
    (
        Field.LEEFLOON_CATEGORY,
        0.6,
        lambda cell: cell_text(cell).upper() in ("A", "B", "C") or len(cell_text(cell)) > 5,
    ),
    (Field.SEX, 0.6, lambda cell: cell_text(cell).upper() in ("M", "V", "X", "F", "H", "MAN", "VROUW")),
    (
        Field.LANGUAGE,
        0.65,
        lambda cell: len(cell_text(cell)) > 3 and languages.read_language(cell).value is not None,
    ),
    (
        Field.NATIONALITY,
        0.65,
        lambda cell: len(cell_text(cell)) > 3 and countries.read_country(cell).value is not None,
    ),
    (Field.DUTCH_LEVEL, 0.6, lambda cell: bool(CEFR_OR_STEP.search(cell_text(cell)))),
    (Field.POSTCODE, 0.5, is_postcode),
    (Field.ADDRESS, 0.6, lambda cell: is_address(cell) and bool(STREET.search(cell_text(cell)))),
    (Field.STREET, 0.6, lambda cell: is_name(cell) and bool(STREET.search(cell_text(cell)))),
    (Field.FULL_NAME, 0.45, is_full_name),
)


def said(cells: Sequence[Cell]) -> list[Cell]:
    """The cells that hold something."""
    return [cell for cell in cells if cell is not None and not says_nothing(cell_text(cell))]


def share(cells: Sequence[Cell], check: Callable[[Cell], bool]) -> float:
    """How many of the filled cells pass, 0 to 1."""
    return sum(map(check, cells)) / len(cells) if cells else 0.0


def from_content(cells: Sequence[Cell]) -> dict[Field, float]:
    """Fields the content alone suggests, with 0..1; several distinct values are needed."""
    if len(cells) < MIN_CELLS:
        return {}
    found = {}
    for target, confidence, telling in TELLING:
        check = CHECKS[target]
        if (part := share(cells, lambda cell, c=check, t=telling: t(cell) and c(cell))) >= 0.8:  # type: ignore[misc]
            found[target] = confidence * part
    return found
