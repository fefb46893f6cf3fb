"""Excel workbooks, one row at a time. Formulas are never evaluated: their stored outcome is read."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse  # nosec B405: see refuse_declarations

from openpyxl.reader.excel import load_workbook
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser

from .errors import Unreadable
from .text import Cell

# The library warns about styles and extensions it skips; nothing of that concerns a list.
warnings.filterwarnings("ignore", module="openpyxl")
MAX_COLUMNS = 300
MAX_ROWS = 1_048_576
# Everything a broken workbook has been seen to raise inside the library.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, OSError, OverflowError, RuntimeError, NotImplementedError, RecursionError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One visible worksheet; `rows` reads it again from the start, every time."""

    path: Path
    title: str
    size: int

    def rows(self) -> Iterator[tuple[int, list[Cell], frozenset[int]]]:
        """Row number, cells, and which cells hold a formula without a stored outcome (as its text)."""
        try:
            yield from read_rows(self.path, self.title)
        except DAMAGE as error:
            raise Unreadable("damaged") from error


class RowParser(WorkSheetParser):
    """The library's cell reading, with formulas and outcomes in one pass and without keeping read rows."""

    def stream(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        parent: Element | None = None
        for event, element in iterparse(self.source, ("start", "end")):  # noqa: S314
            if event == "start":
                if element.tag == DATA_TAG:
                    parent = element
            elif element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
                if parent is not None:
                    parent.clear()

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and (formula := element.find(FORMULA_TAG)) is not None:
            cell["value"] = "=" + (formula.text or "")
            cell["data_type"] = "f"
        return cell


def open_workbook(path: Path) -> list[Sheet]:
    """The visible worksheets (the hidden ones if there is nothing else), in their order."""
    refuse_declarations(path)
    try:
        with loaded(path) as book:
            sizes = {part.filename: part.file_size for part in book._archive.infolist()}
            found = [
                (
                    sheet.sheet_state == "visible",
                    Sheet(path, sheet.title, sizes.get(sheet._worksheet_path, 0)),
                )
                for sheet in book.worksheets
            ]
    except DAMAGE as error:
        raise Unreadable("damaged") from error
    return [sheet for visible, sheet in found if visible] or [sheet for _, sheet in found]


@contextmanager
def loaded(path: Path) -> Iterator[Any]:
    """The workbook from an open file: by path, the library judges a file by its name."""
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


def refuse_declarations(path: Path) -> None:
    """Excel never writes a DOCTYPE; entities are only there to attack the reader."""
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        start = file.read(4096).replace(b"\x00", b"").upper()
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise Unreadable("unsafe_xml")
    except DAMAGE as error:
        raise Unreadable("damaged") from error


def read_rows(path: Path, title: str) -> Iterator[tuple[int, list[Cell], frozenset[int]]]:
    with loaded(path) as book:
        sheet = book[title]
        with sheet._get_source() as source:
            parser = RowParser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, cells in parser.stream():
                if number > MAX_ROWS:
                    return
                yield number, *spread(cells)


def spread(cells: list[dict[str, Any]]) -> tuple[list[Cell], frozenset[int]]:
    """The sparse cells of a row at their own column; what lies beyond any real list is left out."""
    row: list[Cell] = []
    formulas = []
    for cell in cells:
        index = cell["column"] - 1
        value = cell["value"]
        if value is None or not 0 <= index < MAX_COLUMNS:
            continue
        if index >= len(row):
            row.extend([None] * (index + 1 - len(row)))
        row[index] = value
        if cell["data_type"] == "f":
            formulas.append(index)
    return row, frozenset(formulas)
