"""The rows that were refused or asked about, as a file that Excel opens: number, what it says, why."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from trede.imports import sentences
from trede.imports.models import ImportRow, ImportRun, Outcome


class SupportsWrite(Protocol):
    def write(self, text: str, /) -> object: ...


COLUMNS = ("last_name", "first_names", "birth_date", "insz")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(run: ImportRun, path: Path) -> Path:
    """Write the rows that wait for a person; readable by the owner of the process only."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_to(file, run)
    return path


def write_to(stream: SupportsWrite, run: ImportRun) -> None:
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["rij", "uitkomst", "achternaam", "voornamen", "geboortedatum", "nummer", "waarom"])
    writer.writerows(_lines(run))


def _lines(run: ImportRun) -> Iterator[list[str]]:
    rows = ImportRow.objects.filter(run=run, outcome__in=[Outcome.QUESTION, Outcome.REFUSED]).order_by(
        "number"
    )
    for row in rows.iterator(chunk_size=2000):
        values = [harmless(str(row.person.get(name, ""))) for name in COLUMNS]
        why = " ".join(text for level, text in sentences.of(row) if level != "note")
        yield [str(row.number), str(row.get_outcome_display()), *values, harmless(why)]


def harmless(text: str) -> str:
    """A cell that a spreadsheet would run as a formula is shown as text."""
    return f"'{text}" if text.startswith(FORMULA) else text
