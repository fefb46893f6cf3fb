"""Small stores for tests, written as the YAML files write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from trede.rules.models import Parameter, Source
from trede.rules.store import Store

CHECKED = date(2026, 11, 22)
SOURCE = Source(id="S1", title="A page that states it", kind="official")


def day(text: str) -> date:
    return date.fromisoformat(text)


def row(first: str | None, last: str | None, value: object = "10", **more: Any) -> dict[str, Any]:
    start, end = (None if text is None else day(text) for text in (first, last))
    values = value if isinstance(value, dict) else {"": value}
    given = {"from": start, "to": end, "values": values, "sources": ["S1"], "certainty": "confirmed"}
    return {**given, "checked_on": CHECKED, **more}


def parameter(*rows: dict[str, Any], **more: Any) -> Parameter:
    given = {"id": "test.amount", "nl": "Een bedrag", "en": "An amount", "unit": "EUR", "kind": "decimal"}
    return Parameter.model_validate({**given, "scope": "legal", "rows": list(rows), **more})


def store(*rows: dict[str, Any], **more: Any) -> Store:
    return Store([parameter(*rows, **more)], [SOURCE])
