"""What every change of an assessment shares: the locked row, its events, and the tasks as they were done."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import Assessment, AssessmentTask, TaskRun


def lock_running(assessment: Assessment) -> Assessment:
    """The row itself, locked until the transaction ends. Raises CaseError when it no longer runs, or no write may."""
    locked = locked_row(assessment)
    if locked.concluded_on:
        raise CaseError(_("Dit assessment is al afgerond."))
    if locked.stopped_on:
        raise CaseError(_("Dit assessment is al gestopt."))
    return locked


def locked_row(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("client", "kind")
    locked: Assessment = rows.get(pk=assessment.pk)
    check_writable(locked.client)
    return locked


def refresh(shown: Assessment, locked: Assessment) -> None:
    for field in Assessment._meta.concrete_fields:
        setattr(shown, field.attname, getattr(locked, field.attname))


def record(assessment: Assessment, deed: str, *, by: Member | None, **payload: Any) -> None:
    record_row(assessment, f"assessment.{deed}", by=by, **payload)


def record_row(row: Any, verb: str, *, by: Member | None, **payload: Any) -> None:
    events.record(verb, row, by=by, organisation_id=row.organisation_id, subject=row.client_id, **payload)


def run_of(assessment: Assessment, task: AssessmentTask, **values: Any) -> TaskRun:
    return TaskRun(
        organisation_id=assessment.organisation_id,
        client_id=assessment.client_id,
        assessment=assessment,
        task=task,
        **values,
    )


@transaction.atomic
def run_task(
    assessment: Assessment,
    *,
    task: AssessmentTask,
    by: Member | None,
    done_on: date | None = None,
    skipped_because: str = "",
    how: str = "",
    expected: int | None = None,
) -> TaskRun:
    """Note that a task was done that day and how, or why it was not. A task that was not chosen may be added so.

    `expected`: the version that was read; None writes over whatever stands (0: there was no row). Writing the same
    twice changes nothing. Raises CaseError (not running, another kind's task, both or neither) or Conflict.
    """
    locked = lock_running(assessment)
    values = {"done_on": done_on, "skipped_because": skipped_because.strip(), "how": how.strip()}
    _check_run(locked, task, values)
    run = TaskRun.objects.filter(assessment=locked, task=task).first()
    if run is None:
        run = run_of(locked, task)
        run.save(force_insert=True)
        expected = run.version
    if all(getattr(run, name) == value for name, value in values.items()):
        return run
    before, after = versions.save_checked(
        run, expected=run.version if expected is None else expected, values=values
    )
    verb = "skipped" if run.skipped_because else "done"
    record_row(run, f"taskrun.{verb}", by=by, before=before, after=after)
    return run


def _check_run(assessment: Assessment, task: AssessmentTask, values: dict[str, Any]) -> None:
    if task.kind_id != assessment.kind_id:
        raise CaseError(_("Deze opdracht hoort niet bij dit assessment."))
    done_on = values["done_on"]
    if done_on and values["skipped_because"]:
        raise CaseError(_("Een opdracht is gedaan of niet gedaan: kies één van beide."))
    if done_on and done_on > today():
        raise ValidationError({"done_on": _("Die dag moet nog komen. Noteer wanneer de opdracht gedaan is.")})
    TaskRun(**values).clean_fields(exclude=["organisation", "client", "assessment", "task"])
