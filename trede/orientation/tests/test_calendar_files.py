"""Real iCalendar both ways, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from trede.core.errors import CaseError
from trede.orientation.calendar_in import MOST_BYTES, busy_in, joined
from trede.orientation.calendar_out import Entry, calendar_bytes
from trede.orientation.free_time import Taken
from trede.orientation.tests.calendar_files import ics

ZONE = ZoneInfo("Europe/Brussels")
FIRST = datetime(2026, 3, 2, tzinfo=ZONE)
LAST = FIRST + timedelta(days=60)


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def spans(data: bytes) -> list[tuple[datetime, datetime]]:
    return [(one.starts, one.ends) for one in busy_in(data, first=FIRST, last=LAST, zone=ZONE).blocks]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20260302T090000Z\nDTEND:20260302T100000Z", [(at(3, 2, 10), at(3, 2, 11))]),
        ("DTSTART;TZID=Europe/Brussels:20260302T090000\nDURATION:PT30M", [(at(3, 2, 9), at(3, 2, 9, 30))]),
        (
            "DTSTART;TZID=Romance Standard Time:20260302T090000\nDURATION:PT30M",
            [(at(3, 2, 9), at(3, 2, 9, 30))],
        ),
        ("DTSTART:20260302T090000\nDTEND:20260302T100000", [(at(3, 2, 9), at(3, 2, 10))]),
        ("DTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260305", [(at(3, 3), at(3, 5))]),
        ("DTSTART;VALUE=DATE:20260303", [(at(3, 3), at(3, 4))]),
        ("DTSTART:20260302T090000\nDTEND:20260302T100000\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20260302T090000\nDTEND:20260302T100000\nSTATUS:CANCELLED", []),
        ("DTSTART:20260102T090000\nDTEND:20260102T100000", []),
        ("DTSTART:20260302T090000", []),
    ],
)
def test_one_event(event: str, expected: list[Any]) -> None:
    assert spans(ics(event)) == expected


def test_a_weekly_meeting_stays_at_nine_when_the_clock_changes() -> None:
    found = spans(
        ics(
            "DTSTART;TZID=Europe/Brussels:20250106T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260406T215959Z"
        )
    )
    assert [one.day for one, _end in found] == [2, 9, 16, 23, 30, 6]
    assert {one.astimezone(ZONE).hour for one, _end in found} == {9}
    assert {one.astimezone(UTC).hour for one, _end in found} == {8, 7}


def test_left_out_moved_and_cancelled_dates_of_a_repeating_event() -> None:
    zone = "TZID=Europe/Brussels"
    hour = "DURATION:PT1H"
    left_out = f"EXDATE;{zone}:20260303T090000"
    series = f"DTSTART;{zone}:20260302T090000\n{hour}\nRRULE:FREQ=DAILY;COUNT=5\n{left_out}"
    moved = f"RECURRENCE-ID;{zone}:20260304T090000\nDTSTART;{zone}:20260304T140000\n{hour}"
    gone = f"RECURRENCE-ID;{zone}:20260305T090000\nDTSTART;{zone}:20260305T090000\n{hour}\nSTATUS:CANCELLED"
    data = ics(series, moved, gone).replace(b"UID:1", b"UID:0").replace(b"UID:2", b"UID:0")
    assert [one for one, _end in spans(data)] == [at(3, 2, 9), at(3, 4, 14), at(3, 6, 9)]


def test_all_day_series_and_an_end_without_a_zone() -> None:
    data = ics("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=MONTHLY;UNTIL=20260402")
    assert spans(data) == [(at(3, 2), at(3, 3)), (at(4, 2), at(4, 3))]


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=HOURLY",
        "DTSTART:20260302T090000\nDTEND:20260301T090000",
        "DTSTART:20260302T090000\nDTEND;VALUE=DATE:20260303",
        "DTEND:20260302T090000",
        "DTSTART:20260302T090000\nDURATION:P9999D",
    ],
)
def test_what_cannot_be_read_is_counted_and_the_rest_is_kept(event: str) -> None:
    busy = busy_in(ics(event, "DTSTART:20260302T090000Z\nDURATION:PT1H"), first=FIRST, last=LAST, zone=ZONE)
    assert (len(busy.blocks), busy.skipped) == (1, 1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"gewone tekst",
        b"\x00\xff\xfe",
        "BEGIN:VCALENDAR\r\n😀".encode(),
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"x" * (MOST_BYTES + 1),
    ],
)
def test_no_calendar_is_said_in_words(data: bytes) -> None:
    with pytest.raises(CaseError):
        busy_in(data, first=FIRST, last=LAST, zone=ZONE)


def test_too_full_is_refused() -> None:
    daily = "DTSTART:20260302T{:02d}0000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY"
    with pytest.raises(CaseError, match="te vol"):
        busy_in(ics(*[daily.format(number % 24) for number in range(60)]), first=FIRST, last=LAST, zone=ZONE)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90)), max_size=20))
def test_joined_blocks_cover_the_same_minutes_and_never_touch(raw: list[tuple[int, int]]) -> None:
    blocks = [Taken(FIRST + timedelta(minutes=a), FIRST + timedelta(minutes=a + b)) for a, b in raw]
    found = joined(blocks)
    minutes = {a + step for a, b in raw for step in range(b)}
    covered = {
        int((one.starts - FIRST).total_seconds() // 60) + step
        for one in found
        for step in range(int((one.ends - one.starts).total_seconds() // 60))
    }
    assert covered == minutes
    assert all(one.ends < other.starts for one, other in pairwise(found))


def test_a_calendar_says_its_zone_and_nothing_twice() -> None:
    entry = Entry(
        "a@trede", at(3, 2, 9), at(3, 2, 10), "Werkintake · dossier 12", "Stationsplein 1", at(3, 1), 2
    )
    made = calendar_bytes([entry], name="Trede")
    assert made == calendar_bytes([entry], name="Trede")
    calendar = Calendar.from_ical(made)
    zone = calendar.walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Europe/Brussels"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    event = calendar.walk("VEVENT")[0]
    assert (str(event["UID"]), event["DTSTART"].dt, str(event["SUMMARY"]), event["SEQUENCE"]) == (
        "a@trede",
        at(3, 2, 9),
        "Werkintake · dossier 12",
        2,
    )
    assert b"TZID=Europe/Brussels:20260302T090000" in made


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;BYSETPOS=400",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
        "FREQ=YEARLY;BYSETPOS=" + ",".join(str(number) for number in range(1, 14)),
    ],
)
def test_a_rule_that_never_ends_is_not_worked_out(rule: str) -> None:
    data = ics(f"DTSTART:20260302T090000\nDURATION:PT1H\nRRULE:{rule}", "DTSTART;VALUE=DATE:20260303")
    busy = busy_in(data, first=FIRST, last=LAST, zone=ZONE)
    assert (len(busy.blocks), busy.skipped) == (1, 1)


def test_a_repetition_since_the_year_one_is_not_worked_out() -> None:
    data = ics("DTSTART:00010101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY")
    assert busy_in(data, first=FIRST, last=LAST, zone=ZONE).skipped == 1


def test_working_out_a_calendar_takes_seconds_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.orientation.calendar_in.SECONDS", 0.2)
    slow = "DTSTART:19000101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    with pytest.raises(CaseError, match="te vol"):
        busy_in(ics(*[slow] * 50), first=FIRST, last=LAST, zone=ZONE)


@pytest.mark.parametrize(
    "wrong", ["RECURRENCE-ID:20260302T090000\nRECURRENCE-ID:20260303T090000", "RECURRENCE-ID:x"]
)
def test_a_moved_date_that_nobody_can_read_stops_nothing(wrong: str) -> None:
    assert spans(ics(f"DTSTART;VALUE=DATE:20260303\n{wrong}")) == [(at(3, 3), at(3, 4))]
