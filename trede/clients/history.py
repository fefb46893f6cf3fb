"""What happened to one record: its events, newest first, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trede.clients.models import Client
from trede.clients.wording import differences, member_name, verb_words
from trede.core.events import read_payloads
from trede.core.models import Compartment, Event

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `rows` are (label, before, after); `erased`: the payload was erased after the retention term."""

    at: datetime
    by: str
    what: str
    rows: list[tuple[str, str, str]]
    note: str
    erased: bool


def history_of(obj: Any, client: Client, *, confidential: bool) -> list[Line]:
    """The events of this record; the confidential ones only for who may read that part. Two queries."""
    events = Event.objects.filter(
        organisation=client.organisation_id, object_kind=obj._meta.model_name, object_id=obj.pk
    )
    if not confidential:
        events = events.filter(compartment=Compartment.GENERAL)
    rows = list(events.select_related("payload", "by__user").order_by("-at", "-pk")[:LONGEST])
    payloads = read_payloads(rows, client.organisation_id)
    return [_line(type(obj), row, payloads.get(row.pk)) for row in rows]


def _line(model: Any, event: Event, payload: dict[str, Any] | None) -> Line:
    content = payload or {}
    return Line(
        at=event.at,
        by=member_name(event.by),
        what=verb_words(event.verb),
        rows=differences(model, content.get("before", {}), content.get("after", {})),
        note=content.get("note", ""),
        erased=payload is None,
    )
