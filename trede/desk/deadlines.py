"""Vandaag: what is due in the work of one member, collected from the rooms that know it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.deadlines import HABITS, Deadline, Room, due_for
from trede.clients.models import CaseAssignment, Client
from trede.core.local import local_values
from trede.core.models import Member
from trede.core.roles import Can
from trede.council import deadlines as council
from trede.desk import failed_messages
from trede.ladder import deadlines as ladder
from trede.offers import deadlines as offers
from trede.orientation import deadlines as orientation
from trede.referral import deadlines as referral

# The rooms above that find something due; each has its `deadlines.py`.
ROOMS: tuple[Room, ...] = (
    referral.ROOM,
    council.ROOM,
    orientation.ROOM,
    ladder.ROOM,
    offers.ROOM,
    failed_messages.ROOM,
)
WEEK = timedelta(days=7)
MOST = 60
UNASSIGNED = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Deadlines that are equally urgent; `state` is over, today, soon or later."""

    state: str
    label: str | Promise
    rows: list[Deadline]


LABELS: dict[str, str | Promise] = {
    "over": _("Te laat"),
    "today": _("Vandaag"),
    "soon": _("Deze week"),
    "later": _("Later"),
}


def state_of(due: date, today: date) -> str:
    """How urgent a due date is: over, today, soon (within a week) or later."""
    if due <= today:
        return "over" if due < today else "today"
    return "soon" if due <= today + WEEK else "later"


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """The oldest first; what is a habit and no promise after what touches somebody's income or work."""
    return sorted(deadlines, key=lambda one: (one.rule in HABITS, one.due, one.number))


def grouped(deadlines: Iterable[Deadline], today: date) -> list[Group]:
    """The most urgent group first, the oldest first in each; empty groups left out."""
    rows: dict[str, list[Deadline]] = {state: [] for state in LABELS}
    for one in in_order(deadlines):
        rows[state_of(one.due, today)].append(one)
    return [Group(state, LABELS[state], found) for state, found in rows.items() if found]


def collect(member: Member, mine: Collection[int], *, today: date) -> tuple[list[Deadline], bool]:
    """Everything due for this member, and whether there is more than fits. Two queries."""
    local = local_values(member.organisation_id, today)
    return due_for(member, mine, today=today, local=local, limit=MOST, rooms=ROOMS)


def unassigned(member: Member) -> tuple[list[Client], bool]:
    """Open files that nobody follows, the newest first, for who may assign; and whether there are more."""
    if not (member.may(Can.ASSIGN) and member.may(Can.FIND_CLIENTS)):
        return [], False
    found = list(without_follower(member)[: UNASSIGNED + 1])
    return found[:UNASSIGNED], len(found) > UNASSIGNED


def without_follower(member: Member) -> QuerySet[Client]:
    """Open files of the organisation without a running assignment; locked ones only by name."""
    followed = CaseAssignment.objects.current().filter(client=OuterRef("pk"))
    findable = Client.objects.findable_by(member).whole().open()
    return findable.filter(~Exists(followed)).order_by("-number")
