"""A calendar at an address: a real https server, and addresses that are refused."""

import datetime as dt
import http.server
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from trede.clients.tests.scene import url, words
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.calendars import (
    fetch_due,
    subscribe,
    unsubscribe,
    upload_calendar,
)
from trede.orientation.calendar_in import MOST_BYTES
from trede.orientation.fetching import Fetcher, checked, is_public
from trede.orientation.models import BusyBlock, CalendarSource
from trede.orientation.tests.calendar_files import tomorrow_at

pytestmark = pytest.mark.django_db(databases="__all__")


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
        "64:ff9b::a00:1",
        "::10.0.0.1",
        "fec0::1",
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
        if self.path == "/druppels":
            self._drip()
            return
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

    def _drip(self) -> None:
        """A header that never ends, a sign at a time."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        with suppress(OSError):
            for _turn in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)

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


def test_a_server_that_drips_does_not_hold_us(server: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.orientation.fetching.IN_ALL", 0.5)
    began = time.monotonic()
    with pytest.raises(CaseError, match=r"te traag|niet bereikbaar"):
        server.fetch("https://127.0.0.1/druppels")
    assert time.monotonic() - began < 2


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
