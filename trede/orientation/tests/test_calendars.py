"""The diary out and busy hours in: real iCalendar both ways, a real https server, addresses that are refused."""

import datetime as dt
import http.server
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.cast import client_of
from trede.clients.tests.scene import queries_of, url, words
from trede.core.errors import CaseError
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.orientation.actions.calendars import (
    fetch_due,
    forget_upload,
    subscribe,
    unsubscribe,
    upload_calendar,
)
from trede.orientation.actions.feeds import find_feed, make_feed, revoke_feed, token_of
from trede.orientation.calendar_in import MOST_BYTES, busy_in, joined
from trede.orientation.calendar_out import Entry, calendar_bytes
from trede.orientation.fetching import Fetcher, checked, is_public
from trede.orientation.free_time import Taken
from trede.orientation.models import Appointment, BusyBlock, CalendarFeed, CalendarSource
from trede.orientation.tests.planning_scene import session_on

ZONE = ZoneInfo("Europe/Brussels")
FIRST = datetime(2026, 3, 2, tzinfo=ZONE)
LAST = FIRST + timedelta(days=60)


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def ics(*events: str) -> bytes:
    inside = "".join(
        f"BEGIN:VEVENT\nUID:{number}\n{event.strip()}\nEND:VEVENT\n" for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{inside}END:VCALENDAR\n".replace("\n", "\r\n").encode()


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


# The feed of a member

pytestmark = pytest.mark.django_db(databases="__all__")


def feed_url(feed: CalendarFeed) -> str:
    return reverse("calendar_ics", args=[token_of(feed)])


def test_the_feed_holds_kinds_and_numbers_never_a_name(worker: Member) -> None:
    client = client_of(worker, last_name="Vandenbroucke", known_as="Vera")
    soon = timezone.make_aware(datetime.combine(today() + timedelta(days=1), time(9)))
    values: dict[str, Any] = {
        "organisation": worker.organisation,
        "client": client,
        "member": worker,
        "starts_at": soon,
    }
    Appointment.objects.create(kind="intake", place="Loket 3", note="Vera komt met zus", **values)
    Appointment.objects.create(kind="visit", place="Bij haar thuis 12", **values)
    Appointment.objects.create(kind="talk", cancelled_at=timezone.now(), **values)
    session_on(worker, today() + timedelta(days=3))
    answer = Browser().get(feed_url(make_feed(by=worker)))
    body = answer.content.decode().replace("\r\n ", "")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f"Werkintake · dossier {client.number}" in body
    assert f"Huisbezoek · dossier {client.number}" in body
    assert "Trajectbepaling" in body
    assert body.count("BEGIN:VEVENT") == 3
    for hidden in ("Vandenbroucke", "Vera", "thuis 12"):
        assert hidden not in body
    assert "Loket 3" in body


def test_a_revoked_or_guessed_address_does_not_exist(worker: Member) -> None:
    first = make_feed(by=worker)
    second = make_feed(by=worker)
    assert token_of(first) != token_of(second)
    assert Browser().get(feed_url(first)).status_code == 404
    assert Browser().get(feed_url(second)).status_code == 200
    assert (revoke_feed(by=worker), revoke_feed(by=worker)) == (1, 0)
    assert Browser().get(feed_url(second)).status_code == 404
    for guess in ("x", "x" * 200, "😀", token_of(second)[:-1]):
        assert Browser().get(reverse("calendar_ics", args=[guess])).status_code == 404
    assert list(Event.objects.values_list("verb", flat=True)).count("calendarfeed.revoked") == 2


def test_who_left_shows_nothing_and_the_secret_is_not_in_the_database(worker: Member) -> None:
    feed = make_feed(by=worker)
    assert token_of(feed) not in feed.token_hash
    assert find_feed(token_of(CalendarFeed.objects.get())) == feed
    worker.ends_on = today() - timedelta(days=1)
    worker.save()
    assert Browser().get(feed_url(feed)).status_code == 404


def test_guessing_is_slowed_down(worker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.orientation.views.feed.TIMES", 3)
    address = reverse("calendar_ics", args=["niets"])
    assert [Browser().get(address).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert Browser().post(address).status_code == 405


def test_the_page_makes_shows_and_stops(as_worker: Any, worker: Member) -> None:
    assert as_worker.post(url("feed_make")).status_code == 303
    page = as_worker.get(url("feed")).content.decode()
    assert token_of(CalendarFeed.objects.get()) in page
    as_worker.post(url("feed_revoke"))
    assert token_of(CalendarFeed.objects.get()) not in as_worker.get(url("feed")).content.decode()
    assert queries_of(as_worker, url("feed")) <= 12


# A file of one's own


def tomorrow_at(hour: int) -> bytes:
    day = today() + timedelta(days=1)
    return ics(
        f"DTSTART;TZID=Europe/Brussels:{day:%Y%m%d}T{hour:02}0000\nDURATION:PT1H\nSUMMARY:Tandarts bij Piet"
    )


def test_an_upload_keeps_only_busy_hours_and_replaces_the_last(as_worker: Any, worker: Member) -> None:
    for hour in (9, 14):
        file = SimpleUploadedFile("agenda.ics", tomorrow_at(hour), content_type="text/calendar")
        assert as_worker.post(url("calendar_upload"), {"file": file}).status_code == 303
    block = BusyBlock.objects.get()
    assert timezone.localtime(block.starts_at).hour == 14
    assert {field.name for field in BusyBlock._meta.fields} == {
        "id",
        "organisation",
        "member",
        "source",
        "starts_at",
        "ends_at",
        "read_at",
    }
    assert as_worker.post(url("calendar_forget")).status_code == 303
    assert (BusyBlock.objects.count(), forget_upload(by=worker)) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"x" * (MOST_BYTES + 1)])
def test_a_wrong_file_is_a_sentence_and_changes_nothing(
    as_worker: Any, worker: Member, content: bytes
) -> None:
    upload_calendar(tomorrow_at(9), by=worker)
    answer = as_worker.post(url("calendar_upload"), {"file": SimpleUploadedFile("a.ics", content)})
    assert answer.status_code == 200
    assert answer.context["upload"].errors
    assert as_worker.post(url("calendar_upload"), {}).status_code == 200
    assert BusyBlock.objects.count() == 1


# A calendar at an address


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "255.255.255.255",
    ],
)
def test_our_own_network_is_never_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["193.191.246.1", "2a00:1450:400e:80c::200e"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "typed",
    [
        "http://example.org/a.ics",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "https://jan:geheim@example.org/",
        "https://example.org:8443/",
        "https://exa mple.org/",
        "https://ex\r\nHost:x/",
        "https://[::1",
        "https://é.be/",
        "x" * 3000,
        "",
    ],
)
def test_only_plain_https_addresses(typed: str) -> None:
    with pytest.raises(CaseError, match="https"):
        checked(typed)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "169.254.169.254", "2130706433", "0x7f.1"]
)
def test_the_fetcher_refuses_our_own_machines(host: str) -> None:
    with pytest.raises(CaseError, match=r"internet|bestaat niet"):
        Fetcher().fetch(f"https://{host}/agenda.ics")


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/naar"):
            self.send_response(302)
            self.send_header(
                "Location",
                {"/naar-binnen": "https://10.0.0.1/x", "/naar-http": "http://localhost/x"}.get(
                    self.path, self.path
                ),
            )
            self.end_headers()
            return
        body = {
            "/agenda.ics": tomorrow_at(9),
            "/groot": b"x" * (MOST_BYTES + 10),
            "/tekst": b"geen kalender",
        }.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory: Any) -> Iterator[Fetcher]:
    """A real https server on this machine, and a fetcher that may reach it and nothing else."""
    folder = tmp_path_factory.mktemp("tls")
    certificate = _certificate(folder)
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, folder / "key.pem")
    serving.socket = context.wrap_socket(serving.socket, server_side=True)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    trusted = ssl.create_default_context(cafile=str(certificate))
    yield Fetcher(allowed=lambda address: address == "127.0.0.1", port=serving.server_port, context=trusted)
    serving.shutdown()
    serving.server_close()
    thread.join()


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(__import__("ipaddress").ip_address("127.0.0.1"))])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = (
        built.serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
    )
    certificate = (
        built.add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return folder / "cert.pem"


def test_a_calendar_is_fetched_over_https(server: Fetcher) -> None:
    assert server.fetch("https://127.0.0.1/agenda.ics") == tomorrow_at(9)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("naar-binnen", "internet"),
        ("naar-http", "https"),
        ("naar-zichzelf", "te vaak"),
        ("groot", "2 MB"),
        ("weg", "niet zoals"),
    ],
)
def test_what_is_fetched_cannot_lead_us_elsewhere(server: Fetcher, path: str, sentence: str) -> None:
    with pytest.raises(CaseError, match=sentence):
        server.fetch(f"https://127.0.0.1/{path}")


def test_an_unknown_certificate_is_not_trusted(server: Fetcher) -> None:
    with pytest.raises(CaseError, match="niet bereikbaar"):
        Fetcher(allowed=server.allowed, port=server.port).fetch("https://127.0.0.1/agenda.ics")


def test_the_periodic_job_reads_keeps_and_says_what_failed(
    server: Fetcher, worker: Member, colleague: Member
) -> None:
    subscribe("webcal://127.0.0.1/agenda.ics", by=worker)
    subscribe("https://127.0.0.1/tekst", by=colleague)
    assert fetch_due(server) == 1
    assert BusyBlock.objects.get().member == worker
    assert fetch_due(server) == 0
    failed = CalendarSource.objects.get(member=colleague)
    assert "geen kalenderbestand" in failed.failure
    assert b"127.0.0.1" not in bytes(failed.ciphertext)
    CalendarSource.objects.update(tried_at=timezone.now() - timedelta(hours=2))
    assert fetch_due(server) == 1
    assert BusyBlock.objects.count() == 1
    upload_calendar(tomorrow_at(15), by=worker)
    assert BusyBlock.objects.count() == 2
    assert (unsubscribe(by=worker), unsubscribe(by=worker)) == (1, 0)
    assert BusyBlock.objects.get().source is None
    assert bytes(CalendarSource.objects.get(member=worker).ciphertext) == b""


def test_one_calendar_at_a_time(as_worker: Any, worker: Member) -> None:
    page = url("calendar_subscribe")
    assert as_worker.post(page, {"url": "http://example.org"}).status_code == 200
    assert as_worker.post(page, {}).status_code == 200
    assert as_worker.post(page, {"url": "https://example.org/geheim.ics"}).status_code == 303
    assert "U leest al een kalender" in words(as_worker.post(page, {"url": "https://example.org/geheim.ics"}))
    assert "geheim.ics" not in as_worker.get(url("feed")).content.decode()
    assert as_worker.post(url("calendar_stop")).status_code == 303
    assert CalendarSource.objects.filter(stopped_at=None).count() == 0
    assert date.today() == today()
