"""Many rows at once: imports and the demo town write hundreds of thousands.

`bulk_create` binds at most 999 values a statement on SQLite; this binds one row a time to one prepared
statement, and uses COPY on PostgreSQL. Ids are reserved first, so that rows of several tables can be built
before any is written. Call it inside a transaction; validation is the caller's.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)
PIECE = 5000


def fresh(model: type[M], **values: Any) -> M:
    """A new row with its defaults, for many rows at once: a quarter of the cost of `model(**values)`.

    Foreign keys go by their column (`client_id=…`). Neither `__init__` nor a signal runs.
    """
    row = model.__new__(model)
    row._state = ModelState()
    row.__dict__.update(_defaults(model))
    for name, default in _called(model):
        if name not in values:
            row.__dict__[name] = default()
    row.__dict__.update(values)
    return row


def loaded(model: type[M], values: dict[str, Any], *, using: str = "default") -> M:
    """A row as it stands in the database, from the value of every column: `from_db` for thousands of rows."""
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding, row._state.db = False, using
    row.__dict__.update(values)
    return row


@cache
def _defaults(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field.get_default() for field in model._meta.concrete_fields}


@cache
def _called(model: type[models.Model]) -> list[tuple[str, Callable[[], Any]]]:
    """Defaults that every row makes anew, such as the time."""
    fields = model._meta.concrete_fields
    return [(f.attname, f.default) for f in fields if f.has_default() and callable(f.default)]


def insert(model: type[M], rows: Iterable[M]) -> list[M]:
    """Write new rows; their ids are set where they have none."""
    rows = list(rows)
    if not rows:
        return rows
    connection = connections[router.db_for_write(model)]
    reserve_ids([row for row in rows if row.pk is None], model, connection)
    fields = model._meta.concrete_fields
    for begin in range(0, len(rows), PIECE):
        _write(model, fields, rows[begin : begin + PIECE], connection)
    return rows


def reserve_ids(
    rows: Sequence[models.Model], model: type[models.Model], connection: BaseDatabaseWrapper
) -> None:
    """Give rows their ids before they are written. On SQLite the transaction already holds the only pen."""
    if not rows or not isinstance(model._meta.pk, models.AutoField):
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, len(rows)],
            )
            ids: Iterable[int] = [row[0] for row in cursor.fetchall()]
        else:
            cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
            last = cursor.fetchone()[0]
            ids = range(last + 1, last + 1 + len(rows))
    for row, number in zip(rows, ids, strict=True):
        row.pk = number


def _write(model: type[M], fields: Sequence[Any], rows: Sequence[M], connection: BaseDatabaseWrapper) -> None:
    columns = ", ".join(f'"{field.column}"' for field in fields)
    columns_of = [(field.attname, _preparer(field, connection)) for field in fields]
    values = [[prepare(getattr(row, name)) for name, prepare in columns_of] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
            # COPY goes past Django's cursor: its errors must still become Django's.
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def execute_many(sql: str, values: Iterable[Sequence[Any]]) -> None:
    """One statement for many rows; moments are written as the database keeps them."""
    connection = connections["default"]
    rows = [[_adapted(value, connection) for value in row] for row in values]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _preparer(field: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """How the values of this column go to the database; decided once a table, not once a value."""
    if isinstance(field, models.BooleanField | models.CharField | models.IntegerField):
        return _as_is
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value)
    if isinstance(field, models.ForeignKey):
        return _as_is
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value

    def prepared(value: Any) -> Any:
        ready = value if value is None else field.get_db_prep_save(value, connection)
        # sqlite3's Binary is a memoryview; COPY and executemany take bytes.
        return bytes(ready) if isinstance(ready, memoryview) else ready

    return prepared


def _as_is(value: Any) -> Any:
    return value
