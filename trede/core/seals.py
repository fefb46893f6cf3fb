"""The chain of seals: tampering is found, erasing a person does not break it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from trede.core import secrets
from trede.core.events import row_hash
from trede.core.models.event import Event, Seal, SubjectKey

BATCH = 5000
START = "0" * 64


@dataclass(frozen=True)
class Verdict:
    events: int
    sealed: int
    first_bad: int | None
    reason: str = ""

    @property
    def exit_code(self) -> int:
        if self.first_bad is not None:
            return 1
        return 3 if self.events > self.sealed else 0


def seal_events() -> int:
    """Seal every event that has none, in batches; returns how many. Anchors the head outside the database."""
    total = 0
    while sealed := _seal_batch():
        total += sealed
    return total


@transaction.atomic
def _seal_batch() -> int:
    # The last seal is locked, so that two sealers make one chain.
    last = Seal.objects.select_for_update().order_by("-pk").first()
    events = list(Event.objects.filter(seal=None).order_by("pk")[:BATCH])
    if not events:
        return 0
    previous = last.head if last else START
    seal = Seal.objects.create(
        at=timezone.now(), count=len(events), previous=previous, head=_head(previous, events)
    )
    Event.objects.filter(pk__in=[event.pk for event in events]).update(seal=seal)
    transaction.on_commit(lambda: _anchor(seal))
    return len(events)


def _head(previous: str, events: list[Event]) -> str:
    digest = hashlib.sha256(previous.encode())
    for event in events:
        digest.update(f"{event.pk}:".encode() + bytes(event.row_hash))
    return digest.hexdigest()


def _anchor(seal: Seal) -> None:
    settings.ANCHOR_FILE.parent.mkdir(parents=True, exist_ok=True)
    with settings.ANCHOR_FILE.open("a", encoding="utf-8") as file:
        file.write(f"{seal.pk} {seal.at:%Y-%m-%dT%H:%M:%S} {seal.count} {seal.head}\n")


def verify() -> Verdict:
    """Recount every hash. The first bad event is named; payloads of erased persons are not missed."""
    total = Event.objects.count()
    sealed = Event.objects.exclude(seal=None).count()
    for bad, reason in _findings():
        return Verdict(total, sealed, bad, reason)
    return Verdict(total, sealed, None)


def _findings() -> Iterator[tuple[int, str]]:
    previous = START
    anchors = _anchors()
    for seal in Seal.objects.order_by("pk").iterator():
        events = list(seal.events.order_by("pk").select_related("payload"))
        yield from _bad_rows(events)
        first = events[0].pk if events else 0
        if seal.previous != previous:
            yield first, "the chain of seals is cut here"
        if len(events) != seal.count or _head(previous, events) != seal.head:
            yield first, "events were added, removed or changed in this batch"
        if anchors.pop(seal.pk, seal.head) != seal.head:
            yield first, "the anchor outside the database tells another head"
        previous = seal.head
    if anchors:
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        yield last, "seals that were anchored are gone from the database"
    tail = Event.objects.filter(seal=None).order_by("pk").select_related("payload")
    for batch in _batches(tail):
        yield from _bad_rows(batch)


def _batches(queryset: QuerySet[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    for event in queryset.iterator(chunk_size=2000):
        batch.append(event)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _bad_rows(events: list[Event]) -> Iterator[tuple[int, str]]:
    key = secrets.derived_key("row")
    keys = _keys_of(events)
    for event in events:
        if bytes(event.row_hash) != row_hash(event, key):
            yield event.pk, "the event was changed"
        subject_key = keys.get((event.organisation_id, event.subject))
        if subject_key and not _payload_holds(event, subject_key):
            yield event.pk, "the payload was changed or removed while its key remains"


def _keys_of(events: list[Event]) -> dict[tuple[int, int | None], bytes]:
    subjects = {event.subject for event in events if event.subject is not None}
    rows = [*SubjectKey.objects.filter(subject=None), *SubjectKey.objects.filter(subject__in=subjects)]
    # An emptied key belongs to an erased person: its payloads are gone on purpose.
    return {(row.organisation_id, row.subject): secrets.unwrap(row) for row in rows if bytes(row.wrapped)}


def _payload_holds(event: Event, key: bytes) -> bool:
    if not hasattr(event, "payload"):
        return False
    try:
        plain = secrets.decrypt(key, event.payload.ciphertext)
    except (TypeError, ValueError, secrets.InvalidTag):
        return False
    return secrets.keyed_hash(key, plain) == bytes(event.payload_hash or b"")


def _anchors() -> dict[int, str]:
    if not settings.ANCHOR_FILE.exists():
        return {}
    lines = settings.ANCHOR_FILE.read_text(encoding="utf-8").splitlines()
    return {int(parts[0]): parts[3] for line in lines if len(parts := line.split()) == 4}
