"""Everything known of a file in one query: a page may show seventeen kinds of facts within its budget."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from trede.clients.models.barriers import Barrier, OwnBarrier
from trede.clients.models.fact import Fact
from trede.core import bulk

Gathered = dict[type[models.Model], list[Any]]


def gather(
    kinds: Sequence[type[models.Model]], client_ids: Iterable[int], *extra: models.QuerySet[Any]
) -> Gathered:
    """Instances of every kind for these clients, retracted facts left out, each kind in its own order."""
    ids = list(client_ids)
    sets = [_rows_of(kind, ids) for kind in kinds]
    by_name = {kind._meta.label: kind for kind in kinds}
    gathered: Gathered = defaultdict(list)
    for label, row in sets[0].union(*sets[1:], all=True) if len(sets) > 1 else sets[0]:
        kind = by_name[label]
        gathered[kind].append(_instance(kind, json.loads(row) if isinstance(row, str) else row))
    for kind, found in gathered.items():
        gathered[kind] = _ordered(kind, found)
    return gathered


def _rows_of(kind: type[models.Model], ids: list[int]) -> models.QuerySet[Any, Any]:
    queryset = kind._default_manager.filter(client__in=ids).order_by()
    if issubclass(kind, Fact):
        queryset = queryset.filter(retracted_at=None)
    columns = {field.attname: F(field.attname) for field in kind._meta.concrete_fields}
    if kind is Barrier:
        columns["own_label"] = F("own__label")
    row = Cast(JSONObject(**columns), TextField())
    return queryset.annotate(row_label=Value(kind._meta.label), row=row).values_list("row_label", "row")


def _instance(kind: type[models.Model], row: dict[str, Any]) -> models.Model:
    values = {name: read(row[name]) if read else row[name] for name, read in _readers(kind)}
    loaded = bulk.loaded(kind, values)
    if isinstance(loaded, Barrier) and loaded.own_id:
        loaded.own = _own(loaded, row["own_label"])
    return loaded


def _own(barrier: Barrier, label: str) -> OwnBarrier:
    """The own barrier by its name and code, for reading only: it came along in the same query."""
    return OwnBarrier(
        pk=barrier.own_id, organisation_id=barrier.organisation_id, label=label, code=barrier.code
    )


@cache
def _readers(kind: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """How each column comes out of JSON; None where it comes out as it went in. Once a kind, not once a value."""
    return tuple((field.attname, _reader(field)) for field in kind._meta.concrete_fields)


def _reader(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.CharField | models.TextField | models.IntegerField | models.ForeignKey):
        return None
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return _day
    read: Callable[[Any], Any] = field.to_python
    return read


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _moment(value: str | None) -> datetime | None:
    moment = None if value is None else parse_datetime(value)
    if isinstance(moment, datetime) and timezone.is_naive(moment):
        return moment.replace(tzinfo=timezone.get_fixed_timezone(0))
    return moment


def _ordered(kind: type[models.Model], found: list[Any]) -> list[Any]:
    for key in reversed(kind._meta.ordering or ["pk"]):
        name, descending = _key(key)
        found.sort(key=lambda row, name=name: _sortable(getattr(row, name)), reverse=descending)  # type: ignore[misc]
    return found


def _key(key: Any) -> tuple[str, bool]:
    if isinstance(key, str):
        return key.removeprefix("-"), key.startswith("-")
    return key.expression.name, key.descending


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value)
