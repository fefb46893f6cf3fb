"""Everything that the tab "Intake en ladder" shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from trede.clients.gather import gather
from trede.clients.models import Barrier, Client
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import Assessment, AssessmentKind, Intake, LadderGoal, LadderPosition
from trede.ladder.next_thing import Next, next_thing
from trede.ladder.saying import months_by_rung, said_path
from trede.ladder.standing_on import Path, Step, path_from

KINDS = (LadderPosition, LadderGoal, Intake, Assessment, Barrier)


@dataclass
class LadderPage:
    client: Client
    path: Path
    goals: Sequence[LadderGoal]
    intakes: Sequence[Intake]
    assessments: Sequence[tuple[Assessment, str]]
    barriers: Sequence[Barrier]
    names: dict[int, str] = field(default_factory=dict)
    on: date = field(default_factory=today)

    @property
    def moves(self) -> list[tuple[Step, int | None, str]]:
        """The newest first: the step, the rung before it, and who wrote it."""
        before = [None, *self.path.rungs[:-1]]
        rows = [
            (step, rung, self.names.get(step.position.recorded_by_id or 0, ""))
            for step, rung in zip(self.path.steps, before, strict=False)
        ]
        return rows[::-1]

    @property
    def earlier_goals(self) -> list[LadderGoal]:
        current = self.path.goal
        return [goal for goal in self.goals if current is None or goal.pk != current.pk]

    @property
    def said(self) -> str:
        return said_path(self.path)

    @property
    def months(self) -> dict[int, str]:
        return months_by_rung(self.path)

    @cached_property
    def open_intake(self) -> Intake | None:
        return next((one for one in self.intakes if one.closed_on is None), None)

    @cached_property
    def running_assessment(self) -> Assessment | None:
        return next(
            (one for one, _kind in self.assessments if not (one.concluded_on or one.stopped_on)), None
        )

    @cached_property
    def next(self) -> Next:
        current, goal = self.path.current, self.path.goal
        return next_thing(
            rung=self.path.rung,
            looked_on=(current.position.looked_on or current.starts_on) if current else None,
            has_intake=bool(self.intakes),
            open_intake=self.open_intake is not None,
            waits_for_advice=self.running_assessment is not None,
            has_goal=goal is not None,
            by_when=goal.by_when if goal and not self.path.reached else None,
            today=self.on,
        )


def load(client: Client, *, confidential: bool) -> LadderPage:
    """The page of one file. `confidential`: with the barriers of the confidential part."""
    found = gather(KINDS, client.file_ids)
    positions, goals = found[LadderPosition], found[LadderGoal]
    return LadderPage(
        client=client,
        path=path_from(positions, goals, today()),
        goals=goals,
        intakes=found[Intake],
        assessments=_with_kinds(found[Assessment]),
        barriers=_standing(found[Barrier], confidential=confidential),
        names=_names({row.recorded_by_id for row in positions}),
    )


def _with_kinds(rows: Sequence[Assessment]) -> list[tuple[Assessment, str]]:
    kinds = AssessmentKind.objects.in_bulk({row.kind_id for row in rows}) if rows else {}
    return [(row, str(kinds[row.kind_id])) for row in rows]


def _standing(rows: Sequence[Barrier], *, confidential: bool) -> list[Barrier]:
    """What stands in the way today, the heaviest first."""
    seen = [row for row in rows if row.is_current and (confidential or not row.is_confidential)]
    return sorted(seen, key=lambda row: -row.severity)


def _names(ids: set[Any]) -> dict[int, str]:
    known = ids - {None}
    return dict(Member.objects.filter(pk__in=known).values_list("pk", "user__name")) if known else {}
