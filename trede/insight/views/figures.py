"""The figures of the service: one page, its charts, and the way out to Excel."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from trede.core.errors import CaseError
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.insight import sentences
from trede.insight.actions.export import export_figures
from trede.insight.figures import LEAST, Figures
from trede.insight.forms import ExportForm, PeriodForm
from trede.insight.stored import chart_of, figures_of
from trede.insight.tables import percent, rule, tables

# The table with the most columns stands under its chart.
WIDE = "niet-gezien"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@policy(Can.READ_FIGURES)
def figures(request: MemberRequest) -> HttpResponse:
    form = PeriodForm(request.GET, today=today())
    return render(request, "insight/figures.html", _page(request, form))


def _page(request: MemberRequest, form: PeriodForm, **more: Any) -> dict[str, Any]:
    found = figures_of(request.member.organisation_id, form.period)
    return {
        "form": form,
        "found": found,
        "head": _head(found),
        "blocks": _blocks(found),
        "rule": rule(),
        "export": ExportForm(),
    } | more


def _head(found: Figures) -> list[dict[str, Any]]:
    """Four figures to begin with; a dash where there is too little to say."""
    waiting, held = found.waiting, sum(row.invited - row.open for row in found.shows)
    absent = sum(row.absent for row in found.shows)
    half = waiting.half if not waiting.too_few else None
    return [
        {
            "label": _("Wacht nu") if found.period.is_current else _("Wachtte op het einde"),
            "value": found.flow[-1].waiting,
        },
        {"label": _("Aanvaard"), "value": waiting.started},
        {"label": _("De helft gezien na"), "value": half or "–", "unit": _("dagen") if half else ""},
        {"label": _("Niet gezien"), "value": percent(absent / held) if held >= LEAST else "–"},
    ]


def _blocks(found: Figures) -> list[dict[str, Any]]:
    """Chart, sentence and table belong together; a chart with nothing on it is left out."""
    table = tables(found)
    drawn = {
        "wachten": not found.waiting.too_few,
        "stroom": any(row.arrived or row.waiting for row in found.flow),
        "niet-gezien": any(row.invited for row in found.shows),
        "talen": False,
        "antwoorden": any(row.made for row in found.replies),
        "doorlooptijden": any(step.time.half is not None for step in found.steps),
        "caseload": bool(found.caseloads),
    }
    said = {
        "wachten": sentences.waiting(found),
        "stroom": sentences.flow(found),
        "niet-gezien": sentences.shows(found),
        "antwoorden": sentences.replies(found),
        "doorlooptijden": sentences.steps(found),
        "caseload": sentences.caseloads(found),
    }
    return [
        {"table": table[code], "drawn": drawn[code], "said": said.get(code, ""), "wide": code == WIDE}
        for code in drawn
        if drawn[code] or table[code].rows or code == "wachten"
    ]


@require_safe
@never_cache
@policy(Can.READ_FIGURES)
def chart(request: MemberRequest, code: str) -> HttpResponse:
    """One chart, of the period in the address."""
    try:
        drawn = chart_of(code, request.member.organisation_id, PeriodForm(request.GET, today=today()).period)
    except KeyError as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_POST
@policy(Can.READ_FIGURES)
def export(request: MemberRequest) -> HttpResponse:
    form, purpose = PeriodForm(request.POST, today=today()), ExportForm(request.POST)
    if purpose.is_valid():
        try:
            content = export_figures(
                period=form.period, purpose=purpose.cleaned_data["purpose"], by=request.member
            )
        except CaseError as error:
            purpose.add_error("purpose", str(error))
        else:
            return _download(content)
    return render(request, "insight/figures.html", _page(request, form, export=purpose))


def _download(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="cijfers-{today():%Y-%m-%d}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer
