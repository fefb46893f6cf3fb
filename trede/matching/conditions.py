"""One condition of an offer against the facts of one person: met, not met, unknown, or only to be spoken of.

What nobody recorded is unknown, and unknown never excludes: only a known fact says no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from trede.matching import asking, looking, reasons
from trede.matching.facts import ClientFacts
from trede.matching.kinds import BadValue, Outcome, Weight, check_value
from trede.matching.levels import crosses
from trede.rules import Answer, Certainty, RuleError, Sentence, value
from trede.rules.store import Store


@dataclass(frozen=True, slots=True)
class Condition:
    """As the catalogue writes it; `value` in the form of `kinds`, `parameter` "id" or "id:key" of a legal value."""

    kind: str
    value: str = ""
    weight: str = Weight.PRACTICAL
    text: str = ""
    lifts: str = ""
    source: str = ""
    parameter: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def id(self) -> str:
        """ "kind:value": what answers, remarks and other programs know it by."""
        return f"{self.kind}:{self.value or self.parameter}"

    def holds(self, on: date) -> bool:
        """Does it hold on this day? Both ends included."""
        return (self.starts_on is None or self.starts_on <= on) and (
            self.ends_on is None or self.ends_on >= on
        )


@dataclass(slots=True, eq=False)
class Ready:
    """A condition made ready for one day: its value parsed, its legal value looked up once."""

    condition: Condition
    id: str
    on: date
    # The value as its kind compares it; None when the legal value of the day is not known.
    needs: Any
    certainty: Certainty | None = None
    sources: str = ""
    warning: Sentence | None = None
    # The names of other offers that it speaks of, by key.
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Check:
    """The outcome of one condition. What it found, needs, asks and lifts is said in `reasons`, only when asked."""

    ready: Ready
    facts: ClientFacts
    # What is shown and counted.
    outcome: Outcome
    # What the facts alone say; another value than `outcome` when a person answered or corrected it.
    machine: Outcome

    @property
    def condition_id(self) -> str:
        return self.ready.id

    @property
    def condition(self) -> Condition:
        return self.ready.condition

    @property
    def by_person(self) -> bool:
        """Did a person decide this one?"""
        return self.outcome is not self.machine

    @property
    def liftable(self) -> bool:
        """Can somebody do something about it? Not about the law by itself, nor about what the client wants."""
        by_its_words = bool(self.condition.lifts) and self.condition.weight != Weight.WISH
        return by_its_words or self.condition.weight == Weight.PRACTICAL

    @property
    def certainty(self) -> Certainty | None:
        """Of the legal value it leans on, or practice where two scales of language were compared; else None."""
        condition = self.condition
        if condition.kind in ("language_min", "language_max") and isinstance(self.ready.needs, str):
            return Certainty.PRACTICE if crosses(self.facts.dutch, self.ready.needs) else self.ready.certainty
        return self.ready.certainty

    @property
    def source(self) -> str:
        """Where the condition comes from, with the sources of its legal value."""
        return " · ".join(part for part in (self.condition.source, self.ready.sources) if part)

    @property
    def found(self) -> Sentence:
        return reasons.found(self)

    @property
    def needed(self) -> Sentence:
        return reasons.needed(self)

    @property
    def lifts(self) -> Sentence | None:
        """What would solve it, for one that is not met; None for what nobody can lift."""
        return reasons.lifts(self)

    @property
    def question(self) -> Sentence | None:
        """What to ask, for one that is unknown."""
        return asking.question(self)


def ready(condition: Condition, on: date, store: Store | None = None) -> Ready:
    """The condition for one day; a legal value that is not known then makes it unknown for everybody."""
    if not condition.parameter:
        return Ready(condition, condition.id, on, parsed(condition.kind, condition.value))
    answer = legal_value(condition.parameter, on, store)
    if answer is None or not answer.known:
        return Ready(condition, condition.id, on, None)
    return Ready(
        condition,
        condition.id,
        on,
        parsed(condition.kind, _written(answer)),
        answer.certainty,
        answer.source,
        answer.warning,
    )


def legal_value(parameter: str, on: date, store: Store | None = None) -> Answer | None:
    """The legal value "id" or "id:key" on a day; None when no such value exists."""
    name, _colon, key = parameter.partition(":")
    try:
        return value(name, on, key or None, store=store)
    except RuleError:
        return None


def _written(answer: Answer) -> str:
    found = answer.value
    if isinstance(found, tuple):
        return ",".join(found)
    return str(int(found)) if isinstance(found, Decimal) and found == int(found) else str(found)


def parsed(kind: str, text: str) -> Any:
    """A value as its kind compares it; None when it cannot be read, so that it excludes nobody."""
    try:
        normal = check_value(kind, text)
    except BadValue:
        return None
    if kind in looking.NUMBERS:
        return int(normal)
    return frozenset(normal.split(",")) if kind in looking.LISTS else normal


def look(offer: str, rule: Ready, facts: ClientFacts) -> Check:
    """Check one ready condition of the offer with this key against the facts."""
    machine = _machine(rule, facts)
    said = facts.answers.get((offer, rule.id)) if facts.answers else None
    if said is None or machine is Outcome.TALK:
        return Check(rule, facts, machine, machine)
    if (offer, rule.id) in facts.only_if_unknown and machine is not Outcome.UNKNOWN:
        return Check(rule, facts, machine, machine)
    return Check(rule, facts, Outcome.OK if said else Outcome.NO, machine)


def _machine(rule: Ready, facts: ClientFacts) -> Outcome:
    if rule.condition.weight == Weight.TALK:
        return Outcome.TALK
    if rule.needs is None:
        return Outcome.UNKNOWN
    looks = looking.LOOKS.get(rule.condition.kind)
    met = looks(rule.needs, facts) if looks else None
    if met is None:
        return Outcome.UNKNOWN
    return Outcome.OK if met else Outcome.NO


def check(offer_key: str, condition: Condition, facts: ClientFacts) -> Check:
    """Check one condition of the offer with this key on the day of the facts."""
    return look(offer_key, ready(condition, facts.on), facts)
