"""The tasks of an assessment and the behaviour to look for: add, change, move, take out of use."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.core.errors import CaseError
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.assessment_kinds import (
    add_indicator,
    add_task,
    edit_indicator,
    edit_task,
    move,
    retire,
)
from trede.ladder.forms_assessment import IndicatorForm, TaskForm, initial_of
from trede.ladder.models import AssessmentKind, AssessmentTask, Indicator
from trede.ladder.reading_kinds import indicator_of, kind_of, task_of
from trede.ladder.views.assessment_kinds import around, refused


@policy(Can.EDIT_OFFERS)
def task_new(request: MemberRequest, kind_id: int) -> HttpResponse:
    kind = kind_of(request.member, kind_id)
    form = TaskForm(posted(request), initial={"version": kind.version})
    if form.is_valid() and form.attempt(lambda: _task_added(request, kind, form)) is not None:
        return go(request, _("Opdracht toegevoegd."), "assessment_kind", kind_id=kind_id)
    return _form_page(request, "ladder/kind_task.html", {"form": form, "kind": kind})


@policy(Can.EDIT_OFFERS)
def task_edit(request: MemberRequest, kind_id: int, task_id: int) -> HttpResponse:
    task = task_of(request.member, kind_id, task_id)
    form = TaskForm(posted(request), initial=initial_of(task, TaskForm, task.kind.version))
    if form.is_valid() and form.attempt(lambda: _task_edited(request, task, form)) is not None:
        return go(request, _("Bewaard."), "assessment_kind", kind_id=kind_id)
    return _form_page(request, "ladder/kind_task.html", {"form": form, "kind": task.kind, "task": task})


@policy(Can.EDIT_OFFERS)
def indicator_new(request: MemberRequest, kind_id: int, task_id: int) -> HttpResponse:
    task = task_of(request.member, kind_id, task_id)
    form = IndicatorForm(posted(request), initial={"version": task.kind.version})
    if form.is_valid() and form.attempt(lambda: _indicator_added(request, task, form)) is not None:
        return go(request, _("Gedrag toegevoegd."), "assessment_kind", kind_id=kind_id)
    return _form_page(request, "ladder/kind_indicator.html", {"form": form, "kind": task.kind, "task": task})


@policy(Can.EDIT_OFFERS)
def indicator_edit(request: MemberRequest, kind_id: int, indicator_id: int) -> HttpResponse:
    """What was observed keeps the old words."""
    row = indicator_of(request.member, kind_id, indicator_id)
    kind = row.task.kind
    form = IndicatorForm(posted(request), initial=initial_of(row, IndicatorForm, kind.version))
    if form.is_valid() and form.attempt(lambda: _reworded(request, row, form)) is not None:
        return go(request, _("Bewaard."), "assessment_kind", kind_id=kind_id)
    page = {"form": form, "kind": kind, "task": row.task, "indicator": row}
    return _form_page(request, "ladder/kind_indicator.html", page)


def _reworded(request: MemberRequest, row: Indicator, form: IndicatorForm) -> Indicator:
    version = form.cleaned_data["version"]
    return edit_indicator(row, by=request.member, expected=version, **_values(form))


def _task_added(request: MemberRequest, kind: AssessmentKind, form: TaskForm) -> AssessmentTask:
    return add_task(AssessmentTask(kind=kind, **_values(form)), by=request.member)


def _task_edited(request: MemberRequest, task: AssessmentTask, form: TaskForm) -> AssessmentTask:
    version = form.cleaned_data["version"]
    return edit_task(task, by=request.member, expected=version, values=_values(form))


def _indicator_added(request: MemberRequest, task: AssessmentTask, form: IndicatorForm) -> Indicator:
    return add_indicator(Indicator(task=task, **_values(form)), by=request.member)


def _values(form: TaskForm | IndicatorForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def _form_page(request: MemberRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    status = 409 if page["form"].conflict else 200
    return render(request, template, page | around(request.member), status=status)


def _button(request: MemberRequest, kind_id: int, press: Callable[[], None], sentence: str) -> HttpResponse:
    try:
        press()
    except CaseError as error:
        return refused(request, error, kind_id)
    return go(request, sentence, "assessment_kind", kind_id=kind_id)


@require_POST
@policy(Can.EDIT_OFFERS)
def task_move(request: MemberRequest, kind_id: int, task_id: int) -> HttpResponse:
    """One place earlier (`up`) or later."""
    task, up = task_of(request.member, kind_id, task_id), "up" in request.POST
    return _button(request, kind_id, lambda: move(task, by=request.member, up=up), _("Verplaatst."))


@require_POST
@policy(Can.EDIT_OFFERS)
def task_retire(request: MemberRequest, kind_id: int, task_id: int) -> HttpResponse:
    task, back = task_of(request.member, kind_id, task_id), "back" in request.POST
    sentence = _("Weer in gebruik.") if back else _("Niet meer in gebruik. Wat geobserveerd is, blijft.")
    return _button(request, kind_id, lambda: retire(task, by=request.member, back=back), sentence)


@require_POST
@policy(Can.EDIT_OFFERS)
def indicator_move(request: MemberRequest, kind_id: int, indicator_id: int) -> HttpResponse:
    row, up = indicator_of(request.member, kind_id, indicator_id), "up" in request.POST
    return _button(request, kind_id, lambda: move(row, by=request.member, up=up), _("Verplaatst."))


@require_POST
@policy(Can.EDIT_OFFERS)
def indicator_retire(request: MemberRequest, kind_id: int, indicator_id: int) -> HttpResponse:
    row, back = indicator_of(request.member, kind_id, indicator_id), "back" in request.POST
    sentence = _("Weer in gebruik.") if back else _("Niet meer in gebruik. Wat geobserveerd is, blijft.")
    return _button(request, kind_id, lambda: retire(row, by=request.member, back=back), sentence)
