"""Reads what a worker types in the search box."""

import re
import unicodedata
from itertools import pairwise

from .folding import LONGEST_TEXT, PARTICLES, folded, particle_run_glued, unglued
from .numbers import MONTH_NAMES, births, code_of, compact_births, digits_of, month_births, month_number
from .people import Kind, Query, Term

MOST_TERMS = 8
_SEP = r"\s*[./-]\s*|\s+"
_MONTH = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
# Without a day, "Jan 1985" and "April 1985" are people.
_LONG_MONTH = "|".join(sorted(name for name in MONTH_NAMES - {"april"} if len(name) > 4))
_DATES = (
    re.compile(r"(?<![\w+/.-])(?P<year>(?:19|20)\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?![\w/-])"),
    re.compile(
        rf"(?<![\w+/.-])(?P<day>\d{{1,2}})(?:{_SEP})(?P<month>\d{{1,2}})(?:{_SEP})(?P<year>(?:19|20)\d\d)(?![\w/-])"
    ),
    re.compile(r"(?<![\w+/.-])(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d\d)(?![\w/.-])"),
    re.compile(
        rf"(?<![\w+/-])(?P<day>\d{{1,2}})(?:{_SEP})(?P<name>{_MONTH})\.?(?:{_SEP})(?P<year>\d{{4}}|\d\d)(?!\w)"
    ),
    re.compile(r"(?<![\w+/.-])(?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d)(?![\w/-])"),
    re.compile(rf"(?<!\w)(?P<name>{_LONG_MONTH})\s+(?P<year>(?:19|20)\d\d)(?!\w)"),
)
_EMAIL = re.compile(r"\S*@\S*")
# Eleven digits as a national number is printed; a phone with its country code or first zero.
_INSZ = re.compile(r"(?<![\w+])\d{2}[. -]?\d{2}[. -]?\d{2}[ -]*\d{3}[. -]?\d{2}(?!\w)")
_PHONE = re.compile(
    r"(?<!\w)(?:\+|00)\(?\d(?:[\s./()-]{0,3}\d){7,13}(?!\w)|(?<!\w)0\d(?:[\s./()-]{0,2}\d){7,8}(?!\w)"
)
_LOOSE_DIGITS = re.compile(r"(?<!\w)\d{1,3}(?:[ .]\d{1,3}){1,4}(?!\w)")
_CODE = re.compile(r"(?<!\w)[^\W_]*\d[\w/.-]*")
_MAILISH = re.compile(r"(?<!\S)[^\W\d][\w-]*(?:[._][\w-]+)+(?!\S)")


class _Reader:
    """Takes the parts it knows out of the text; what is left are names."""

    def __init__(self, text: str) -> None:
        self.left = text
        self.terms: list[Term] = []
        self.unclear: list[str] = []

    def take(self, pattern: re.Pattern[str], kind: Kind) -> None:
        def keep(match: re.Match[str]) -> str:
            found = match.group().strip(" .,;/-")
            self.terms.append(
                Term(kind, found, births=_births_in_digits(found, kind), glued=_as_names(found, kind))
            )
            return " "

        self.left = pattern.sub(keep, self.left)

    def take_dates(self) -> None:
        def keep(match: re.Match[str]) -> str:
            readings = _births_of(match.groupdict())
            found = match.group().strip()
            if readings:
                self.terms.append(Term(Kind.BIRTH, found, births=readings))
            elif len(match["year"]) == 2:
                return found  # 12.34.56 is the end of a phone number
            else:
                self.unclear.append(found)
            return " "

        for pattern in _DATES:
            self.left = pattern.sub(keep, self.left)


def _births_in_digits(text: str, kind: Kind) -> tuple[str, ...]:
    code = code_of(text)
    return compact_births(code) if kind == Kind.NUMBER and code.isascii() and code.isdigit() else ()


def _as_names(text: str, kind: Kind) -> tuple[str, ...]:
    return tuple(folded(text).split()) if kind == Kind.EMAIL and "@" not in text else ()


def _births_of(parts: dict[str, str | None]) -> tuple[str, ...]:
    name, year = parts.get("name"), parts["year"] or ""
    month = month_number(name) if name else parts["month"] or ""
    day = parts.get("day")
    return births(day=day, month=month, year=year) if day else month_births(month=month, year=year)


def _readable(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    # Month names are found as small letters without accents; one letter stays one letter.
    return " ".join(plain.casefold().replace("é", "e").replace("û", "u").split())


def _glued(words: tuple[str, ...], place: int) -> tuple[str, ...]:
    around = words[max(place - 1, 0) : place + 2]
    pairs = {first + second for first, second in pairwise(around)}
    rest = unglued(words[place])
    return tuple(sorted((pairs | particle_run_glued(words, place) | {rest}) - {""}))


def _name_terms(text: str) -> list[Term]:
    words = tuple(folded(text).split()[: MOST_TERMS * 2])
    weak = [len(word) == 1 or word in PARTICLES for word in words]
    required = not all(weak)
    return [
        Term(Kind.NAME, word, glued=_glued(words, place), optional=required and weak[place])
        for place, word in enumerate(words)
    ]


def parse_query(text: str) -> Query:
    """What the worker means: names, birth dates, numbers and e-mail, in any order.

    A number keeps all its readings (national number, phone, file number, date): the plan asks for
    all of them. Text beyond 200 characters and beyond 8 parts is left out.
    """
    reader = _Reader(_readable(text))
    reader.take(_EMAIL, Kind.EMAIL)
    reader.take(_INSZ, Kind.NUMBER)
    reader.take_dates()
    reader.take(_PHONE, Kind.NUMBER)
    reader.take(_MAILISH, Kind.EMAIL)
    reader.take(_LOOSE_DIGITS, Kind.NUMBER)
    reader.take(_CODE, Kind.NUMBER)
    terms = [term for term in reader.terms if term.kind == Kind.BIRTH or _usable(term)]
    names = _name_terms(reader.left)
    kept = (terms + sorted(names, key=lambda term: term.optional))[:MOST_TERMS]
    return Query(tuple(kept), tuple(reader.unclear))


def _usable(term: Term) -> bool:
    return bool(digits_of(term.text)) if term.kind == Kind.NUMBER else len(term.text.strip("@._")) > 1
