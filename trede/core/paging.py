"""Pages of a list that only grows, by key: no count over everything, no offset."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

PAGE = 50


@dataclass(frozen=True)
class KeyPage:
    rows: list[Any]
    following: str


def newest_first(queryset: QuerySet[Any], after: str, *, field: str = "at", size: int = PAGE) -> KeyPage:
    """Rows by a moment `field`, newest first, from the place `after` points to ("2026-03-01T10:00:00+00:00_17")."""
    return _by_moment(queryset, field, after, size, falling=True)


def oldest_first(queryset: QuerySet[Any], after: str, *, field: str = "at", size: int = PAGE) -> KeyPage:
    """Rows by a moment `field`, the oldest first; `after` as in newest_first."""
    return _by_moment(queryset, field, after, size, falling=False)


def _by_moment(queryset: QuerySet[Any], field: str, after: str, size: int, *, falling: bool) -> KeyPage:
    moment, _line, pk = after.partition("_")
    at, way, sign = _moment(moment), "lt" if falling else "gt", "-" if falling else ""
    if at and pk.isascii() and pk.isdigit() and len(pk) < 19:
        beyond = Q(**{f"{field}__{way}": at}) | Q(**{field: at, f"pk__{way}": int(pk)})
        # The second condition says nothing new: it lets the index be used.
        queryset = queryset.filter(beyond, **{f"{field}__{way}e": at})
    rows = list(queryset.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return KeyPage(rows[:size], f"{getattr(last, field).isoformat()}_{last.pk}" if last else "")


def _moment(text: str) -> Any:
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
