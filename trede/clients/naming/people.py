"""The plain values that name search works with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SearchablePerson:
    """What search may know of a file. Phones in any notation, national ones are read as Belgian."""

    client_id: int
    given_names: str
    family_name: str
    known_as: str = ""
    birth_date: date | None = None
    insz: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    dossier_numbers: tuple[str, ...] = ()


class Kind(StrEnum):
    NAME = "name"
    BIRTH = "birth"
    NUMBER = "number"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: all its words and readings are alternatives for the same thing."""

    kind: Kind
    text: str
    # Beginnings of yyyymmdd.
    births: tuple[str, ...] = ()
    # The word glued to its neighbours ("el amrani" is "Elamrani"); the words in "jan.peeters".
    glued: tuple[str, ...] = ()
    # A particle ("el", "van") or an initial helps the order but is never required.
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...]
    # Parts that look like a date but are none, to be shown back to the worker.
    unclear: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Term, ...]:
        """The terms of one kind, in the order typed."""
        return tuple(term for term in self.terms if term.kind == kind)

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys that weigh the same: exact keys, and ranges of keys that begin alike."""

    weight: int
    keys: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keys or self.beginnings)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Alternative keys for one term; a file counts once, with its best weight."""

    text: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    groups: tuple[KeyGroup, ...]
    # The least sum of weights for which a file is a candidate.
    at_least: int
    limit: int = 250


@dataclass(frozen=True, slots=True)
class SpellingPlan:
    """What to look up in the table of spellings before the plan can be made."""

    keys: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    limit: int = 6000

    def __bool__(self) -> bool:
        return bool(self.keys or self.beginnings)


class Matched(StrEnum):
    """By what a file was found, for the screen."""

    NAME = "name"
    KNOWN_AS = "known_as"
    BIRTH_DATE = "birth_date"
    INSZ = "insz"
    PHONE = "phone"
    EMAIL = "email"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Hit:
    client_id: int
    # 0 to 100.
    score: float
    matched: frozenset[Matched]


class Reason(StrEnum):
    SAME_INSZ = "same_insz"
    OTHER_INSZ = "other_insz"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTH_DATE = "same_birth_date"
    NEAR_BIRTH_DATE = "near_birth_date"
    OTHER_BIRTH_DATE = "other_birth_date"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much two files look like one person, 0 to 100, and why."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether to ask the worker before a new file is made."""
        return self.score >= 75
