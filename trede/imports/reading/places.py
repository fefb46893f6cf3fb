"""Addresses: one cell or several, with the box number apart."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .text import Cell, cell_text, says_nothing

NUMBER = r"\d{1,4}(?:\s?[A-Za-z](?![a-z0-9])|\s?bis|\s?ter)?(?:\s?-\s?\d{1,4})?"
BOX_WORD = r"(?:/|\b(?:bus|bte|b|bo[iî]te|box)\b\.?|b(?=\d))"
BOX = rf"(?:\s*{BOX_WORD}\s*([0-9A-Za-z][0-9A-Za-z./-]*))?"
HOUSE = re.compile(rf"^(?:nr\.?\s*)?({NUMBER}){BOX}$", re.IGNORECASE)
BOX_LABEL = re.compile(r"^(?:bus|bte|boite|boîte|box|b)\.?\s*(?=[0-9A-Za-z])", re.IGNORECASE)
TOWN = re.compile(r"^(?:B(?:E)?\s?-\s?)?(\d{4})\s*[-,]?\s+(\S.*)$")
ADDRESS = re.compile(
    rf"^(?P<street>.*?[^\d\s,].*?)[\s,]+(?P<number>{NUMBER}){BOX}(?:\s*[,;-]?\s+(?P<rest>(?:B(?:E)?-)?\d{{4}}\s.*))?$",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"^(?:B(?:E)?\s?-?\s?)?([1-9]\d{3})$", re.IGNORECASE)


class House(NamedTuple):
    number: str
    box: str = ""
    code: str = ""
    proposal: str = ""


class Town(NamedTuple):
    postcode: str
    municipality: str
    code: str = ""


class Address(NamedTuple):
    street: str
    house: House
    town: Town
    code: str = ""


def read_house(cell: Cell) -> House:
    """'379/0201' → 379, box 0201. What has no known shape is kept as written."""
    if isinstance(cell, date):
        return House("", "", "number_as_date", f"{cell.day}/{cell.month}")
    text = cell_text(cell)
    if says_nothing(text):
        return House("")
    match = HOUSE.match(text)
    return House(match[1].replace(" ", ""), match[2] or "") if match else House(text)


def read_box(cell: Cell) -> House:
    if isinstance(cell, date):
        return House("", "", "number_as_date", f"{cell.day}/{cell.month}")
    text = BOX_LABEL.sub("", cell_text(cell))
    return House("", "" if says_nothing(text) else text)


@lru_cache(maxsize=4096, typed=True)
def read_town(cell: Cell) -> Town:
    """A postcode, a municipality, or both in one cell."""
    text = cell_text(cell).strip(" ,;")
    if says_nothing(text):
        return Town("", "")
    if match := POSTCODE.match(text):
        return Town(match[1], "")
    if match := TOWN.match(text):
        return Town(match[1], proper_place(match[2]))
    return Town("", proper_place(text))


def read_postcode(cell: Cell) -> Town:
    town = read_town(cell)
    if town.postcode or not town.municipality:
        return town
    return Town("", "", "postcode_invalid")


def read_address(cell: Cell) -> Address:
    """“Kerkstraat 12 bus 3, 8400 Oostende” in its parts; an unclear one stays whole as the street."""
    text = cell_text(cell).strip(" ,;")
    if says_nothing(text):
        return Address("", House(""), Town("", ""))
    text = text.replace("\n", ", ")
    match = ADDRESS.match(text)
    if match is None:
        return Address(text, House(""), Town("", ""), "address_unclear")
    house = House(match["number"].replace(" ", ""), (match[3] or "").strip(".,"))
    return Address(proper_place(match["street"].strip(" ,")), house, read_town(match["rest"]))


def proper_place(text: str) -> str:
    """OOSTENDE → Oostende; mixed case stays as written."""
    if not text.isupper() and not text.islower():
        return text
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), text.lower())
