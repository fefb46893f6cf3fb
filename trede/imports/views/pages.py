"""A list on its way in: chosen, its columns named, its rows looked at, taken over."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.saying import said
from trede.core.views.pages import SeeOther, see_other
from trede.imports import rejects, tasks
from trede.imports.actions import deciding, staging
from trede.imports.forms import MappingForm, RowForm, UploadForm
from trede.imports.models import ImportRow, ImportRun, Outcome, RunState
from trede.imports.reading import Mapping, Unreadable
from trede.imports.showing import PAGE, outcome_tabs, shown

BUSY = (RunState.STAGING, RunState.COMMITTING)


def _run(request: MemberRequest, pk: int) -> ImportRun:
    runs = ImportRun.objects.filter(organisation=request.member.organisation_id)
    return get_object_or_404(runs.select_related("by__user", "organisation"), pk=pk)


def _row(request: MemberRequest, pk: int, number: int) -> ImportRow:
    rows = ImportRow.objects.filter(run__organisation=request.member.organisation_id, run__pk=pk)
    return get_object_or_404(rows.select_related("run", "client"), number=number)


@policy(Can.IMPORT_CLIENTS)
def index(request: MemberRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (run := _begin(request, form)):
        return redirect("import_mapping", pk=run.pk)
    runs = ImportRun.objects.filter(organisation=request.member.organisation_id).select_related("by__user")
    return render(request, "imports/index.html", {"form": form, "runs": runs[:30]})


def _begin(request: MemberRequest, form: UploadForm) -> ImportRun | None:
    """The upload goes through a file of our own naming: its own name may hold a person's."""
    upload = form.cleaned_data["file"]
    ending = Path(upload.name).suffix.lower()[:6]
    with tempfile.NamedTemporaryFile(suffix=ending, dir=staging.folder()) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            return staging.begin(
                Path(copy.name),
                organisation=request.member.organisation,
                by=request.member,
                as_of=form.cleaned_data["as_of"],
            )
        except Unreadable as error:
            form.add_error("file", said(error.sentence))
            return None


@policy(Can.IMPORT_CLIENTS)
def mapping(request: MemberRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if run.state != RunState.MAPPING:
        return redirect("import_run", pk=pk)
    proposed = Mapping.from_data(run.mapping)
    form = MappingForm(request.POST or None, mapping=proposed, examples=_examples(run))
    if form.is_valid() and _confirm(request, run, form):
        return redirect("import_run", pk=pk)
    return render(
        request,
        "imports/mapping.html",
        {"run": run, "form": form, "doubts": [said(doubt) for doubt in proposed.doubts]},
    )


def _examples(run: ImportRun) -> dict[int, list[str]]:
    try:
        return staging.examples(run)
    except Unreadable as error:
        # The copy of the list is gone: restored from a backup without it, or cleaned up by hand.
        raise CaseError(_(str(error))) from error


def _confirm(request: MemberRequest, run: ImportRun, form: MappingForm) -> bool:
    try:
        with transaction.atomic():
            staging.confirm_mapping(run, form.chosen(), by=request.member)
            transaction.on_commit(lambda: tasks.read_list.enqueue(run.pk))
    except CaseError as error:
        form.add_error(None, str(error))
        return False
    return True


@policy(Can.IMPORT_CLIENTS)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if run.state == RunState.MAPPING:
        return redirect("import_mapping", pk=pk)
    if request.htmx and run.state not in BUSY:
        # The rows stand outside the part that asks whether the work is done.
        return HttpResponse(headers={"HX-Refresh": "true"})
    outcome = request.GET.get("uitkomst", "")
    outcome = outcome if outcome in Outcome.values else _first(run)
    after = request.GET.get("na", "")
    rows = run.rows.filter(
        outcome=outcome, number__gt=int(after) if after.isdigit() and len(after) < 9 else 0
    )
    found = list(rows.select_related("client").order_by("number")[: PAGE + 1])
    page: dict[str, Any] = {
        "run": run,
        "busy": run.state in BUSY,
        "rows": [shown(row) for row in found[:PAGE]],
        "more": found[PAGE - 1].number if len(found) > PAGE else None,
        "outcome": outcome,
        "tabs": outcome_tabs(run, outcome),
        "safe": run.rows.filter(safe=True, outcome__in=[Outcome.NEW, Outcome.CHANGED], done_at=None).exists(),
    }
    return render(request, "imports/_progress.html" if request.htmx else "imports/detail.html", page)


def _first(run: ImportRun) -> str:
    """What asks for a person comes first."""
    order = (Outcome.QUESTION, Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)
    return str(next((outcome for outcome in order if run.counts.get(outcome)), Outcome.NEW))


@policy(Can.IMPORT_CLIENTS)
@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    _take_over(run, request.member)
    return see_other(request, _("De rijen worden nu overgenomen."), "import_run", pk=pk)


def _take_over(run: ImportRun, member: Member, numbers: list[int] | None = None) -> None:
    """Have the worker do it. Raises CaseError while it is at work on this list: no row is taken over twice."""
    with transaction.atomic():
        claimed = ImportRun.objects.filter(pk=run.pk, state=RunState.REVIEW)
        if not claimed.update(state=RunState.COMMITTING):
            raise CaseError(_("Deze lijst wordt al overgenomen, of is al klaar. Ververs de pagina."))
        transaction.on_commit(lambda: tasks.take_over.enqueue(run.pk, member.pk, numbers))


def _back_to_rows(request: MemberRequest, message: str, pk: int, outcome: str) -> HttpResponse:
    """To the rows of the same outcome, so that somebody can go on with the next one."""
    messages.success(request, message)
    return SeeOther(f"{reverse('import_run', kwargs={'pk': pk})}?uitkomst={outcome}")


@policy(Can.IMPORT_CLIENTS)
def row(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found = _row(request, pk, number)
    before = found.outcome
    form = RowForm(request.POST or None, row=found, by=request.member)
    if form.is_valid():
        try:
            deciding.decide(
                found,
                by=request.member,
                values=form.values(),
                choice=form.cleaned_data["choice"],
                client=form.client,
            )
        except CaseError as error:
            form.add_error(None, str(error))
        else:
            return _back_to_rows(request, _("Rij %d is klaar om over te nemen.") % number, pk, before)
    return render(request, "imports/row.html", {"form": form, "row": shown(found), "run": found.run})


@policy(Can.IMPORT_CLIENTS)
@require_POST
def skip(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found = _row(request, pk, number)
    before = found.outcome
    deciding.skip(found, by=request.member)
    return _back_to_rows(request, _("Rij %d wordt niet overgenomen.") % number, pk, before)


@policy(Can.IMPORT_CLIENTS)
@require_POST
def take_row(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One changed row, looked at: taken over as it stands."""
    found = _row(request, pk, number)
    _take_over(found.run, request.member, [number])
    return _back_to_rows(request, _("Rij %d wordt overgenomen.") % number, pk, found.outcome)


@policy(Can.IMPORT_CLIENTS)
def waiting(request: MemberRequest, pk: int) -> HttpResponse:
    """The rows that wait for a person, as a file to mend at the source."""
    run = _run(request, pk)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="na-te-kijken-{run.pk}.csv"'
    rejects.write_to(answer, run)
    return answer
