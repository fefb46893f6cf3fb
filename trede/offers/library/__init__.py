"""The catalogue that ships with the program: one file a rung, one entry a measure. Read once, never changed.

`town` is who does it in the source ("": an OCMW that the source does not name), `towns` the municipalities of a
region. `nationwide`: it rests on a law or on an organisation that works everywhere, so any OCMW has it.
A condition or limit without `from` held before the program began.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
RUNGS = (1, 2, 3, 4, 5, 6)
ALWAYS = date(2000, 1, 1)
OWN_FIELDS = frozenset({"town", "towns", "nationwide", "status", "conditions", "limits", "parameters"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; `parameter` is a dated legal value ("id" or "id:key") that stands in for `value`."""

    kind: str
    value: str = ""
    weight: str = "practical"
    text: str = ""
    lifts: str = ""
    parameter: str = ""
    source: str = ""
    starts_on: date = ALWAYS
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """How long or how much at most, in the unit of a limit."""

    unit: str
    most: int | None = None
    parameter: str = ""
    source: str = ""
    starts_on: date = ALWAYS
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`fields` holds the columns of an offer as they are written."""

    key: str
    rung: int
    status: str
    town: str
    towns: frozenset[str]
    nationwide: bool
    parameters: tuple[str, ...]
    conditions: tuple[Term, ...]
    limits: tuple[Cap, ...]
    fields: dict[str, Any] = field(default_factory=dict)


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, from the lowest rung to the highest."""
    return tuple(_entry(rung, raw) for rung in RUNGS for raw in _read(rung))


@cache
def by_key() -> dict[str, Entry]:
    return {entry.key: entry for entry in entries()}


def _read(rung: int) -> list[dict[str, Any]]:
    content = (FOLDER / f"rung{rung}.yaml").read_text(encoding="utf-8")
    read: dict[str, list[dict[str, Any]]] = yaml.load(content, Loader=_LOADER)  # noqa: S506 (a safe loader) # nosec B506
    return read["offers"]


def _entry(rung: int, raw: dict[str, Any]) -> Entry:
    town = raw["town"]
    return Entry(
        key=raw["key"],
        rung=rung,
        status=raw["status"],
        town=town,
        towns=frozenset(raw.get("towns", [town] if town else [])),
        nationwide=raw.get("nationwide", False),
        parameters=tuple(raw.get("parameters", ())),
        conditions=tuple(Term(**_dated(each)) for each in raw.get("conditions", ())),
        limits=tuple(Cap(**_dated(each)) for each in raw.get("limits", ())),
        fields={name: value for name, value in raw.items() if name not in OWN_FIELDS},
    )


def _dated(raw: dict[str, Any]) -> dict[str, Any]:
    """`from` and `to` are words of the language."""
    names = {"from": "starts_on", "to": "ends_on"}
    return {names.get(name, name): value for name, value in raw.items()}
