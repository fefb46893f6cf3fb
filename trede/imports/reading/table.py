"""A list as a table: titles, and rows as a stream."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from . import delimited, excel, layout
from .errors import Unreadable
from .kinds import kind_of
from .text import Cell, cell_text

SAMPLE_ROWS = 200
MAX_LISTED = 1_000
# Cells with only spaces matter in rows with few cells; counting them everywhere would be slow.
NARROW = 8
SKIPPED_NL = {
    "total": "Totaalrij: niet overgenomen.",
    "footer": "Voettekst: niet overgenomen.",
    "header_again": "Herhaalde kopregel: niet overgenomen.",
}
NO_FORMULAS: frozenset[int] = frozenset()


class Row(NamedTuple):
    """One row as it stands in the file; `number` is what a spreadsheet shows in the margin."""

    number: int
    cells: Sequence[Cell]
    formulas: frozenset[int] = NO_FORMULAS


class Skipped(NamedTuple):
    number: int
    reason: str

    @property
    def message_nl(self) -> str:
        return SKIPPED_NL[self.reason]


RawRow = tuple[int, Sequence[Cell], frozenset[int]]


class Source(Protocol):
    def raw(self) -> Iterator[RawRow]: ...


@dataclass(frozen=True)
class TextSource:
    file: delimited.Delimited

    def raw(self) -> Iterator[RawRow]:
        delimiter = self.file.delimiter
        for number, cells in self.file.rows():
            for cell in cells:
                if "\n" in cell:
                    refuse_open_quote(cell, delimiter, len(cells), number)
            yield number, cells, NO_FORMULAS


@dataclass(frozen=True)
class SheetSource:
    sheet: excel.Sheet

    def raw(self) -> Iterator[RawRow]:
        return self.sheet.rows()


def refuse_open_quote(cell: str, delimiter: str, width: int, number: int) -> None:
    """A quote that is never closed swallows the rows below it: they would be lost in one cell."""
    swallowed = [line for line in cell.splitlines() if line.count(delimiter) >= max(2, width // 2)]
    if len(swallowed) > 2:
        raise Unreadable("open_quote", str(number))


@dataclass
class Table:
    """What `open_table` found. `rows()` may be walked more than once; memory does not grow with the file."""

    source: Source
    kind: str
    header: tuple[str, ...]
    header_row: int
    titles: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    sample: tuple[Row, ...] = ()
    skipped: list[Skipped] = field(default_factory=list)
    skipped_total: int = 0
    empty_rows: int = 0

    def rows(self) -> Iterator[Row]:
        """The rows with a person. `skipped` and `empty_rows` are complete once the last one is read."""
        self.skipped, self.skipped_total, self.empty_rows = [], 0, 0
        for number, cells, formulas in self.source.raw():
            if number <= self.header_row:
                continue
            full = len(cells) - cells.count("") - cells.count(None)
            if full < NARROW:
                full = layout.filled(cells)
            if not full:
                self.empty_rows += 1
            elif reason := layout.not_a_person(cells, self.header, full):
                self._skip(Skipped(number, reason))
            else:
                yield Row(number, cells, formulas)

    def _skip(self, skipped: Skipped) -> None:
        self.skipped_total += 1
        if len(self.skipped) < MAX_LISTED:
            self.skipped.append(skipped)


def open_table(path: str | Path, *, sheet: str = "") -> Table:
    """Open a list of any shape; `sheet` picks a worksheet by name.

    Raises Unreadable, whose text is a Dutch sentence, for everything that is not a readable table.
    """
    path = Path(path)
    if kind_of(path) == "xlsx":
        return open_excel(path, sheet)
    file = delimited.open_delimited(path)
    table = table_from(TextSource(file), "csv")
    table.encoding, table.delimiter = file.encoding, file.delimiter
    return with_sample(table)


def open_excel(path: Path, wanted: str) -> Table:
    sheets = excel.open_workbook(path)
    if wanted:
        sheets = [sheet for sheet in sheets if sheet.title == wanted]
        if not sheets:
            raise Unreadable("no_sheet")
    tables = list(readable(sheets))
    if not tables:
        raise Unreadable("no_table")
    best = max(tables, key=likeness)
    best.other_sheets = tuple(table.sheet for table in tables if table is not best)
    return best


def readable(sheets: Iterable[excel.Sheet]) -> Iterator[Table]:
    """The worksheets that hold a table; a workbook whose every sheet is damaged raises that."""
    damage: Unreadable | None = None
    found = False
    for sheet in sheets:
        try:
            table = with_sample(table_from(SheetSource(sheet), "xlsx"))
        except Unreadable as error:
            damage = error
            continue
        table.sheet, found = sheet.title, True
        yield table
    if damage and not found:
        raise damage


def likeness(table: Table) -> tuple[float, int]:
    """How much a sheet looks like a list of persons: known titles × rows in the sample, then its size."""
    hits = layout.title_hits(table.header)
    size = table.source.sheet.size if isinstance(table.source, SheetSource) else 0
    return hits * len(table.sample) ** 0.5, size


def table_from(source: Source, kind: str) -> Table:
    first = [(number, cells) for number, cells, _ in islice(source.raw(), layout.SEARCH_ROWS)]
    if not any(layout.filled(cells) for _, cells in first):
        raise Unreadable("no_table")
    index = layout.find_header(first)
    if index is None:
        width = layout.usual_width([cells for _, cells in first])
        return Table(source, kind, layout.titles_of(None, width), 0, ())
    number, cells = first[index]
    width = max(layout.width_of(cells), layout.usual_width([cells for _, cells in first[index + 1 :]]))
    above = tuple(text for _, row in first[:index] for text in map(cell_text, row) if text)
    return Table(source, kind, layout.titles_of(cells[:width], width), number, above)


def with_sample(table: Table) -> Table:
    table.sample = tuple(islice(table.rows(), SAMPLE_ROWS))
    if not table.sample:
        raise Unreadable("no_rows")
    return table
