"""What changed in my files since I last looked at them, made by somebody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from trede.clients.models import Client
from trede.core.events import read_payload, readable
from trede.core.models import AccessLog, Compartment, Event, Member
from trede.core.roles import Can
from trede.desk.sentences import sentence
from trede.desk.timeline import said_by

BACK = timedelta(days=21)
READ = 200
MOST = 20


@dataclass(slots=True)
class News:
    """The newest change in a file, and how many others came with it."""

    client_id: int
    name: str
    at: datetime
    title: str
    by: str
    others: int = 0


def news_of(member: Member, mine: Collection[int]) -> list[News]:
    """Newest first. Two queries: the events of these files, and in the other database when this member last looked."""
    if not member.may(Can.WRITE_FILE) or member.may(Can.READ_EVERY_FILE):
        return []
    rows = list(_events(member, mine)[:READ])
    looked = _last_looks(member, {row.subject for row in rows if row.subject})
    found: dict[int, News] = {}
    for row in rows:
        seen = looked.get(row.subject or 0)
        if seen is None or row.at > seen:
            _tell(found, row)
    return list(found.values())[:MOST]


def _events(member: Member, mine: Collection[int]) -> QuerySet[Event]:
    # No word of the organisation: the database must look per file, not through every event.
    events = Event.objects.filter(at__gte=timezone.now() - BACK, subject__in=mine)
    if not member.may(Can.READ_CONFIDENTIAL):
        events = events.filter(compartment=Compartment.GENERAL)
    client = Client.objects.filter(pk=OuterRef("subject"))
    return (
        readable(events.exclude(by=member))
        .annotate(
            last_name=Subquery(client.values("last_name")),
            first_names=Subquery(client.values("first_names")),
            file_id=Subquery(client.annotate(file=F("alias_of")).values("file")),
        )
        .order_by("-at", "-pk")
    )


def _last_looks(member: Member, subjects: set[int]) -> dict[int, datetime]:
    looks = AccessLog.objects.filter(member_id=member.pk, subject__in=subjects)
    return dict(looks.order_by().values_list("subject").annotate(last=Max("at")))


def _tell(found: dict[int, News], row: Event) -> None:
    file_id: int = row.file_id or row.subject  # type: ignore[attr-defined, assignment]
    if file_id in found:
        found[file_id].others += 1
        return
    payload = read_payload(row)
    found[file_id] = News(
        client_id=file_id,
        name=f"{row.last_name} {row.first_names}".strip(),  # type: ignore[attr-defined]
        at=row.at,
        title=sentence(row.verb, payload),
        by=said_by(row, payload),
    )
