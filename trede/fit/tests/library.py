"""The catalogue that ships with the program as terms, without a database; and cases labelled by hand."""

import tomllib
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from trede.matching.conditions import Condition
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.fit import OfferTerms
from trede.matching.limits import Limit
from trede.offers.library import Cap, Entry, Term, entries

LABELLED = Path(__file__).parent / "hand_labelled.toml"
SETS = frozenset({"incomes", "licences", "limits", "tickets", "hidden"})
FIELDS = frozenset(field.name for field in fields(ClientFacts)) - {"on", "only_if_unknown"}


@cache
def terms_of_library() -> tuple[OfferTerms, ...]:
    """Every entry of the library, offered where the source says so."""
    return tuple(_terms(entry) for entry in entries())


def _terms(entry: Entry) -> OfferTerms:
    return OfferTerms(
        entry.key,
        entry.fields["name"],
        entry.rung,
        entry.status,
        tuple(_condition(term) for term in entry.conditions),
        tuple(_limit(cap) for cap in entry.limits),
    )


def _condition(term: Term) -> Condition:
    return Condition(
        kind=term.kind,
        value=str(term.value),
        weight=term.weight,
        text=term.text,
        lifts=term.lifts,
        source=term.source,
        parameter=term.parameter,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
    )


def _limit(cap: Cap) -> Limit:
    return Limit(cap.unit, cap.most, cap.parameter, cap.source, cap.starts_on, cap.ends_on)


def labelled() -> list[dict[str, Any]]:
    """The cases of hand_labelled.toml; none while nobody wrote them."""
    if not LABELLED.exists():
        return []
    cases: list[dict[str, Any]] = tomllib.loads(LABELLED.read_text(encoding="utf-8"))["case"]
    return cases


def person(raw: dict[str, Any], on: date) -> ClientFacts:
    """The fields of ClientFacts as a case writes them. Raises ValueError for one that does not exist.

    Sets are arrays, measures a list of tables, `used` a table by offer, answers a table "offer|kind:value" = met.
    """
    if unknown := raw.keys() - FIELDS:
        raise ValueError(f"no field of a person: {sorted(unknown)}")
    return ClientFacts(on=on, **{name: _value(name, value) for name, value in raw.items()})


def _value(name: str, value: Any) -> Any:
    if name in SETS:
        return frozenset(value)
    if name == "measures":
        return tuple(Measure(**each) for each in value)
    if name == "used":
        return {key: Used(**each) for key, each in value.items()}
    if name == "answers":
        return {tuple(key.split("|", 1)): met for key, met in value.items()}
    return value
