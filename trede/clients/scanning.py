"""Asks a clamd whether a file holds a virus. No scanner configured is said on the screen, never hidden."""

import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

from trede.clients.models import ScanState
from trede.core.errors import CaseError

CHUNK = 64 * 1024
SECONDS = 20
LONGEST_ANSWER = 4096


def scanner_is_set() -> bool:
    return bool(settings.VIRUS_SCANNER)


def scan(content: bytes) -> str:
    """A ScanState for content that may be kept. Raises CaseError on a virus, or when no verdict came."""
    if not scanner_is_set():
        return ScanState.NOT_SCANNED
    try:
        answer = _ask(content)
    except (OSError, ValueError) as error:
        raise CaseError(
            _(
                "De virusscanner antwoordt niet, dus dit document is niet bewaard. "
                "Probeer het straks opnieuw, of meld dit aan de beheerder."
            )
        ) from error
    if answer.endswith("FOUND"):
        raise CaseError(
            _(
                "De virusscanner vond een virus in dit bestand. Het is niet bewaard. Verwittig uw informaticadienst."
            )
        )
    if answer != "stream: OK":
        raise CaseError(
            _(
                "De virusscanner kon dit bestand niet nakijken, dus het is niet bewaard. "
                "Probeer een kleiner bestand, of meld dit aan de beheerder."
            )
        )
    return ScanState.CLEAN


def _ask(content: bytes) -> str:
    """One INSTREAM conversation: lengths before pieces, a zero length to end, one answer."""
    host, _colon, port = settings.VIRUS_SCANNER.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            connection.sendall(struct.pack("!L", len(piece)) + piece)
        connection.sendall(struct.pack("!L", 0))
        return _answer(connection)


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0"):
        piece = connection.recv(1024)
        if not piece or len(received) > LONGEST_ANSWER:
            raise ValueError("the scanner broke off")
        received += piece
    return received.rstrip(b"\0").decode("ascii", "replace").strip()
