"""The list of clients: filters, saved filters, export."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.tabs import client_tabs, scopes_of
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.desk.actions.export import export_clients
from trede.desk.actions.filters import end_filter, save_filter
from trede.desk.forms_list import ExportForm, FilterForm, SaveFilterForm
from trede.desk.listing import (
    COUNTED,
    PAGE,
    after,
    colleagues,
    listed,
    order_of,
    orders_of,
    rows_of,
    with_contact,
)
from trede.desk.models import SavedFilter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@policy(Can.FIND_CLIENTS)
def clients(request: MemberRequest) -> HttpResponse:
    form = FilterForm(request.GET, member=request.member, colleagues=colleagues(request.member))
    return render(request, "desk/clients.html", _page(request, form, request.GET.get("na", "")))


def _page(request: MemberRequest, form: FilterForm, cursor: str = "", **forms: Any) -> dict[str, Any]:
    filters = form.filters
    found = listed(request.member, filters)
    since = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 19 else None
    page = after(found, order_of(request.member, filters), since) if since else found
    rows = list(with_contact(page)[: PAGE + 1])
    names = {int(pk): str(name) for pk, name in form.fields["volgt"].choices if pk}  # type: ignore[attr-defined]
    own = (filters.get("wie") or scopes_of(request.member)[0]) == "mijn"
    if own:
        # On the own list everybody follows with oneself: only the others are worth reading.
        names[request.member.pk] = ""
    more = len(rows) > PAGE
    return {
        "form": form,
        "filters": filters,
        "query": _query(filters),
        "sorts": orders_of(request.member, filters),
        "scopes": _scopes(request.member, form),
        "own": own,
        "minimal": filters.get("wie") == "niemand",
        "narrowed": bool(filters.keys() - {"wie", "orde"}),
        "may_assign": request.member.may(Can.ASSIGN),
        "rows": rows_of(rows[:PAGE], names, minimal=filters.get("wie") == "niemand"),
        "next": rows[PAGE - 1].pk if more else None,
        "since": since,
        "total": _count(found, filters) if more or since else len(rows),
        "counted": COUNTED,
        "saved": SavedFilter.objects.usable_by(request.member).select_related("member__user"),
        "export": ExportForm(),
        "save": SaveFilterForm(),
        "may_create": request.member.may(Can.CREATE_CLIENT),
        "may_export": request.member.may(Can.EXPORT_CLIENTS),
    } | forms


def _count(found: Any, filters: dict[str, str]) -> int | None:
    """How many, up to "more than 1.000"; None where counting would read every file of the organisation."""
    return None if filters.get("wie") == "niemand" else found.order_by()[: COUNTED + 1].count()


def _query(filters: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(filters)
    return query.urlencode()


def _scopes(member: Member, form: FilterForm) -> list[dict[str, Any]]:
    """The lists as tabs; the other filters stay."""
    chosen = form.filters.get("wie") or scopes_of(member)[0]
    kept = {name: value for name, value in form.filters.items() if name != "wie"}
    return client_tabs(member, chosen, query=_query(kept))


def _posted(request: MemberRequest) -> FilterForm:
    return FilterForm(request.POST, member=request.member, colleagues=colleagues(request.member))


@require_POST
@policy(Can.EXPORT_CLIENTS)
def export(request: MemberRequest) -> HttpResponse:
    form, purpose = _posted(request), ExportForm(request.POST)
    if purpose.is_valid():
        try:
            content = export_clients(
                filters=form.filters, purpose=purpose.cleaned_data["purpose"], by=request.member
            )
        except CaseError as error:
            purpose.add_error("purpose", str(error))
        else:
            return _download(content)
    return render(request, "desk/clients.html", _page(request, form, export=purpose))


def _download(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="clienten-{today():%Y-%m-%d}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@policy(Can.FIND_CLIENTS)
def filter_save(request: MemberRequest) -> HttpResponse:
    form, named = _posted(request), SaveFilterForm(request.POST)
    if named.is_valid():
        try:
            saved = save_filter(
                name=named.cleaned_data["name"],
                params=form.filters,
                shared=named.cleaned_data["shared"],
                by=request.member,
            )
        except CaseError as error:
            named.add_error(None, str(error))
        else:
            messages.success(request, _("Filter bewaard."))
            return _back(saved.params)
    return render(request, "desk/clients.html", _page(request, form, save=named))


@require_POST
@policy(Can.FIND_CLIENTS)
def filter_end(request: MemberRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter.objects.usable_by(request.member), pk=pk)
    end_filter(saved, by=request.member)
    messages.success(request, _("Filter weggehaald."))
    return _back({})


def _back(params: dict[str, str]) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('clients')}?{_query(params)}", status=303)
