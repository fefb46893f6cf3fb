"""What comes next on the ladder of one client: pure, and only ever one thing."""

from datetime import date
from enum import StrEnum

LOOK_AFTER_DAYS = 182


class Next(StrEnum):
    INTAKE = "intake"
    GO_ON = "go_on"
    FIRST_RUNG = "first_rung"
    GOAL = "goal"
    ADVICE = "advice"
    GOAL_PAST = "goal_past"
    LOOK = "look"
    STEP = "step"


def next_thing(
    *,
    rung: int | None,
    looked_on: date | None,
    has_intake: bool,
    open_intake: bool,
    waits_for_advice: bool,
    has_goal: bool,
    by_when: date | None,
    today: date,
) -> Next:
    """First know the person, then the rung, then the goal; after that what waits longest.

    `looked_on`: the day of the last move or the last look at it. `rung` None: none on this day.
    """
    if open_intake:
        return Next.GO_ON
    if rung is None:
        return Next.FIRST_RUNG if has_intake else Next.INTAKE
    if waits_for_advice:
        return Next.ADVICE
    if not has_goal:
        return Next.GOAL
    if by_when and by_when < today:
        return Next.GOAL_PAST
    return Next.LOOK if needs_a_look(looked_on, today) else Next.STEP


def needs_a_look(looked_on: date | None, today: date) -> bool:
    """Half a year on a rung without anybody looking again. A habit of good guidance, not a legal term."""
    return looked_on is not None and (today - looked_on).days > LOOK_AFTER_DAYS
