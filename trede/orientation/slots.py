"""The slots of a session: which are free, and one that took over the time of its neighbours."""

from collections.abc import Iterable
from typing import Any

from trede.orientation.capacity import free_slots
from trede.orientation.filling_plan import FreeSlot
from trede.orientation.models import OrientationSession, Slot

# A session on its own has no series that says how long a talk with an interpreter takes.
TIMES_LONGER = 2


def interpreter_minutes(session: OrientationSession, slot_minutes: int) -> int:
    """How long a talk with an interpreter takes in this session."""
    if session.series_id and session.series:
        return max(session.series.interpreter_minutes, slot_minutes)
    return TIMES_LONGER * slot_minutes


def free_of(session: OrientationSession) -> list[FreeSlot]:
    """The slots of this session that nobody has, in order of time. One query."""
    rows = free_slots().filter(session=session).order_by("begin")
    return [FreeSlot(slot.pk, slot.begin, slot.minutes) for slot in rows]


def take_over(slot: Slot, neighbours: Iterable[Slot], now: Any) -> Slot:
    """Make a slot longer by the time of its neighbours, which are withdrawn. Inside the caller's transaction."""
    rows = sorted(neighbours, key=lambda one: one.begin)
    if rows:
        Slot.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=now)
        slot.minutes = rows[-1].begin + rows[-1].minutes - slot.begin
        slot.save(update_fields=["minutes"])
    return slot


def give_back(slot: Slot) -> int:
    """Undo `take_over`: the neighbours have their time again; how many. Inside the caller's transaction."""
    end = slot.begin + slot.minutes
    inside = Slot.objects.filter(session=slot.session_id, begin__gt=slot.begin, begin__lt=end)
    rows = list(inside.exclude(withdrawn_at=None).order_by("begin"))
    if rows:
        slot.minutes = rows[0].begin - slot.begin
        slot.save(update_fields=["minutes"])
        Slot.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=None)
    return len(rows)
