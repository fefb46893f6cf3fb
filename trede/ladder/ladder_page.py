"""Everything that the tab "Intake en ladder" shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import CharField, Value

from trede.clients.gather import gather
from trede.clients.models import Barrier, Client, ContactAttempt, Document, OwnBarrier, Restriction
from trede.clients.standing import age_on
from trede.clients.tabs import file_tabs
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import Assessment, AssessmentKind, Intake, LadderGoal, LadderPosition
from trede.ladder.next_thing import Next, next_thing
from trede.ladder.saying import months_by_rung, said_path
from trede.ladder.standing_on import Path, Step, path_from

# Documents and attempts are counted on the tabs: asked along with the rest they cost no query.
KINDS = (LadderPosition, LadderGoal, Intake, Assessment, Barrier, Document, ContactAttempt, Restriction)


@dataclass
class LadderPage:
    client: Client
    path: Path
    goals: Sequence[LadderGoal]
    intakes: Sequence[Intake]
    assessments: Sequence[tuple[Assessment, str]]
    barriers: Sequence[tuple[Barrier, str]]
    restricted: bool = False
    documents: int = 0
    attempts: int = 0
    names: dict[int, str] = field(default_factory=dict)
    on: date = field(default_factory=today)

    @property
    def open(self) -> bool:
        """Something may still be written: not closed, not erased, its processing not restricted."""
        return self.client.closed_on is None and self.client.erased_at is None and not self.restricted

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
    barriers = _standing(found[Barrier], confidential=confidential)
    labels = _labels(found[Assessment], barriers)
    return LadderPage(
        client=client,
        path=path_from(positions, goals, today()),
        goals=goals,
        intakes=found[Intake],
        assessments=[(row, labels.get(("kind", row.kind_id), "")) for row in found[Assessment]],
        barriers=[(row, labels.get(("own", row.own_id or 0)) or row.get_code_display()) for row in barriers],
        restricted=any(row.is_current for row in found[Restriction]),
        documents=sum(confidential or not row.confidential for row in found[Document]),
        attempts=sum(confidential or not row.confidential for row in found[ContactAttempt]),
        names=_names({row.recorded_by_id for row in positions}),
    )


def top_of(ladder: LadderPage, member: Member) -> dict[str, Any]:
    """The age and the tabs above the page, from what was gathered."""
    client = ladder.client
    tabs = file_tabs(client, member, "file_ladder", documents=ladder.documents, attempts=ladder.attempts)
    return {"age": age_on(client.birth_date, client.died_on or ladder.on), "tabs": tabs}


def _standing(rows: Sequence[Barrier], *, confidential: bool) -> list[Barrier]:
    """What stands in the way today, the heaviest first."""
    standing = (row for row in rows if row.is_current and not row.is_over)
    seen = [row for row in standing if confidential or not row.is_confidential]
    return sorted(seen, key=lambda row: -row.severity)


def _labels(assessments: Sequence[Assessment], barriers: Sequence[Barrier]) -> dict[tuple[str, int], str]:
    """What the organisation calls its kinds of assessment and its own barriers; one query, or none."""
    kinds, own = {row.kind_id for row in assessments}, {row.own_id for row in barriers if row.own_id}
    if not kinds and not own:
        return {}
    named = AssessmentKind.objects.filter(pk__in=kinds).order_by().annotate(what=Value("kind", CharField()))
    theirs = OwnBarrier.objects.filter(pk__in=own).order_by().annotate(what=Value("own", CharField()))
    rows = named.values_list("what", "pk", "name").union(theirs.values_list("what", "pk", "label"), all=True)
    return {(what, pk): name for what, pk, name in rows}


def _names(ids: set[Any]) -> dict[int, str]:
    known = ids - {None}
    return dict(Member.objects.filter(pk__in=known).values_list("pk", "user__name")) if known else {}
