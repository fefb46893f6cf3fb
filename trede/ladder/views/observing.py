"""Observe one task, on a tablet or a phone in the workshop."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.handling import go, posted
from trede.core.errors import Conflict
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.assessments import observe_task, run_task
from trede.ladder.forms_assessment import ObserveForm, SkipForm
from trede.ladder.models import Assessment, Indicator, Observation, TaskRun
from trede.ladder.reading_assessments import Sheet, TaskRow, open_assessment, seen_word, sheet_of
from trede.ladder.views.assessments import draft_of, standing

OBSERVE = "assessment_task"
drafts.allow(OBSERVE)


@policy(Can.OBSERVE, logs_access=True)
def observe_it(request: MemberRequest, pk: int, assessment_id: int, task_id: int) -> HttpResponse:
    """Five buttons for each behaviour; of colleagues only what they saw of what this member marked already."""
    place = drafts.Place(OBSERVE, pk, task_id)
    client, assessment = open_assessment(request, pk, assessment_id, page="assessment_task", place=place)
    sheet = sheet_of(assessment, request.member)
    row = _row(sheet, task_id)
    form = ObserveForm(posted(request), indicators=row.in_use, own=_own(sheet), run=row.run)
    if form.is_valid() and _saved(request, assessment, row, form):
        drafts.forget(place, by=request.member)
        where = {"pk": client.pk, "assessment_id": assessment.pk, "task_id": row.task.pk}
        return go(request, _("Bewaard."), "assessment_task", **where)
    page = _page(sheet, row, form) | standing(request, client, assessment) | {"place": place}
    page |= {
        "draft": draft_of(request, assessment, form, place),
        "skip": SkipForm(initial=_skip_initial(row)),
    }
    return render(request, "ladder/assessment_task.html", page, status=409 if form.conflict else 200)


def _row(sheet: Sheet, task_id: int) -> TaskRow:
    row = next((row for row in sheet.rows if row.task.pk == task_id), None)
    if row is None:
        raise Http404
    return row


def _own(sheet: Sheet) -> dict[int, Observation]:
    return {one.indicator_id: one for one in sheet.observations if one.observer_id == sheet.member_id}


def _saved(request: MemberRequest, assessment: Assessment, row: TaskRow, form: ObserveForm) -> bool:
    """Written, or the form says what stands now beside what was typed."""

    def save() -> TaskRun:
        return observe_task(assessment, task=row.task, noted=form.noted, by=request.member, **form.run_values)

    def save_or_show() -> TaskRun:
        try:
            return save()
        except Conflict as conflict:
            _show_stored(request, assessment, row, form, conflict)
            raise

    return form.attempt(save_or_show) is not None


def _show_stored(
    request: MemberRequest, assessment: Assessment, row: TaskRow, form: ObserveForm, conflict: Conflict
) -> None:
    now = sheet_of(assessment, request.member)
    lost: list[int] = conflict.draft if isinstance(conflict.draft, list) else []
    form.show_stored(_own(now), now.runs.get(row.task.pk), lost)


def _page(sheet: Sheet, row: TaskRow, form: ObserveForm) -> dict[str, Any]:
    following = [one for one in sheet.rows if one.run and one.own < len(one.in_use) and one.task != row.task]
    return {
        "sheet": sheet,
        "row": row,
        "form": form,
        "asked": [_asked(sheet, one, form) for one in row.in_use],
        "following": following[0].task if following else None,
    }


def _asked(sheet: Sheet, indicator: Indicator, form: ObserveForm) -> dict[str, Any]:
    """One behaviour: its buttons, and what colleagues saw where this member may know it."""
    others = [
        (sheet.observers[mark.observer], seen_word(mark.seen))
        for mark in sheet.shown
        if mark.indicator == indicator.pk and mark.observer != sheet.member_id
    ]
    key = indicator.pk
    return {
        "indicator": indicator,
        "seen": form[f"seen_{key}"],
        "note": form[f"note_{key}"],
        "version": form[f"v_{key}"],
        "others": others,
    }


def _skip_initial(row: TaskRow) -> dict[str, Any]:
    run = row.run
    return {"because": run.skipped_because if run else "", "version": run.version if run else 0}


@policy(Can.WRITE_FILE, logs_access=True)
def skip(request: MemberRequest, pk: int, assessment_id: int, task_id: int) -> HttpResponse:
    """Why a task was not done: that belongs to what was tested."""
    client, assessment = open_assessment(request, pk, assessment_id, page="assessment_task")
    row = _row(sheet_of(assessment, request.member), task_id)
    form = SkipForm(posted(request), initial=_skip_initial(row))
    if form.is_valid() and form.attempt(lambda: _skipped(request, assessment, row, form)) is not None:
        return go(request, _("Genoteerd."), "assessment", pk=client.pk, assessment_id=assessment.pk)
    page = {"row": row, "form": form} | standing(request, client, assessment)
    return render(request, "ladder/assessment_skip.html", page, status=409 if form.conflict else 200)


def _skipped(request: MemberRequest, assessment: Assessment, row: TaskRow, form: SkipForm) -> TaskRun:
    return run_task(
        assessment,
        task=row.task,
        skipped_because=form.cleaned_data["because"],
        how=row.run.how if row.run else "",
        by=request.member,
        expected=form.cleaned_data["version"],
    )
