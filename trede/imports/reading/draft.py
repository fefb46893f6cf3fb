"""A person while the cells of a row are being read."""

from datetime import date
from typing import Any

from .fields import Field
from .findings import Finding, Reading, finding
from .text import Cell, cell_text


class Draft:
    """Values by the name of their PersonRow attribute, raw texts by field, and findings."""

    __slots__ = ("findings", "raw", "title_sex", "today", "values")

    def __init__(self, today: date) -> None:
        self.today = today
        self.values: dict[str, Any] = {}
        self.raw: dict[Field, str] = {}
        self.findings: list[Finding] = []
        self.title_sex = ""

    def add(self, target: Field, code: str, raw: str = "", proposal: str = "") -> None:
        self.findings.append(finding(target, code, raw, proposal))

    def take(self, target: Field, reading: Reading[Any], cell: Cell) -> None:
        """Keep the value of a reading under the field's own name, and what was odd about it."""
        if reading.value is not None:
            # `.value` does the same through a slow descriptor, eight times a row.
            self.values[target._value_] = reading.value
        if reading.code:
            self.add(target, reading.code, shown(cell), reading.proposal)

    def has(self, name: str) -> bool:
        return bool(self.values.get(name))


def shown(cell: Cell) -> str:
    """A cell as a person recognises it in a sentence; dates the Belgian way."""
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell_text(cell)
