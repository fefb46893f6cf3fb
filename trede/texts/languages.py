"""The languages in which the program has texts for clients."""

LANGUAGES: tuple[str, ...] = ("nl", "fr", "en", "ar", "tr", "uk", "ru", "ps", "fa", "so", "ti", "es")
RIGHT_TO_LEFT = {"ar", "ps", "fa"}
OWN_NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ps": "پښتو",
    "fa": "فارسی",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "es": "Español",
}
# Spoken apart, written together: who speaks Darija reads Arabic, Dari is written as Persian.
# Nobody's second language is guessed (Rif-Berber, Kurdish …): those get the Dutch, with pictograms.
WRITTEN_AS = {"ary": "ar", "arz": "ar", "apc": "ar", "prs": "fa"}


def language_for(speaks_or_reads: str) -> str:
    """The language of our texts for a client's language code ("ary" → "ar", "fr-BE" → "fr"); "nl" for any other."""
    code = speaks_or_reads.strip().lower().replace("_", "-").partition("-")[0]
    code = WRITTEN_AS.get(code, code)
    return code if code in LANGUAGES else "nl"


def direction(language: str) -> str:
    """The `dir` of an element in this language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
