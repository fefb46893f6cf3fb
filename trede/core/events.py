"""One Event per change, in the same transaction as the change."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from trede.core import bulk, secrets
from trede.core.models.event import Compartment, Event, EventPayload, SubjectKey
from trede.core.models.member import Member


@dataclass(frozen=True, slots=True)
class Change:
    """An event to be recorded. `before` and `after` hold only what changed."""

    verb: str
    subject: int | None = None
    object_kind: str = ""
    object_id: int | None = None
    compartment: str = Compartment.GENERAL
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    at: datetime | None = None
    by_id: int | None = None

    def payload(self) -> dict[str, Any]:
        parts = {"before": self.before, "after": self.after, "note": self.note}
        return {name: part for name, part in parts.items() if part}


def record(
    verb: str,
    obj: models.Model | None = None,
    *,
    by: Member | None,
    organisation_id: int,
    subject: int | None = None,
    compartment: str = Compartment.GENERAL,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Record one event; must run inside the transaction of the change itself."""
    change = Change(
        verb=verb,
        subject=subject,
        object_kind=obj._meta.model_name or "" if obj else "",
        object_id=obj.pk if obj else None,
        compartment=compartment,
        before=before or {},
        after=after or {},
        note=note,
    )
    return record_all([change], by=by, organisation_id=organisation_id)[0]


def record_all(changes: Sequence[Change], *, by: Member | None, organisation_id: int) -> list[Event]:
    """Record many events with few queries (imports, demo). One organisation at a time."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded inside the transaction of its change.")
    keys = secrets.keys_for(organisation_id, {change.subject for change in changes})
    now = timezone.now()
    hash_key = secrets.derived_key("row")
    events, blobs = [], []
    for change in changes:
        key = keys[change.subject]
        plain = secrets.to_bytes(change.payload())
        event = bulk.fresh(
            Event,
            at=change.at or now,
            organisation_id=organisation_id,
            by_id=by.pk if by else change.by_id,
            verb=change.verb,
            subject=change.subject,
            object_kind=change.object_kind,
            object_id=change.object_id,
            compartment=change.compartment,
            payload_hash=secrets.keyed_hash(key, plain),
        )
        event.row_hash = row_hash(event, hash_key)
        events.append(event)
        blobs.append(secrets.encrypt(key, plain))
    bulk.insert(Event, events)
    bulk.execute_many(
        f'INSERT INTO "{EventPayload._meta.db_table}" (event_id, ciphertext) VALUES (%s, %s)',
        [(event.pk, blob) for event, blob in zip(events, blobs, strict=True)],
    )
    return events


def row_hash(event: Event, key: bytes) -> bytes:
    """Over everything but the id and the seal; the chain over the ids is in the seals."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")[:26]
    text = "|".join(
        str(part)
        for part in (
            at,
            event.organisation_id,
            event.by_id,
            event.verb,
            event.subject,
            event.object_kind,
            event.object_id,
            event.compartment,
            bytes(event.payload_hash or b"").hex(),
        )
    )
    return secrets.keyed_hash(key, text.encode())


def read_payloads(events: Iterable[Event], organisation_id: int) -> dict[int, dict[str, Any]]:
    """Decrypted payloads by event id; an erased one is missing. Expects `select_related("payload")`."""
    events = [event for event in events if hasattr(event, "payload")]
    keys = secrets.keys_for(organisation_id, {event.subject for event in events}, create=False)
    return {event.pk: _read(event, keys[event.subject]) for event in events if event.subject in keys}


def _read(event: Event, key: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(secrets.decrypt(key, event.payload.ciphertext))
    return content


def readable(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events that bring their payload, their author and their key along: `read_payload` asks nothing more."""
    keys = SubjectKey.objects.filter(organisation=OuterRef("organisation"), subject=OuterRef("subject"))
    return events.select_related("payload", "by__user").annotate(wrapped=Subquery(keys.values("wrapped")[:1]))


def read_payload(event: Event) -> dict[str, Any]:
    """The payload of an event from `readable`; empty when the person was erased."""
    wrapped = getattr(event, "wrapped", None)
    if not wrapped or not hasattr(event, "payload"):
        return {}
    return _read(event, secrets.unwrap(SubjectKey(wrapped=wrapped)))
