"""Letters in every language, with the texts of the library and made-up values."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from trede.letters.invitation import InvitationLetter

LIBRARY = Path(__file__).parents[2] / "texts" / "library"
LANGUAGES = ("nl", "fr", "en", "ar", "tr", "uk", "ru", "ps", "fa", "so", "ti", "es")
RIGHT_TO_LEFT = {"ar", "ps", "fa"}
CODE = "K7PM-3XRT"
LINK = "https://trede.example.be/a/Zk3vQ8sT1xYb7LmN0pRdWc/"
VALUES = {
    "name": "Amal Haddad",
    "date": "\u20664/12/2026\u2069",
    "reply_by": "\u20661/12/2026\u2069",
    "time": "\u206614:10\u2069",
    "place": "\u2066Sociaal Huis, Kerkstraat 123, Teststad\u2069",
    "way": "\u2066Bus 5 of 6, halte Station. Daarna twee minuten te voet.\u2069",
    "counsellors": "\u2066Els Peeters, Jan Maes\u2069",
    "link": LINK,
    "code": f"\u2066{CODE}\u2069",
    "organisation": "\u2066OCMW Teststad\u2069",
    "phone": "\u2066059 12 34 56\u2069",
}
# Where the library has no file yet: a heading, and a word of each kind of sign.
SHORT = {
    "nl": ("Wanneer?", "Breng uw identiteitskaart mee."),
    "fr": ("Quand ?", "Apportez votre carte d’identité — ça et là, où, œuvre."),
    "en": ("When?", "Bring your identity card."),
    "ar": ("متى؟", "أحضروا بطاقة الهوية معكم."),
    "tr": ("Ne zaman?", "Kimlik kartınızı getirin: ğ, ş, İ, ı."),
    "uk": ("Коли?", "Візьміть із собою посвідчення: ґ, є, ї, ʼ."),
    "ru": ("Когда?", "Возьмите с собой удостоверение личности: ё, ъ."),
    "ps": ("کله؟", "خپل پېژندپاڼه راوړئ: ښ، ږ، ټ، ډ، ړ، ڼ، ګ، ې، ۍ."),
    "fa": ("چه وقت؟", "کارت شناسایی خود را بیاورید: پ، چ، ژ، گ، می‌آیید."),
    "so": ("Goorma?", "Keen kaarkaaga aqoonsiga."),
    "ti": ("መዓስ፧", "ናይ መንነት ወረቐትኩም ሒዝኩም ምጹ።"),
    "es": ("¿Cuándo?", "Traiga su tarjeta de identidad: ñ, ¡sí!"),
}


def texts_in(language: str) -> dict[str, str]:
    """The texts of a language, filled in."""
    file = LIBRARY / f"{language}.yaml"
    bodies = yaml.safe_load(file.read_text()) if file.exists() else _short(language)
    return {key: _filled(body) for key, body in bodies.items()}


def _short(language: str) -> dict[str, str]:
    heading, sentence = SHORT[language]
    return {
        "invitation.title": heading,
        "invitation.when": f"{heading}\n{{date}}, {{time}}",
        "invitation.bring": f"{heading}\n{sentence}\n- {sentence}\n- {{code}}",
        "invitation.answer": f"{heading}\n- {sentence}\n{{link}}\n- {{phone}}",
        "unread_note": sentence,
    }


def _filled(body: str) -> str:
    for name, value in VALUES.items():
        body = body.replace(f"{{{name}}}", value)
    return body


def letter_in(language: str, **changes: Any) -> InvitationLetter:
    """An invitation in a language, for 4 December 2026 at 14.10."""
    other = language != "nl"
    given = {
        "address_lines": ["Mevrouw Amal Haddad", "Torhoutsesteenweg 120 bus 3", "8400 OOSTENDE"],
        "organisation": "OCMW Teststad",
        "sender_lines": ["Kerkstraat 123, 8400 Teststad", "059 12 34 56"],
        "dutch": texts_in("nl"),
        "date_line": "vrijdag 4 december 2026",
        "time_line": "14.10 uur",
        "place_line": "Sociaal Huis, Kerkstraat 123, Teststad",
        "link": LINK,
        "code": CODE,
        "other": texts_in(language) if other else None,
        "language": language,
        "right_to_left": language in RIGHT_TO_LEFT,
        "other_date_line": VALUES["date"] if other else "",
        "other_time_line": VALUES["time"] if other else "",
        "letter_date": "Teststad, 20 november 2026",
        "day": date(2026, 12, 4),
        "minutes": 14 * 60 + 10,
        "unread": other,
    }
    return InvitationLetter(**{**given, **changes})
