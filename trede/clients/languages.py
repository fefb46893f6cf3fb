"""Languages and countries by code, with their names in the language of the screen."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# What clients of an OCMW most often speak; these come first in every list.
FREQUENT = (
    "nl", "fr", "en", "ar", "ary", "rif", "tr", "ti", "so", "ps", "prs", "fa", "uk", "ru", "kmr", "ckb",
    "sq", "bg", "ro", "pl", "es", "pt", "rom",
)  # fmt: skip
OTHER = (
    "af", "ak", "am", "az", "ba", "be", "ber", "bm", "bn", "bo", "bs", "ca", "ce", "cs", "cy", "da", "de",
    "dz", "ee", "el", "et", "eu", "ff", "fi", "fj", "ga", "gl", "gn", "gu", "ha", "he", "hi", "hr", "ht", "hu",
    "hy", "id", "ig", "is", "it", "ja", "jv", "ka", "kab", "kea", "kg", "ki", "kk", "km", "kn", "ko", "ku",
    "ky", "lb", "lg", "ln", "lo", "lt", "lua", "lv", "man", "mg", "mk", "ml", "mn", "mr", "ms", "mt", "my",
    "nb", "ne", "ny", "om", "or", "pa", "qu", "rn", "rw", "sd", "si", "sk", "sl", "sn", "sr", "su", "sv", "sw",
    "ta", "te", "tg", "th", "tk", "tl", "tn", "to", "ts", "tt", "tw", "ug", "ur", "uz", "ve", "vi", "wo", "xh",
    "yi", "yo", "yue", "zgh", "zh", "zu", "sgn", "xxx",
)  # fmt: skip
# Codes that the tables of names lack, or name in a way that nobody at a desk uses.
_OWN_NAMES = {
    "ary": "Marokkaans Arabisch (Darija)",
    "ber": "Berber (Tamazight)",
    "rif": "Riffijns (Tarifit)",
    "prs": "Dari",
    "fa": "Perzisch (Farsi)",
    "ps": "Pasjtoe",
    "kmr": "Koerdisch (Kurmanji)",
    "ckb": "Koerdisch (Sorani)",
    "man": "Mandinka",
    "kea": "Kaapverdisch Creools",
    "rom": "Romani",
    "sgn": "Gebarentaal",
    "xxx": "Andere taal",
}
STATELESS = "XX"
_NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
_NEAR = ("BE", "NL", "FR", "DE", "MA", "TR", "SY", "AF", "UA", "SO", "ER", "IQ", "PL", "RO", "BG")

Choices = list[tuple[str, list[tuple[str, str]]]]


def language_name(code: str) -> str:
    """The name of a language; the code itself when nobody knows it, so that nothing disappears."""
    return _languages(_screen()).get(code, code)


def country_name(code: str) -> str:
    """The name of a country; "Staatloos" for XX."""
    return _countries(_screen()).get(code, code)


def language_choices() -> Choices:
    """Grouped for a select: the frequent ones in their order, the others by name."""
    names = _languages(_screen())
    return [
        (_("Vaak gesproken"), [(code, names[code]) for code in FREQUENT]),
        (
            _("Andere talen"),
            sorted(((code, names[code]) for code in OTHER), key=lambda pair: pair[1].lower()),
        ),
    ]


def country_choices() -> Choices:
    names = _countries(_screen())
    others = sorted(((code, name) for code, name in names.items()), key=lambda pair: pair[1])
    return [
        (_("Vaak gekozen"), [(code, names[code]) for code in _NEAR]),
        (_("Alle landen"), [pair for pair in others if pair[0] not in _NEAR]),
    ]


def _screen() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@cache
def _languages(screen: str) -> dict[str, str]:
    known = Locale(screen).languages
    own = _OWN_NAMES if screen == "nl" else {}
    codes = (*FREQUENT, *OTHER)
    return {code: own.get(code) or str(known.get(code) or _OWN_NAMES.get(code, code)) for code in codes}


@cache
def _countries(screen: str) -> dict[str, str]:
    known = Locale(screen).territories
    names = {code: str(name) for code, name in known.items() if len(code) == 2 and code not in _NO_COUNTRY}
    return names | {STATELESS: "Staatloos" if screen == "nl" else "Stateless"}
