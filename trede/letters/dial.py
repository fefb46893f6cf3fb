"""A clock that shows the hour itself, for who reads no digits."""

import math

INK, RED = "#000", "#c4314b"
# Lengths on a picture of a hundred wide, and how thick: the long hand reaches the marks, the short one does not.
HOUR, MINUTE = (24, 8), (37, 5)


def dial(minutes: int) -> str:
    """An SVG of a clock at `minutes` after midnight; the hours after noon look like those before."""
    marks = "".join(_mark(hour) for hour in range(12))
    hands = _hand(minutes % 720 / 2, *HOUR) + _hand(minutes % 60 * 6, *MINUTE)
    rim = f'<circle cx="50" cy="50" r="46" fill="#fff" stroke="{INK}" stroke-width="6"/>'
    pin = f'<circle cx="50" cy="50" r="4.5" fill="{RED}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{rim}{marks}{hands}{pin}</svg>'


def _mark(hour: int) -> str:
    x, y = _at(hour * 30, 39)
    return f'<circle cx="{x}" cy="{y}" r="{3 if hour % 3 == 0 else 1.6}" fill="{INK}"/>'


def _hand(degrees: float, length: float, thick: float) -> str:
    x, y = _at(degrees, length)
    line = f'<line x1="50" y1="50" x2="{x}" y2="{y}"'
    return f'{line} stroke="{INK}" stroke-width="{thick}" stroke-linecap="round"/>'


def _at(degrees: float, distance: float) -> tuple[float, float]:
    """A place on the dial; degrees run clockwise from twelve."""
    turned = math.radians(degrees)
    return round(50 + distance * math.sin(turned), 2), round(50 - distance * math.cos(turned), 2)
