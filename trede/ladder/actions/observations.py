"""What an observer saw. Every observer has rows of their own; nobody writes for somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.ladder.actions.assessment_rows import lock_running, run_task
from trede.ladder.models import Assessment, AssessmentTask, Indicator, MarksOpened, Observation, Seen, TaskRun


@dataclass(frozen=True, slots=True)
class Noted:
    """What was typed at one indicator. `expected`: the version that was read, 0 for none, None to write over it."""

    indicator: Indicator
    seen: int
    note: str = ""
    expected: int | None = None


@transaction.atomic
def observe(
    assessment: Assessment,
    *,
    indicator: Indicator,
    observer: Member,
    seen: int,
    note: str = "",
    by: Member,
    on: date | None = None,
    expected: int | None = None,
) -> Observation:
    """Note what `observer` saw of one indicator; again with other words corrects it, the same twice does nothing.

    Raises NotAllowed (not one's own observation, no observer, another organisation, looked at the others first),
    CaseError (not running, another kind's indicator) or Conflict.
    """
    locked = lock_running(assessment)
    _check_observer(locked, observer, by)
    opened = _opened(locked, by)
    return _write(locked, Noted(indicator, seen, note, expected), by=by, on=on or today(), opened=opened)


@transaction.atomic
def observe_task(
    assessment: Assessment,
    *,
    task: AssessmentTask,
    noted: Sequence[Noted],
    by: Member,
    done_on: date | None,
    how: str | None = None,
    run_expected: int | None = None,
) -> TaskRun:
    """Save one page: that the task was done, how, and every mark of this observer; all of it or nothing.

    `how` None leaves what a colleague wrote. Raises what `run_task` and `observe` raise; a Conflict names the
    indicators in `draft` (list of ids).
    """
    locked = lock_running(assessment)
    _check_observer(locked, by, by)
    if done_on is None:
        raise CaseError(_("Vul in wanneer de opdracht gedaan is."))
    if how is None:
        how = TaskRun.objects.filter(assessment=locked, task=task).values_list("how", flat=True).first() or ""
    run = run_task(locked, task=task, by=by, done_on=done_on, how=how, expected=run_expected)
    opened, lost = _opened(locked, by), []
    for one in noted:
        if one.indicator.task_id != task.pk:
            raise CaseError(_("Dit gedrag hoort niet bij deze opdracht."))
        try:
            _write(locked, one, by=by, on=done_on, opened=opened)
        except Conflict:
            lost.append(one.indicator.pk)
    if lost:
        raise Conflict(
            _("U noteerde dit intussen in een ander venster anders. Vergelijk en bewaar opnieuw."), draft=lost
        )
    return run


def _check_observer(assessment: Assessment, observer: Member, by: Member) -> None:
    if observer.pk != by.pk:
        raise NotAllowed(_("U noteert enkel wat u zelf zag. Laat uw collega zelf noteren."))
    if observer.organisation_id != assessment.organisation_id or not observer.may(Can.OBSERVE):
        raise NotAllowed(_("Uw rol laat niet toe te observeren."))


def _opened(assessment: Assessment, member: Member) -> bool:
    return MarksOpened.objects.filter(assessment=assessment, member=member).exists()


def _write(assessment: Assessment, one: Noted, *, by: Member, on: date, opened: bool) -> Observation:
    _check_mark(assessment, one)
    rows = Observation.objects.filter(assessment=assessment, indicator=one.indicator, observer=by)
    row = rows.first()
    if row is None:
        _check_new(one, opened)
        return _add(assessment, one, by=by, on=on)
    values = {"seen": one.seen, "note": one.note.strip()}
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    expected = row.version if one.expected is None else one.expected
    before, after = versions.save_checked(row, expected=expected, values=values)
    _record(row, "corrected", by=by, before=before, after=after)
    return row


def _check_new(one: Noted, opened: bool) -> None:
    if opened:
        raise NotAllowed(
            _("U bekeek al wat een collega noteerde. Laat iemand anders observeren, los van wat u zag.")
        )
    if one.indicator.retired_on:
        raise CaseError(_("Dit gedrag wordt niet meer geobserveerd. Herlaad de pagina."))


def _add(assessment: Assessment, one: Noted, *, by: Member, on: date) -> Observation:
    row = Observation(
        organisation_id=assessment.organisation_id,
        client_id=assessment.client_id,
        assessment=assessment,
        indicator=one.indicator,
        observer=by,
        seen=one.seen,
        note=one.note.strip(),
        on=on,
    )
    row.save(force_insert=True)
    after = versions.snapshot(row, ["indicator", "seen", "note", "on"])
    _record(row, "noted", by=by, after=after)
    return row


def _check_mark(assessment: Assessment, one: Noted) -> None:
    if one.indicator.task.kind_id != assessment.kind_id:
        raise CaseError(_("Dit gedrag hoort niet bij dit assessment."))
    if one.seen not in Seen.values:
        raise CaseError(_("Kies wat u zag: niet gezien, lukt nog niet, lukt met hulp, lukt alleen of sterk."))
    Observation(seen=one.seen, note=one.note.strip()).clean_fields(
        exclude=["organisation", "client", "assessment", "indicator", "observer"]
    )


def _record(row: Observation, deed: str, *, by: Member, **payload: Any) -> None:
    events.record(
        f"observation.{deed}",
        row,
        by=by,
        organisation_id=row.organisation_id,
        subject=row.client_id,
        **payload,
    )
