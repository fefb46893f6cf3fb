"""From a request to an assessment (fetch = authorise), and everything that a page of it shows in three queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, Value
from django.http import Http404

from trede.clients import drafts
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.core.models import Member, TextDraft
from trede.core.policies import MemberRequest
from trede.core.roles import Can
from trede.ladder.competences import COMPETENCES
from trede.ladder.models import (
    Assessment,
    AssessmentTask,
    Indicator,
    MarksOpened,
    Observation,
    Seen,
    TaskRun,
)
from trede.ladder.profile import Done, Gaps, Mark, Profile, gaps_in, profile_of, shown_to


def open_assessment(
    request: MemberRequest,
    pk: int,
    assessment_id: int,
    *,
    page: str = "assessment",
    place: drafts.Place | None = None,
) -> tuple[Client, Assessment]:
    """The file and one of its assessments; the look is logged. Raises Http404, NotAllowed or Elsewhere.

    `marks_open`: this member looked at everybody's marks; `has_draft`: a text of theirs waits at `place`.
    """
    client = open_client(request, pk, page=page)
    opened = MarksOpened.objects.filter(assessment=OuterRef("pk"), member=request.member)
    rows = Assessment.objects.filter(Q(client=client) | Q(client__alias_of=client), pk=assessment_id)
    rows = rows.select_related("kind", "asked_by__user", "client").annotate(
        marks_open=Exists(opened), has_draft=_has_draft(place, request.member)
    )
    assessment: Assessment | None = rows.first()
    if assessment is None:
        raise Http404
    return client, assessment


def _has_draft(place: drafts.Place | None, member: Member) -> Exists | Value:
    if place is None:
        return Value(False)
    return Exists(
        TextDraft.objects.filter(
            member=member, form=place.form, subject=place.subject, object_id=place.object_id
        )
    )


@dataclass(frozen=True)
class TaskRow:
    """One task of this assessment: its run if it was chosen or done, its behaviour, and who noted how much."""

    task: AssessmentTask
    run: TaskRun | None
    indicators: list[Indicator]
    own: int
    others: list[tuple[str, int]]

    @property
    def state(self) -> str:
        """done, skipped, planned, or "" when it was not chosen."""
        if self.run is None:
            return ""
        if self.run.done_on:
            return "done"
        return "skipped" if self.run.skipped_because else "planned"

    @property
    def in_use(self) -> list[Indicator]:
        return [one for one in self.indicators if one.retired_on is None]


@dataclass(frozen=True)
class Sheet:
    """An assessment as one member may see it now."""

    assessment: Assessment
    member_id: int
    blind: bool
    tasks: list[AssessmentTask]
    indicators: Mapping[int, Indicator]
    runs: Mapping[int, TaskRun]
    observations: list[Observation]

    @cached_property
    def next_task(self) -> AssessmentTask | None:
        """The first task that was chosen and that nobody did yet."""
        return next((row.task for row in self.rows if row.state == "planned"), None)

    @cached_property
    def marks(self) -> list[Mark]:
        """Every mark, whoever may see it."""
        return [_mark(one, self.indicators[one.indicator_id]) for one in self.observations]

    @cached_property
    def _shown(self) -> tuple[list[Mark], int]:
        return shown_to(self.member_id, self.marks, blind=self.blind)

    @property
    def shown(self) -> list[Mark]:
        return self._shown[0]

    @property
    def hidden(self) -> int:
        """How many marks of others this member may not see yet."""
        return self._shown[1]

    @cached_property
    def observers(self) -> dict[int, str]:
        """Who observed, in the order of the ids: each has a shape of their own in the picture."""
        rows = sorted(self.observations, key=lambda one: one.observer_id)
        return {one.observer_id: one.observer.name for one in rows}

    @cached_property
    def rows(self) -> list[TaskRow]:
        return [self._row(task) for task in self.tasks]

    def _row(self, task: AssessmentTask) -> TaskRow:
        indicators = [one for one in self.indicators.values() if one.task_id == task.pk]
        counts = Counter(mark.observer for mark in self.marks if mark.task == task.pk)
        others = [(self.observers[who], count) for who, count in counts.items() if who != self.member_id]
        return TaskRow(task, self.runs.get(task.pk), indicators, counts[self.member_id], others)

    @cached_property
    def profile(self) -> Profile:
        return profile_of(self.shown, self._asked())

    def _asked(self) -> dict[str, list[int]]:
        """Competences of the tasks that were chosen, in the order of the list of competences."""
        found: dict[str, list[int]] = {key: [] for key in COMPETENCES}
        for row in self.rows:
            if row.run:
                for one in row.in_use:
                    found.setdefault(one.competence, []).append(row.task.pk)
        return {key: tasks for key, tasks in found.items() if tasks}

    @cached_property
    def gaps(self) -> Gaps:
        tasks = [_done(row) for row in self.rows]
        indicators = [(one.pk, row.task.pk) for row in self.rows for one in row.in_use]
        return gaps_in(tasks, indicators, self.marks)


def _mark(one: Observation, indicator: Indicator) -> Mark:
    return Mark(indicator.pk, indicator.competence, indicator.task_id, one.observer_id, one.seen)


def _done(row: TaskRow) -> Done:
    run = row.run
    return Done(
        task=row.task.pk,
        chosen=run is not None,
        done=row.state == "done",
        skipped=row.state == "skipped",
        described=bool(run and run.how),
    )


def sheet_of(assessment: Assessment, member: Member) -> Sheet:
    """What this member may see; who observes is blind for the others until the end, or until they ask to look.

    `assessment` comes from `open_assessment`. Three queries.
    """
    runs = {run.task_id: run for run in TaskRun.objects.filter(assessment=assessment).select_related("task")}
    observations = list(
        Observation.objects.filter(assessment=assessment).select_related("observer__user").order_by("pk")
    )
    seen = {one.indicator_id for one in observations}
    indicators = Indicator.objects.filter(task__kind=assessment.kind_id).select_related("task")
    kept = {one.pk: one for one in indicators if one.retired_on is None or one.pk in seen}
    return Sheet(
        assessment=assessment,
        member_id=member.pk,
        blind=_is_blind(assessment, member),
        tasks=_tasks(runs, kept, seen),
        indicators=kept,
        runs=runs,
        observations=observations,
    )


def _tasks(
    runs: Mapping[int, TaskRun], indicators: Mapping[int, Indicator], seen: set[int]
) -> list[AssessmentTask]:
    """Those that were chosen or done, and those in use that could be; in the order of the kind."""
    found = {run.task_id: run.task for run in runs.values()}
    for one in indicators.values():
        if one.task.retired_on is None or one.pk in seen:
            found.setdefault(one.task_id, one.task)
    return sorted(found.values(), key=lambda task: (task.position, task.pk))


def _is_blind(assessment: Assessment, member: Member) -> bool:
    if assessment.concluded_on or assessment.stopped_on or not member.may(Can.OBSERVE):
        return False
    return not getattr(assessment, "marks_open", False)


def seen_word(value: int) -> str:
    return str(Seen(value).label)
