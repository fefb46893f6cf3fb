"""Does an offer fit a person? Not offered here, no, unknown or fits, in that order, with every reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trede.matching.conditions import Check, Condition, Ready, look, ready
from trede.matching.facts import ClientFacts
from trede.matching.kinds import Outcome
from trede.matching.limits import Limit, ready_limit
from trede.rules.store import Store

OFFERED = "offered"


class Verdict(StrEnum):
    """Of one offer for one person; as other programs read it."""

    FITS = "fits"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """What the catalogue says of an offer, as far as it decides for whom it is. `status`: offered, elsewhere, idea."""

    key: str
    name: str
    rung: int
    status: str = OFFERED
    conditions: tuple[Condition, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(slots=True, eq=False)
class Prepared:
    """An offer made ready for one day: its conditions of that day, each looked up once for everybody."""

    terms: OfferTerms
    on: date
    rules: tuple[Ready, ...]


@dataclass(slots=True, eq=False)
class Fit:
    """The verdict on one offer, and every check it rests on; none for what is not offered here."""

    terms: OfferTerms
    verdict: Verdict
    checks: tuple[Check, ...]

    @property
    def key(self) -> str:
        return self.terms.key

    def those(self, outcome: Outcome) -> list[Check]:
        """The checks with this outcome."""
        return [check for check in self.checks if check.outcome is outcome]


def prepare(offer: OfferTerms, on: date, store: Store | None = None) -> Prepared:
    """The offer for one day: conditions and limits that hold then, legal values looked up."""
    rules = [ready(condition, on, store) for condition in offer.conditions if condition.holds(on)]
    rules += [ready_limit(offer.key, limit, on, store) for limit in offer.limits if limit.holds(on)]
    return Prepared(offer, on, tuple(rules))


def prepare_all(offers: Iterable[OfferTerms], on: date, store: Store | None = None) -> list[Prepared]:
    """A catalogue for one day; its offers call each other by name."""
    offers = list(offers)
    names = {offer.key: offer.name for offer in offers}
    prepared = [prepare(offer, on, store) for offer in offers]
    for one in prepared:
        for rule in one.rules:
            rule.names = names
    return prepared


def fit(offer: OfferTerms | Prepared, facts: ClientFacts) -> Fit:
    """The verdict for one person on the day of the facts. An offer prepared for another day is a ValueError."""
    prepared = offer if isinstance(offer, Prepared) else prepare(offer, facts.on)
    if prepared.on != facts.on:
        raise ValueError(f"prepared for {prepared.on}, asked for {facts.on}")
    terms = prepared.terms
    if terms.status != OFFERED:
        return Fit(terms, Verdict.NOT_OFFERED, ())
    checks = tuple([look(terms.key, rule, facts) for rule in prepared.rules])
    return Fit(terms, _verdict(checks), checks)


def _verdict(checks: tuple[Check, ...]) -> Verdict:
    outcomes = {check.outcome for check in checks}
    if Outcome.NO in outcomes:
        return Verdict.NO
    return Verdict.UNKNOWN if Outcome.UNKNOWN in outcomes else Verdict.FITS
