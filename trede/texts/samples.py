"""Values as they could stand in a text: to show how it reads, and to measure a text message."""

from datetime import date

from trede.texts.saying import say, say_date, say_time
from trede.texts.sms import for_sms, parts

# A Wednesday in September: nearly everywhere the longest day to write.
DAY, MINUTES = date(2026, 9, 30), 13 * 60 + 40
_VALUES = {
    "name": "Amina Haddad",
    "place": "Sociaal Huis, Kerkstraat 123, Teststad",
    "way": "Bus 5 of 6, halte Station. Daarna twee minuten te voet.",
    "counsellors": "Els Peeters, Jan Maes",
    # As long as a real one: a name of a site and 22 signs of a token.
    "link": "https://trede.teststad.be/a/Zk3vQ8sT1xYb7LmN0pRdWc/",
    "code": "K7PM-3XRT",
    "organisation": "OCMW Teststad",
    "phone": "059 12 34 56",
}


def with_samples(body: str, language: str) -> str:
    """A text filled in with made-up values."""
    day = say_date(DAY, language)
    values = _VALUES | {"date": day, "reply_by": day, "time": say_time(MINUTES, language)}
    return say(language, body, **values)


def parts_of_sample(body: str, language: str) -> int:
    """How many parts this text message takes with those values."""
    return parts(for_sms(with_samples(body, language), language))
