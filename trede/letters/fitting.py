"""How large the words of an invitation can be so that it stays within its pages: an estimate, before it is made.

Measuring exactly would lay out every letter several times; the estimate is right nearly always, and whoever made the
letter counts its pages and goes on with the next smaller size where it was not. Lengths are in millimetres.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

# Sizes to try; 1 means eleven points for the own language and nine for the Dutch beside it.
SCALES = (1.12, 1.06, 1.0, 0.94, 0.88, 0.82, 0.76)
POINT = 0.3528
# The mean width of a sign, in parts of the size of the letters, a little on the safe side.
SIGN = 0.51
SIGN_OF = {"ti": 0.69, "ru": 0.58, "uk": 0.58, "ar": 0.45, "fa": 0.44, "ps": 0.44}
# From one line to the next; the strokes of Arabic script need more.
LINE, WIDE_LINE = 1.2, 1.32
# The binding text does not become smaller than this, whatever the scale of the rest.
SMALLEST_DUTCH = 0.85
OWN_SIZE, DUTCH_SIZE = 11 * POINT, 9 * POINT
# Widths of the columns and heights of the pages, as in typst/invitation.typ.
OWN_WIDTH, DUTCH_WIDTH, WHOLE_WIDTH, HALF_WIDTH = 91.0, 65.0, 167.0, 75.0
FIRST, SECOND = 186.0, 268.0
# On one page less is lost at its end than the estimate fears.
ONE_PAGE = 1.06
OPENING, NOTE, GAP, PICTURE = 35.0, 13.0, 3.3, 8.0


@dataclass(frozen=True)
class Block:
    """The lines of one block in both languages; `own` is empty where the Dutch takes the whole width."""

    own: Sequence[str]
    dutch: Sequence[str]
    pictures: int = 1


def scales(
    blocks: Sequence[Block], language: str, *, alone: bool, pictured: bool, noted: bool
) -> Iterator[float]:
    """The sizes to try, the first one being the largest that should fit; all smaller ones follow.

    `alone`: Dutch only, in two columns on one page. `pictured`: the words have the second page for themselves.
    """
    fits = partial(_fits, blocks, language, alone=alone, pictured=pictured, noted=noted)
    largest = next((scale for scale in SCALES if fits(scale)), SCALES[-1])
    yield from SCALES[SCALES.index(largest) :]


def _fits(
    blocks: Sequence[Block], language: str, scale: float, *, alone: bool, pictured: bool, noted: bool
) -> bool:
    columns = alone and not pictured
    heights = [_height(block, language, scale, columns=columns) for block in blocks]
    opening = (0 if pictured else OPENING * scale) + (NOTE * scale if noted else 0)
    if columns:
        rooms = [FIRST * ONE_PAGE - opening] * 2
    elif pictured:
        rooms = [SECOND * ONE_PAGE - opening]
    else:
        rooms = [FIRST - opening, SECOND]
    return _packed(heights, rooms)


def _packed(heights: Sequence[float], rooms: Sequence[float]) -> bool:
    """Do blocks that never break fit, in order, into these rooms?"""
    left = list(rooms)
    for height in heights:
        while left and height > left[0]:
            left.pop(0)
        if not left:
            return False
        left[0] -= height
    return True


def _height(block: Block, language: str, scale: float, *, columns: bool) -> float:
    if not block.own:
        text = _text(block.dutch, OWN_SIZE * scale, HALF_WIDTH if columns else WHOLE_WIDTH, SIGN)
    else:
        sign, line = SIGN_OF.get(language, SIGN), WIDE_LINE if language in {"ar", "fa", "ps"} else LINE
        text = max(
            _text(block.own, OWN_SIZE * scale, OWN_WIDTH, sign, line=line),
            _text(block.dutch, DUTCH_SIZE * max(scale, SMALLEST_DUTCH), DUTCH_WIDTH, SIGN),
        )
    return max(text, (PICTURE + 1) * block.pictures * scale) + GAP * scale


def _text(lines: Sequence[str], size: float, width: float, sign: float, *, line: float = LINE) -> float:
    return sum(_rows(sentence, width / (size * sign)) for sentence in lines) * size * line


def _rows(line: str, signs: float) -> int:
    """How many rows a sentence takes: words go over whole, unless they are longer than a row."""
    rows, used = 1, 0.0
    for word in line.split():
        length = len(word)
        if used and used + 1 + length > signs:
            rows, used = rows + 1, 0.0
        rows += math.floor(length / signs) if length > signs else 0
        used += length % signs if length > signs else length + bool(used)
    return rows
