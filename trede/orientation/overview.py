"""The first page of Trajectbepaling: what comes, what waits, what was left lying."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.core.roles import Can
from trede.orientation.follow_up import due, evaluations_for, no_shows_for
from trede.orientation.links import link
from trede.orientation.models import Appointment, WaitingEntry
from trede.orientation.seeing import sessions_for
from trede.referral.models import Referral

# An evaluation is asked a little before it is due.
AHEAD = timedelta(days=14)
NEXT_SESSIONS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and the page where it opens."""

    label: str | Promise
    value: int
    url: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A session to come: how many slots, how many taken, how many of those answered that they come."""

    session: Any
    slots: int
    taken: int
    comes: int

    @property
    def free(self) -> int:
        return max(self.slots - self.taken, 0)


def coming(member: Member, today: date) -> list[Coming]:
    """The next sessions this member may see, with their slots. One query."""
    standing = Q(slots__withdrawn_at=None)
    held = Q(slots__invitations__released_at=None, slots__invitations__isnull=False)
    rows = sessions_for(member).standing().filter(on__gte=today).order_by("on", "pk")
    rows = rows.select_related("counsellor__user", "partner_counsellor__user", "partner").annotate(
        slot_count=Count("slots", filter=standing, distinct=True),
        taken_count=Count("slots", filter=standing & held, distinct=True),
        comes_count=Count(
            "slots", filter=standing & held & Q(slots__invitations__reply="comes"), distinct=True
        ),
    )
    return [Coming(row, row.slot_count, row.taken_count, row.comes_count) for row in rows[:NEXT_SESSIONS]]


def counts(member: Member, today: date) -> Iterator[Figure]:
    """The figures that lead to work; each one query, only those this member can do something about."""
    if member.may(Can.ANSWER_REFERRALS):
        sent = Referral.objects.unanswered().filter(organisation=member.organisation_id)
        yield Figure(_("Aanmeldingen zonder antwoord"), sent.count(), link("referrals"))
    if member.may(Can.PLAN_SESSIONS):
        waiting = WaitingEntry.objects.waiting().filter(organisation=member.organisation_id)
        yield Figure(_("Wachten op een gesprek"), waiting.count(), link("waiting"))
        yield Figure(_("Niet gezien, nog op te volgen"), no_shows_for(member).count(), link("no_shows"))
    if member.may(Can.HOLD_SESSIONS):
        asked = due(evaluations_for(member), today + AHEAD)
        yield Figure(_("Evaluaties te geven"), asked.count(), link("evaluations"))


def appointments_today(member: Member, today: date) -> list[Appointment]:
    """The own appointments of a day, cancelled ones left out."""
    rows = Appointment.objects.filter(member=member, starts_at__date=today, cancelled_at=None)
    return list(rows.select_related("client").order_by("starts_at", "pk"))
