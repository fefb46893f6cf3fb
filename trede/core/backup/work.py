"""Making a backup and putting one back."""

import contextlib
import hmac
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from trede.core import seals, secrets
from trede.core.backup import postgres, sqlite
from trede.core.backup.archive import FORMAT, Manifest, Writer, reading, verify, writing
from trede.core.backup.errors import BackupError

ANCHORS = "anchors.log"
DOCUMENTS = "documents/"
COPIED = 1 << 20


def backup(path: Path, *, passphrase: str) -> Manifest:
    """Write everything of this installation to `path`, while the site runs.

    The anchors go first: a seal that is anchored is then always in the database that follows. Raises
    BackupError when the folder is missing or the database is damaged.
    """
    if not path.parent.is_dir():
        raise BackupError(_("De map %(folder)s bestaat niet. Maak ze eerst.") % {"folder": path.parent})
    with writing(path, passphrase) as writer, _folder(settings.VAR) as folder:
        writer.about(_about())
        if settings.ANCHOR_FILE.exists():
            writer.add(ANCHORS, settings.ANCHOR_FILE.read_bytes())
        if settings.SQLITE:
            sqlite.dump(writer, folder)
        else:
            postgres.dump(writer)
        _add_documents(writer)
    return writer.manifest


def _about() -> dict[str, Any]:
    recorder = MigrationRecorder(connection)
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": sorted([app, name] for app, name in recorder.applied_migrations()),
        "key": fingerprint(),
    }


def fingerprint() -> str:
    """Tells one master key from another, and nothing about it."""
    return hmac.digest(secrets.derived_key("backup fingerprint"), b"trede", "sha256").hex()[:16]


def _add_documents(writer: Writer) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        # Erased since we looked.
        with contextlib.suppress(FileNotFoundError):
            writer.add_file(DOCUMENTS + path.relative_to(root).as_posix(), path)


@contextlib.contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """Where plain data lie for a moment: beside what lies there in the clear already."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=parent) as name:
        yield Path(name)


def restore(path: Path, *, passphrase: str, replace: bool) -> Manifest:
    """Put a backup back: first all of it is read and checked, then the databases, documents and anchors.

    Raises BackupError, before anything changes, for a file that is damaged, of another engine or of a newer
    version, and when there are data already and `replace` is False.
    """
    manifest = verify(path, passphrase)
    _check_engine(manifest)
    _check_migrations(manifest)
    if not replace and not is_empty():
        raise BackupError(_("Hier staan al gegevens. Wilt u die vervangen? Voeg dan --replace toe."))
    documents = Path(settings.MEDIA_ROOT)
    with _folder(settings.VAR) as folder, _folder(documents.parent) as unpacked:
        fresh = unpacked / "documents"
        fresh.mkdir(mode=0o700)
        if settings.SQLITE:
            _restore_sqlite(path, passphrase, folder, fresh)
        else:
            _restore_postgres(path, passphrase, manifest, folder, fresh)
        _swap(fresh, documents, unpacked / "old")
        _put_anchors(folder / ANCHORS)
    return manifest


def _check_engine(manifest: Manifest) -> None:
    if manifest.about["engine"] != connection.vendor:
        raise BackupError(
            _("Deze back-up is van %(theirs)s en DATABASE_URL wijst naar %(ours)s. Kies dezelfde databank.")
            % {"theirs": manifest.about["engine"], "ours": connection.vendor}
        )


def _check_migrations(manifest: Manifest) -> None:
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    unknown = {(app, name) for app, name in manifest.about["migrations"]} - known
    if unknown:
        raise BackupError(
            _("Deze back-up komt van een nieuwere versie van Trede (%(name)s). Installeer die eerst.")
            % {"name": ".".join(sorted(unknown)[0])}
        )


def is_empty() -> bool:
    """No organisation, no login and no document."""
    tables = set(connection.introspection.table_names()) & {"core_organisation", "core_user"}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 # nosec B608
            if cursor.fetchone():
                return False
    return not any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


def _restore_sqlite(path: Path, passphrase: str, folder: Path, documents: Path) -> None:
    wanted = {sqlite.member(alias): alias for alias in settings.DATABASES}
    files = {}
    with reading(path, passphrase) as members:
        for name, content in members:
            if name in wanted:
                files[wanted[name]] = folder / f"{wanted[name]}.sqlite3"
                _unpack(content, files[wanted[name]])
            else:
                _take_file(name, content, folder, documents)
    if set(files) != set(settings.DATABASES):
        raise BackupError(_("In de back-up ontbreekt een databank. Neem een andere back-up."))
    sqlite.load(files)
    call_command("migrate_all", verbosity=0)


def _restore_postgres(path: Path, passphrase: str, manifest: Manifest, folder: Path, documents: Path) -> None:
    loader = postgres.Loader(manifest.about["migrations"])
    with transaction.atomic():
        loader.prepare()
        with reading(path, passphrase) as members:
            for name, content in members:
                if name.startswith(postgres.FOLDER):
                    loader.take(name, content)
                else:
                    _take_file(name, content, folder, documents)
        loader.finish(manifest.rows)


def _take_file(name: str, content: Any, folder: Path, documents: Path) -> None:
    if name == ANCHORS:
        _unpack(content, folder / ANCHORS)
    elif name.startswith(DOCUMENTS):
        _unpack(content, documents / name.removeprefix(DOCUMENTS))


def _unpack(content: Any, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, COPIED)


def _swap(fresh: Path, place: Path, old: Path) -> None:
    if place.exists():
        place.rename(old)
    fresh.rename(place)


def _put_anchors(path: Path) -> None:
    target = settings.ANCHOR_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if path.exists():
        shutil.copyfile(path, target)


def chain_of(manifest: Manifest) -> dict[str, Any]:
    """Does the master key at hand fit this backup, and if so: is the chain of events whole?"""
    if manifest.about["key"] != fingerprint():
        return {"key_fits": False}
    verdict = seals.verify()
    return {"key_fits": True, "events": verdict.events, "first_bad": verdict.first_bad}
