"""For each kind of condition, the one comparison: True met, False not met, None unknown.

Every function takes the value needed, as parsed, and the facts. A fact that is missing or hidden gives None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from trede.matching.facts import ClientFacts, Used
from trede.matching.levels import at_least, at_most
from trede.matching.words import codes_of
from trede.rules.dates import add_months

NUMBERS = frozenset({"age_min", "age_max", "workless_min", "newcomer"})
LEVELS = frozenset({"language_min", "language_max"})
LISTS = frozenset(
    {
        "income",
        "vdab_or_income",
        "work_right",
        "measure_done",
        "measure_running",
        "measure_not_done",
        "ticket",
        "lives_in",
        "barrier",
        "licence",
        "licence_none",
    }
)
EDUCATION = codes_of("education")
# Barriers that only who sees the confidential part of the file may know of.
CONFIDENTIAL_BARRIERS = frozenset({"health", "addiction", "justice"})
# Who holds the first, holds the others too (driving licences directive 2006/126/EC, articles 4 and 6).
INCLUDES: dict[str, frozenset[str]] = {
    "A": frozenset({"AM"}),
    "B": frozenset({"AM"}),
    "BE": frozenset({"AM", "B"}),
    "C": frozenset({"AM", "B"}),
    "CE": frozenset({"AM", "B", "BE", "C"}),
    "D": frozenset({"AM", "B"}),
}
BELGIUM = "BE"
UNLIMITED = "onbeperkt"
NOTHING = Used()


@dataclass(frozen=True, slots=True)
class Most:
    """What the check of a limit needs: of which offer, counted how, at most how much."""

    offer: str
    unit: str
    most: int


def used_of(needs: Most, facts: ClientFacts) -> int:
    """What was used on the day, in the unit of the limit."""
    used = facts.used.get(needs.offer, NOTHING)
    match needs.unit:
        case "months":
            return used.months
        case "days":
            return used.days
        case "sessions":
            return used.sessions
        case "minutes_month":
            return used.minutes.get(facts.on.strftime("%Y-%m"), 0)
        case _:
            year = facts.on.strftime("%Y")
            return sum(minutes for month, minutes in used.minutes.items() if month[:4] == year)


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on a day; somebody born on 29 February turns a year older on 1 March. None when not known."""
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def whole_months(since: date, day: date) -> int:
    """Whole months between two days, 0 when the first is the later one."""
    months = (day.year - since.year) * 12 + day.month - since.month
    if months > 0 and add_months(since, months) > day:
        months -= 1
    return max(months, 0)


def _age_min(years: int, facts: ClientFacts) -> bool | None:
    age = age_on(facts.birth_date, facts.on)
    return None if age is None else age >= years


def _age_max(years: int, facts: ClientFacts) -> bool | None:
    age = age_on(facts.birth_date, facts.on)
    return None if age is None else age <= years


def _language_min(level: str, facts: ClientFacts) -> bool | None:
    return at_least(facts.dutch, level)


def _language_max(level: str, facts: ClientFacts) -> bool | None:
    return at_most(facts.dutch, level)


def _income(kinds: frozenset[str], facts: ClientFacts) -> bool | None:
    return None if facts.incomes is None else not kinds.isdisjoint(facts.incomes)


def marking_of(facts: ClientFacts) -> str:
    """The marking on the paper; a Belgian has none and may work without limit (rule `work_right.by_law`)."""
    return facts.work_right or (UNLIMITED if facts.nationality == BELGIUM else "")


def _work_right(markings: frozenset[str], facts: ClientFacts) -> bool | None:
    marking = marking_of(facts)
    return marking in markings if marking else None


def _vdab(_needs: str, facts: ClientFacts) -> bool | None:
    return facts.vdab


def _vdab_or_income(kinds: frozenset[str], facts: ClientFacts) -> bool | None:
    """One of both is enough; only when both are known to fail, it is not met."""
    either = (facts.vdab, _income(kinds, facts))
    if True in either:
        return True
    return None if None in either else False


def _education_max(level: str, facts: ClientFacts) -> bool | None:
    if facts.education not in EDUCATION or level not in EDUCATION:
        return None
    return EDUCATION.index(facts.education) <= EDUCATION.index(level)


def _measure_done(offers: frozenset[str], facts: ClientFacts) -> bool | None:
    return any(one.offer in offers and one.state == "ended" for one in facts.measures)


def _measure_running(offers: frozenset[str], facts: ClientFacts) -> bool | None:
    return any(one.offer in offers and one.state in ("running", "paused") for one in facts.measures)


def _measure_not_done(offers: frozenset[str], facts: ClientFacts) -> bool | None:
    began = any(one.offer in offers and one.started_on <= facts.on for one in facts.measures)
    elsewhere = any(
        key in facts.used and (facts.used[key].months or facts.used[key].minutes) for key in offers
    )
    return not (began or elsewhere)


def _workless_min(months: int, facts: ClientFacts) -> bool | None:
    """So long counts from the last day of work: on the same day so many months later it is reached."""
    if facts.working:
        return False
    if facts.last_worked_on is None:
        return None
    return add_months(facts.last_worked_on, months) <= facts.on


def _not_working(_needs: str, facts: ClientFacts) -> bool | None:
    """Nobody works of whom an income or an end of work is known; of whom nothing is known, it is asked."""
    if facts.working:
        return False
    known = facts.incomes is not None or facts.last_worked_on is not None
    return True if known else None


def _ticket(kinds: frozenset[str], facts: ClientFacts) -> bool | None:
    return None if facts.tickets is None else not kinds.isdisjoint(facts.tickets)


def _work_limit(_needs: str, facts: ClientFacts) -> bool | None:
    if facts.limits or facts.tickets:
        return True
    return False if facts.limits is not None and facts.tickets is not None else None


def _lives_in(places: frozenset[str], facts: ClientFacts) -> bool | None:
    if not facts.municipality:
        return None
    return facts.municipality.casefold() in {place.casefold() for place in places}


def _sex(sex: str, facts: ClientFacts) -> bool | None:
    """Whoever is registered as X is asked, never turned away."""
    return facts.sex == sex if facts.sex in ("f", "m") else None


def _origin(_needs: str, facts: ClientFacts) -> bool | None:
    """Only what is recorded says yes; a Belgian nationality says nothing of where a family comes from."""
    recorded = facts.arrived_on is not None or facts.nationality not in ("", BELGIUM)
    return True if recorded else None


def _newcomer(months: int, facts: ClientFacts) -> bool | None:
    if facts.arrived_on is None or facts.arrived_on > facts.on:
        return None
    return add_months(facts.arrived_on, months) >= facts.on


def _barrier(codes: frozenset[str], facts: ClientFacts) -> bool | None:
    if facts.barriers is None:
        return None
    if not codes.isdisjoint(facts.barriers):
        return True
    veiled = "barriers" in facts.hidden and not codes.isdisjoint(CONFIDENTIAL_BARRIERS)
    return None if veiled else False


def _held(facts: ClientFacts) -> frozenset[str]:
    held = facts.licences or frozenset()
    return held.union(*(INCLUDES.get(kind, frozenset()) for kind in held))


def _licence(kinds: frozenset[str], facts: ClientFacts) -> bool | None:
    return None if facts.licences is None else not kinds.isdisjoint(_held(facts))


def _licence_none(kinds: frozenset[str], facts: ClientFacts) -> bool | None:
    return None if facts.licences is None else kinds.isdisjoint(_held(facts))


def _no_bicycle(_needs: str, facts: ClientFacts) -> bool | None:
    return None if facts.bicycle is None else not facts.bicycle


def _asked(_needs: str, _facts: ClientFacts) -> bool | None:
    """Only a person can say."""
    return None


def _room(needs: Most, facts: ClientFacts) -> bool | None:
    """Reached is the moment that what was used equals what is allowed."""
    return used_of(needs, facts) < needs.most


LOOKS: dict[str, Callable[[Any, ClientFacts], bool | None]] = {
    "language_min": _language_min,
    "language_max": _language_max,
    "age_min": _age_min,
    "age_max": _age_max,
    "income": _income,
    "work_right": _work_right,
    "vdab": _vdab,
    "vdab_or_income": _vdab_or_income,
    "education_max": _education_max,
    "measure_done": _measure_done,
    "measure_running": _measure_running,
    "measure_not_done": _measure_not_done,
    "workless_min": _workless_min,
    "not_working": _not_working,
    "ticket": _ticket,
    "work_limit": _work_limit,
    "lives_in": _lives_in,
    "sex": _sex,
    "origin": _origin,
    "newcomer": _newcomer,
    "barrier": _barrier,
    "licence": _licence,
    "licence_none": _licence_none,
    "no_bicycle": _no_bicycle,
    "judgement": _asked,
    "wish": _asked,
    "limit": _room,
}
