"""Whom one can enrol: who was proposed for this offer, the own files, and who was searched by name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from trede.clients.caseload import caseload_ids
from trede.clients.models import Client
from trede.clients.search import find
from trede.core.models import Member
from trede.offers.models import OPEN, SEATED, Edition, Participation, ParticipationState

LISTED = 40
FOUND = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A client to tick. `note`: how it stands with this offer."""

    client: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    proposed: list[Choice]
    mine: list[Choice]
    more: bool


def choices_for(edition: Edition, member: Member, *, picked: Collection[int] = ()) -> Choices:
    """Who is not in it yet: proposed for the offer, and the own files by name, at most forty of each. Three queries.

    `picked`: from whose file one came; they stand first.
    """
    mine = caseload_ids(member)
    proposed = _proposed(edition, member)[:LISTED]
    listed = [Choice(one.client, str(one.get_state_display())) for one in proposed]
    busy = {choice.client.pk for choice in listed}
    own = Client.objects.filter(pk__in=mine).open().whole().filter(~Exists(_in_this(edition)))
    first = Case(When(pk__in=picked, then=0), default=1)
    named = own.exclude(pk__in=busy).order_by(first, "last_name", "first_names", "pk")
    rows = list(named[: LISTED + 1])
    return Choices(listed, [Choice(one) for one in rows[:LISTED]], len(rows) > LISTED)


def _proposed(edition: Edition, member: Member) -> QuerySet[Any]:
    """Proposed, or accepted by the partner without an edition."""
    rows = Participation.objects.findable_by(member).filter(offer=edition.offer_id, client__closed_on=None)
    asked = Q(state=ParticipationState.PROPOSED) | Q(state=ParticipationState.ACCEPTED, edition=None)
    return rows.filter(asked).select_related("client").order_by("proposed_on", "pk")


def _in_this(edition: Edition) -> QuerySet[Any]:
    """In this edition, or waiting for its offer already."""
    here = Q(edition=edition, state__in=SEATED) | Q(state=ParticipationState.WAITING)
    return Participation.objects.filter(here, client=OuterRef("pk"), offer=edition.offer_id, state__in=OPEN)


def searched(edition: Edition, member: Member, text: str) -> list[Any]:
    """Found by name, date or number, only those whom this member may enrol."""
    hits = find(member, text, limit=FOUND)
    allowed = set(may_enrol(edition, member, [hit.client_id for hit in hits]).values_list("pk", flat=True))
    return [hit for hit in hits if hit.client_id in allowed]


def may_enrol(edition: Edition, member: Member, clients: Collection[int]) -> QuerySet[Any]:
    """Of these, the files that open for this member without a reason, and those proposed for this offer already."""
    proposed = _proposed(edition, member).filter(client__in=clients).values("client")
    visible = Client.objects.visible_to(member).filter(pk__in=clients).values("pk")
    findable = Client.objects.findable_by(member).whole()
    return findable.filter(Q(pk__in=visible) | Q(pk__in=proposed), pk__in=clients)


def ids_of(texts: Iterable[str]) -> list[int]:
    """Ids as they were posted; what is no id is left out."""
    known = (text for text in texts if text.isascii() and text.isdigit() and len(text) < 18)
    return sorted({int(text) for text in known})[:200]
