"""Telephone numbers and e-mail addresses."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from .text import Cell, cell_text, says_nothing

_BELGIUM: Any = phonenumbers.PhoneMetadata.metadata_for_region("BE")
# The library's own patterns, without its slow road through all countries.
BELGIAN_MOBILE = re.compile(rf"^(?:\+32|0032|32|0)?({_BELGIUM.mobile.national_number_pattern})$")
BELGIAN_LINE = re.compile(rf"^(?:\+32|0032|0)({_BELGIUM.fixed_line.national_number_pattern})$")
LOOSE = re.compile(r"[\s./\-_()]")
BETWEEN = re.compile(r"\s*(?:[;,|\n]|\s/\s|\s-\s|\bof\b|\ben\b|\bou\b|\bet\b|\bor\b)\s*", re.IGNORECASE)
SLASHES = re.compile(r"(?<=\d{7})\s*/\s*(?=[0+]\d)|(?<=\d\d)\s*/\s*(?=0[1-9]\d[\d ./]{6,})")
WORDS = re.compile(r"[^\W\d_][\w.':-]*(?:\s+[^\W\d_][\w.':-]*)*")
EMAIL = re.compile(
    r"^[a-z0-9](?:[a-z0-9._%+'-]*[a-z0-9_+])?@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$"
)
ZERO_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")


class Phone(NamedTuple):
    number: str
    mobile: bool


class Phones(NamedTuple):
    """The valid numbers of a cell, the parts that are none, and the words beside them."""

    numbers: tuple[Phone, ...]
    bad: tuple[str, ...]
    words: str


NO_PHONES = Phones((), (), "")


def read_phones(cell: Cell) -> Phones:
    """All numbers in a cell, in E.164. A number without prefix is Belgian; a lost zero is put back."""
    text = cell_text(cell)
    if plain := belgian(LOOSE.sub("", text)):
        return Phones((plain,), (), "")
    return NO_PHONES if says_nothing(text) else phones_in(text)


@lru_cache(maxsize=4096)
def phones_in(text: str) -> Phones:
    words = " ".join(
        word
        for word in WORDS.findall(text)
        if word.lower().strip(".:") not in ("tel", "gsm", "t", "of", "en", "ou", "et")
    )
    bare = WORDS.sub(" ; ", text) if words else text
    if whole := one_phone(bare.strip(" ;")):
        return Phones((whole,), (), words)
    numbers, bad = [], []
    for part in (piece for half in BETWEEN.split(bare) for piece in SLASHES.split(half)):
        if found := one_phone(part):
            numbers.append(found)
        elif any(map(str.isdigit, part)):
            bad.append(part.strip())
    if not numbers and not bad:
        bad.append(text)
    return Phones(tuple(dict.fromkeys(numbers)), tuple(bad), words)


def belgian(digits: str) -> Phone | None:
    if match := BELGIAN_MOBILE.match(digits):
        return Phone("+32" + match[1], mobile=True)
    if match := BELGIAN_LINE.match(digits):
        return Phone("+32" + match[1], mobile=False)
    return None


def one_phone(text: str) -> Phone | None:
    text = ZERO_IN_BRACKETS.sub("", text).strip(" ;,()")
    digits = LOOSE.sub("", text)
    if not digits or len(digits) > 20 or not digits.lstrip("+").isdecimal():
        return None
    return belgian(digits) or next(
        (found for attempt in spellings(digits) if (found := parsed(attempt))), None
    )


def spellings(digits: str) -> list[str]:
    """As written; with the zero Excel dropped; with the plus of a foreign prefix."""
    if digits.startswith(("+", "00")):
        return [digits]
    if digits.startswith("0"):
        return [digits]
    return ["0" + digits, "+" + digits] if len(digits) < 10 else ["+" + digits]


def parsed(digits: str) -> Phone | None:
    try:
        number = phonenumbers.parse(digits, "BE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164), mobile)


class Email(NamedTuple):
    address: str
    code: str = ""
    proposal: str = ""


def read_email(cell: Cell) -> Email:
    """The first valid address, in lower case."""
    text = cell_text(cell).removeprefix("mailto:").strip("<>;, ")
    if says_nothing(text):
        return Email("")
    lower = text.lower()
    if EMAIL.match(lower) and ".." not in lower:
        return Email(lower)
    parts = [part.strip("<>()") for part in re.split(r"[\s;,/]+", lower)]
    good = [part for part in parts if EMAIL.match(part) and ".." not in part]
    if good:
        return Email(good[0], "email_more" if len(good) > 1 else "", good[0])
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    if plain != lower and EMAIL.match(plain):
        return Email("", "email_accent", plain)
    return Email("", "email_invalid")
