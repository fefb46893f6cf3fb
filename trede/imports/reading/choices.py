"""Cells that hold one of a few values: sex, category, yes or no, level, kind of income, and amounts."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .findings import Reading
from .text import Cell, cell_text, fold, says_nothing, squash


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: value for value, words in table.items() for word in words.split()}


SEXES = _words(
    {
        "m": "m man mannelijk male h homme masculin 1 dhr mr heer jongen",
        "f": "v f vrouw vrouwelijk female femme feminin 2 mevr mw mevrouw dame w",
        "x": "x onbepaald anders nonbinair divers autre other",
    }
)
CATEGORIES = _words(
    {
        "A": "a 1 samenwonend samenwonende samenw cohabitant cohabitante cohab sw samenwoner samenwoonst",
        "B": "b 2 alleenstaand alleenstaande alleenst isole isolee all alleen single",
        "C": "c 3 gezinslast gezin gezintenlaste gezinmetkinderen gezinshoofd famille famillea charge "
        "personneayantfamilleacharge "
        "gezinmetlast gezinmeteenminderjarigkindtenlaste metgezinslast gtl familleacharge",
    }
)
CATEGORY_LABEL = re.compile(r"^(cat|categorie|category|categ)\b\s*")
INCOMES = _words(
    {
        "leefloon": "ll leefloon ris rmi rechtopmaatschappelijkeintegratie revenudintegration "
        "revenudintegrationsociale dis",
        "equivalent": "eqll ell eql equivalent equivalentleefloon eleefloon eqleefloon eris "
        "leefloonequivalent eq wet65 "
        "wet1965 equivalentduris steunequivalent financielesteun erisequivalent",
    }
)
WORK_RIGHTS = _words(
    {
        "onbeperkt": "onbeperkt onbeperktetoegang ja j oui yes vrij volledig illimite illimitee unlimited "
        "arbeidsmarktonbeperkt",
        "beperkt": "beperkt beperktetoegang limite limitee limited gedeeltelijk arbeidsmarktbeperkt",
        "neen": "neen nee n geen non no geentoegang none arbeidsmarktneen aucun",
    }
)
YES_NO = _words(
    {
        "yes": "ja j y yes oui o x 1 waar true vrai ok ingeschreven actief v inschreven",
        "no": "nee neen n no non 0 onwaar false faux geen nietingeschreven niet uitgeschreven nog niet "
        "nognietingeschreven",
    }
)
NATIVE = frozenset({"moedertaal", "native", "languematernelle", "moedertaalspreker", "nederlandstalig"})
NO_DUTCH = frozenset({"geen", "nihil", "0", "00", "geennederlands", "aucun", "none", "nul"})
LITERACY = frozenset({"alfa", "analfabeet", "analfabetisch", "alfabetisering", "alpha", "anderstaligalfa"})
STEP = re.compile(
    r"^(?:nt2|rg|richtgraad|niveau|niv|erk|cefr|nederlands|nl)*\s*(?:([1-4])\s*[.,]\s*([1-4])|([abc])\s*([12])\s*[+.-]?.{0,12})$",
    re.I,
)
LABELS = re.compile(r"\b(nt2|rg|richtgraad|niveau|niv|erk|cefr|nederlands|nl)\b[.:]?\s*", re.IGNORECASE)
MONEY = re.compile(r"^-?\d{1,9}(?:[.,]\d+)?$|^-?\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?$")
CURRENCY = re.compile(r"(?i)(eur|euro|€|/?\s*(per )?maand|,-+$|\.-+$)")
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
NT2 = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
LEVELS = frozenset(CEFR + NT2)
LARGEST = 1_000_000  # cents: no leefloon is ten thousand euros a month


def read_choice(cell: Cell, words: dict[str, str], code: str) -> Reading[str]:
    text = cell_text(cell)
    if found := words.get(squash(text)):
        return Reading(found)
    return Reading(None) if says_nothing(text) else Reading(None, code)


def read_sex(cell: Cell) -> Reading[str]:
    """m, f or x."""
    return read_choice(cell, SEXES, "sex_unknown")


def read_category(cell: Cell) -> Reading[str]:
    """A (samenwonend), B (alleenstaand) or C (gezin ten laste)."""
    text = CATEGORY_LABEL.sub("", fold(cell_text(cell)))
    if found := CATEGORIES.get(text.replace(" ", "")):
        return Reading(found)
    words = {
        CATEGORIES[word]
        for word in text.split()
        if word in CATEGORIES and (len(word) > 3 or len(text.split()) < 3)
    }
    if len(words) == 1:
        return Reading(words.pop())
    return Reading(None) if says_nothing(cell_text(cell)) else Reading(None, "category_unknown")


def read_income(cell: Cell) -> Reading[str]:
    """leefloon or equivalent."""
    return read_choice(cell, INCOMES, "income_unknown")


def read_work_right(cell: Cell) -> Reading[str]:
    """onbeperkt, beperkt or neen."""
    text = squash(cell_text(cell))
    found = WORK_RIGHTS.get(text) or WORK_RIGHTS.get(text.removeprefix("arbeidsmarkt"))
    return Reading(found) if found else read_choice(cell, WORK_RIGHTS, "work_right_unknown")


def read_yes_no(cell: Cell) -> Reading[bool]:
    if isinstance(cell, bool):
        return Reading(cell)
    found = read_choice(cell, YES_NO, "yes_no_unknown")
    return Reading(None if found.value is None else found.value == "yes", found.code)


def read_dutch_level(cell: Cell) -> Reading[str]:
    """A step of NT2 (1.1 to 4.2), a CEFR level (A1 to C2), 0, or native."""
    if isinstance(cell, date):
        # 1.2 typed in a Belgian Excel becomes the first of February.
        return Reading(None, "level_as_date", f"{cell.day}.{cell.month}")
    text = cell_text(cell)
    folded = squash(text)
    if folded in LITERACY:
        return Reading(None, "level_literacy", "0")
    if folded in NATIVE or folded in NO_DUTCH:
        return Reading("native" if folded in NATIVE else "0")
    if says_nothing(text):
        return Reading(None)
    match = STEP.match(LABELS.sub("", text).strip(" :()"))
    if match is None:
        return Reading(None, "level_unknown")
    level = f"{match[1]}.{match[2]}" if match[1] else f"{match[3].upper()}{match[4]}"
    return Reading(level) if level in LEVELS else Reading(None, "level_unknown")


def read_cents(cell: Cell) -> Reading[int]:
    """An amount in whole cents: “€ 1.340,47”, 1340.47 and “1 340,47” are all 134047."""
    if isinstance(cell, (bool, date)):
        return Reading(None, "amount_unreadable")
    if isinstance(cell, (int, float)):
        if not abs(cell) < 1e12:  # also “not a number”
            return Reading(None, "amount_unreadable")
        return checked(Decimal(repr(cell)))
    text = cell_text(cell)
    if says_nothing(text):
        return Reading(None)
    bare = CURRENCY.sub("", text).strip()
    if not MONEY.match(bare) or not bare.isascii():
        return Reading(None, "amount_unreadable")
    return checked(Decimal(plain_decimal(bare)))


def plain_decimal(text: str) -> str:
    """The last point or comma with other than three digits after it is the decimal sign."""
    text = text.replace(" ", "").replace("'", "")
    place = max(text.rfind("."), text.rfind(","))
    if place < 0:
        return text
    whole, decimals = text[:place], text[place + 1 :]
    same_before = text[place] in whole
    if len(decimals) == 3 and (same_before or not re.search(r"[.,]", whole)):
        whole, decimals = whole + decimals, ""
    return re.sub(r"[.,]", "", whole) + ("." + decimals if decimals else "")


def checked(amount: Decimal) -> Reading[int]:
    cents = int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if cents < 0:
        return Reading(None, "amount_negative")
    return Reading(None, "amount_large") if cents > LARGEST else Reading(cents)
