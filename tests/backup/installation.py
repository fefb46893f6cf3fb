"""A whole installation of its own for the drill: processes with an environment, as an administrator has them."""

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from common import ROOT
from tests.browser.site import environment

PASSPHRASE = "vier woorden en een paard"


@dataclass
class Installation:
    folder: Path
    database_url: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.env = environment(self.folder, self.database_url) | {"TREDE_BACKUP_PASSPHRASE": PASSPHRASE}

    def run(self, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.env | env,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )

    def said(self, *arguments: str, **env: str) -> Any:
        """What a command printed as JSON; fails when the command failed."""
        done = self.run(*arguments, **env)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def fill(self) -> None:
        for command in (["migrate_all"], ["seed_demo", "--clients", "12", "--seed", "1"], ["seal_events"]):
            done = self.run(*command)
            assert done.returncode == 0, done.stdout + done.stderr
        self.write_document("2026/11/brief.bin", b"een brief")
        self.execute("INSERT INTO django_session VALUES ('k', 'v', '2099-01-01 00:00:00+00')")

    def write_document(self, name: str, content: bytes) -> None:
        path = self.folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def documents(self) -> dict[str, bytes]:
        root = self.folder / "documents"
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def give_keys_to(self, other: "Installation") -> None:
        shutil.copy(self.folder / "master_key", other.folder)

    def execute(self, statement: str) -> None:
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                connection.execute(statement)
            return
        with sqlite3.connect(self.folder / "site.sqlite3") as connection:
            connection.execute(statement)

    def content(self) -> dict[str, Any]:
        """Every row of every table, in one order; sessions and the dates of migrations aside."""
        rows = self._postgres() if self.database_url else self._sqlite()
        return {
            table: found for table, found in rows.items() if not table.endswith(("_session", "_migrations"))
        }

    def _postgres(self) -> dict[str, Any]:
        with psycopg.connect(self.database_url) as connection:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            tables = [row[0] for row in connection.execute(query).fetchall()]
            content: dict[str, Any] = {}
            for table in tables:
                rows = connection.execute(f'SELECT t::text FROM "{table}" t').fetchall()
                content[table] = sorted(row[0] for row in rows)
            query = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
            sequences = connection.execute(query).fetchall()
            content["sequences"] = sorted(row for row in sequences if "migrations" not in row[0])
            query = (
                "SELECT conname FROM pg_constraint WHERE contype = 'x' "
                "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            )
            content["promises"] = sorted(row[0] for row in connection.execute(query).fetchall())
            return content

    def _sqlite(self) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for file in ("site.sqlite3", "site-access.sqlite3"):
            with sqlite3.connect(self.folder / file) as connection:
                tables = connection.execute(
                    "SELECT name, type FROM sqlite_master WHERE sql NOT NULL ORDER BY 1"
                )
                for name, kind in tables.fetchall():
                    rows = (
                        connection.execute(f'SELECT * FROM "{name}"').fetchall() if kind == "table" else kind
                    )
                    content[f"{file}.{name}"] = sorted(map(repr, rows))
        return content
