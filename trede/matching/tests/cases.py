"""For any condition: a person just in, one just out, one of whom it is not known. Written from what a kind means."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from trede.matching.conditions import Condition, ready
from trede.matching.facts import ClientFacts, Measure
from trede.rules.dates import add_months

ON = date(2026, 11, 28)
NOBODY = ClientFacts(on=ON)
DAY = timedelta(days=1)
# A level, the nearest one that certainly reaches it, the nearest one that certainly does not.
LEVELS = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
BELOW = {"A1": "0", "A2": "A1", "B1": "A2", "B2": "B1", "C1": "B2", "C2": "C1"} | dict(
    zip(LEVELS, ("0", *LEVELS), strict=False)
)
ABOVE = {"A1": "A2", "A2": "B1", "B1": "B2", "B2": "C1", "C1": "C2"} | dict(itertools.pairwise(LEVELS))
SCHOOLS = ("none", "primary", "lower", "middle", "upper", "bachelor", "master")
Case = tuple[str, ClientFacts, str]


def birthday(years: int) -> date:
    """Of somebody who turns so many years on the day."""
    return date(ON.year - years, ON.month, ON.day)


def cases(condition: Condition) -> list[Case]:
    """The name of the case, the facts, the outcome that must follow."""
    needs = ready(condition, ON).needs
    inside, outside = _sides(condition.kind, needs)
    found: list[Case] = [("unknown", NOBODY, _of_nobody(condition))]
    found += [(f"in {n}", replace(NOBODY, **facts), "ok") for n, facts in enumerate(inside)]
    found += [(f"out {n}", replace(NOBODY, **facts), "no") for n, facts in enumerate(outside)]
    return found


def _of_nobody(condition: Condition) -> str:
    """What began here is always known; of all the rest nothing is known of a person without facts."""
    if condition.weight == "talk":
        return "talk"
    return {"measure_done": "no", "measure_running": "no", "measure_not_done": "ok"}.get(
        condition.kind, "unknown"
    )


def _sides(kind: str, needs: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if kind in ("judgement", "wish", "talk"):
        return [], []
    found: tuple[list[dict[str, Any]], list[dict[str, Any]]] = _SIDES[kind](needs)
    return found


def _measure(offer: str, state: str) -> dict[str, Any]:
    ended = ON if state == "ended" else None
    return {"measures": (Measure(offer, state, ON - 90 * DAY, ended),)}


def _any(field: str) -> Any:
    def sides(needs: frozenset[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        each = [{field: frozenset({code})} for code in sorted(needs)]
        return each, [{field: frozenset()}, {field: frozenset({"something_else"})}]

    return sides


_SIDES: dict[str, Any] = {
    "language_min": lambda level: (
        [{"dutch": level}, {"dutch": "C2"}],
        [{"dutch": BELOW[level]}, {"dutch": "0"}],
    ),
    "language_max": lambda level: (
        [{"dutch": level}, {"dutch": "0"}],
        [{"dutch": ABOVE[level]}] if level in ABOVE else [],
    ),
    "age_min": lambda years: (
        [{"birth_date": birthday(years)}, {"birth_date": birthday(years) - DAY}],
        [{"birth_date": birthday(years) + DAY}],
    ),
    "age_max": lambda years: (
        [{"birth_date": birthday(years)}, {"birth_date": birthday(years + 1) + DAY}],
        [{"birth_date": birthday(years + 1)}],
    ),
    "income": _any("incomes"),
    "work_right": lambda needs: (
        [{"work_right": marking} for marking in sorted(needs)]
        + [{"nationality": "BE"} for marking in needs if marking == "onbeperkt"],
        [{"work_right": marking} for marking in {"onbeperkt", "beperkt", "neen"} - needs],
    ),
    "vdab": lambda _needs: ([{"vdab": True}], [{"vdab": False}]),
    "vdab_or_income": lambda needs: (
        [{"vdab": True}, *({"vdab": False, "incomes": frozenset({code})} for code in needs)],
        [{"vdab": False, "incomes": frozenset({"wage"})}],
    ),
    "education_max": lambda level: (
        [{"education": school} for school in SCHOOLS[: SCHOOLS.index(level) + 1]],
        [{"education": school} for school in SCHOOLS[SCHOOLS.index(level) + 1 :]],
    ),
    "measure_done": lambda needs: (
        [_measure(key, "ended") for key in needs],
        [_measure(key, "running") for key in needs] + [_measure("another", "ended")],
    ),
    "measure_running": lambda needs: (
        [_measure(key, state) for key in needs for state in ("running", "paused")],
        [_measure(key, "ended") for key in needs] + [_measure("another", "running")],
    ),
    "measure_not_done": lambda needs: (
        [_measure("another", "ended")],
        [_measure(key, state) for key in needs for state in ("running", "ended")],
    ),
    "workless_min": lambda months: (
        [{"last_worked_on": add_months(ON, -months)}],
        [
            {"last_worked_on": add_months(ON, -months) + DAY},
            {"last_worked_on": ON - 3000 * DAY, "working": True},
        ],
    ),
    "not_working": lambda _needs: (
        [{"incomes": frozenset({"leefloon"})}, {"last_worked_on": ON - DAY}],
        [{"working": True, "incomes": frozenset({"wage"})}],
    ),
    "ticket": _any("tickets"),
    "work_limit": lambda _needs: (
        [
            {"limits": frozenset({"lifting"})},
            {"tickets": frozenset({"imw"})},
            {"limits": frozenset(), "tickets": frozenset({"btom"})},
        ],
        [{"limits": frozenset(), "tickets": frozenset()}],
    ),
    "lives_in": lambda needs: (
        [{"municipality": place.upper()} for place in needs],
        [{"municipality": "Verweggistan"}],
    ),
    "sex": lambda sex: ([{"sex": sex}], [{"sex": "m" if sex == "f" else "f"}]),
    "origin": lambda _needs: ([{"nationality": "SY"}, {"nationality": "BE", "arrived_on": ON}], []),
    "newcomer": lambda months: (
        [{"arrived_on": add_months(ON, -months)}, {"arrived_on": ON}],
        [{"arrived_on": add_months(ON, -months) - DAY}],
    ),
    "barrier": lambda needs: ([{"barriers": {code: 1}} for code in needs], [{"barriers": {}}]),
    "licence": lambda needs: (
        [{"licences": frozenset({kind})} for kind in needs],
        [{"licences": frozenset()}, {"licences": frozenset({"something_else"})}],
    ),
    "licence_none": lambda needs: (
        [{"licences": frozenset()}],
        [{"licences": frozenset({kind})} for kind in needs],
    ),
    "no_bicycle": lambda _needs: ([{"bicycle": False}], [{"bicycle": True}]),
}
