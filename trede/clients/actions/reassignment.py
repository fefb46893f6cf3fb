"""Files pass to colleagues when a member leaves or works less: thousands, in pieces, resumable."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from trede.clients.actions.clients import GRANT_PURPOSE
from trede.clients.balance import Pair, spread
from trede.clients.models import CaseAssignment, FileLock
from trede.core import bulk, events
from trede.core.actions.members import check_same_organisation
from trede.core.errors import CaseError
from trede.core.events import Change
from trede.core.models import AccessGrant, Member, Purpose
from trede.core.periods import today

PIECE = 500


@dataclass(frozen=True)
class Passing:
    """What passes: whose files, in which role ("" for all), to whom, from when, with which note."""

    member: Member
    takers: tuple[Member, ...]
    role: str
    last_day: date
    note: str

    @property
    def first_day(self) -> date:
        return self.last_day + timedelta(days=1)


@dataclass(frozen=True)
class Outcome:
    """`passed` by taker id; `joined`: files that a taker followed already; `locked`: left for a person."""

    passed: dict[int, int]
    joined: int
    locked: int

    @property
    def total(self) -> int:
        return sum(self.passed.values()) + self.joined


def open_assignments(member: Member, *, last_day: date, role: str = "") -> QuerySet[CaseAssignment]:
    """The assignments of this member that run beyond a day; locked files are left out."""
    rows = _beyond(member, last_day, role)
    return rows.filter(~_locked())


def locked_assignments(member: Member, *, last_day: date, role: str = "") -> QuerySet[CaseAssignment]:
    """Those of locked files: a person must be named for each, so no list passes them."""
    return _beyond(member, last_day, role).filter(_locked())


def _beyond(member: Member, last_day: date, role: str) -> QuerySet[CaseAssignment]:
    rows = CaseAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day), member=member)
    return rows.filter(role=role) if role else rows


def _locked() -> Exists:
    return Exists(FileLock.objects.current().filter(client=OuterRef("client")))


def open_by_role(member: Member, *, last_day: date) -> list[tuple[str, int]]:
    """How many assignments wait, by role."""
    rows = open_assignments(member, last_day=last_day).values("role").annotate(files=Count("pk"))
    return [(row["role"], row["files"]) for row in rows.order_by("role")]


def loads_of(members: tuple[Member, ...]) -> dict[int, int]:
    """How many files each member follows today or later, in one query."""
    running = CaseAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))
    rows = running.filter(member__in=members).values("member").annotate(files=Count("client", distinct=True))
    counted = dict(rows.values_list("member", "files"))
    return {member.pk: counted.get(member.pk, 0) for member in members}


def pass_files(passing: Passing, *, by: Member) -> Outcome:
    """Pass the files to the takers, evened out by caseload, at most PIECE in one transaction.

    Stopped halfway, a second call does the rest: what passed already is not found again. The access of the
    leaving member ends on `last_day`, that of the taker begins the day after.
    Raises CaseError for takers that cannot take: none, the member itself, another organisation, not working.
    """
    _check(passing, by)
    passed: dict[int, int] = defaultdict(int)
    joined = 0
    while True:
        chosen, already = _pass_piece(passing, by)
        if not chosen and not already:
            break
        joined += already
        for member_id in chosen.values():
            passed[member_id] += 1
    locked = locked_assignments(passing.member, last_day=passing.last_day, role=passing.role).count()
    return Outcome(dict(passed), joined, locked)


def _check(passing: Passing, by: Member) -> None:
    check_same_organisation(by, passing.member.organisation_id)
    if not passing.takers:
        raise CaseError(_("Kies minstens één collega die de dossiers overneemt."))
    for taker in passing.takers:
        check_same_organisation(by, taker.organisation_id)
        if taker.pk == passing.member.pk:
            raise CaseError(_("Kies een collega, niet de persoon die de dossiers afgeeft."))
        if not taker.runs(passing.first_day):
            raise CaseError(
                _("%(name)s werkt op de eerste dag niet. Kies iemand anders.") % {"name": taker.name}
            )


@transaction.atomic
def _pass_piece(passing: Passing, by: Member) -> tuple[dict[Pair, int], int]:
    rows = open_assignments(passing.member, last_day=passing.last_day, role=passing.role)
    # Locked in one order, so that two people passing the same files wait instead of passing them twice.
    piece = list(rows.select_for_update(of=("self",)).order_by("pk")[:PIECE])
    if not piece:
        return {}, 0
    ends = {(row.client_id, row.role): row.ends_on for row in piece}
    taken = _followers(passing, {client for client, _role in ends})
    chosen = spread(ends, loads_of(passing.takers), taken=taken)
    changes = _end(piece, passing) + _begin(chosen, ends, passing)
    events.record_all(changes, by=by, organisation_id=by.organisation_id)
    return chosen, len(ends) - len(chosen)


def _followers(passing: Passing, clients: set[int]) -> dict[Pair, set[int]]:
    """Who of the takers follows these files already, in which role."""
    running = CaseAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=passing.first_day))
    found: dict[Pair, set[int]] = defaultdict(set)
    mine = running.filter(client__in=clients, member__in=passing.takers)
    for client, role, member in mine.values_list("client", "role", "member"):
        found[(client, role)].add(member)
    return found


def _end(piece: list[CaseAssignment], passing: Passing) -> list[Change]:
    """End what runs; drop what had not begun: the Event keeps what it said."""
    last = passing.last_day
    begun = [row for row in piece if row.starts_on <= last]
    future = [row for row in piece if row.starts_on > last]
    CaseAssignment.objects.filter(pk__in=[row.pk for row in begun]).update(
        ends_on=last, version=F("version") + 1
    )
    CaseAssignment.objects.filter(pk__in=[row.pk for row in future]).delete()
    grants = AccessGrant.objects.filter(cause__in=[row.cause for row in piece])
    grants.filter(starts_on__gt=last).delete()
    grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last)).update(ends_on=last)
    return [_change("assignment.ended", row, {"ends_on": row.ends_on}, {"ends_on": last}) for row in piece]


def _begin(chosen: dict[Pair, int], ends: dict[Pair, date | None], passing: Passing) -> list[Change]:
    rows = [
        CaseAssignment(
            organisation_id=passing.member.organisation_id,
            client_id=client,
            member_id=taker,
            role=role,
            starts_on=passing.first_day,
            ends_on=ends[(client, role)],
            note=passing.note,
        )
        for (client, role), taker in chosen.items()
    ]
    bulk.insert(CaseAssignment, rows)
    bulk.insert(AccessGrant, [_grant(row) for row in rows])
    return [
        _change(
            "assignment.opened",
            row,
            {},
            {"member": row.member_id, "role": row.role, "note": row.note, "from": passing.member.pk},
        )
        for row in rows
    ]


def _grant(row: CaseAssignment) -> AccessGrant:
    return AccessGrant(
        organisation_id=row.organisation_id,
        subject=row.client_id,
        member_id=row.member_id,
        purpose=GRANT_PURPOSE.get(row.role, Purpose.GUIDANCE),
        cause=row.cause,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _change(verb: str, row: CaseAssignment, before: dict[str, Any], after: dict[str, Any]) -> Change:
    return Change(
        verb=verb,
        subject=row.client_id,
        object_kind="caseassignment",
        object_id=row.pk,
        before=before,
        after=after,
    )
