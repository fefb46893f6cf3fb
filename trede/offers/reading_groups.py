"""What editions look like now: places taken and free, who is in, who waits in which order, who came."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.absences import Attendance, attendance
from trede.offers.models import (
    SEATED,
    Edition,
    EditionSession,
    Participation,
    ParticipationState,
    SessionPresence,
)
from trede.offers.queue_order import Turn, Waits, in_order
from trede.orientation.seeing import shown


@dataclass(frozen=True, slots=True)
class Places:
    """`taken` of `places`; `waiting`: who waits for this very edition."""

    places: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)


def free_places(edition: Edition) -> int:
    """How many people can still sit down; 0 for a cancelled edition."""
    if edition.cancelled_on:
        return 0
    return max(0, edition.places - taken_places(edition))


def taken_places(edition: Edition) -> int:
    """Clients who have a place, or people of employers who did not withdraw."""
    if edition.for_hosts:
        return edition.host_seats.filter(withdrawn_on=None).count()
    return edition.participations.seated().count()


def places_of(edition_ids: Collection[int]) -> dict[int, Places]:
    """The same for many editions, in one query."""
    seats = Edition.objects.filter(pk=OuterRef("pk")).values("pk")
    hosts = seats.annotate(
        count=Count("host_seats", filter=Q(host_seats__withdrawn_on=None, host_seats__isnull=False))
    )
    rows = Edition.objects.filter(pk__in=edition_ids).annotate(
        seated=Count("participations", filter=Q(participations__state__in=SEATED)),
        queued=Count("participations", filter=Q(participations__state=ParticipationState.WAITING)),
        hosted=Coalesce(Subquery(hosts.values("count")), 0),
    )
    return {
        row["pk"]: Places(row["places"], row["hosted"] if row["for_hosts"] else row["seated"], row["queued"])
        for row in rows.values("pk", "places", "for_hosts", "seated", "queued", "hosted")
    }


def waits_for(edition: Edition) -> Q:
    """Waits for this edition, or for this offer without saying which edition. Closed files wait for nothing."""
    return Q(
        Q(edition=edition) | Q(edition=None),
        offer=edition.offer_id,
        organisation=edition.organisation_id,
        state=ParticipationState.WAITING,
        client__closed_on=None,
        client__erased_at=None,
    )


def turns_of(edition: Edition, waiting: Iterable[Participation], day: date) -> list[Turn]:
    """These people in the fair order for this edition."""
    known = [
        Waits(one.pk, one.waits_since or one.proposed_on, one.promised_on, one.short_notice)
        for one in waiting
    ]
    return in_order(known, today=day, starts_on=edition.starts_on)


@dataclass(frozen=True, slots=True)
class Person:
    """One participant as a page shows them; `client` is None where this member may not know who it is."""

    participation: Any
    client: Client | None
    attendance: Attendance
    turn: Turn | None = None

    @property
    def name(self) -> str:
        return self.client.name if self.client else ""


@dataclass(frozen=True, slots=True)
class Participants:
    """Names only of who may be found; `hidden` counts the others among those with a place."""

    seated: list[Person]
    waiting: list[Person]
    gone: list[Person]
    hidden: int

    @property
    def everyone(self) -> list[Person]:
        return [*self.seated, *self.gone]


def participants_of(edition: Edition, member: Member) -> Participants:
    """Who has a place, who waits in order with the reason, and who was in it before. Three queries."""
    known = Participation.objects.select_related("client__alias_of").annotate(shown=shown(member))
    # Two plain questions: one with "or" would walk through every participation.
    rows = [*known.filter(edition=edition), *known.filter(waits_for(edition), edition=None)]
    marks = marks_of(edition)
    waiting = [row for row in rows if row.state == ParticipationState.WAITING and _lives(row.client)]
    turns = {turn.waits.participation: turn for turn in turns_of(edition, waiting, today())}
    people = [_person(row, marks, turns.get(row.pk)) for row in rows]
    seated = by_name(one for one in people if one.participation.state in SEATED)
    return Participants(
        seated=[one for one in seated if one.client],
        waiting=sorted((one for one in people if one.turn), key=lambda one: one.turn.place),  # type: ignore[union-attr]
        gone=by_name(one for one in people if one.client and _was_in(one.participation)),
        hidden=sum(one.client is None for one in seated),
    )


def _lives(client: Client) -> bool:
    return client.closed_on is None and client.erased_at is None


def _was_in(row: Participation) -> bool:
    return row.state in (ParticipationState.ENDED, ParticipationState.WITHDRAWN, ParticipationState.REFUSED)


def by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda one: (one.name.casefold(), one.participation.pk))


def _person(row: Any, marks: dict[int, list[str]], turn: Turn | None) -> Person:
    client = (row.client.alias_of or row.client) if row.shown else None
    return Person(row, client, attendance(marks.get(row.pk, [])), turn)


def marks_of(edition: Edition) -> dict[int, list[str]]:
    """The marks of each participation in the order of the sessions; one query."""
    found: dict[int, list[str]] = {}
    rows = SessionPresence.objects.filter(session__edition=edition, session__cancelled_on=None)
    for pk, mark in rows.order_by("session__on", "session__begin").values_list("participation", "presence"):
        found.setdefault(pk, []).append(mark)
    return found


def editions_of(member: Member) -> QuerySet[Any]:
    """The editions of the member's organisation, with their offer and who leads."""
    return Edition.objects.of(member).select_related("offer", "leader__user")


def edition_of(member: Member, edition_id: int) -> Edition:
    """One of them. Raises Http404."""
    found: Edition | None = editions_of(member).filter(pk=edition_id).first()
    if found is None:
        raise Http404
    return found


def session_of(edition: Edition, session_id: int) -> EditionSession:
    """A session of this edition. Raises Http404."""
    found = edition.sessions.filter(pk=session_id).first()
    if found is None:
        raise Http404
    found.edition = edition
    return found


def participation_of(edition: Edition, member: Member, participation_id: int) -> Participation:
    """One who has to do with this edition, if this member may know them. Raises Http404."""
    rows = Participation.objects.findable_by(member).filter(organisation=edition.organisation_id)
    rows = rows.filter(Q(edition=edition) | waits_for(edition))
    found: Participation | None = rows.select_related("client__alias_of").filter(pk=participation_id).first()
    if found is None:
        raise Http404
    return found
