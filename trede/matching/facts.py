"""What is known of a person on a day, as plain values: all that a condition may look at.

Whoever reads may not know everything: what is hidden from them stands in `hidden`, and what nobody recorded is None
or empty. Both are "unknown", and unknown never excludes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Measure:
    """A participation that began: `offer` is the key of the offer, `state` running, paused or ended."""

    offer: str
    state: str
    started_on: date
    ended_on: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """What was used of one offer, here and elsewhere with proof: months begun, minutes by month ("2026-11")."""

    months: int = 0
    # A key without a month ("2026") counts for the year only: the months of it are not known.
    minutes: Mapping[str, int] = field(default_factory=dict)
    days: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """Codes are those of the file. Ages count in whole years on `on`; `dutch` is the newest level, CEFR or NT2 step."""

    on: date
    birth_date: date | None = None
    sex: str = ""
    municipality: str = ""
    nationality: str = ""
    arrived_on: date | None = None
    dutch: str = ""
    reads: str = ""
    # Kinds of income that run on the day; None: nobody recorded any.
    incomes: frozenset[str] | None = None
    work_right: str = ""
    # True or False when known, None when nobody recorded it.
    vdab: bool | None = None
    education: str = ""
    licences: frozenset[str] | None = None
    bicycle: bool | None = None
    # Code → severity (1 light … 3 heavy) of the barriers that stand; None: no barrier was ever recorded or asked.
    barriers: Mapping[str, int] | None = None
    # Kinds of functional limits that stand; None: never recorded, or hidden from the reader.
    limits: frozenset[str] | None = None
    # Tickets of VDAB that are valid: imw, cmw, btom; None: never recorded, or hidden.
    tickets: frozenset[str] | None = None
    # Last day of the last paid work; None: not known. `working`: paid work runs on the day.
    last_worked_on: date | None = None
    working: bool = False
    rung: int | None = None
    measures: tuple[Measure, ...] = ()
    used: Mapping[str, Used] = field(default_factory=dict)
    # (offer key, "kind:value") → met, as a person answered or corrected it.
    answers: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    # Those of the answers that fill in what is not known, and give way once the file knows it; the others stand.
    only_if_unknown: frozenset[tuple[str, str]] = frozenset()
    # Names of these fields that this reader may not see; of the barriers only the confidential ones.
    hidden: frozenset[str] = frozenset()
