"""On which rung clients stand, and the path of one of them. Read by every room that needs it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from trede.clients.models import Client
from trede.core.periods import today
from trede.ladder.actions.positions import spans_of
from trede.ladder.models import LadderGoal, LadderPosition
from trede.ladder.moving import flatten


@dataclass(frozen=True, slots=True)
class Step:
    """One stay on a rung, both days inclusive; `days` counts up to the day that was asked for."""

    rung: int
    starts_on: date
    ends_on: date | None
    days: int
    position: LadderPosition


@dataclass(frozen=True, slots=True)
class Path:
    """The steps, the earliest first; `current` is the one on the day asked, None when there is none."""

    steps: Sequence[Step] = ()
    current: Step | None = None
    goal: LadderGoal | None = None

    @property
    def rung(self) -> int | None:
        return self.current.rung if self.current else None

    @property
    def rungs(self) -> list[int]:
        """Each rung in the order of the moves."""
        return [step.rung for step in self.steps]

    @property
    def reached(self) -> bool:
        """The client stands on the goal, or above it."""
        return bool(self.current and self.goal and self.current.rung >= self.goal.rung)

    def days_on(self, rung: int) -> int:
        """All days on a rung, over every stay."""
        return sum(step.days for step in self.steps if step.rung == rung)


def rung_of(client_ids: Iterable[int], on: date) -> dict[int, int]:
    """The rung of each of these clients on a day, those without one left out; merged files counted in. One query."""
    ids = set(client_ids)
    rows = LadderPosition.objects.on(on).filter(Q(client__in=ids) | Q(client__alias_of__in=ids)).order_by()
    found: dict[int, tuple[date, int, int]] = {}
    for pk, rung, starts_on, client, head in rows.values_list(
        "pk", "rung", "starts_on", "client", "client__alias_of"
    ):
        for file in (client, head):
            if file is not None and file in ids:
                found[file] = max(found.get(file, (date.min, 0, 0)), (starts_on, pk, rung))
    return {file: rung for file, (_day, _pk, rung) in found.items()}


def path_of(client: Client, on: date | None = None) -> Path:
    """Every step of this file so far, and its goal; three queries."""
    positions = LadderPosition.objects.of_file(client).select_related("recorded_by__user", "client")
    return path_from(positions, LadderGoal.objects.of_file(client), on or today())


def path_from(positions: Iterable[LadderPosition], goals: Iterable[LadderGoal], on: date) -> Path:
    """The path from facts gathered before."""
    by_pk = {row.pk: row for row in positions}
    steps = [
        Step(span.rung, span.starts_on, span.ends_on, _days(span.starts_on, span.last, on), by_pk[span.pk])
        for span in flatten(spans_of(by_pk.values()))
    ]
    current = next((step for step in steps if step.starts_on <= on <= (step.ends_on or date.max)), None)
    running = [goal for goal in goals if goal.runs(on)]
    goal = max(running, key=lambda row: (row.starts_on, row.pk), default=None)
    return Path(steps, current, goal)


def _days(first: date, last: date, on: date) -> int:
    return max((min(last, on) - first).days + (last <= on), 0)
