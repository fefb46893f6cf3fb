"""The catalogue of an organisation as the pure rules read it; one query."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from trede.matching.conditions import Condition
from trede.matching.fit import OfferTerms
from trede.matching.limits import Limit
from trede.offers.models import Offer, OfferKind

_OFFER = ("pk", "key", "name", "rung", "status", "kind", "provider_name", "seen_at")
_CONDITION = ("kind", "value", "weight", "text", "lifts", "source", "parameter", "starts_on", "ends_on")
_LIMIT = ("unit", "most", "parameter", "source", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer: its terms for the rules, and the words that a list shows of it."""

    pk: int
    terms: OfferTerms
    kind: str
    provider: str
    seen_at: str

    @property
    def kind_label(self) -> str:
        return str(OfferKind(self.kind).label) if self.kind in OfferKind.values else self.kind

    @property
    def for_hosts(self) -> bool:
        """A training for employers is nothing to propose to a client."""
        return self.kind == OfferKind.HOST_TRAINING


def entries_of(organisation: int, on: date) -> list[Entry]:
    """Every offer that is not stopped on the day, with its conditions and limits, whatever their days."""
    columns = (
        *_OFFER,
        "conditions__pk",
        "conditions__position",
        *(f"conditions__{name}" for name in _CONDITION),
        "limits__pk",
        *(f"limits__{name}" for name in _LIMIT),
    )
    rows = Offer.objects.filter(organisation=organisation).living(on).order_by("rung", "name", "pk")
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows.values_list(*columns):
        found[row[0]].append(row)
    return [_entry(joined) for joined in found.values()]


def _entry(joined: list[tuple[Any, ...]]) -> Entry:
    """Each condition stands beside each limit: the keys tell which rows say something new."""
    pk, key, name, rung, status, kind, provider, seen_at = joined[0][: len(_OFFER)]
    start = len(_OFFER)
    middle = start + 2 + len(_CONDITION)
    conditions = {row[start]: row[start + 1 : middle] for row in joined if row[start] is not None}
    limits = {row[middle]: row[middle + 1 :] for row in joined if row[middle] is not None}
    ordered = sorted(conditions.items(), key=lambda item: (item[1][0], item[0]))
    terms = OfferTerms(
        key,
        name,
        rung,
        status,
        conditions=tuple(Condition(*values[1:]) for _pk, values in ordered),
        limits=tuple(Limit(*limits[pk]) for pk in sorted(limits)),
    )
    return Entry(pk, terms, kind, provider, seen_at)
