"""From the rows of one file to the plain values that conditions look at; pure but for the words of the models."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from trede import rules
from trede.clients.models import CONFIDENTIAL_BARRIERS, AddressKind, IncomeKind, WorkGround
from trede.clients.standing import RULE_GROUND
from trede.facts.rows import Row
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.looking import EDUCATION
from trede.offers.limits import months_begun
from trede.offers.models import ParticipationState
from trede.referral.knowing import SKILLS

HIDDEN = frozenset({"barriers", "limits", "tickets"})
Rows = Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Person:
    """What stands on the file itself, and whether this reader sees its confidential part."""

    birth_date: date | None
    sex: str
    nationality: str
    arrived_on: date | None
    reads: str
    confidential: bool


def build(person: Person, rows: Iterable[Row], on: date) -> ClientFacts:
    """Everything known of this person on the day; the confidential part only for who sees it."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.what].append(row)
    incomes = running(by_kind["income"], on)
    return ClientFacts(
        on=on,
        birth_date=person.birth_date,
        sex=person.sex,
        municipality=municipality_of(by_kind["address"], on),
        nationality=person.nationality,
        arrived_on=person.arrived_on,
        dutch=dutch_of(by_kind["language"], on),
        reads=person.reads,
        incomes=incomes,
        work_right=work_right_of(by_kind["right"], on),
        vdab=any(row.runs(on) for row in by_kind["vdab"]) if by_kind["vdab"] else None,
        education=max((row.code for row in by_kind["education"]), key=EDUCATION.index, default=""),
        licences=running(by_kind["licence"], on),
        bicycle=bicycle_of(by_kind["mobility"], on),
        last_worked_on=last_worked_on(by_kind, on),
        working=IncomeKind.WAGE in (incomes or ()),
        rung=rung_of(by_kind["position"], on),
        measures=measures_of(by_kind, on),
        used=used_of(by_kind, on),
        **_confidential(person, by_kind, on),
    )


def _confidential(person: Person, rows: Rows, on: date) -> dict[str, Any]:
    if person.confidential:
        return {
            "barriers": _barriers(rows["barrier"], on),
            "limits": running(rows["limit"], on),
            "tickets": running(rows["ticket"], on),
        }
    visible = [row for row in rows["barrier"] if row.code not in CONFIDENTIAL_BARRIERS]
    return {"barriers": _barriers(visible, on), "hidden": HIDDEN}


def _barriers(rows: list[Row], on: date) -> dict[str, int] | None:
    return {row.code: row.n for row in rows if row.runs(on)} if rows else None


def running(rows: list[Row], on: date) -> frozenset[str] | None:
    """The codes that run on the day; None when none was ever recorded."""
    return frozenset(row.code for row in rows if row.runs(on)) if rows else None


def municipality_of(rows: list[Row], on: date) -> str:
    """Where somebody lives: the home of that day, else the reference address."""
    homes = sorted(
        (row for row in rows if row.runs(on)),
        key=lambda row: (row.more == AddressKind.HOME, row.begin or date.min),
        reverse=True,
    )
    return homes[0].code if homes else ""


def dutch_of(rows: list[Row], on: date) -> str:
    """The newest level of the skill that says most, as the criteria of a referral read it."""
    known = [row for row in rows if row.begin is not None and row.begin <= on]
    for skill in SKILLS:
        measured = [row for row in known if row.more == skill]
        if measured:
            return max(measured, key=lambda row: row.begin or date.min).code
    return ""


def work_right_of(rows: list[Row], on: date) -> str:
    """What the last document gives on the day, the waiting time after asking asylum included; "" when not known."""
    begun = [row for row in rows if row.begin is not None and row.begin <= on]
    if not begun:
        return ""
    last = max(begun, key=lambda row: row.begin or date.min)
    found = may_work(last.more, last.code, last.end, last.day, bool(last.n), on)
    return "" if found is rules.MayWork.UNKNOWN else found.value


@lru_cache(maxsize=4096)
def may_work(
    ground: str, marking: str, until: date | None, since: date | None, refused: bool, on: date
) -> rules.MayWork:
    """The verdict of the rules; many files hold the same paper, so it is worth remembering."""
    return rules.work_right(
        ground=RULE_GROUND[WorkGround(ground)],
        on=on,
        marking=rules.Marking(marking) if marking else None,
        valid_until=until,
        since=since,
        refused=refused,
    ).may_work


def bicycle_of(rows: list[Row], on: date) -> bool | None:
    current = [row for row in rows if row.runs(on)]
    return bool(max(current, key=lambda row: row.begin or date.min).n) if current else None


def last_worked_on(rows: Rows, on: date) -> date | None:
    """The last day of paid work before the day; None when not known, as with work of which no end was noted."""
    jobs = [row for row in rows["experience"] if row.begin is None or row.begin <= on]
    if any(row.end is None and row.begin is not None for row in jobs):
        return None
    wages = [row for row in rows["income"] if row.code == IncomeKind.WAGE]
    return max((row.end for row in (*jobs, *wages) if row.end is not None and row.end <= on), default=None)


def rung_of(rows: list[Row], on: date) -> int | None:
    current = [row for row in rows if row.runs(on)]
    return max(current, key=lambda row: row.begin or date.min).n if current else None


def measures_of(rows: Rows, on: date) -> tuple[Measure, ...]:
    """What began by the day, the oldest first, each in the state it had then as far as its dates say."""
    results = {(row.code, row.begin): row.more for row in rows["result"]}
    began = [row for row in rows["participation"] if row.begin is not None and row.begin <= on]
    return tuple(
        Measure(row.code, state, row.begin, row.end if state == "ended" else None, result)
        for row in sorted(began, key=lambda row: (row.begin, row.code))
        for state in [_state(row, on)]
        for result in [results.get((row.code, row.begin), "") if state == "ended" else ""]
        if row.begin is not None
    )


def _state(row: Row, on: date) -> str:
    if row.end is not None and row.end <= on:
        return "ended"
    return "paused" if row.more == ParticipationState.PAUSED else "running"


def used_of(rows: Rows, on: date) -> dict[str, Used]:
    """What was used of each offer by the day, here and elsewhere with proof."""
    months: dict[str, int] = defaultdict(int)
    days: dict[str, int] = defaultdict(int)
    sessions: dict[str, int] = defaultdict(int)
    minutes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows["participation"]:
        months[row.code] += row.n + months_used(row, on)
        days[row.code] += days_used(row, on)
        if row.m:
            # In which months is not known: it counts for the year in which this one began.
            minutes[row.code][f"{(row.begin or row.day or on).year}"] += row.m
    for row in rows["time"]:
        if row.begin is not None and row.begin <= on:
            minutes[row.code][row.begin.strftime("%Y-%m")] += row.n
    for row in rows["session"]:
        sessions[row.code] += row.begin is not None and row.begin <= on
    return {
        key: Used(months[key], dict(minutes[key]), days[key], sessions[key])
        for key in {*months, *minutes, *sessions}
    }


def months_used(row: Row, on: date) -> int:
    """Months of a measure that began by the day, as its limits count them."""
    return months_begun(row.begin, min(row.end or on, on)) if row.begin else 0


def days_used(row: Row, on: date) -> int:
    """Calendar days of a measure up to the day, both ends included."""
    last = min(row.end or on, on)
    return 0 if row.begin is None or row.begin > last else (last - row.begin).days + 1
