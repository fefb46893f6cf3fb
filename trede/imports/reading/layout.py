"""Where the table is inside a sheet: titles above, the row of column titles, totals and footers below."""

import re
from collections.abc import Sequence
from datetime import date

from .errors import Unreadable
from .fields import Field
from .synonyms import header_candidates
from .text import Cell, cell_text, fold

SEARCH_ROWS = 60
DIGITS = re.compile(r"\d.*\d.*\d")
TOTAL = re.compile(
    r"^(algemeen |eind ?|sub "
    r"?)?(totaal|totalen|total|totaux|som|sum|gemiddelde|aantal|nombre|count|moyenne)\b"
)
FOOTER = re.compile(
    r"^(pagina|blz|bladzijde|page|afgedrukt|opgemaakt|gedrukt|imprime|printed|einde( van de)? "
    r"lijst|bron|legende|"
    r"gegenereerd|generated|rapport|selectie|filter)\b"
)
ALONE = frozenset({Field.FULL_NAME, Field.LAST_NAME, Field.INSZ})


def filled(cells: Sequence[Cell]) -> int:
    return sum(
        1
        for cell in cells
        if cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())
    )


def width_of(cells: Sequence[Cell]) -> int:
    """Columns up to the last filled one."""
    for index in range(len(cells), 0, -1):
        if filled(cells[index - 1 : index]):
            return index
    return 0


def usual_width(rows: Sequence[Sequence[Cell]]) -> int:
    """The width that at least a fifth of the rows reach: one shifted row must not add a column."""
    widths = sorted((width for cells in rows if (width := width_of(cells))), reverse=True)
    return widths[(len(widths) - 1) // 5] if widths else 0


def is_data(cell: Cell) -> bool:
    """Numbers, dates and texts with digits or @: what stands under a title, not in one."""
    if isinstance(cell, str):
        return "@" in cell or bool(DIGITS.search(cell))
    return isinstance(cell, (int, float, date)) and not isinstance(cell, bool)


def title_hits(cells: Sequence[Cell]) -> int:
    """How many different known column titles stand in this row."""
    titles = {fold(cell) for cell in cells if isinstance(cell, str) and len(cell) < 60}
    return sum(1 for title in titles if title and set(header_candidates(title)) - {Field.IGNORE})


def find_header(rows: Sequence[tuple[int, Sequence[Cell]]]) -> int | None:
    """Index in `rows` of the row of titles; None if the table has none (its first row is a person).

    Raises Unreadable if no row looks like the start of a table.
    """
    scored = [(header_score(cells), -index) for index, (_, cells) in enumerate(rows) if filled(cells)]
    best, negative = max(scored, default=(0.0, 0))
    if best > 0:
        return -negative
    if (guess := unknown_titles(rows)) is not None:
        return guess
    wide = [cells for _, cells in rows if filled(cells) > 1]
    with_data = [cells for cells in wide if any(is_data(cell) for cell in cells)]
    if len(with_data) * 2 > len(rows) and len({len(cells) for cells in with_data}) <= 2:
        return None
    raise Unreadable("no_table")


def header_score(cells: Sequence[Cell]) -> float:
    hits, full = title_hits(cells), filled(cells)
    data = sum(is_data(cell) for cell in cells)
    if full == 1:
        target = set().union(*(header_candidates(cell) for cell in cells if isinstance(cell, str)))
        return 0.5 if target & ALONE and not data else 0.0
    if hits == 0 or hits + 1 < data or (hits == 1 and full > 4):
        return 0.0
    return hits + min(full, 12) / 100 - data


def unknown_titles(rows: Sequence[tuple[int, Sequence[Cell]]]) -> int | None:
    """A row of different words with data right below it: titles in words we do not know."""
    for index in range(len(rows) - 1):
        cells, below = rows[index][1], rows[index + 1][1]
        words = [fold(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
        if len(words) < 2 or len(words) != filled(cells) or len(set(words)) != len(words):
            continue
        if (
            len(cells) == len(below)
            and not any(map(is_data, cells))
            and sum(map(is_data, below)) * 3 >= len(words)
        ):
            return index
    return None


def titles_of(cells: Sequence[Cell] | None, width: int) -> tuple[str, ...]:
    """One title per column; a column without one is called by its place."""
    texts = [cell_text(cell) for cell in cells or ()]
    texts += [""] * (width - len(texts))
    return tuple(text or f"Kolom {place}" for place, text in enumerate(texts, 1))


def not_a_person(cells: Sequence[Cell], header: tuple[str, ...], full: int) -> str:
    """“total”, “footer” or “header_again” for rows that hold no person; otherwise empty."""
    if full <= max(3, len(header) // 3):
        first = next(fold(text) for cell in cells if (text := cell_text(cell)))
        if TOTAL.match(first) and not any(isinstance(cell, date) for cell in cells):
            return "total"
        if full == 1 and len(header) > 2 and FOOTER.match(first):
            return "footer"
    if full > 1 and repeats(cells, header):
        return "header_again"
    return ""


def repeats(cells: Sequence[Cell], header: tuple[str, ...]) -> bool:
    first = next((index for index, cell in enumerate(cells) if cell), None)
    if first is None or first >= len(header) or cells[first] != header[first]:
        return False
    same = sum(1 for cell, title in zip(cells, header, strict=False) if cell and cell_text(cell) == title)
    return same * 10 >= filled(cells) * 8
