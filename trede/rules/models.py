"""The shape of the parameter files, checked by pydantic when they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from trede.rules.certainty import Certainty

Value = Decimal | int | str | tuple[str, ...]
Kind = Literal["decimal", "integer", "text", "list"]
NO_KEY = ""


def _frozen(mapping: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(mapping))


def parse_value(raw: object, kind: Kind) -> Value:
    """A value as its kind wants it; ValueError for anything else.

    A decimal is written between quotes or as a whole number: a YAML float has already lost its
    exact cents.
    """
    readers: dict[Kind, Callable[[object], Value | None]] = {
        "decimal": _decimal,
        "integer": _integer,
        "text": _text,
        "list": _list,
    }
    parsed = readers[kind](raw)
    if parsed is None:
        raise ValueError(f"{raw!r} is not a value of kind {kind}")
    return parsed


def _integer(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def _list(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) for item in raw):
        return None
    return tuple(raw) or None


def _decimal(raw: object) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        return None
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """Where a value was read. `url` is empty for a source that is not on the web; `language` is the title's."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")
    title: str = Field(min_length=3)
    url: str = ""
    kind: str = Field(min_length=2)
    language: str = Field(default="nl", pattern=r"^[a-z]{2}$")


class Row(_Frozen):
    """Values that hold from one day to another, both included.

    start (`from`): null when no first day was found; the row then holds from the beginning.
    end (`to`): null when no last day was found, which does not mean that it is still in force.
    proven_until: for an open row, the last day on which a source shows the value.
    checked_on: the day on which somebody last compared the row with its source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    proven_until: date | None = None
    values: Annotated[Mapping[str, Any], AfterValidator(_frozen)]
    sources: tuple[str, ...] = ()
    certainty: Certainty
    note: str = ""
    checked_on: date

    @model_validator(mode="before")
    @classmethod
    def _single_value(cls, data: Any) -> Any:
        """`value: 30` is short for `values: {"": 30}`."""
        if isinstance(data, dict) and "value" in data:
            rest = {name: item for name, item in data.items() if name != "value"}
            if "values" in rest:
                raise ValueError("a row has value or values, not both")
            return {**rest, "values": {NO_KEY: data["value"]}}
        return data

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        first = self.start or date.min
        if self.end is not None and self.end < first:
            raise ValueError(f"ends on {self.end}, before it begins on {first}")
        if self.proven_until is not None and (self.end is not None or self.proven_until < first):
            raise ValueError("proven_until belongs to an open row and is not before its first day")
        if not self.values:
            raise ValueError("a row without values")
        return self


class Parameter(_Frozen):
    """One dated value of the law (`legal`) or of the house (`local`, which an OCMW may override).

    abolished: the last row ended for good, so nobody has to look for the next one.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    nl: str = Field(min_length=3)
    en: str = Field(min_length=3)
    unit: str
    kind: Kind
    scope: Literal["legal", "local"]
    keys: Annotated[Mapping[str, str], AfterValidator(_frozen)] = Field(
        default_factory=lambda: MappingProxyType({})
    )
    reference: str = ""
    abolished: bool = False
    rows: tuple[Row, ...] = Field(min_length=1)

    @property
    def is_legal_amount(self) -> bool:
        """Money fixed by law: it is indexed, so the last known row may be overtaken."""
        return self.scope == "legal" and self.unit.startswith("EUR")

    @field_validator("rows")
    @classmethod
    def _values_fit(cls, rows: tuple[Row, ...], info: ValidationInfo) -> tuple[Row, ...]:
        """Every row uses only the parameter's keys, and its values are of the parameter's kind."""
        kind, keys = info.data.get("kind"), info.data.get("keys")
        if kind is None or keys is None:
            return rows
        allowed = set(keys) or {NO_KEY}
        for row in rows:
            if not set(row.values) <= allowed:
                raise ValueError(f"keys {sorted(row.values)} are not among {sorted(allowed)}")
        return tuple(_typed(row, kind) for row in rows)


def _typed(row: Row, kind: Kind) -> Row:
    parsed = {key: parse_value(raw, kind) for key, raw in row.values.items()}
    return row.model_copy(update={"values": _frozen(parsed)})
