"""Promises that the database keeps and Django cannot state on both engines: periods that do not overlap,
facts that stay in the organisation of their client, events that never change.

A model declares `no_overlap = ("client_id", "kind")` or `same_organisation = "client"`; after every migrate
the promises are laid again (a table that SQLite rebuilds loses its triggers). An empty foreign key among
the keys counts as a value: two rows that both leave it empty are about the same thing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from trede.core.errors import CaseError


def keep(app_config: Any, using: str, **kwargs: Any) -> None:
    """post_migrate: lay the promises of this app on this database."""
    connection = connections[using]
    models = [model for model in app_config.get_models() if _lives_here(model, using)]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in models:
            if model._meta.db_table in tables:
                for statement in statements(model, connection):
                    cursor.execute(statement)


def _lives_here(model: Any, using: str) -> bool:
    from django.db import router

    return model._meta.managed and router.allow_migrate_model(using, model)


def statements(model: Any, connection: BaseDatabaseWrapper) -> Iterator[str]:
    postgres = connection.vendor == "postgresql"
    if keys := getattr(model, "no_overlap", None):
        yield from (_exclusion if postgres else _overlap_triggers)(model, keys)
    if owner := getattr(model, "same_organisation", None):
        yield from (_composite_key if postgres else _organisation_triggers)(model, owner)
    if model._meta.label_lower == "core.event":
        yield from _append_only_postgres() if postgres else _append_only_sqlite()


def name_of(model: Any, promise: str) -> str:
    return f"{model._meta.db_table}_{promise}"


def _compared(model: Any, key: str, row: str = "") -> str:
    """A column in the comparison; "none" of a foreign key equals "none", where SQL would see two unknowns."""
    field = next(field for field in model._meta.concrete_fields if field.attname == key)
    return f'(coalesce({row}"{key}", 0))' if field.null else f'{row}"{key}"'


def _voidable(model: Any) -> bool:
    return any(field.name == "retracted_at" for field in model._meta.fields)


def _exclusion(model: Any, keys: tuple[str, ...]) -> Iterator[str]:
    table, name = model._meta.db_table, name_of(model, "no_overlap")
    same = ", ".join(f"{_compared(model, key)} WITH =" for key in keys)
    where = " WHERE (retracted_at IS NULL)" if _voidable(model) else ""
    yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
    yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
    yield (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" EXCLUDE USING gist '
        f"({same}, daterange(starts_on, ends_on, '[]') WITH &&){where}"
    )


def _overlap_triggers(model: Any, keys: tuple[str, ...]) -> Iterator[str]:
    table, name = model._meta.db_table, name_of(model, "no_overlap")
    same = " AND ".join(f"{_compared(model, key)} = {_compared(model, key, 'NEW.')}" for key in keys)
    standing = " AND retracted_at IS NULL" if _voidable(model) else ""
    when = "WHEN NEW.retracted_at IS NULL" if _voidable(model) else ""
    for verb in ("INSERT", "UPDATE"):
        trigger = f"{name}_{verb.lower()}"
        yield f'DROP TRIGGER IF EXISTS "{trigger}"'
        yield f"""CREATE TRIGGER "{trigger}" AFTER {verb} ON "{table}" {when} BEGIN
            SELECT RAISE(ABORT, '{name}') WHERE EXISTS (SELECT 1 FROM "{table}" WHERE {same} AND id <> NEW.id{standing}
            AND starts_on <= coalesce(NEW.ends_on, '9999-12-31')
            AND coalesce(ends_on, '9999-12-31') >= NEW.starts_on); END"""


def _composite_key(model: Any, owner: str) -> Iterator[str]:
    table, name = model._meta.db_table, name_of(model, "same_org")
    target = model._meta.get_field(owner).related_model._meta.db_table
    yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
    yield (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (organisation_id, {owner}_id) '
        f'REFERENCES "{target}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED'
    )


def _organisation_triggers(model: Any, owner: str) -> Iterator[str]:
    table, name = model._meta.db_table, name_of(model, "same_org")
    target = model._meta.get_field(owner).related_model._meta.db_table
    for verb in ("INSERT", "UPDATE OF organisation_id, " + owner + "_id"):
        trigger = f"{name}_{verb.split()[0].lower()}"
        yield f'DROP TRIGGER IF EXISTS "{trigger}"'
        yield f"""CREATE TRIGGER "{trigger}" AFTER {verb} ON "{table}" WHEN NEW.{owner}_id IS NOT NULL BEGIN
            SELECT RAISE(ABORT, '{name}') WHERE NOT EXISTS (SELECT 1 FROM "{target}"
            WHERE id = NEW.{owner}_id AND organisation_id = NEW.organisation_id); END"""


EVENT_COLUMNS = (
    "at, organisation_id, by_id, verb, subject, object_kind, object_id, compartment, payload_hash, row_hash"
)


def _append_only_sqlite() -> Iterator[str]:
    yield "DROP TRIGGER IF EXISTS core_event_no_delete"
    yield """CREATE TRIGGER core_event_no_delete BEFORE DELETE ON core_event
        BEGIN SELECT RAISE(ABORT, 'core_event_append_only'); END"""
    yield "DROP TRIGGER IF EXISTS core_event_no_update"
    yield f"""CREATE TRIGGER core_event_no_update BEFORE UPDATE OF {EVENT_COLUMNS} ON core_event
        BEGIN SELECT RAISE(ABORT, 'core_event_append_only'); END"""


def _append_only_postgres() -> Iterator[str]:
    yield """CREATE OR REPLACE FUNCTION core_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'core_event_append_only' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    yield "DROP TRIGGER IF EXISTS core_event_append_only ON core_event"
    yield f"""CREATE TRIGGER core_event_append_only BEFORE DELETE OR UPDATE OF {EVENT_COLUMNS} ON core_event
        FOR EACH ROW EXECUTE FUNCTION core_event_refuse()"""


def lift(using: str) -> None:
    """For the flush of a test database only: events could not be emptied otherwise."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS core_event_no_delete")


@contextmanager
def explained() -> Iterator[None]:
    """Turns a broken promise into a sentence that a person can act on."""
    try:
        yield
    except IntegrityError as error:
        for promise, sentence in _sentences().items():
            if promise in str(error):
                raise CaseError(sentence) from error
        raise


def _sentences() -> dict[str, str]:
    sentences = {
        "_ends_after_start": _("De einddatum ligt vóór de begindatum. Kies een latere einddatum."),
        "_same_org": _("Dit gegeven hoort bij een andere organisatie. Begin opnieuw vanuit het dossier."),
        "core_event_append_only": _("Een gebeurtenis wordt nooit gewijzigd."),
    }
    overlap = _(
        "In die periode staat hier al iets. Beëindig eerst de lopende periode, of kies andere datums."
    )
    overlapping = {name_of(model, "no_overlap"): overlap for model in _overlapping()}
    return overlapping | sentences | dict(_unique())


def _unique() -> Iterator[tuple[str, Any]]:
    """What may exist only once and has a sentence of its own: PostgreSQL names the promise, SQLite its columns."""
    for model in apps.get_models():
        for promise in model._meta.constraints:
            if isinstance(promise, UniqueConstraint) and promise.fields and _has_own_words(promise):
                columns = [str(model._meta.get_field(name).column) for name in promise.fields]  # type: ignore[union-attr]
                sentence = promise.get_violation_error_message()
                yield promise.name, sentence
                yield ", ".join(f"{model._meta.db_table}.{column}" for column in columns), sentence


def _has_own_words(promise: UniqueConstraint) -> bool:
    return promise.violation_error_message != UniqueConstraint.default_violation_error_message


def _overlapping() -> list[Any]:
    return [model for model in apps.get_models() if hasattr(model, "no_overlap")]
