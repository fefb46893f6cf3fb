import math
import xml.etree.ElementTree as ET

import pytest

from trede.letters.dial import dial


def hands(minutes: int) -> list[tuple[int, int]]:
    """Degrees clockwise from twelve, and length, of each hand: the short one first."""
    lines = [part.attrib for part in ET.fromstring(dial(minutes)) if part.tag.endswith("line")]
    ends = [(float(line["x2"]) - 50, 50 - float(line["y2"])) for line in lines]
    return [(round(math.degrees(math.atan2(x, y)) % 360), round(math.hypot(x, y))) for x, y in ends]


@pytest.mark.parametrize(
    ("minutes", "hour", "minute"),
    [(0, 0, 0), (180, 90, 0), (850, 65, 60), (570, 285, 180), (720, 0, 0), (1110, 195, 180)],
)
def test_the_hands_show_the_hour(minutes: int, hour: int, minute: int) -> None:
    (short, short_length), (long, long_length) = hands(minutes)
    assert (short % 360, long % 360) == (hour % 360, minute)
    assert short_length < long_length < 46


def test_morning_and_afternoon_look_the_same() -> None:
    assert dial(9 * 60 + 20) == dial(21 * 60 + 20)
