"""One row as a person: cleaned plain values, and what a person must still decide."""

from dataclasses import dataclass, field
from datetime import date

from . import reconcile
from .draft import Draft
from .fields import Field
from .findings import Finding, Level
from .mapping import Column, Mapping
from .readers import READERS
from .table import Row
from .text import ERRORS, Cell, cell_text, letters_lost, looks_like_formula, repaired, unquoted

TEXT_FIELDS = frozenset({Field.REMARK, Field.SOCIAL_WORKER})


@dataclass(frozen=True, slots=True, repr=False)
class PersonRow:
    """Values as they may enter a file; empty text or None where the list says nothing certain.

    insz: eleven digits. sex: m, f, x. nationality: ISO 3166. language: ISO 639. phone and mobile:
    E.164. leefloon_amount: cents per month. work_right: onbeperkt, beperkt, neen. dutch_level: 1.1 to
    4.2, A1 to C2, 0, native. income_kind: leefloon, equivalent.
    """

    row: int
    number_elsewhere: str = ""
    insz: str = ""
    last_name: str = ""
    first_names: str = ""
    birth_date: date | None = None
    sex: str = ""
    nationality: str = ""
    street: str = ""
    house_number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    language: str = ""
    income_kind: str = ""
    leefloon_category: str = ""
    leefloon_start: date | None = None
    leefloon_end: date | None = None
    leefloon_amount: int | None = None
    social_worker: str = ""
    work_right: str = ""
    vdab_registered: bool | None = None
    vdab_since: date | None = None
    dutch_level: str = ""
    remark: str = ""
    findings: tuple[Finding, ...] = field(default=())

    def __repr__(self) -> str:
        return f"PersonRow(row={self.row})"

    @property
    def level(self) -> Level | None:
        """The gravest level among the findings; None if there are none."""
        levels = {found.level for found in self.findings}
        return next((level for level in (Level.REFUSED, Level.QUESTION, Level.NOTE) if level in levels), None)


def read_person(row: Row, mapping: Mapping, *, today: date) -> PersonRow:
    """Clean one row. Nothing is dropped in silence: what is not taken over is in `findings`."""
    draft = Draft(today)
    cells = row.cells
    width = len(cells)
    for column in mapping.active:
        if column.index < width and (cell := cells[column.index]) not in (None, ""):
            read_cell(draft, column, cell, column.index in row.formulas)
    if width > len(mapping.columns) and any(cell_text(cell) for cell in cells[len(mapping.columns) :]):
        draft.add(Field.IGNORE, "row_too_long")
    reconcile.everything(draft)
    return PersonRow(row=row.number, **draft.values, findings=tuple(draft.findings))


def read_cell(draft: Draft, column: Column, cell: Cell, is_formula: bool) -> None:
    target = column.field
    if isinstance(cell, str):
        cell = read_text(draft, target, cell, is_formula)
        if cell == "":
            return
    READERS[target](draft, column, cell)


def read_text(draft: Draft, target: Field, text: str, is_formula: bool) -> str:
    """The text to read, after what can be odd about any text; empty if nothing may be read."""
    if text.startswith("=") or is_formula or text[0] in "@+-":
        text = unquoted(text.strip())
        if is_formula or looks_like_formula(text):
            draft.add(target, "formula_text" if target in TEXT_FIELDS else "formula_ignored", text)
            return text if target in TEXT_FIELDS else ""
    if text[0] == "#" and text.strip().upper() in ERRORS:
        draft.add(target, "cell_error", text)
        return ""
    if not text.isascii() or "?" in text:
        return read_special(draft, target, text)
    return text


def read_special(draft: Draft, target: Field, text: str) -> str:
    better = repaired(text)
    if better != text:
        draft.add(target, "letters_repaired", text, better)
    if letters_lost(better) and target not in (Field.REMARK, Field.EMAIL):
        draft.add(target, "letters_lost", better)
    return better
