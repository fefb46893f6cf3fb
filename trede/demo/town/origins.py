"""Where the people of the town come from: weights are guesses (see `published.py`), codes are ISO."""

from dataclasses import dataclass
from datetime import date

from trede.demo.town.draw import Weighted


@dataclass(frozen=True, slots=True)
class Origin:
    key: str
    book: str
    country: str
    languages: Weighted[str]  # what is spoken at home
    reads: Weighted[str]  # which written language is known best
    literacy: Weighted[str]
    schooling: Weighted[str]
    residence: Weighted[str]  # ground of residence of those who came themselves
    born_here: float  # probability of being born in Belgium
    belgian: float  # probability that who came has become Belgian
    women: float
    children: float  # mean number of children of a family
    since: date = date(1960, 1, 1)


def _all(code: str) -> Weighted[str]:
    return Weighted((code, 1))


WELL = Weighted(("well", 96), ("little", 3), ("not", 1))
MIXED = Weighted(("well", 74), ("little", 17), ("not", 9))
POOR = Weighted(("well", 55), ("little", 25), ("not", 20))
SCHOOLED = Weighted(("none", 1), ("primary", 9), ("middle", 40), ("upper", 40), ("bachelor", 10))
AVERAGE = Weighted(("none", 6), ("primary", 22), ("middle", 32), ("upper", 28), ("bachelor", 12))
LITTLE = Weighted(("none", 22), ("primary", 35), ("middle", 25), ("upper", 13), ("bachelor", 5))
LEARNED = Weighted(("none", 1), ("primary", 3), ("middle", 16), ("upper", 38), ("bachelor", 42))
FAMILY = Weighted(("family", 80), ("unlimited", 20))
PROTECTED = Weighted(("refugee", 70), ("subsidiary", 22), ("family", 8))
MOSTLY_REFUGEE = Weighted(("refugee", 86), ("subsidiary", 4), ("family", 10))
EUROPEAN = Weighted(("eu", 1))
WORKING = Weighted(
    ("family", 62), ("unlimited", 12), ("refugee", 16), ("humanitarian", 14), ("single_permit", 6)
)

ORIGINS = Weighted(
    (Origin("be", "be", "BE", _all("nl"), _all("nl"), WELL, SCHOOLED, _all("belgian"), 1, 1, 0.47, 1.6), 47),
    (
        Origin(
            "ma", "ma", "MA", Weighted(("ar", 55), ("tzm", 45)), Weighted(("ar", 60), ("fr", 40)),
            MIXED, AVERAGE,
            FAMILY, 0.30, 0.45, 0.50, 2.4,
        ),
        5,
    ),
    (
        Origin(
            "tr", "tr", "TR", Weighted(("tr", 85), ("ku", 15)), _all("tr"), MIXED, AVERAGE, FAMILY,
            0.32, 0.45, 0.48, 2.2,
        ),
        4.5,
    ),
    (
        Origin(
            "af", "af", "AF", Weighted(("fa", 68), ("ps", 32)), Weighted(("fa", 80), ("ps", 20)), POOR,
            LITTLE,
            PROTECTED, 0, 0.10, 0.25, 2.8, date(2008, 1, 1),
        ),
        7,
    ),
    (
        Origin(
            "sy", "sy", "SY", Weighted(("ar", 86), ("ku", 14)), _all("ar"), MIXED, AVERAGE, PROTECTED,
            0, 0.14, 0.43, 2.6, date(2012, 1, 1),
        ),
        7.5,
    ),
    (
        Origin(
            "iq", "sy", "IQ", Weighted(("ar", 75), ("ku", 25)), _all("ar"), MIXED, AVERAGE, PROTECTED,
            0, 0.15, 0.38, 2.5, date(2004, 1, 1),
        ),
        2.5,
    ),
    (
        Origin(
            "ps", "sy", "PS", _all("ar"), _all("ar"), MIXED, AVERAGE, MOSTLY_REFUGEE,
            0, 0.05, 0.22, 2.4, date(2014, 1, 1),
        ),
        2,
    ),
    (
        Origin(
            "ua", "ua", "UA", Weighted(("uk", 72), ("ru", 28)), _all("uk"), WELL, LEARNED,
            _all("temporary_protection"),
            0, 0, 0.66, 1.3, date(2022, 3, 4),
        ),
        5,
    ),
    (
        Origin(
            "so", "so", "SO", _all("so"), _all("so"), POOR, LITTLE, MOSTLY_REFUGEE,
            0, 0.12, 0.44, 2.9, date(2007, 1, 1),
        ),
        3,
    ),
    (
        Origin(
            "er", "er", "ER", _all("ti"), _all("ti"), MIXED, LITTLE, MOSTLY_REFUGEE,
            0, 0.08, 0.38, 1.8, date(2012, 1, 1),
        ),
        2.5,
    ),
    (
        Origin(
            "ro", "ro", "RO", Weighted(("ro", 88), ("rom", 12)), _all("ro"), MIXED, AVERAGE, EUROPEAN,
            0.02, 0.04, 0.50, 1.9, date(2007, 1, 1),
        ),
        4,
    ),
    (
        Origin(
            "cd", "cd", "CD", Weighted(("ln", 45), ("fr", 45), ("sw", 10)), _all("fr"), WELL, SCHOOLED,
            WORKING,
            0.15, 0.35, 0.54, 2.3,
        ),
        3.5,
    ),
    (
        Origin(
            "bg", "bg", "BG", Weighted(("bg", 75), ("tr", 25)), _all("bg"), MIXED, AVERAGE, EUROPEAN,
            0, 0.04, 0.50, 1.7, date(2007, 1, 1),
        ),
        2.5,
    ),
    (
        Origin(
            "pl", "pl", "PL", _all("pl"), _all("pl"), WELL, SCHOOLED, EUROPEAN,
            0.03, 0.06, 0.48, 1.4, date(2004, 5, 1),
        ),
        1.5,
    ),
    (
        Origin(
            "ru", "ru", "RU", Weighted(("ce", 70), ("ru", 30)), _all("ru"), WELL, SCHOOLED, PROTECTED,
            0.05, 0.35, 0.52, 2.8, date(2000, 1, 1),
        ),
        1.5,
    ),
    (
        Origin(
            "gn", "gn", "GN", Weighted(("ff", 60), ("fr", 40)), _all("fr"), MIXED, AVERAGE, WORKING,
            0, 0.15, 0.40, 1.9, date(2005, 1, 1),
        ),
        1.5,
    ),
)  # fmt: skip
UNSURE_BIRTH_DATES = Weighted(
    *(
        (origin, weight)
        for origin, weight in zip(
            ORIGINS.outcomes, (0, 0, 0, 45, 0, 0, 0, 0, 25, 15, 0, 0, 0, 0, 0, 15), strict=True
        )
        if weight
    )
)
EU_COUNTRIES = frozenset({"RO", "BG", "PL"})
