"""Letters in every language, with the texts of the library and made-up values."""

from datetime import date
from typing import Any

from trede.letters.invitation import USED, InvitationLetter
from trede.texts.languages import RIGHT_TO_LEFT
from trede.texts.library import texts_in as library_texts
from trede.texts.saying import say, say_date, say_time

LANGUAGES = ("nl", "fr", "en", "ar", "tr", "uk", "ru", "ps", "fa", "so", "ti", "es")
DAY, MINUTES = date(2026, 12, 4), 14 * 60 + 10
CODE = "K7PM-3XRT"
LINK = "https://trede.example.be/a/Zk3vQ8sT1xYb7LmN0pRdWc/"
VALUES = {
    "name": "Amal Haddad",
    "place": "Sociaal Huis, Kerkstraat 123, Teststad",
    "way": "Bus 5 of 6, halte Station. Daarna twee minuten te voet.",
    "counsellors": "Els Peeters, Jan Maes",
    "link": LINK,
    "code": CODE,
    "organisation": "OCMW Teststad",
    "phone": "059 12 34 56",
}


def texts_in(language: str) -> dict[str, str]:
    """The texts of a letter in a language, filled in."""
    said = {"date": say_date(DAY, language), "reply_by": say_date(date(2026, 12, 1), language)}
    values = VALUES | said | {"time": say_time(MINUTES, language)}
    return {
        key: say(language, body, **values)
        for key, body in library_texts(language).items()
        if key.removeprefix("invitation.") in USED
    }


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
        "other_date_line": say_date(DAY, language) if other else "",
        "other_time_line": say_time(MINUTES, language) if other else "",
        "letter_date": "Teststad, 20 november 2026",
        "day": DAY,
        "minutes": MINUTES,
        "unread": other,
    }
    return InvitationLetter(**{**given, **changes})
