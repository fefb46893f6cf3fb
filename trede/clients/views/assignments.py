from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.actions.assignments import may_hand_over
from trede.clients.colleagues import caseload_words, caseloads, colleagues_of
from trede.clients.forms_care import FollowerForm, HandOverForm, LastDayForm
from trede.clients.handling import go, handle_client, posted
from trede.clients.models import CaseAssignment, Client
from trede.clients.opening import open_client
from trede.clients.tabs import top_of_file
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

SHOWN = 100


@policy(Can.OPEN_FILE, logs_access=True)
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """Who follows this file, now and before. Who assigns needs its number and name only."""
    client = _client(request, pk)
    rows = list(_assignments(client).order_by("-starts_on", "-pk")[:SHOWN])
    loads = caseloads({row.member_id for row in rows})
    now = [
        {
            "row": row,
            "load": caseload_words(loads.get(row.member_id, 0)),
            "may": may_hand_over(row, by=request.member),
        }
        for row in rows
        if row.ends_on is None or row.ends_on >= today()
    ]
    before = [row for row in rows if row.ends_on and row.ends_on < today()]
    page = {"client": client, "now": now, "before": before, "may_assign": request.member.may(Can.ASSIGN)}
    page |= top_of_file(client, request.member, "file_assign")
    return render(request, "clients/care/assignments.html", page)


@policy(Can.ASSIGN, logs_access=True)
def add(request: MemberRequest, pk: int) -> HttpResponse:
    client = _client(request, pk)
    form = FollowerForm(
        posted(request),
        colleagues=colleagues_of(client.organisation),
        initial={"starts_on": today()},
    )
    if form.is_valid() and form.add(client, by=request.member):
        return go(request, _("De collega volgt dit dossier."), "file_assign", pk=client.pk)
    return render(request, "clients/care/assign_add.html", {"client": client, "form": form})


@policy(Can.OPEN_FILE, logs_access=True)
def hand_over(request: MemberRequest, pk: int, assignment_id: int) -> HttpResponse:
    client = _client(request, pk)
    assignment = _mine(request, client, assignment_id)
    form = HandOverForm(
        posted(request),
        colleagues=colleagues_of(client.organisation).exclude(pk=assignment.member_id),
    )
    if form.is_valid() and form.hand_over(assignment, by=request.member):
        return go(request, _("Het dossier is overgedragen."), "file_assign", pk=client.pk)
    page = {"client": client, "form": form, "assignment": assignment}
    return render(request, "clients/care/assign_hand_over.html", page)


@policy(Can.OPEN_FILE, logs_access=True)
def stop(request: MemberRequest, pk: int, assignment_id: int) -> HttpResponse:
    client = _client(request, pk)
    assignment = _mine(request, client, assignment_id)
    form = LastDayForm(posted(request), initial={"last_day": today()})
    if form.is_valid() and form.stop(assignment, by=request.member):
        return go(request, _("De toewijzing eindigt na de gekozen dag."), "file_assign", pk=client.pk)
    page = {"client": client, "form": form, "assignment": assignment}
    return render(request, "clients/care/assign_stop.html", page)


def _client(request: MemberRequest, pk: int) -> Client:
    if request.member.may(Can.ASSIGN):
        return handle_client(request, pk, page="assign")
    client = open_client(request, pk, page="assign")
    client.opens = True
    return client


def _assignments(client: Client) -> QuerySet[CaseAssignment]:
    rows = CaseAssignment.objects.filter(client__in=client.file_ids)
    return rows.select_related("member__user")


def _mine(request: MemberRequest, client: Client, assignment_id: int) -> CaseAssignment:
    assignment = _assignments(client).select_related("client").filter(pk=assignment_id).first()
    if assignment is None or not may_hand_over(assignment, by=request.member):
        raise Http404
    return assignment
