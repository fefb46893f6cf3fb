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


def newest_first(queryset: QuerySet[Any], after: str, *, size: int = PAGE) -> KeyPage:
    """Rows by `at`, newest first, from the place `after` points to ("2026-03-01T10:00:00+00:00_17")."""
    moment, _line, pk = after.partition("_")
    at = _moment(moment)
    if at and pk.isdecimal() and len(pk) < 19:
        queryset = queryset.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(pk)), at__lte=at)
    rows = list(queryset.order_by("-at", "-pk")[: size + 1])
    more = len(rows) > size
    last = rows[size - 1] if more else None
    return KeyPage(rows[:size], f"{last.at.isoformat()}_{last.pk}" if last else "")


def _moment(text: str) -> Any:
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
