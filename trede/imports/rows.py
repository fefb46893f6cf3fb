"""A row of a list as JSON in the staging table, and back."""

from dataclasses import fields
from datetime import date
from typing import Any

from trede.imports.reading import Finding, Level, PersonRow
from trede.imports.reading.fields import Field

NAMES = tuple(field.name for field in fields(PersonRow) if field.name != "findings")
DATES = {"birth_date", "leefloon_start", "leefloon_end", "vdab_since"}


def to_json(person: PersonRow) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values_of(person) if value is not None and value != ""}


def values_of(person: PersonRow) -> list[tuple[str, Any]]:
    return [(name, getattr(person, name)) for name in NAMES]


def findings_json(person: PersonRow) -> list[list[str]]:
    return [[found.level, found.field, found.code, found.raw, found.proposal] for found in person.findings]


def from_json(values: dict[str, Any], findings: list[list[str]]) -> PersonRow:
    read = {name: _value(name, value) for name, value in values.items() if name in NAMES}
    found = tuple(
        Finding(Level(level), Field(field), code, raw, proposal)
        for level, field, code, raw, proposal in findings
        if field in set(Field)
    )
    return PersonRow(**read, findings=found)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DATES and value else value
