"""Somebody sits down in a slot, or needs longer: with an interpreter the neighbours give their time."""

from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core.errors import CaseError
from trede.orientation.filling_plan import Person, place, run_from
from trede.orientation.models import Slot
from trede.orientation.slots import free_of, give_back, interpreter_minutes, take_over

__all__ = ["give_back", "lengthen", "seat"]


def seat(slot: Slot, *, longer: bool) -> None:
    """Make sure that this slot is free and long enough; the caller writes who has it, session locked.

    Raises CaseError: taken, withdrawn, or too short for a talk with an interpreter.
    """
    free = [one for one in free_of(slot.session) if one.begin >= slot.begin]
    needed = interpreter_minutes(slot.session, slot.minutes) if longer else 0
    where = place(free, Person(0, needed))
    if where is None or where.slot != slot.pk:
        raise CaseError(_("Dit moment is niet meer vrij. Kies een ander."))
    take_over(slot, Slot.objects.filter(pk__in=where.taken), timezone.now())


def lengthen(slot: Slot) -> bool:
    """Give somebody who sits here the time of the next slots, if they are free; the planner sees it when not."""
    end = slot.begin + slot.minutes
    inside = Slot.objects.filter(session=slot.session_id, begin__gt=slot.begin, begin__lt=end)
    if inside.exclude(withdrawn_at=None).exists():
        return False
    more = interpreter_minutes(slot.session, slot.minutes) - slot.minutes
    free = [one for one in free_of(slot.session) if one.begin >= end]
    row = run_from(free, 0, more) if more > 0 and free and free[0].begin == end else []
    take_over(slot, Slot.objects.filter(pk__in=[one.pk for one in row]), timezone.now())
    return bool(row)
