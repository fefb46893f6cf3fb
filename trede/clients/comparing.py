"""Two files side by side before they become one: what differs, what clashes, how much each holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trede.clients.actions.clients import OWN_FIELDS
from trede.clients.actions.facts import compartment_of
from trede.clients.gather import Gathered, gather
from trede.clients.kinds_of_facts import fact_models
from trede.clients.models import Client, DatedFact, Fact
from trede.clients.wording import field_label, in_words
from trede.core.models import Compartment

# Two people do not share these: when they differ, somebody must look twice.
TELLING = {"insz", "birth_date", "sex"}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both files. `differs` only when both say something."""

    label: str
    one: str
    other: str
    differs: bool
    telling: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two facts that cannot both hold in the same period."""

    kind: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: list[Row]
    clashes: list[Clash]
    counts: list[tuple[str, int, int]]

    @property
    def telling(self) -> list[Row]:
        return [row for row in self.rows if row.telling and row.differs]


def compare(one: Client, other: Client, *, confidential: bool) -> Comparison:
    """Both files in one query. Confidential facts are counted and compared only for who may read them."""
    kinds = fact_models()
    gathered = gather(kinds, [one.pk, other.pk])
    readable: Gathered = {
        kind: [fact for fact in gathered.get(kind, []) if confidential or is_open(fact)] for kind in kinds
    }
    return Comparison(identity_rows(one, other), _clashes(readable, one), _counts(readable, one))


def is_open(fact: Fact) -> bool:
    return compartment_of(fact) == Compartment.GENERAL


def identity_rows(one: Client, other: Client) -> list[Row]:
    """Who each file says that this is, what differs first; fields that both leave empty are left out."""
    rows = []
    for name in OWN_FIELDS:
        mine, theirs = getattr(one, name), getattr(other, name)
        left, right = in_words(Client, name, mine), in_words(Client, name, theirs)
        if left or right:
            differs = bool(left and right) and mine != theirs
            rows.append(Row(field_label(Client, name), left, right, differs, name in TELLING))
    return sorted(rows, key=lambda row: not row.differs)


def _counts(readable: Gathered, one: Client) -> list[tuple[str, int, int]]:
    counts = []
    for kind, facts in readable.items():
        mine = sum(fact.client_id == one.pk for fact in facts)
        if facts:
            counts.append((capfirst(str(kind._meta.verbose_name)), mine, len(facts) - mine))
    return counts


def _clashes(readable: Gathered, one: Client) -> list[Clash]:
    found = []
    for kind, facts in readable.items():
        if issubclass(kind, DatedFact) and getattr(kind, "no_overlap", None):
            mine = [fact for fact in facts if fact.client_id == one.pk]
            theirs = [fact for fact in facts if fact.client_id != one.pk]
            found += [
                Clash(capfirst(str(kind._meta.verbose_name)), _line(a), _line(b))
                for a in mine
                for b in theirs
                if clash(a, b)
            ]
    return found


def clash(a: Any, b: Any) -> bool:
    """Whether two dated facts of one kind could not stand in one file: same keys, periods that overlap."""
    keys = [key for key in type(a).no_overlap if key != "client_id"]
    same = all(getattr(a, key) == getattr(b, key) for key in keys)
    return same and overlap(a.starts_on, a.ends_on, b.starts_on, b.ends_on)


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Periods with inclusive ends; None still runs."""
    return start <= (other_end or date.max) and other_start <= (end or date.max)


def _line(fact: DatedFact) -> str:
    until = fact.ends_on.strftime("%d/%m/%Y") if fact.ends_on else _("nu")
    return _("%(what)s, %(start)s tot %(end)s") % {
        "what": fact,
        "start": fact.starts_on.strftime("%d/%m/%Y"),
        "end": until,
    }
