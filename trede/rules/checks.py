"""What is wrong or getting old in the parameter files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trede.rules.certainty import Certainty
from trede.rules.models import NO_KEY, Parameter, Row
from trede.rules.sentences import Sentence
from trede.rules.store import Store, default_store
from trede.rules.timeline import Span, gaps, overlaps

EXPIRES_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to repair: its kind, the parameter, the keys it touches, the days, and a sentence."""

    kind: str
    parameter: str
    keys: tuple[str, ...]
    first: date | None
    last: date | None
    sentence: Sentence


Found = tuple[str, date | None, date | None, Sentence]


def check(today: date, *, store: Store | None = None) -> tuple[Finding, ...]:
    """All findings, by parameter: overlap, gap, missing_source, recalled, expired, expires, unchecked.

    expires: the last known value ends within sixty days. unchecked: the last open row of a legal
    amount was compared with its source before today.
    """
    chosen = store or default_store()
    return tuple(
        finding
        for name in sorted(chosen.parameters)
        for finding in _of_parameter(chosen, chosen.parameters[name], today)
    )


def _of_parameter(store: Store, parameter: Parameter, today: date) -> Iterator[Finding]:
    touched: dict[Found, list[str]] = {}
    for key in parameter.keys or (NO_KEY,):
        for found in _of_spans(parameter, store.spans(parameter.id, key), today):
            touched.setdefault(found, []).append(key)
    for row in parameter.rows:
        for found in _of_row(row):
            touched.setdefault(found, []).extend(row.values)
    for (kind, first, last, sentence), keys in touched.items():
        yield Finding(kind, parameter.id, tuple(filter(None, dict.fromkeys(keys))), first, last, sentence)


def _of_spans(parameter: Parameter, known: tuple[Span, ...], today: date) -> Iterator[Found]:
    for first, last in overlaps(known):
        yield _found("overlap", "Twee regels spreken elkaar tegen van {first} tot {last}.", first, last)
    for first, last in gaps(known):
        yield _found("gap", "Geen waarde bekend van {first} tot {last}.", first, last)
    if known:
        yield from _of_last(parameter, max(known, key=lambda span: span.last), today)


def _of_last(parameter: Parameter, span: Span, today: date) -> Iterator[Found]:
    if span.valid_to is None:
        if parameter.is_legal_amount and today > span.row.checked_on:
            yield _found(
                "unchecked",
                "Nagekeken op {last}: kijk na of er een nieuw bedrag is.",
                span.valid_from,
                span.row.checked_on,
            )
    elif parameter.abolished:
        return
    elif span.last < today:
        yield _found("expired", "De laatste waarde liep af op {last}.", span.valid_from, span.last)
    elif span.last - today <= EXPIRES_WITHIN:
        yield _found("expires", "De laatste waarde loopt af op {last}.", span.valid_from, span.last)


def _of_row(row: Row) -> Iterator[Found]:
    if row.certainty in (Certainty.CONFIRMED, Certainty.PRACTICE) and not row.sources:
        yield _found("missing_source", "Deze regel noemt geen bron: vul ze in.", row.start, row.end)
    if row.certainty is Certainty.RECALLED:
        yield _found("recalled", "Hiervoor is geen openbare bron: zoek ze op.", row.start, row.end)
    if row.certainty is Certainty.DERIVED:
        yield _found("recalled", "Dit is een schatting: zoek het officiële getal.", row.start, row.end)


def _found(kind: str, text: str, first: date | None, last: date | None) -> Found:
    days = {name: day for name, day in (("first", first), ("last", last)) if day is not None}
    return kind, first, last, Sentence.of(kind, text, **days)
