"""The assessments of an organisation: the WerkLabo from the library, and what it defines itself.

Nothing that was observed changes afterwards: what is in use is retired and replaced, never overwritten.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.ladder.competences import COMPETENCES
from trede.ladder.models import AssessmentKind, AssessmentTask, Indicator, Observation
from trede.ladder.werklabo import WERKLABO, LibraryTask

TASK_FIELDS = ["name", "about", "material", "minutes", "adapted"]
LONGEST_KEY = 36


@transaction.atomic
def adopt_library(
    organisation: Organisation, *, by: Member | None, at: datetime | None = None
) -> AssessmentKind:
    """Give the organisation its own copy of the WerkLabo; an existing one is left as it is. `at`: when, if not now."""
    known = AssessmentKind.objects.filter(organisation=organisation, key=WERKLABO.key).first()
    if known:
        return known
    kind = AssessmentKind.objects.create(
        organisation=organisation, key=WERKLABO.key, name=WERKLABO.name, about=WERKLABO.about
    )
    for place, task in enumerate(WERKLABO.tasks, 1):
        _adopt_task(kind, task, place)
    change = events.Change(
        "assessmentkind.adopted",
        object_kind="assessmentkind",
        object_id=kind.pk,
        after={"name": kind.name, "tasks": len(WERKLABO.tasks)},
        at=at,
    )
    events.record_all([change], by=by, organisation_id=organisation.pk)
    return kind


def _adopt_task(kind: AssessmentKind, task: LibraryTask, place: int) -> None:
    values = {name: getattr(task, name) for name in TASK_FIELDS}
    made = AssessmentTask.objects.create(kind=kind, key=task.key, position=place, **values)
    Indicator.objects.bulk_create(
        Indicator(task=made, competence=one.competence, text=one.text, position=number)
        for number, one in enumerate(task.indicators, 1)
    )


@transaction.atomic
def add_kind(kind: AssessmentKind, *, by: Member) -> AssessmentKind:
    """Define another assessment. Raises CaseError (the name is taken) or ValidationError with field messages."""
    kind.organisation_id = by.organisation_id
    kind.key = _free_key(kind.name, set(_kinds(kind).values_list("key", flat=True)))
    _check_kind(kind)
    kind.save(force_insert=True)
    _record(kind, "added", by=by, after=versions.snapshot(kind, ["name", "about"]))
    return kind


@transaction.atomic
def edit_kind(kind: AssessmentKind, *, by: Member, expected: int, values: dict[str, Any]) -> AssessmentKind:
    """Change the name or what is tested and how. Raises CaseError, Conflict or ValidationError."""
    for name, value in values.items():
        setattr(kind, name, value)
    _check_kind(kind)
    before, after = versions.save_checked(kind, expected=expected, values=values)
    if after:
        _record(kind, "changed", by=by, before=before, after=after)
    return kind


def _check_kind(kind: AssessmentKind) -> None:
    kind.full_clean(exclude=["organisation"], validate_constraints=False)
    same = _kinds(kind).filter(name__iexact=kind.name, retired_on=None).exclude(pk=kind.pk)
    if not kind.retired_on and same.exists():
        raise CaseError(_("Er is al een assessment met deze naam. Kies een andere naam."))


def _kinds(kind: AssessmentKind) -> Any:
    return AssessmentKind.objects.filter(organisation=kind.organisation_id)


@transaction.atomic
def copy_kind(kind: AssessmentKind, *, name: str, by: Member) -> AssessmentKind:
    """A new assessment with the same tasks and behaviour in use, to change at will. Raises as `add_kind`."""
    made = add_kind(AssessmentKind(name=name.strip(), about=kind.about), by=by)
    for task in kind.tasks.filter(retired_on=None).prefetch_related("indicators"):
        indicators = [one for one in task.indicators.all() if one.retired_on is None]
        task.pk, task.kind = None, made
        task.save(force_insert=True)
        Indicator.objects.bulk_create(
            Indicator(task=task, competence=one.competence, text=one.text, position=one.position)
            for one in indicators
        )
    return made


@transaction.atomic
def retire_kind(kind: AssessmentKind, *, by: Member, expected: int, back: bool = False) -> AssessmentKind:
    """No new assessment of this kind begins (or, `back`, again it may); what runs goes on. Raises Conflict."""
    kind.retired_on = None if back else today()
    _check_kind(kind)
    _before, after = versions.save_checked(kind, expected=expected, values={"retired_on": kind.retired_on})
    if after:
        _record(kind, "brought_back" if back else "retired", by=by, after=after)
    return kind


@transaction.atomic
def add_task(task: AssessmentTask, *, by: Member) -> AssessmentTask:
    """Add an assignment at the end. Raises CaseError (retired kind, the name is taken) or ValidationError."""
    kind = _locked(task.kind)
    task.kind = kind
    siblings = AssessmentTask.objects.filter(kind=kind)
    task.key = _free_key(task.name, set(siblings.values_list("key", flat=True)))
    task.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    _check_task(task)
    task.save(force_insert=True)
    _record(kind, "task_added", by=by, after=_named(task))
    return task


@transaction.atomic
def edit_task(task: AssessmentTask, *, by: Member, expected: int, values: dict[str, Any]) -> AssessmentTask:
    """`expected`: the version of the kind, which counts every change in it. Raises as `add_task`, or Conflict."""
    kind = _locked(task.kind, expected)
    before = versions.snapshot(AssessmentTask.objects.get(pk=task.pk), list(values))
    for name, value in values.items():
        setattr(task, name, value)
    _check_task(task)
    after = versions.snapshot(task, list(values))
    if after != before:
        task.save(update_fields=list(values))
        _touch(kind)
        _record(kind, "task_changed", by=by, before=before, after=after, note=task.name)
    return task


def _check_task(task: AssessmentTask) -> None:
    task.full_clean(exclude=["kind"], validate_constraints=False)
    same = AssessmentTask.objects.filter(kind=task.kind, name__iexact=task.name, retired_on=None)
    if not task.retired_on and same.exclude(pk=task.pk).exists():
        raise CaseError(_("Er is al een opdracht met deze naam. Kies een andere naam."))


@transaction.atomic
def add_indicator(indicator: Indicator, *, by: Member) -> Indicator:
    """Add behaviour to look for, at the end. Raises CaseError (retired kind) or ValidationError."""
    kind = _locked(indicator.task.kind)
    _check_indicator(indicator)
    last = indicator.task.indicators.aggregate(last=Max("position"))["last"]
    indicator.position = (last or 0) + 1
    indicator.save(force_insert=True)
    _record(kind, "indicator_added", by=by, after=_said(indicator))
    return indicator


@transaction.atomic
def edit_indicator(
    indicator: Indicator, *, competence: str, text: str, by: Member, expected: int
) -> Indicator:
    """Other words or another competence. What was observed keeps the old words: then a new row takes its place.

    `expected`: the version of the kind. Raises CaseError, Conflict or ValidationError.
    """
    kind = _locked(indicator.task.kind, expected)
    before = _said(indicator)
    changed = Indicator(
        task=indicator.task, competence=competence, text=text.strip(), position=indicator.position
    )
    _check_indicator(changed)
    if _said(changed) == before:
        return indicator
    if Observation.objects.filter(indicator=indicator).exists():
        Indicator.objects.filter(pk=indicator.pk).update(retired_on=today())
    else:
        changed.pk = indicator.pk
    changed.save()
    _touch(kind)
    _record(kind, "indicator_changed", by=by, before=before, after=_said(changed))
    return changed


def _check_indicator(indicator: Indicator) -> None:
    indicator.full_clean(exclude=["task"])
    if indicator.competence not in COMPETENCES:
        raise CaseError(_("Kies een competentie uit de lijst."))


@transaction.atomic
def retire(row: AssessmentTask | Indicator, *, by: Member, back: bool = False) -> None:
    """Take an assignment or a behaviour out of use, or (`back`) into use again; what was observed stays readable.

    Twice changes nothing. Raises CaseError when its name was taken meanwhile.
    """
    kind = _locked(_kind_of(row))
    if bool(row.retired_on) != back:
        return
    row.retired_on = None if back else today()
    if isinstance(row, AssessmentTask):
        _check_task(row)
    row.save(update_fields=["retired_on"])
    _touch(kind)
    what = "task" if isinstance(row, AssessmentTask) else "indicator"
    _record(kind, f"{what}_{'brought_back' if back else 'retired'}", by=by, after=_named(row))


@transaction.atomic
def move(row: AssessmentTask | Indicator, *, by: Member, up: bool) -> None:
    """One place earlier or later among those in use; at the end of the list nothing changes."""
    kind = _locked(_kind_of(row))
    rows = list(_siblings(row))
    places = [one.pk for one in rows]
    if row.pk not in places:
        return
    here = places.index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, one in enumerate(rows, 1):
        one.position = place
    type(row).objects.bulk_update(rows, ["position"])
    _touch(kind)
    _record(kind, "reordered", by=by, after=_named(row))


def _siblings(row: AssessmentTask | Indicator) -> Any:
    if isinstance(row, AssessmentTask):
        return AssessmentTask.objects.filter(kind=row.kind_id, retired_on=None)
    return Indicator.objects.filter(task=row.task_id, retired_on=None)


def _kind_of(row: AssessmentTask | Indicator) -> AssessmentKind:
    return row.kind if isinstance(row, AssessmentTask) else row.task.kind


def _named(row: AssessmentTask | Indicator) -> dict[str, Any]:
    return {"name": row.name} if isinstance(row, AssessmentTask) else {"text": row.text}


def _said(indicator: Indicator) -> dict[str, Any]:
    return {"competence": indicator.competence, "text": indicator.text}


def _locked(kind: AssessmentKind, expected: int | None = None) -> AssessmentKind:
    locked: AssessmentKind = AssessmentKind.objects.select_for_update().get(pk=kind.pk)
    if locked.retired_on:
        raise CaseError(_("Dit assessment wordt niet meer gebruikt. Neem het eerst weer in gebruik."))
    if expected is not None and locked.version != expected:
        raise Conflict(_("Iemand anders heeft dit assessment intussen gewijzigd. Bekijk het opnieuw."))
    return locked


def _touch(kind: AssessmentKind) -> None:
    """A change in its parts is a change of the kind: two people who edit it see each other."""
    AssessmentKind.objects.filter(pk=kind.pk).update(version=F("version") + 1)


def _free_key(name: str, taken: set[str]) -> str:
    """A short name for in the data, made from the name that people read."""
    base = slugify(name)[:LONGEST_KEY].strip("-") or "assessment"
    numbered = (f"{base}-{number}" for number in range(2, 1000))
    return base if base not in taken else next(key for key in numbered if key not in taken)


def _record(kind: AssessmentKind, deed: str, *, by: Member | None, **payload: Any) -> None:
    events.record(f"assessmentkind.{deed}", kind, by=by, organisation_id=kind.organisation_id, **payload)
