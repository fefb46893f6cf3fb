"""Limits in words: what was used, what may be, what is left; minutes as hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.offers.limits import DAYS, MINUTES_MONTH, MINUTES_YEAR, MONTHS, Room

NAMES = {
    MINUTES_MONTH: lambda: _("Uren deze maand"),
    MINUTES_YEAR: lambda: _("Uren dit jaar"),
    MONTHS: lambda: _("Maanden"),
    DAYS: lambda: _("Kalenderdagen"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One limit as a page shows it; `state` is over, soon or later."""

    name: str
    words: str
    share: int
    state: str
    known: bool
    last_day: date | None
    certainty: str
    source: str


def bars(rooms: Iterable[Room], *, on: date, warn_until: date, runs: bool = True) -> list[Bar]:
    """`runs`: does it go on? Of what ended no day is coming any more on which a limit could be reached."""
    return [_bar(room, on, warn_until, runs) for room in rooms]


def _state(room: Room, on: date, warn_until: date, runs: bool) -> str:
    last = room.last_day if runs else None
    if room.over or (last and last < on):
        return "over"
    return "soon" if runs and (room.nearly or (last and last <= warn_until)) else "later"


def _bar(room: Room, on: date, warn_until: date, runs: bool) -> Bar:
    name = NAMES.get(room.limit.unit, lambda: _("Sessies"))()
    state = _state(room, on, warn_until, runs)
    return Bar(
        name,
        room_words(room),
        room.share,
        state,
        room.left is not None,
        room.last_day if runs else None,
        room.limit.certainty,
        room.limit.source,
    )


def room_words(room: Room) -> str:
    """One sentence: "3 van 12 maanden gebruikt, nog 9"."""
    unit = room.limit.unit
    used = amount(room.used, unit)
    if room.left is None or room.limit.most is None:
        return _("%(used)s gebruikt. De grens is voor vandaag niet bekend: kijk ze na.") % {"used": used}
    most = amount(room.limit.most, unit)
    if room.over:
        return _("%(used)s gebruikt: %(over)s boven de grens van %(most)s") % {
            "used": used,
            "over": amount(-room.left, unit),
            "most": most,
        }
    if not room.left:
        return _("%(used)s gebruikt: de grens is bereikt") % {"used": used}
    return _("%(used)s van %(most)s gebruikt, nog %(left)s") % {
        "used": used if unit in (MINUTES_MONTH, MINUTES_YEAR) else room.used,
        "most": most,
        "left": amount(room.left, unit),
    }


def amount(number: int, unit: str) -> str:
    if unit in (MINUTES_MONTH, MINUTES_YEAR):
        return hours(number)
    if unit == MONTHS:
        return ngettext("%(n)s maand", "%(n)s maanden", number) % {"n": number}
    if unit == DAYS:
        return ngettext("%(n)s dag", "%(n)s dagen", number) % {"n": number}
    return ngettext("%(n)s sessie", "%(n)s sessies", number) % {"n": number}


def hours(minutes: int) -> str:
    """630 → "10 u 30"."""
    whole, rest = divmod(minutes, 60)
    return _("%(hours)s u") % {"hours": whole} + (f" {rest:02d}" if rest else "")
