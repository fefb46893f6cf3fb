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

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG
from openpyxl.xml.constants import ARC_SHARED_STRINGS, SHARED_STRINGS, SHEET_MAIN_NS

from .errors import Unreadable
from .text import Cell

# The library warns about styles and extensions it skips; nothing of that concerns a list.
warnings.filterwarnings("ignore", module="openpyxl")
STRINGS_TAG, STRING_TAG, TEXT_TAG, RUN_TAG = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("sst", "si", "t", "r")
)
TEXTS = (TEXT_TAG, RUN_TAG)
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
                for place, row in enumerate(elements(source, DATA_TAG, ROW_TAG), 1):
                    number = int(float(row.get("r") or place))
                    if number > MAX_ROWS:
                        return
                    yield number, *read_row(row, self.book)
        except DAMAGE as error:
            raise Unreadable("damaged") from error


class Reader(ExcelReader):
    """The library's reading of the workbook and its styles.

    The sheets and the shared texts are left to us: the library keeps every element that it has read,
    and walks through a whole sheet to learn its size.
    """

    def read(self) -> None:
        self.read_manifest()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def strings(self) -> list[str]:
        declared = self.package.find(SHARED_STRINGS)
        part = declared.PartName[1:] if declared is not None else ARC_SHARED_STRINGS
        if part not in self.valid_files:
            return []
        with self.archive.open(part) as source:
            return [text_of(item) for item in elements(source, STRINGS_TAG, STRING_TAG)]

    def sheets(self, path: Path) -> list[tuple[bool, Sheet]]:
        """Each worksheet, with whether it is visible; chart sheets are none."""
        dates, spans = frozenset(self.wb._date_formats), frozenset(self.wb._timedelta_formats)
        book = Book(path, self.strings(), self.wb.epoch, dates, spans)
        return [
            (
                sheet.state == "visible",
                Sheet(book, sheet.name, relation.target, size_of(self.archive, relation.target)),
            )
            for sheet, relation in self.parser.find_sheets()
            if relation.target in self.valid_files and "chartsheet" not in relation.Type
        ]


def size_of(archive: zipfile.ZipFile, part: str) -> int:
    return archive.getinfo(part).file_size


def text_of(item: Element) -> str:
    """Plain or in runs of one style each; the reading aids of Japanese are left out."""
    parts = (child if child.tag == TEXT_TAG else child.find(TEXT_TAG) for child in item if child.tag in TEXTS)
    return "".join(part.text or "" for part in parts if part is not None)


def elements(source: IO[bytes], outer: str, wanted: str) -> Iterator[Element]:
    """The wanted elements one by one; what was read does not stay in memory."""
    parent: Element | None = None
    for event, element in iterparse(source, ("start", "end")):  # noqa: S314 # nosec B314 (see refuse_declarations)
        if event == "start":
            if element.tag == outer:
                parent = element
        elif element.tag == wanted:
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
        return text_of(inline), False
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
            reader = Reader(file, read_only=True, data_only=True, keep_links=False)
            reader.read()
            found = reader.sheets(path)
    except DAMAGE as error:
        raise Unreadable("damaged") from error
    return [sheet for visible, sheet in found if visible] or [sheet for _, sheet in found]


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
