"""The waiting list as it is read: in its fair order, with what blocks an invitation beside each person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from trede.clients.models import Client, FileLock, Restriction
from trede.clients.reaching import Ways, ways_of
from trede.core.models import Member
from trede.orientation.blocks import Block, Known, blocks_of
from trede.orientation.follow_up import unsettled
from trede.orientation.models import OrientationInvitation, Reply, WaitingEntry
from trede.orientation.order import LAST, RANKS
from trede.referral.models import Exemption

FACTS = {Block.RESTRICTED: "is_restricted", Block.EXEMPT: "is_exempt", Block.TWICE: "is_twice"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry, the client to whom one writes (the whole file), and why no invitation can go; [] when it can."""

    entry: WaitingEntry
    client: Client
    ways: Ways | None
    blocks: list[str]

    @property
    def language(self) -> str:
        """What this person reads, or else speaks."""
        return self.client.reads_in or self.client.speaks


def in_line(organisation_id: int) -> QuerySet[Any]:
    """Everybody on the list in the fair order; `rank` and `head` come along."""
    return _ranked(WaitingEntry.objects.waiting().filter(organisation=organisation_id))


def _ranked(entries: QuerySet[Any]) -> QuerySet[Any]:
    ranks = [When(priority=kind, then=Value(rank)) for kind, rank in RANKS.items()]
    ranked = entries.annotate(
        rank=Case(*ranks, default=Value(LAST), output_field=IntegerField()),
        head=Coalesce("client__alias_of", "client"),
    )
    return ranked.order_by("rank", "since", "pk")


def seen_by(member: Member) -> QuerySet[Any]:
    """The list for this member: locked files only for who is named for them."""
    return in_line(member.organisation_id).filter(
        Exists(Client.objects.findable_by(member).filter(pk=OuterRef("client")))
    )


def unlocked(organisation_id: int) -> QuerySet[Any]:
    """The list as the program itself may use it: without locked files."""
    locks = FileLock.objects.current().annotate(locked=Coalesce("client__alias_of", "client"))
    return in_line(organisation_id).exclude(head__in=locks.values("locked"))


def uninvited(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Who has no invitation that runs, and about whose last session nothing is left to decide or to follow up."""
    invitations = OrientationInvitation.objects.filter(entry=OuterRef("pk"))
    free = entries.exclude(Exists(_running().filter(entry=OuterRef("pk"))))
    return free.exclude(Exists(invitations.filter(unsettled())))


def with_facts(entries: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Each with `is_restricted`, `is_exempt` and `is_twice` on this day, and the last reply.

    `invited_for` and `invitation` are of the running invitation.
    """
    head = Coalesce(OuterRef("client__alias_of"), OuterRef("client"))
    same = Q(client=OuterRef("client")) | Q(client=OuterRef("client__alias_of"))
    running = _running().filter(entry=OuterRef("pk"))
    invitations = OrientationInvitation.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    earlier = WaitingEntry.objects.waiting().filter(pk__lt=OuterRef("pk"))
    return entries.select_related("client__alias_of", "organisation").annotate(
        is_restricted=Exists(Restriction.objects.current().filter(same)),
        is_exempt=_of_file(Exemption.objects.in_force(day), head),
        is_twice=_of_file(earlier, head),
        last_reply=Subquery(invitations.values("reply")[:1]),
        invited_for=Subquery(running.values("slot__session__on")[:1]),
        invitation=Subquery(running.values("pk")[:1]),
    )


def _of_file(rows: QuerySet[Any], head: Any) -> ExpressionWrapper:
    """Is there one of the whole file? Asked as two questions, so that each finds its row by an index."""
    found = Q(Exists(rows.filter(client=head))) | Q(Exists(rows.filter(client__alias_of=head)))
    return ExpressionWrapper(found, output_field=BooleanField())


def first_with_facts(entries: QuerySet[Any], day: date, count: int) -> QuerySet[Any]:
    """The first so many in the fair order with their facts, in one query; who stands further back costs nothing."""
    first = entries.values("pk")[:count]
    return with_facts(_ranked(WaitingEntry.objects.filter(pk__in=first)), day)


def _running() -> Any:
    return OrientationInvitation.objects.holding().filter(attendance="", slot__session__cancelled_at=None)


def candidates(entries: Iterable[Any], day: date) -> list[Candidate]:
    """Rows of `with_facts`, with the ways to reach each and what stands in the way."""
    rows = list(entries)
    ways = ways_of([_head(row).pk for row in rows], day) if rows else {}
    return [_candidate(row, ways.get(_head(row).pk)) for row in rows]


def _head(entry: Any) -> Client:
    return entry.client.alias_of or entry.client


def _candidate(entry: Any, ways: Ways | None) -> Candidate:
    client = _head(entry)
    known = Known(
        closed=bool(client.closed_on or client.died_on or client.erased_at),
        restricted=entry.is_restricted,
        exempt=entry.is_exempt,
        agreement=bool(ways and ways.agreement and ways.never_any),
        reachable=bool(ways and ways.any),
        asks_call=entry.last_reply == Reply.CALL_ME and entry.invitation is None,
        invited=entry.invitation is not None,
        twice=entry.is_twice,
    )
    return Candidate(entry, client, ways, blocks_of(known))
