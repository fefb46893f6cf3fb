"""Makes list files in odd shapes, for the tests of reading."""

import codecs
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from trede.imports.reading import Mapping, PersonRow, open_table, propose_mapping, read_person

TODAY = date(2026, 6, 15)
SAMPLES = Path(__file__).parent.parent / "samples"
HEADER = ("INSZ", "Naam", "Voornaam", "Geboortedatum", "Gemeente")
PEOPLE = (
    ("88022999990", "Müller", "Zoë", "29/02/1988", "Oostende"),
    ("93051822361", "D'Hondt", "Jan", "18/05/1993", "Gent"),
    ("", "Van den Broeck", "Aïcha", "03/04/1990", "Brugge"),
)
MARKS = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def text_file(
    folder: Path,
    rows: Sequence[Sequence[object]] = (HEADER, *PEOPLE),
    *,
    delimiter: str = ";",
    encoding: str = "utf-8",
    end: str = "\r\n",
    above: str = "",
) -> Path:
    path = folder / "lijst.csv"
    text = above + end.join(delimiter.join(map(str, row)) for row in rows) + end
    path.write_bytes(MARKS.get(encoding, b"") + text.encode(encoding, errors="replace"))
    return path


def workbook(folder: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / "lijst.xlsx"
    book.save(path)
    return path


def person(folder: Path, **cells: object) -> PersonRow:
    """One row through the whole way, from an Excel sheet with these titles (dates stay dates)."""
    return people(folder, list(cells), [list(cells.values())])[0]


def people(folder: Path, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> list[PersonRow]:
    table = open_table(workbook(folder, Blad1=[[t.replace("_", " ") for t in titles], *rows]))
    mapping = propose_mapping(table)
    return [read_person(row, mapping, today=TODAY) for row in table.rows()]


def read_all(path: Path, mapping: Mapping | None = None) -> list[PersonRow]:
    table = open_table(path)
    mapping = mapping or propose_mapping(table)
    return [read_person(row, mapping, today=TODAY) for row in table.rows()]


def codes(found: PersonRow) -> list[str]:
    return sorted(finding.code for finding in found.findings)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)
