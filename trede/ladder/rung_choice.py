"""The six rungs to choose from, the highest on top as on a ladder."""

from dataclasses import dataclass
from typing import Any

from trede.ladder.models import LadderPosition
from trede.ladder.rungs import DOUBT, RUNGS, RungText
from trede.ladder.standing_on import Path


@dataclass(frozen=True, slots=True)
class Choice:
    """One rung of the form: its texts, whether it is chosen, and where the client stands now or goes."""

    number: int
    text: RungText
    chosen: bool
    here: bool
    goal: bool


def choice_of(form: Any, path: Path, correcting: LadderPosition | None = None) -> dict[str, Any]:
    """What `ladder/_choose_rung.html` shows. `correcting`: the step that is looked at instead of today's."""
    chosen = str(form["rung"].value() or "")
    here = correcting.rung if correcting else path.rung
    goal = path.goal.rung if path.goal else None
    choices = [
        Choice(number, text, chosen == str(number), number == here, number == goal)
        for number, text in reversed(RUNGS.items())
    ]
    return {"choices": choices, "doubt": DOUBT, "path": path}
