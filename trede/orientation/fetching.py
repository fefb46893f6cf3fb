"""Fetches a calendar from an address that a member typed, without letting that address reach our own network.

Only https on port 443; every address behind the name must be public, and the connection goes to the address that was
checked, so that a name which changes meanwhile leads nowhere else. Redirects are followed three times, each checked
anew. At most 2 MB, within 20 seconds in all.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

from trede.core.errors import CaseError
from trede.orientation.calendar_in import MOST_BYTES

WAIT = 8.0
IN_ALL = 20.0
MOST_REDIRECTS = 3
LONGEST = 2000
# A gateway behind these addresses leads to the IPv4 address in their last 32 bits.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
REDIRECTS = (301, 302, 303, 307, 308)


def is_public(address: str) -> bool:
    """An address of the internet: not private, loopback, link-local, reserved, multicast, nor one wrapped in IPv6."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found in NAT64:
        mapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if mapped is not None:
        found = mapped
    elif found.is_reserved or getattr(found, "is_site_local", False):
        # Old ways to write an IPv4 address or a local one in IPv6 ("::10.0.0.1", "fec0::1").
        return False
    return found.is_global and not found.is_multicast


@dataclass(frozen=True)
class Fetcher:
    """`allowed` and `port` are other ones only where a test runs its own server."""

    allowed: Callable[[str], bool] = is_public
    port: int = 443
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str) -> bytes:
        """The bytes behind an address. Raises CaseError with a sentence that names no address."""
        until = time.monotonic() + IN_ALL
        for _turn in range(MOST_REDIRECTS + 1):
            answer = self._ask(checked(url), until)
            if isinstance(answer, bytes):
                return answer
            url = urljoin(url, answer)
        raise CaseError(_("Dit adres verwijst te vaak door."))

    def _ask(self, parts: SplitResult, until: float) -> bytes | str:
        """The body, or where it leads."""
        _check_in_time(until)
        host = parts.hostname or ""
        connection = _Pinned(host, self._address(host), self.port, self.context)
        # A server that sends a byte now and then would hold us for hours.
        ending = threading.Timer(max(until - time.monotonic(), 0), connection.cut)
        ending.daemon = True
        ending.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": "text/calendar", "Host": host})
            answer = connection.getresponse()
            if answer.status in REDIRECTS:
                return answer.getheader("Location") or ""
            if answer.status != 200:
                raise CaseError(_("Die kalender antwoordt niet zoals het hoort. Kijk het adres na."))
            return _body(answer, until)
        except (OSError, http.client.HTTPException) as error:
            raise CaseError(_("Die kalender is nu niet bereikbaar. We proberen later opnieuw.")) from error
        finally:
            ending.cancel()
            connection.close()

    def _address(self, host: str) -> str:
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise CaseError(_("Dit adres bestaat niet. Kijk het na.")) from error
        addresses = [str(one[4][0]) for one in found]
        if not addresses or not all(self.allowed(one) for one in addresses):
            raise CaseError(_("Dit adres ligt niet op het internet. Geef het https-adres van uw agenda."))
        return addresses[0]


def checked(url: str) -> SplitResult:
    """The parts of an https address. Raises CaseError for anything else: other schemes, ports, names in the address."""
    refused = CaseError(_("Geef een adres dat begint met https://."))
    if len(url) > LONGEST or any(ord(sign) < 33 or ord(sign) > 126 for sign in url):
        raise refused
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise refused from error
    if parts.scheme != "https" or not parts.hostname or parts.username or port not in (None, 443):
        raise refused
    return parts


def _body(answer: http.client.HTTPResponse, until: float) -> bytes:
    """In pieces, so that neither a slow nor an endless answer keeps us."""
    pieces, size = [], 0
    while piece := answer.read1(64 * 1024):
        size += len(piece)
        if size > MOST_BYTES:
            raise CaseError(_("Deze kalender is te groot. Ze mag hoogstens 2 MB zijn."))
        pieces.append(piece)
        _check_in_time(until)
    # What was cut off looks like an end.
    _check_in_time(until)
    return b"".join(pieces)


def _check_in_time(until: float) -> None:
    if time.monotonic() > until:
        raise CaseError(_("Die kalender antwoordt te traag. We proberen later opnieuw."))


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was checked, under the name that was typed."""

    def __init__(self, host: str, address: str, port: int, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=WAIT, context=context)
        self.address, self.secure = address, context
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), timeout=WAIT)
        self.wire = plain.dup()
        self.sock = self.secure.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection, whoever waits for it."""
        if self.wire:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self.wire:
            self.wire.close()
