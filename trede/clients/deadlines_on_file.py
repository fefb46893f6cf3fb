"""What is due on one file, from the facts that its page gathered: the same rules as the desk asks the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from trede.clients import models as m
from trede.clients.deadlines import OLDEST, Deadline, Row, deadline, warning_ends


def due_on_file(
    client: m.Client, facts: Mapping[Any, list[Any]], *, today: date, local: Mapping[str, int | None]
) -> list[Deadline]:
    """What is due on this file, from facts gathered before; the same rules as `due_for`."""
    ends = warning_ends(today, local)
    rows = [
        *_running_out("work_right", facts.get(m.WorkRight, []), today, ends),
        *_running_out("licence", facts.get(m.DrivingLicence, []), today, ends, _kind),
        *_running_out("ticket", facts.get(m.Ticket, []), today, ends, _kind),
        *_still(
            _running_out("functional_limit", facts.get(m.FunctionalLimit, []), today, ends, _kind), today
        ),
        *_leefloon_ends(facts.get(m.IncomeSpell, []), today, ends),
        *_returned_now(facts.get(m.Address, []), today),
        *_waiting(facts.get(m.Signal, [])),
        *_past_keeping(facts.get(m.Document, []), today),
    ]
    named = [
        Row(rule, client.pk, fact.pk, on, code, client.name, client.number) for rule, fact, on, code in rows
    ]
    return sorted((deadline(row, today) for row in named), key=lambda one: one.due)


Raw = tuple[str, Any, date, str]


def _running_out(
    rule: str,
    facts: Iterable[Any],
    today: date,
    ends: Mapping[str, date],
    same: Callable[[Any], str] = lambda fact: "",
) -> Iterator[Raw]:
    last: dict[str, Any] = {}
    for fact in facts:
        known = last.get(same(fact))
        if known is None or fact.starts_on > known.starts_on:
            last[same(fact)] = fact
    for code, fact in last.items():
        if fact.ends_on and today - OLDEST <= fact.ends_on <= ends[rule]:
            yield rule, fact, fact.ends_on, code


def _leefloon_ends(facts: Iterable[Any], today: date, ends: Mapping[str, date]) -> Iterator[Raw]:
    wages = [fact for fact in facts if fact.kind in m.household.LIVING_WAGE]
    return _still(_running_out("leefloon", wages, today, ends, _kind), today)


def _kind(fact: Any) -> str:
    return str(fact.kind)


def _still(found: Iterable[Raw], today: date) -> Iterator[Raw]:
    """Only what did not end yet: afterwards nothing is left to do."""
    return (raw for raw in found if raw[2] >= today)


def _returned_now(facts: Iterable[Any], today: date) -> Iterator[Raw]:
    for fact in facts:
        if fact.returned_on and (fact.ends_on is None or fact.ends_on >= today):
            yield "returned_post", fact, fact.returned_on, ""


def _waiting(facts: Iterable[Any]) -> Iterator[Raw]:
    for fact in facts:
        if fact.acknowledged_at is None:
            yield "signal", fact, fact.recorded_at.date(), fact.kind


def _past_keeping(facts: Iterable[Any], today: date) -> Iterator[Raw]:
    for fact in facts:
        if fact.keep_until and fact.keep_until < today:
            yield "document", fact, fact.keep_until, fact.kind
