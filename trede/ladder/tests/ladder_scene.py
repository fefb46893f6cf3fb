"""The shortest way to a step and a goal in the tests of this part."""

from datetime import date
from typing import Any

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.actions.positions import move_to, set_goal
from trede.ladder.models import LadderGoal, LadderPosition


def step(client: Client, rung: int, on: date | None = None, *, by: Member, **kwargs: Any) -> LadderPosition:
    values = {"reason": "grew", "evidence": "Komt elke week."} | kwargs
    return move_to(LadderPosition(client=client, rung=rung, starts_on=on or today(), **values), by=by)


def goal(client: Client, rung: int, on: date | None = None, *, by: Member, **kwargs: Any) -> LadderGoal:
    return set_goal(LadderGoal(client=client, rung=rung, starts_on=on or today(), **kwargs), by=by)


def rungs(client: Client) -> list[tuple[int, date, date | None]]:
    """Every step that stands, the earliest first."""
    rows = LadderPosition.objects.of_file(client).order_by("starts_on", "pk")
    return [(row.rung, row.starts_on, row.ends_on) for row in rows]
