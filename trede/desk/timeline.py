"""The timeline of a file: its events, newest first, as sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trede.clients.models import Client
from trede.core.events import read_payloads
from trede.core.models import Compartment, Event

PAGE = 30


@dataclass(frozen=True)
class Line:
    at: datetime
    by: str
    verb: str
    payload: dict[str, Any]


def timeline_of(client: Client, *, confidential: bool, before: int | None = None) -> list[Line]:
    """One page of lines, in two queries. The confidential ones only for who may read them."""
    events = Event.objects.filter(organisation=client.organisation_id, subject__in=client.file_ids)
    if not confidential:
        events = events.filter(compartment=Compartment.GENERAL)
    if before:
        events = events.filter(pk__lt=before)
    rows = list(events.select_related("payload", "by__user").order_by("-at", "-pk")[:PAGE])
    payloads = read_payloads(rows, client.organisation_id)
    return [Line(row.at, row.by.name if row.by else "", row.verb, payloads.get(row.pk, {})) for row in rows]
