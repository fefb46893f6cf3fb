"""Dates, clocks and texts as people of a language write them."""

import re
from collections.abc import Callable
from datetime import date

from babel.dates import format_date

from trede.texts.languages import RIGHT_TO_LEFT
from trede.texts.placeholders import fill

# Unicode isolates: what stands between them keeps its own order, and does not stir what stands around it.
LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"
FIRST_STRONG_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
_LOCALES = {"en": "en_GB"}
# Where the Gregorian "full" date of CLDR has no weekday, is for another calendar, or reads badly in a sentence.
_FORMATS = {
    "en": "EEEE d MMMM y",
    "fr": "EEEE d MMMM y",
    "ar": "EEEE، d MMMM y",
    "ps": "EEEE، d MMMM y",
    "fa": "EEEE، d MMMM y",
    "ti": "EEEE፣ d MMMM y",
    "so": "EEEE, d MMMM y",
    "es": "EEEE d 'de' MMMM 'de' y",
}
_DIGITS = re.compile(r"\d+")
# Values that are always written from left to right, and those that follow their own first letter.
_LEFT_TO_RIGHT = {"code", "phone"}
_ITS_OWN = {"name", "place", "way", "counsellors", "organisation"}


def say_date(day: date, language: str) -> str:
    """A day with its weekday; Gregorian everywhere. Right-to-left scripts get Western digits in isolates."""
    said = format_date(day, _FORMATS.get(language, "full"), locale=_LOCALES.get(language, language))
    # Not every font has the narrow space that does not break.
    said = said.replace("\u202f", "\u00a0")
    if language == "fr" and day.day == 1:
        said = said.replace(" 1 ", " 1er ", 1)
    if language not in RIGHT_TO_LEFT:
        return said
    numbers = _DIGITS.sub(lambda found: _left_to_right(str(int(found[0]))), said)
    return f"{RIGHT_TO_LEFT_ISOLATE}{numbers}{END_OF_ISOLATE}"


def say_time(minutes: int, language: str) -> str:
    """The clock, from minutes after midnight, on 24 hours: "9.10 uur". Right-to-left scripts: in an isolate."""
    hour, minute = divmod(minutes, 60)
    said = _CLOCKS.get(language, _with_colon)(hour, minute)
    return _left_to_right(said) if language in RIGHT_TO_LEFT else said


def say(language: str, body: str, **values: object) -> str:
    """Fill a text of a language; what is written in another script keeps its order among right-to-left words.

    KeyError: a value is missing.
    """
    filled = fill(body, **{name: _isolated(name, value, language) for name, value in values.items()})
    if language in RIGHT_TO_LEFT and (link := values.get("link")):
        # The isolate of a link ends on the next line: a phone takes a sign right behind it for a part of it.
        opened = f"{LEFT_TO_RIGHT_ISOLATE}{link}\n"
        filled = filled.replace(opened, f"{opened}{END_OF_ISOLATE}")
    # An empty value (no description of the way) leaves no empty line at the end.
    return filled.rstrip()


def _isolated(name: str, value: object, language: str) -> object:
    if language not in RIGHT_TO_LEFT or not value:
        return value
    if name in _LEFT_TO_RIGHT:
        return _left_to_right(str(value))
    if name == "link":
        return f"{LEFT_TO_RIGHT_ISOLATE}{value}"
    return f"{FIRST_STRONG_ISOLATE}{value}{END_OF_ISOLATE}" if name in _ITS_OWN else value


def _left_to_right(text: str) -> str:
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}"


def _dutch(hour: int, minute: int) -> str:
    return f"{hour}.{minute:02} uur" if minute else f"{hour} uur"


def _french(hour: int, minute: int) -> str:
    return f"{hour} h {minute:02}" if minute else f"{hour} h"


def _turkish(hour: int, minute: int) -> str:
    return f"{hour:02}.{minute:02}"


def _with_colon(hour: int, minute: int) -> str:
    return f"{hour}:{minute:02}"


_CLOCKS: dict[str, Callable[[int, int], str]] = {"nl": _dutch, "fr": _french, "tr": _turkish}
