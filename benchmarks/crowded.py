"""A member whose lists all hold a given number of rows, for as long as a transaction lasts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from benchmarks.walk import Seat
from trede.clients.models import (
    CaseAssignment,
    CaseRole,
    Client,
    ContactAttempt,
    ContactPoint,
    Document,
    Education,
    HouseholdMember,
    LanguageLevel,
    Signal,
    WorkExperience,
)
from trede.core import bulk, events
from trede.core.models import AccessGrant, AccessLog, Member, MemberRole, Purpose, User
from trede.core.periods import today

FACTS: dict[Any, dict[str, Any]] = {
    ContactAttempt: {"how": "phone", "note": "Gebeld"},
    ContactPoint: {"channel": "mobile", "value": "+32400000000"},
    Education: {"level": "primary"},
    HouseholdMember: {"relation": "friend", "first_name": "Alex"},
    LanguageLevel: {"language": "nl", "level": "A1"},
    Signal: {"kind": "hours"},
    WorkExperience: {"job": "kapper"},
}


@contextmanager
def seat(rows: int) -> Iterator[Seat]:
    """A new guide with so many clients, the first of whom has so many facts of each kind. Taken back afterwards."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        clients = list(
            Client.objects.filter(
                organisation__slug="oostende", closed_on=None, locks=None, alias_of=None
            ).order_by("number")[:rows]
        )
        member = _member(clients[0].organisation_id)
        _follow(member, clients)
        _fill(clients[0], member, rows)
        yield Seat(member, clients[0])
        for alias in connections:
            transaction.set_rollback(True, using=alias)


def _member(organisation_id: int) -> Member:
    user = User.objects.create_user("druk@example.org", name="Robin Druk")
    member = Member.objects.create(user=user, organisation_id=organisation_id, starts_on=today())
    MemberRole.objects.create(member=member, role="trajectbegeleider", starts_on=today())
    return member


def _follow(member: Member, clients: list[Client]) -> None:
    common = {"organisation_id": member.organisation_id, "member_id": member.pk, "starts_on": today()}
    followed = [
        bulk.fresh(CaseAssignment, client_id=client.pk, role=CaseRole.GUIDE, **common) for client in clients
    ]
    bulk.insert(CaseAssignment, followed)
    grants = [
        bulk.fresh(AccessGrant, subject=one.client_id, purpose=Purpose.GUIDANCE, cause=one.cause, **common)
        for one in followed
    ]
    bulk.insert(AccessGrant, grants)


def _fill(client: Client, member: Member, rows: int) -> None:
    common = {"organisation_id": client.organisation_id, "client_id": client.pk, "recorded_by_id": member.pk}
    dated = {"starts_on": today(), "measured_on": today(), "happened_on": today(), "at": timezone.now()}
    for kind, values in FACTS.items():
        names = {field.attname for field in kind._meta.concrete_fields}
        fitting = {name: value for name, value in dated.items() if name in names}
        kind.objects.filter(client=client).delete()
        bulk.insert(kind, [bulk.fresh(kind, **common, **values, **fitting) for _ in range(rows)])
    Document.objects.filter(client=client).delete()
    papers = [
        bulk.fresh(
            Document,
            **common,
            kind="other",
            title=f"Papier {number}",
            storage_name=f"bench-{number}",
            media_type="application/pdf",
            size=1,
            sha256=str(number),
        )
        for number in range(rows)
    ]
    bulk.insert(Document, papers)
    changes = [
        events.Change("contactattempt.added", subject=client.pk, after={"how": "phone"}) for _ in papers
    ]
    events.record_all(changes, by=member, organisation_id=client.organisation_id)
    log = [
        bulk.fresh(
            AccessLog,
            at=timezone.now() - timedelta(hours=number),
            organisation_id=client.organisation_id,
            member_id=member.pk,
            subject=client.pk,
            page="file",
            why="guidance",
        )
        for number in range(rows)
    ]
    bulk.insert(AccessLog, log)
