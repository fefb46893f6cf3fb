"""A participation of a group that begins or ends: told to the rooms that listen."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext as _

from trede.core.errors import CaseError
from trede.core.models import Member
from trede.offers.actions.moving import move
from trede.offers.models import Participation, ParticipationState, Result

LOOP = "trede.offers.actions.participations"


def start_running(participation: Participation, *, on: date, by: Member) -> Participation:
    """It begins on this day. Raises CaseError."""
    if start := _of_loop("start"):
        return start(participation, on=on, by=by)  # type: ignore[no-any-return]
    return move(participation, to=ParticipationState.RUNNING, by=by, on=on, started_on=on)


def end_running(
    participation: Participation, *, on: date, result: str, note: str, by: Member
) -> Participation:
    """It ends on this day with a Result. Raises CaseError."""
    if result not in Result.values:
        raise CaseError(_("Kies een resultaat."))
    if end := _of_loop("end"):
        return end(participation, on=on, result=result, note=note, by=by)  # type: ignore[no-any-return]
    changes = {"ended_on": on, "result": result, "result_note": note.strip()[:300]}
    return move(participation, to=ParticipationState.ENDED, by=by, on=on, reason=result, note=note, **changes)


def _of_loop(name: str) -> Callable[..., Any] | None:
    return getattr(import_module(LOOP), name, None) if find_spec(LOOP) else None
