"""Excel workbooks, one row at a time. Formulas are never evaluated: their stored outcome is read."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, iterparse  # nosec B405: see refuse_declarations

from openpyxl.cell.text import Text
from openpyxl.reader.excel import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG

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
class Book:
    """What all sheets of a workbook share, read once; the file itself is closed again."""

    path: Path
    strings: Sequence[str]
    epoch: datetime
    date_styles: frozenset[int]
    span_styles: frozenset[int]


@dataclass(frozen=True)
class Sheet:
    """One worksheet; `rows` reads it again from the start, every time."""

    book: Book
    title: str
    part: str
    size: int

    def rows(self) -> Iterator[tuple[int, list[Cell], frozenset[int]]]:
        """Row number, cells, and which cells hold a formula without a stored outcome (as its text)."""
        try:
            with zipfile.ZipFile(self.book.path) as archive, archive.open(self.part) as source:
                for place, row in enumerate(row_elements(source), 1):
                    number = int(float(row.get("r") or place))
                    if number > MAX_ROWS:
                        return
                    yield number, *read_row(row, self.book)
        except DAMAGE as error:
            raise Unreadable("damaged") from error


def row_elements(source: IO[bytes]) -> Iterator[Element]:
    """The rows of a sheet one by one; a row that was read does not stay in memory."""
    parent: Element | None = None
    for event, element in iterparse(source, ("start", "end")):  # noqa: S314 (see refuse_declarations)
        if event == "start":
            if element.tag == DATA_TAG:
                parent = element
        elif element.tag == ROW_TAG:
            yield element
            element.clear()
            if parent is not None:
                parent.clear()


def read_row(row: Element, book: Book) -> tuple[list[Cell], frozenset[int]]:
    """The cells at their own column; what lies beyond any real list is left out."""
    cells: list[Cell] = []
    formulas = []
    index = -1
    for element in row:
        reference = element.get("r")
        index = column_of(reference.rstrip("0123456789")) if reference else index + 1
        value, is_formula = read_cell(element, book)
        if value is None or index >= MAX_COLUMNS:
            continue
        if index >= len(cells):
            cells.extend([None] * (index + 1 - len(cells)))
        cells[index] = value
        if is_formula:
            formulas.append(index)
    return cells, frozenset(formulas)


@lru_cache(maxsize=2048)
def column_of(letters: str) -> int:
    """A → 0, AA → 26."""
    return int(column_index_from_string(letters)) - 1


def read_cell(element: Element, book: Book) -> tuple[Cell, bool]:
    """The stored value; for a formula that has none its text, and True."""
    text = formula = inline = None
    for child in element:
        if child.tag == VALUE_TAG:
            text = child.text
        elif child.tag == FORMULA_TAG:
            formula = child
        elif child.tag == INLINE_STRING:
            inline = child
    kind = element.get("t", "n")
    if inline is not None and kind == "inlineStr":
        return Text.from_tree(inline).content, False
    if not text:
        return ("=" + (formula.text or ""), True) if formula is not None else (None, False)
    return (book.strings[int(text)] if kind == "s" else converted(text, kind, element, book)), False


def converted(text: str, kind: str, element: Element, book: Book) -> Cell:
    if kind == "n":
        style = int(element.get("s", 0))
        number = int(text) if text.isdecimal() else float(text)
        return as_date(number, style, book) if style in book.date_styles else number
    if kind == "b":
        return text == "1"
    return as_cell(from_ISO8601(text)) if kind == "d" else text


def as_date(number: float, style: int, book: Book) -> Cell:
    """A day number in a cell that shows dates; one outside the calendar stays a number."""
    try:
        return as_cell(from_excel(number, book.epoch, timedelta=style in book.span_styles))
    except (OverflowError, ValueError):
        return number


def as_cell(found: Any) -> Cell:
    return str(found) if isinstance(found, timedelta) else found


def open_workbook(path: Path) -> list[Sheet]:
    """The visible worksheets (the hidden ones if there is nothing else), in their order."""
    refuse_declarations(path)
    try:
        # By path, the library judges a file by its name.
        with path.open("rb") as file:
            loaded = load_workbook(file, read_only=True, data_only=True)
            found = sheets_of(path, loaded)
            loaded.close()
    except DAMAGE as error:
        raise Unreadable("damaged") from error
    return [sheet for visible, sheet in found if visible] or [sheet for _, sheet in found]


def sheets_of(path: Path, loaded: Any) -> list[tuple[bool, Sheet]]:
    """Each worksheet, with whether it is visible; chart sheets are none."""
    sizes = {part.filename: part.file_size for part in loaded._archive.infolist()}
    strings = loaded.worksheets[0]._shared_strings if loaded.worksheets else ()
    dates, spans = frozenset(loaded._date_formats), frozenset(loaded._timedelta_formats)
    book = Book(path, strings, loaded.epoch, dates, spans)
    return [
        (sheet.sheet_state == "visible", Sheet(book, sheet.title, part, sizes.get(part, 0)))
        for sheet in loaded.worksheets
        for part in [sheet._worksheet_path]
    ]


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
