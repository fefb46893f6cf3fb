import re
import xml.etree.ElementTree as ET

import pytest
import segno

from trede.letters import qr

LINK = "https://trede.example.be/a/Zk3vQ8sT1xYb7LmN0pRdWc/"
STROKE = re.compile(r"([Mm])\s*(-?[\d.]+)[ ,]?(-?[\d.]+)|h(-?\d+)")


def drawn(picture: str) -> list[list[int]]:
    """The dark squares of the picture, read from its path: strokes of one unit high."""
    tree = ET.fromstring(picture)
    size = int(tree.attrib["viewBox"].split()[-1])
    grid = [[0] * size for _ in range(size)]
    path = next(part for part in tree.iter() if part.tag.endswith("path") and "stroke" in part.attrib)
    x, y = 0.0, 0.0
    for found in STROKE.finditer(path.attrib["d"]):
        if found[4]:
            for column in range(int(x), int(x) + int(found[4])):
                grid[int(y)][column] = 1
            x += int(found[4])
        elif found[1] == "M":
            x, y = float(found[2]), float(found[3])
        else:
            x, y = x + float(found[2]), y + float(found[3])
    return grid


def test_the_picture_is_the_code_of_the_text_with_a_quiet_border() -> None:
    wanted = segno.make(LINK, error="m", mask=qr.MASK, micro=False, boost_error=False)
    assert drawn(qr.svg(LINK)) == [list(row) for row in wanted.matrix_iter(border=4)]


@pytest.mark.parametrize("text", ["A", "https://example.org/?q=é&x=<y>", "0" * 300])
def test_every_text_gives_a_picture(text: str) -> None:
    assert any(map(any, drawn(qr.svg(text))))


def test_another_text_is_another_picture() -> None:
    assert qr.svg(LINK) != qr.svg(LINK[:-2])


@pytest.mark.parametrize("text", ["", "x" * 2400])
def test_a_text_that_is_none_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        qr.svg(text)
