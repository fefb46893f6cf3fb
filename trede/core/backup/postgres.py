"""PostgreSQL without its own programs: every table by COPY, from one moment, into tables that migrations make.

So a backup goes back on any version of the server, and needs no rights beyond those of the site.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from psycopg import sql

from trede.core.backup.archive import Writer
from trede.core.backup.errors import BackupError

FOLDER = "postgresql/"
SHAPE = FOLDER + "shape.json"
PIECE = 8 << 20
# Made again by the migrations; or: nobody is still signed in after a restore.
LEFT_OUT = ("django_migrations", "django_session")

TABLES = """
    SELECT t.relname, a.attname, pg_get_serial_sequence(quote_ident(t.relname), a.attname)
    FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY t.relname, a.attnum
"""


def _connect() -> Any:
    """A connection of its own: the snapshot must not depend on what this thread is doing."""
    return connection.get_new_connection({**connection.get_connection_params(), "cursor_factory": None})


def dump(writer: Writer) -> None:
    with _connect() as own, own.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        shape = _shape(cursor)
        writer.add(SHAPE, json.dumps(shape).encode())
        for table, described in shape.items():
            if table not in LEFT_OUT:
                writer.manifest.rows[table] = _count(cursor, table)
                _dump_table(writer, cursor, table, described["columns"])


def _shape(cursor: Any) -> dict[str, Any]:
    """Columns of each table, and how far each of its sequences has counted."""
    cursor.execute(TABLES)
    shape: dict[str, Any] = {}
    sequences = []
    for table, column, sequence in cursor.fetchall():
        described = shape.setdefault(table, {"columns": [], "sequences": {}})
        described["columns"].append(column)
        if sequence:
            sequences.append((described, column, sequence))
    for described, column, sequence in sequences:
        cursor.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.SQL(sequence)))
        described["sequences"][column] = cursor.fetchone()
    return shape


def _count(cursor: Any, table: str) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(cursor.fetchone()[0])


def _copy(verb: str, table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) " + verb).format(sql.Identifier(table), names)


def _dump_table(writer: Writer, cursor: Any, table: str, columns: list[str]) -> None:
    with cursor.copy(_copy("TO STDOUT", table, columns)) as rows:
        for number, piece in enumerate(_pieces(rows)):
            writer.add(f"{FOLDER}{table}/{number:06}", piece)


def _pieces(blocks: Any) -> Iterator[bytes]:
    buffer = bytearray()
    for block in blocks:
        buffer += block
        if len(buffer) >= PIECE:
            yield bytes(buffer)
            buffer.clear()
    if buffer:
        yield bytes(buffer)


class Loader:
    """Fills an emptied database from the members of an archive; all inside the transaction of the caller."""

    def __init__(self, migrations: list[list[str]]) -> None:
        self.migrations = {(app, name) for app, name in migrations}
        self.shape: dict[str, Any] = {}
        self.table, self.copy, self.context = "", None, None

    def prepare(self) -> None:
        """Drop every table, and make them as they were when the backup was made."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            )
            old = [row[0] for row in cursor.fetchall()]
            if old:
                names = sql.SQL(", ").join(map(sql.Identifier, old))
                cursor.execute(sql.SQL("DROP TABLE {} CASCADE").format(names))
            executor = MigrationExecutor(connection)
            executor.migrate(_last(executor, self.migrations))
            cursor.execute(TABLES)
            made = {row[0] for row in cursor.fetchall()} - {"django_migrations"}
            cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, made))))
            # Migrations leave some references checked at once; tables arrive in the order of their names.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def take(self, name: str, content: IO[bytes]) -> None:
        if name == SHAPE:
            self.shape = json.load(content)
            return
        table = name.split("/")[1]
        if table not in self.shape:
            raise BackupError(_("In de back-up zit een bestand dat er niet hoort. Gebruik ze niet."))
        cursor = connection.cursor()
        with cursor, cursor.copy(_copy("FROM STDIN", table, self.shape[table]["columns"])) as rows:
            while block := content.read(1 << 16):
                rows.write(block)

    def finish(self, rows: dict[str, int]) -> None:
        """Check references and counts, let the sequences count on, and bring the tables up to date."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, expected in rows.items():
                if _count(cursor, table) != expected:
                    raise BackupError(
                        _("Niet alle rijen van de back-up zijn teruggezet. Er is niets gewijzigd.")
                    )
            for table, described in self.shape.items():
                for column, (last, called) in described["sequences"].items():
                    cursor.execute(
                        "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s, %s)",
                        [table, column, last, called],
                    )
        call_command("migrate_all", verbosity=0)


def _last(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each app the applied migrations that no other applied one of that app follows."""
    graph = executor.loader.graph
    targets = []
    for key in sorted(applied & set(graph.nodes)):
        children = {child.key for child in graph.node_map[key].children if child.key[0] == key[0]}
        if not children & applied:
            targets.append(key)
    return targets
