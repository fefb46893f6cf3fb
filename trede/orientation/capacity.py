"""What the forecast needs of the own office: sessions to come with their free slots, and the past year in counts."""

from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trede.core.models import Organisation
from trede.orientation.forecast import History, Planned
from trede.orientation.models import (
    Attendance,
    OrientationInvitation,
    OrientationSession,
    Slot,
    WaitingEntry,
)

PAST = timedelta(days=365)
# A year of counts hardly moves in that time.
KEPT_SECONDS = 900
SEEN = (Attendance.PRESENT, Attendance.LATE)
MISSED = (Attendance.ABSENT, Attendance.EXCUSED)


def held() -> Exists:
    """Condition on a slot: somebody has it."""
    return Exists(OrientationInvitation.objects.holding().filter(slot=OuterRef("pk")))


def free_slots() -> QuerySet[Slot]:
    """Slots that nobody has, of sessions that stand."""
    return Slot.objects.filter(
        ~held(), withdrawn_at=None, session__cancelled_at=None, session__closed_at=None
    )


def planned_sessions(organisation_id: int, today: date) -> tuple[Planned, ...]:
    """The sessions to come, after today, with how many slots are free. One query."""
    free = free_slots().filter(organisation=organisation_id, session__on__gt=today)
    rows = free.order_by().values("session", "session__on").annotate(free=Count("pk"))
    return tuple(Planned(row["session__on"], row["free"]) for row in rows.order_by("session__on", "session"))


def history_of(organisation_id: int, today: date) -> History:
    """The past year of this organisation in counts; at most one query, kept for a quarter of an hour."""
    key = f"orientation-history:{organisation_id}:{today.isoformat()}"
    known: History | None = cache.get(key)
    if known is None:
        known = _counted(organisation_id, today)
        cache.set(key, known, KEPT_SECONDS)
    return known


def _counted(organisation_id: int, today: date) -> History:
    span = (today - PAST, today - timedelta(days=1))
    sessions = OrientationSession.objects.filter(on__range=span)
    slots = Slot.objects.filter(session__in=sessions.standing(), withdrawn_at=None)
    seats = OrientationInvitation.objects.holding().filter(slot__session__in=sessions.standing())
    entries = WaitingEntry.objects.filter(since__range=(span[0], today))
    counts = {
        "seen": seats.filter(attendance__in=SEEN),
        "missed": seats.filter(attendance__in=MISSED),
        "used": seats.filter(slot__withdrawn_at=None),
        "unused": slots,
        "held": sessions.standing(),
        "cancelled": sessions.exclude(cancelled_at=None),
        "passing": entries.exclude(priority=""),
    }
    first = entries.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    row: Any = (
        Organisation.objects.filter(pk=organisation_id)
        .annotate(first=Subquery(first.annotate(on=Min("since")).values("on")))
        .values("first", **{name: _count(rows) for name, rows in counts.items()})
        .get()
    )
    begun = row.pop("first")
    # One holds each slot at most: what nobody has is the rest.
    row["unused"] -= row["used"]
    return History(**row, weeks=(today - begun).days / 7 if begun else 0.0)


def _count(rows: QuerySet[Any]) -> Coalesce:
    of_it = rows.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n")), 0)
