"""The diary as a calendar other programs read. No names of clients leave: a file number, and what it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

ZONE = ZoneInfo("Europe/Brussels")
PRODUCT = "-//Trede//Agenda//NL"


@dataclass(frozen=True, slots=True)
class Entry:
    """`uid` stays the same for the life of what it stands for; `changed` orders the versions of it."""

    uid: str
    starts: datetime
    ends: datetime
    title: str
    place: str
    changed: datetime
    version: int = 1


def calendar_bytes(entries: Iterable[Entry], *, name: str) -> bytes:
    """An RFC 5545 calendar with the time zone of Brussels in it; times in local time, as people made them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed)
    event.add("sequence", entry.version)
    event.add("dtstart", entry.starts.astimezone(ZONE))
    event.add("dtend", entry.ends.astimezone(ZONE))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("class", "PRIVATE")
    return event
