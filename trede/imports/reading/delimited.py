"""Text files with one person per line: encoding, delimiter, and rows as a stream."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .errors import Unreadable
from .kinds import HEAD, looks_binary, utf16_without_mark
from .synonyms import known_header
from .text import squeeze

DELIMITERS = (";", "\t", ",", "|")
LINE_LIMIT = 1_000_000
SAMPLE_ROWS = 200
CHUNK = 1 << 18
csv.field_size_limit(LINE_LIMIT)


@dataclass(frozen=True)
class Delimited:
    """How a text file is written; `rows` reads it again from the start, every time."""

    path: Path
    encoding: str
    delimiter: str
    announced: bool

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number as a spreadsheet would show it, and the cells as written."""
        lines = decoded_lines(self.path, self.encoding)
        start = 1
        if self.announced:
            next(lines, None)
            start = 2
        try:
            yield from enumerate(csv.reader(lines, delimiter=self.delimiter), start)
        except csv.Error as error:
            raise Unreadable("no_table") from error


def open_delimited(path: Path) -> Delimited:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if looks_binary(head):
        raise Unreadable("binary")
    encoding = encoding_of(head)
    first = next(decoded_lines(path, encoding), "")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return Delimited(path, encoding, first.strip()[4], announced=True)
    sample = list(islice(decoded_lines(path, encoding), SAMPLE_ROWS))
    return Delimited(path, encoding, delimiter_of(sample), announced=False)


def encoding_of(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if bare := utf16_without_mark(head):
        return bare
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def decoded_lines(path: Path, encoding: str) -> Iterator[str]:
    """Lines as text. In 8-bit files each line is judged on its own: exports do get pasted together."""
    if encoding.startswith("utf-16"):
        yield from wide_lines(path, encoding)
        return
    for number, line in enumerate(byte_lines(path)):
        if number == 0:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        yield text.replace("\x00", "")


def byte_lines(path: Path) -> Iterator[bytes]:
    """Lines ended by \\n, \\r\\n or \\r alone, never holding more than one over-long line in memory."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            lines = (rest + chunk).splitlines(keepends=True)
            rest = lines.pop()
            if len(rest) > LINE_LIMIT:
                raise Unreadable("no_table")
            # A chunk may end between \r and \n: keep the \r until the next one is read.
            yield from lines
    yield from rest.splitlines(keepends=True)


def wide_lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        while line := file.readline(LINE_LIMIT):
            if len(line) >= LINE_LIMIT:
                raise Unreadable("no_table")
            yield line.replace("\x00", "")


def delimiter_of(sample: list[str]) -> str:
    return max(DELIMITERS, key=lambda delimiter: delimiter_score(sample, delimiter))


def delimiter_score(sample: list[str], delimiter: str) -> float:
    """How much the sample is a table when cut by this delimiter: known titles, then steady width."""
    try:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if any(row)]
    except csv.Error:
        return -1
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: item[1] * min(item[0], 8))
    titles = max(sum(known_header(squeeze(cell)) for cell in row) for row in rows[:30])
    return titles * 2 + count / len(rows) * min(width, 12)
