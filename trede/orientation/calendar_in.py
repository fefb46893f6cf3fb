"""A calendar file of somebody's own, read for one thing only: when that person is busy.

Titles, places and people are never kept. Repeating events are worked out for the window: RRULE by day, week, month
and year, EXDATE, and moved or cancelled single dates (RECURRENCE-ID). Not read: RDATE, rules by the hour or faster,
VFREEBUSY. What is marked free (TRANSP:TRANSPARENT) or cancelled is not busy.
"""

import time as clock
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from math import prod
from typing import Any

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar import Calendar

from trede.core.errors import CaseError
from trede.orientation.free_time import Taken

MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 5000
MOST_BLOCKS = 2000
RULES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# A rule may be written so that working it out takes hours, or never ends.
SECONDS = 5.0
OLDEST_YEAR = 1900
MOST_CLOCKS, MOST_POSITIONS = 24, 12
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Busy:
    """`blocks` in order, those that touch made one; `skipped`: events that this program cannot read."""

    blocks: list[Taken]
    skipped: int


@dataclass(frozen=True, slots=True)
class _Span:
    """The first time an event is held: wall clock, its zone, its length."""

    begin: datetime
    zone: tzinfo
    length: timedelta


def busy_in(data: bytes, *, first: datetime, last: datetime, zone: tzinfo) -> Busy:
    """When this calendar is busy between two moments. Raises CaseError when it is no calendar or too large."""
    events = _events(data)
    moved = set(_moved(events, zone))
    found: list[Taken] = []
    skipped, until = 0, clock.monotonic() + SECONDS
    for event in events:
        try:
            for one in _held(event, moved, first, last, zone):
                found += [one] if one.touches(first, last) else []
                if len(found) > MOST_BLOCKS or clock.monotonic() > until:
                    break
        except UNREADABLE:
            skipped += 1
        if len(found) > MOST_BLOCKS or clock.monotonic() > until:
            raise CaseError(_("Deze kalender is te vol om te lezen. Deel enkel de agenda van uw werk."))
    return Busy(joined(found), skipped)


def _events(data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise CaseError(_("Dit bestand is te groot. Een kalender is hoogstens 2 MB."))
    try:
        calendars = Calendar.from_ical(data, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise CaseError(_("Dit is geen kalenderbestand (.ics). Voer uw agenda uit als iCalendar.")) from error
    if not calendars or calendars[0].name != "VCALENDAR":
        raise CaseError(_("Dit is geen kalenderbestand (.ics). Voer uw agenda uit als iCalendar."))
    if len(events) > MOST_EVENTS:
        raise CaseError(_("Deze kalender is te vol om te lezen. Deel enkel de agenda van uw werk."))
    return events


def _moved(events: list[Any], zone: tzinfo) -> Iterator[tuple[str, datetime]]:
    """Which single dates of which series stand elsewhere."""
    for event in events:
        with suppress(*UNREADABLE):
            yield from [(str(event.get("UID")), _moment(event["RECURRENCE-ID"].dt, zone))]


def _held(event: Any, moved: set[Any], first: datetime, last: datetime, zone: tzinfo) -> Iterator[Taken]:
    """Every time this event is held around the window."""
    if (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    ):
        return
    span = _span(event, zone)
    if "RRULE" not in event:
        yield _taken(span, span.begin)
        return
    uid = str(event.get("UID"))
    left_out = {_moment(one.dt, zone) for one in _listed(event.get("EXDATE"))}
    for begin in _repeated(event["RRULE"], span, first, last):
        taken = _taken(span, begin)
        if taken.starts not in left_out and (uid, taken.starts) not in moved:
            yield taken


def _span(event: Any, zone: tzinfo) -> _Span:
    start = event["DTSTART"].dt
    own = getattr(start, "tzinfo", None) or zone
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    return _Span(begin.replace(tzinfo=None), own, _length(event, start))


def _length(event: Any, start: date) -> timedelta:
    if "DTEND" in event:
        length: timedelta = event["DTEND"].dt - start
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
    if not timedelta(0) <= length <= timedelta(days=90):
        raise ValueError("length")
    return length


def _repeated(rule: Any, span: _Span, first: datetime, last: datetime) -> Iterable[datetime]:
    """Wall-clock moments, so that 9 o'clock stays 9 o'clock when the clock changes. Raises ValueError."""
    if isinstance(rule, list) or str(rule["FREQ"][0]) not in RULES:
        raise ValueError("rule")
    rule = type(rule)({**rule})
    if span.begin.year < OLDEST_YEAR or not _is_workable(rule):
        raise ValueError("rule")
    if "UNTIL" in rule:
        rule["UNTIL"] = [_wall(rule["UNTIL"][0], span.zone)]
    after, before = _wall(first, span.zone) - span.length, _wall(last, span.zone)
    repeated: Any = rrulestr(rule.to_ical().decode(), dtstart=span.begin)
    return (one for one in takewhile(lambda one: one <= before, repeated) if one >= after)


def _is_workable(rule: Any) -> bool:
    """An interval of 0 never ends; a rule with thousands of clock times or positions takes minutes."""
    clocks = prod(len(rule.get(name, (0,))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    positions = len(rule.get("BYSETPOS", ()))
    daily = str(rule["FREQ"][0]) == "DAILY"
    steps = all(int(one) >= 1 for one in rule.get("INTERVAL", (1,)))
    return steps and clocks <= MOST_CLOCKS and positions <= (0 if daily else MOST_POSITIONS)


def _wall(value: Any, zone: tzinfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59))
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value


def _taken(span: _Span, begin: datetime) -> Taken:
    starts = begin.replace(tzinfo=span.zone)
    return Taken(starts, (begin + span.length).replace(tzinfo=span.zone))


def _moment(value: Any, zone: tzinfo) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _listed(value: Any) -> Iterator[Any]:
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        yield from one.dts


def joined(blocks: Iterable[Taken]) -> list[Taken]:
    """In order; blocks that touch or overlap become one, empty ones go."""
    found: list[Taken] = []
    for block in sorted(
        (one for one in blocks if one.ends > one.starts), key=lambda one: (one.starts, one.ends)
    ):
        if found and block.starts <= found[-1].ends:
            found[-1] = Taken(found[-1].starts, max(found[-1].ends, block.ends))
        else:
            found.append(block)
    return found
