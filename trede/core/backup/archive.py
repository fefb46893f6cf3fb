"""The archive: a compressed tar that begins with what it is and ends with the checksums of all it holds."""

import contextlib
import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from trede.core.backup.errors import BackupError
from trede.core.backup.locked import MAGIC, LockedReader, LockedWriter

FORMAT = 1
ABOUT = "about.json"
MANIFEST = "manifest.json"
GZIP = b"\x1f\x8b"
BLOCK = 1 << 20


@dataclass
class Manifest:
    about: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        return sum(name.startswith("documents/") for name in self.files)


class Hashed(io.RawIOBase):
    """Passes a stream on and keeps its checksum."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Adds files to an archive that is being made."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar, self.manifest = tar, Manifest()

    def about(self, about: dict[str, Any]) -> None:
        self.manifest.about = about
        self.add(ABOUT, json.dumps(about).encode())

    def add(self, name: str, data: bytes) -> None:
        self.add_stream(name, len(data), io.BytesIO(data))

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.add_stream(name, os.fstat(file.fileno()).st_size, file)

    def add_stream(self, name: str, size: int, source: IO[bytes]) -> None:
        hashed = Hashed(source)
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, hashed)
        self.manifest.files[name] = hashed.digest.hexdigest()

    def finish(self) -> None:
        content = {"files": self.manifest.files, "rows": self.manifest.rows}
        data = json.dumps(content).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(data), 0o600
        self.tar.addfile(info, io.BytesIO(data))


@contextlib.contextmanager
def writing(path: Path, passphrase: str) -> Iterator[Writer]:
    """The file appears under its name once it is whole and on the disk; before that, nothing does."""
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with contextlib.ExitStack() as stack:
                outer: Any = stack.enter_context(LockedWriter(file, passphrase)) if passphrase else file
                packed = stack.enter_context(
                    gzip.GzipFile(fileobj=outer, mode="wb", filename="", compresslevel=5)
                )
                tar = stack.enter_context(tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT))
                writer = Writer(tar)
                yield writer
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def reading(path: Path, passphrase: str) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """(name, content) of each file in its order. Raises BackupError for anything that is no whole backup."""
    with path.open("rb") as file, _said():
        start = file.read(len(MAGIC))
        file.seek(0)
        if start == MAGIC and not passphrase:
            raise BackupError(_("Deze back-up is vergrendeld. Zet de wachtzin in TREDE_BACKUP_PASSPHRASE."))
        if start != MAGIC and not start.startswith(GZIP):
            raise BackupError(_("Dit bestand is geen back-up van Trede."))
        outer: Any = io.BufferedReader(LockedReader(file, passphrase)) if start == MAGIC else file
        with (
            gzip.GzipFile(fileobj=outer, mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as tar,
        ):
            yield _members(tar)
            while packed.read(BLOCK):  # what follows the tar belongs to the checksum of gzip
                pass


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupError(_("Het bestand is beschadigd of onvolledig. Neem een andere back-up.")) from error


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        content = tar.extractfile(member) if member.isfile() else None
        if content is None or not is_safe(member.name):
            raise BackupError(_("In de back-up zit een bestand dat er niet hoort. Gebruik ze niet."))
        yield member.name, content


def is_safe(name: str) -> bool:
    """A name that stays inside the folder where it is unpacked."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def verify(path: Path, passphrase: str) -> Manifest:
    """Read the whole archive and compare every checksum. Raises BackupError when something does not fit."""
    manifest, seen = Manifest(), {}
    with reading(path, passphrase) as members:
        for name, content in members:
            if name == MANIFEST:
                said = json.load(content)
                manifest.files, manifest.rows = said["files"], said["rows"]
                continue
            kept = content.read() if name == ABOUT else None
            seen[name] = hashlib.sha256(kept).hexdigest() if kept is not None else _checksum(content)
            if kept is not None:
                manifest.about = json.loads(kept)
    if not manifest.files or manifest.files != seen:
        raise BackupError(
            _("De inhoud van de back-up klopt niet met haar controlegetallen. Neem een andere.")
        )
    if manifest.about.get("format") != FORMAT:
        raise BackupError(_("Deze back-up is van een andere versie van Trede. Zet ze daar terug."))
    return manifest


def _checksum(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
