"""How many parts a text message takes, and how to keep it in few."""

import unicodedata
from math import ceil

# The basic table of GSM 03.38; those of the second table count for two.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
# In these languages a message may lose its rarer accents ("août" → "aout"): that halves its price.
_FOLDED = {"nl", "fr", "en"}
_PLAIN = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "…": "...",
    "œ": "oe",
    "\u00a0": " ",
    "\u202f": " ",
}
MOST_PARTS = {"nl": 2, "fr": 2, "en": 2}
OTHERS_PARTS = 3


def for_sms(text: str, language: str) -> str:
    """The text as it is sent: in Dutch, French and English without the signs that would double its length."""
    return "".join(_folded(sign) for sign in text) if language in _FOLDED else text


def parts(text: str) -> int:
    """How many messages a network counts: of 160 signs (153 of several), or of 70 (67) outside the GSM alphabet."""
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        length, one, each = sum(2 if sign in _EXTENDED else 1 for sign in text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else ceil(length / each)


def most_parts(language: str) -> int:
    """How many parts a message of ours may take in a language."""
    return MOST_PARTS.get(language, OTHERS_PARTS)


def _folded(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    plain = _PLAIN.get(sign) or "".join(
        part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)
    )
    return plain or sign
