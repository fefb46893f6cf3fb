"""One client's assessment: started with a question, observed task by task, concluded with an advice or stopped."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core import versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.actions.assessment_rows import lock_running, locked_row, record, refresh, run_of, run_task
from trede.ladder.actions.observations import Noted, observe, observe_task
from trede.ladder.models import Assessment, AssessmentTask, MarksOpened, Rung, TaskRun

__all__ = [
    "Noted",
    "conclude",
    "observe",
    "observe_task",
    "open_marks",
    "run_task",
    "start_assessment",
    "stop",
]


@transaction.atomic
def start_assessment(
    assessment: Assessment, *, by: Member | None, tasks: Collection[AssessmentTask] | None = None
) -> Assessment:
    """Start it, with the tasks that were chosen (None: every task in use of this kind).

    Raises CaseError (merged, closed, erased or restricted file; a kind that is retired or of another organisation;
    one of this kind already runs) or ValidationError with field messages.
    """
    client = Client.objects.select_for_update(of=("self",)).get(pk=assessment.client_id)
    check_file_open(client)
    assessment.client, assessment.organisation_id, assessment.asked_by = client, client.organisation_id, by
    _check_kind(assessment)
    chosen = _chosen(assessment, tasks)
    assessment.full_clean(exclude=["organisation", "client", "kind", "asked_by"])
    assessment.save(force_insert=True)
    TaskRun.objects.bulk_create(run_of(assessment, task) for task in chosen)
    after = versions.snapshot(assessment, ["kind", "starts_on", "question"])
    record(assessment, "started", by=by, after=after | {"tasks": [task.pk for task in chosen]})
    return assessment


def check_file_open(client: Client) -> None:
    """Raises CaseError for a file where nothing new starts: merged, closed, erased or restricted."""
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Begin in het dossier waar het bij hoort."))
    if client.closed_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))


def _check_kind(assessment: Assessment) -> None:
    kind = assessment.kind
    if kind.organisation_id != assessment.organisation_id:
        raise CaseError(_("Dit assessment is van een andere organisatie."))
    if kind.retired_on:
        raise CaseError(_("Dit assessment wordt niet meer gebruikt. Kies een ander."))
    running = Assessment.objects.without_advice().filter(client__in=assessment.client.file_ids, kind=kind)
    if running.exists():
        raise CaseError(
            _("Voor deze cliënt loopt al zo een assessment. Ga daar verder, of rond het eerst af.")
        )


def _chosen(assessment: Assessment, tasks: Collection[AssessmentTask] | None) -> list[AssessmentTask]:
    in_use = list(assessment.kind.tasks.filter(retired_on=None))
    if tasks is None:
        return in_use
    wanted = {task.pk for task in tasks}
    chosen = [task for task in in_use if task.pk in wanted]
    if not chosen or len(chosen) != len(wanted):
        raise CaseError(_("Kies minstens één opdracht van dit assessment."))
    return chosen


@transaction.atomic
def conclude(
    assessment: Assessment,
    *,
    advice: str,
    by: Member | None,
    expected: int,
    unknown: str = "",
    client_says: str = "",
    suggested_rung: int | None = None,
    on: date | None = None,
) -> Assessment:
    """Round off with an advice; concluding again corrects the words, the day stays.

    Raises CaseError (stopped, restricted), Conflict, or ValidationError (no advice, no such rung). What was tested
    and how stands in the task runs; gaps are shown before (profile.gaps_in) and do not forbid.
    """
    locked = locked_row(assessment)
    if locked.stopped_on:
        raise CaseError(_("Dit assessment is gestopt. Begin een nieuw."))
    values: dict[str, Any] = {
        "advice": advice.strip(),
        "unknown": unknown.strip(),
        "client_says": client_says.strip(),
        "suggested_rung": suggested_rung,
    }
    _check_conclusion(values)
    again = locked.concluded_on is not None
    if again and all(getattr(locked, name) == value for name, value in values.items()):
        return locked
    if not again:
        values["concluded_on"] = on or today()
    before, after = versions.save_checked(locked, expected=expected, values=values)
    record(locked, "corrected" if again else "concluded", by=by, before=before, after=after)
    refresh(assessment, locked)
    return assessment


def _check_conclusion(values: dict[str, Any]) -> None:
    wrong: dict[str, str] = {}
    if not values["advice"]:
        wrong["advice"] = _("Schrijf een advies: wat raadt u aan, en waarom?")
    if values["suggested_rung"] is not None and values["suggested_rung"] not in Rung.values:
        wrong["suggested_rung"] = _("Kies een trede van 1 tot 6.")
    if wrong:
        raise ValidationError(wrong)
    Assessment(**values).clean_fields(exclude=["organisation", "client", "kind", "asked_by"])


@transaction.atomic
def stop(assessment: Assessment, *, because: str, by: Member | None) -> Assessment:
    """End it before an advice could be given, with the reason; what was observed stays. Raises CaseError."""
    locked = lock_running(assessment)
    if not because.strip():
        raise ValidationError({"because": _("Schrijf waarom het assessment stopt.")})
    values = {"stopped_on": today(), "stopped_because": because.strip()}
    Assessment(**values).clean_fields(exclude=["organisation", "client", "kind", "asked_by"])
    before, after = versions.save_checked(locked, expected=locked.version, values=values)
    record(locked, "stopped", by=by, before=before, after=after)
    refresh(assessment, locked)
    return assessment


@transaction.atomic
def open_marks(assessment: Assessment, *, by: Member) -> MarksOpened:
    """Let this member see what others noted while it runs; from then on they add no marks of their own."""
    locked = lock_running(assessment)
    opened, made = MarksOpened.objects.get_or_create(
        assessment=locked,
        member=by,
        defaults={"organisation_id": locked.organisation_id, "client_id": locked.client_id},
    )
    if made:
        record(locked, "marks_opened", by=by)
    return opened
