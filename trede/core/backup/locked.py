"""A stream locked with a passphrase: scrypt makes the key, AES-GCM seals pieces of 64 kB in their order.

Each nonce holds the number of the piece and whether it is the last one, so that pieces that were changed,
swapped or cut off at the end do not open.
"""

import io
import os
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from trede.core.backup.errors import BackupError

MAGIC = b"TREDE-BACKUP-1\n"
SALT = 16
PREFIX = 7
PIECE = 65_536
TAG = 16


def _key(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode()))


class LockedWriter(io.RawIOBase):
    """Everything written here goes locked into `target`; `close` writes the last piece, not the file."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        salt, self.prefix = os.urandom(SALT), os.urandom(PREFIX)
        self.header = MAGIC + salt + self.prefix
        self.target, self.cipher = target, _key(passphrase, salt)
        self.buffer, self.number = bytearray(), 0
        target.write(self.header)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        given = bytes(data)  # type: ignore[call-overload]
        self.buffer += given
        while len(self.buffer) > PIECE:
            self._seal(bytes(self.buffer[:PIECE]), last=False)
            del self.buffer[:PIECE]
        return len(given)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self.prefix, self.number, last)
        self.target.write(self.cipher.encrypt(nonce, plain, self.header))
        self.number += 1

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self.buffer), last=True)
        super().close()


class LockedReader(io.RawIOBase):
    """Opens what a LockedWriter wrote. Raises BackupError for a wrong passphrase or a damaged file."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        header = source.read(len(MAGIC) + SALT + PREFIX)
        salt = header[len(MAGIC) : len(MAGIC) + SALT]
        cipher = _key(passphrase, salt)
        self.pieces = _opened(source, cipher, header)
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: object) -> int:
        view = memoryview(target)  # type: ignore[arg-type]
        if not self.rest:
            self.rest = next(self.pieces, b"")
        given, self.rest = self.rest[: len(view)], self.rest[len(view) :]
        view[: len(given)] = given
        return len(given)


def _opened(source: IO[bytes], cipher: AESGCM, header: bytes) -> Iterator[bytes]:
    prefix = header[-PREFIX:]
    piece, number = source.read(PIECE + TAG), 0
    while piece:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, not following), piece, header)
        except InvalidTag as error:
            raise BackupError(_wrong(number)) from error
        piece, number = following, number + 1


def _wrong(number: int) -> str:
    if number == 0:
        return _("De wachtzin klopt niet, of het bestand is beschadigd. Geef de wachtzin van toen.")
    return _("Het bestand is beschadigd of onvolledig. Neem een andere back-up.")


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
