"""SQLite: a snapshot of each database file while the site runs, and the way back."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from trede.core.backup.archive import Writer
from trede.core.backup.errors import BackupError

FOLDER = "sqlite/"
# Nobody is still signed in after a restore.
LEFT_OUT = ("django_session",)


def member(alias: str) -> str:
    return f"{FOLDER}{alias}.sqlite3"


def dump(writer: Writer, folder: Path) -> None:
    for alias in settings.DATABASES:
        snapshot = folder / f"{alias}.sqlite3"
        _snapshot(alias, snapshot)
        with contextlib.closing(sqlite3.connect(snapshot)) as copy:
            for table in tables(copy):
                writer.manifest.rows[f"{alias}.{table}"] = _count(copy, table)
        writer.add_file(member(alias), snapshot)
        snapshot.unlink()


def _snapshot(alias: str, path: Path) -> None:
    connection: Any = connections[alias]
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        for table in set(LEFT_OUT) & set(tables(copy)):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608
        copy.commit()
        check(copy)


def load(files: dict[str, Path]) -> None:
    """Put the snapshots in place. A reader of the old file waits or sees the old or the new one, no mixture."""
    for path in files.values():
        with contextlib.closing(sqlite3.connect(path)) as copy:
            check(copy)
    for alias, path in files.items():
        connections[alias].close()
        target = str(connections[alias].settings_dict["NAME"])
        with (
            contextlib.closing(sqlite3.connect(path)) as copy,
            contextlib.closing(sqlite3.connect(target, timeout=20)) as live,
        ):
            copy.backup(live)


def check(copy: sqlite3.Connection) -> None:
    """Raises BackupError when SQLite finds the file damaged."""
    try:
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise BackupError(_("De databank is beschadigd. Zet de laatste goede back-up terug."))


def tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [row[0] for row in connection.execute(query)]


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
