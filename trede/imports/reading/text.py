"""Plain text out of a cell, and the folded form that two spellings share."""

import re
import unicodedata
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None

# Nothing a person typed on purpose: controls, zero-width and direction marks, byte order marks.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SPACES = re.compile(r"\s+")
NOT_WORD = re.compile(r"[^0-9a-z]+")
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
NOTHING = frozenset(
    [
        "-",
        "--",
        "---",
        "/",
        "//",
        ".",
        "?",
        "??",
        "n.v.t.",
        "n.v.t",
        "nvt",
        "onbekend",
        "geen",
        "null",
        "none",
        "nil",
        "n/a",
        "na",
        "#n/b",
        "niet_gekend",
        "n.b.",
        "nb",
        "inconnu",
    ]
)
MOJIBAKE = re.compile("[ÃÂÄÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
ERRORS = frozenset(
    {
        "#N/A",
        "#N/B",
        "#VALUE!",
        "#WAARDE!",
        "#REF!",
        "#VERW!",
        "#NAME?",
        "#NAAM?",
        "#DIV/0!",
        "#DEEL/0!",
        "#NUM!",
        "#GETAL!",
        "#NULL!",
    }
)
QUOTED_BY_EXCEL = re.compile(r'^="([^"=]*)"$')
FORMULA = re.compile(r"^[=@]|^[+-](?=[A-Za-z(])")


def squeeze(text: str) -> str:
    """Without invisible characters, with single spaces, in the composed form (NFC)."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = SPACES.sub(" ", INVISIBLE.sub("", text)).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def cell_text(cell: Cell) -> str:
    """The text a person sees in the cell; whole floats lose their .0, dates become ISO."""
    if isinstance(cell, str):
        return squeeze(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "neen"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def says_nothing(text: str) -> bool:
    """Words people type where there is no value, such as “onbekend” or “/”."""
    return not text or (len(text) < 13 and text.lower().replace(" ", "_") in NOTHING)


def fold(text: str) -> str:
    """Lower case ASCII letters and digits, words apart by one space: “Geb.datum ” → “geb datum”."""
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(UNDECOMPOSED))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return NOT_WORD.sub(" ", text).strip()


def squash(text: str) -> str:
    """`fold` without the spaces."""
    return fold(text).replace(" ", "")


def letters_lost(text: str) -> bool:
    """A question mark inside a word, or the replacement character: another program dropped a letter."""
    if "\ufffd" in text:
        return True
    return "?" in text and bool(re.search(r"\?\w|\w\?\w", text))


def repaired(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 (“MÃ¼ller”), put right; otherwise the text itself."""
    if text.isascii() or not MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def unquoted(text: str) -> str:
    """`="0123"` is how programs keep zeroes in a CSV for Excel: the literal inside. Nothing is evaluated."""
    match = QUOTED_BY_EXCEL.match(text)
    return match.group(1) if match else text


def looks_like_formula(text: str) -> bool:
    return bool(FORMULA.match(text))
