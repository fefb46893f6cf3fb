"""The bytes of documents: encrypted with the key of their client, under a random name that says nothing."""

import contextlib
import os
import secrets as randomness
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import Document
from trede.core import secrets
from trede.core.errors import CaseError

# A file without a row may belong to an upload that is still running.
ORPHAN_AFTER = timedelta(days=1)
# A retracted document can be asked back this long; then its bytes go, the row and its history stay.
RETRACTED_KEPT = timedelta(days=30)


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name[:2] / name


def store(content: bytes, *, organisation_id: int, client_id: int) -> str:
    """Write the encrypted bytes and return their random name; on disk before any row points at them."""
    key = secrets.keys_for(organisation_id, {client_id})[client_id]
    name = randomness.token_hex(32)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.encrypt(key, content))
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    return name


def read(document: Document) -> bytes:
    """The content of a document. Raises CaseError when the bytes or their key are gone."""
    keys = secrets.keys_for(document.organisation_id, {document.client_id}, create=False)
    try:
        return secrets.decrypt(keys[document.client_id], _path(document.storage_name).read_bytes())
    except (KeyError, FileNotFoundError, secrets.InvalidTag) as error:
        raise CaseError(
            _("De inhoud van dit document is niet meer beschikbaar. Meld dit aan de beheerder.")
        ) from error


def remove(name: str) -> None:
    """Drop the bytes for good; nothing happens when they are gone already."""
    with contextlib.suppress(FileNotFoundError):
        _path(name).unlink()


def clean_up(folder: str = "??") -> int:
    """Drop bytes without a row, and those of documents retracted long ago; returns how many."""
    old = list(_old_files(folder))
    needed = {name for start in range(0, len(old), 500) for name in _needed(old[start : start + 500])}
    gone = [path for path in old if path.name not in needed]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def clean_up_some() -> int:
    """The job of every minute: one of the 256 folders, so that all are seen every few hours."""
    return clean_up(f"{int(time.time() // 60) % 256:02x}")


def _needed(paths: list[Path]) -> set[str]:
    documents = Document.objects.filter(storage_name__in=[path.name for path in paths])
    long_ago = timezone.now() - RETRACTED_KEPT
    return set(documents.exclude(retracted_at__lt=long_ago).values_list("storage_name", flat=True))


def _old_files(folder: str) -> Iterator[Path]:
    before = time.time() - ORPHAN_AFTER.total_seconds()
    for path in Path(settings.MEDIA_ROOT).glob(f"{folder}/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path
