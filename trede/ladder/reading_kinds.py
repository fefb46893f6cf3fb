"""The assessments of an organisation, as its members read them."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404

from trede.core.models import Member
from trede.ladder.competences import COMPETENCES
from trede.ladder.models import AssessmentKind, AssessmentTask, Indicator


def with_counts(kinds: Any) -> Any:
    """Each with how many tasks it has in use."""
    return kinds.annotate(task_count=Count("tasks", filter=Q(tasks__retired_on=None)))


def kind_of(member: Member, kind_id: int) -> AssessmentKind:
    """Raises Http404 for one of another organisation."""
    found = AssessmentKind.objects.filter(organisation=member.organisation_id, pk=kind_id).first()
    if found is None:
        raise Http404
    return found


def task_of(member: Member, kind_id: int, task_id: int) -> AssessmentTask:
    rows = AssessmentTask.objects.filter(kind__organisation=member.organisation_id, kind=kind_id, pk=task_id)
    found = rows.select_related("kind").first()
    if found is None:
        raise Http404
    return found


def indicator_of(member: Member, kind_id: int, indicator_id: int) -> Indicator:
    rows = Indicator.objects.filter(
        task__kind__organisation=member.organisation_id, task__kind=kind_id, pk=indicator_id
    )
    found = rows.select_related("task__kind").first()
    if found is None:
        raise Http404
    return found


def parts_of(kind: AssessmentKind) -> dict[str, list[Any]]:
    """Tasks in use and retired, each with its behaviour in use and retired, in two queries."""
    by_task: dict[int, list[Indicator]] = {}
    for one in Indicator.objects.filter(task__kind=kind):
        one.shown = COMPETENCES.get(one.competence)  # type: ignore[attr-defined]
        by_task.setdefault(one.task_id, []).append(one)
    tasks = list(AssessmentTask.objects.filter(kind=kind))
    for task in tasks:
        rows = by_task.get(task.pk, [])
        task.in_use = [one for one in rows if one.retired_on is None]  # type: ignore[attr-defined]
        task.out_of_use = [one for one in rows if one.retired_on]  # type: ignore[attr-defined]
    return {
        "tasks": [task for task in tasks if task.retired_on is None],
        "retired": [task for task in tasks if task.retired_on],
    }
