"""Interpreters: by the day of the appointment; asked, booked, confirmed, called off, paid."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.fields import euro_text
from trede.clients.languages import language_name
from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page, see_other
from trede.orientation.actions.interpreters import step, want
from trede.orientation.forms_planning import MonthForm, StepForm, WantForm
from trede.orientation.models import InterpreterRequest
from trede.orientation.saying import moment_of
from trede.orientation.session_page import interpreter_state
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.invitations import invitation_of

PAGE = 25


@policy(Can.PLAN_SESSIONS)
def interpreters(request: MemberRequest) -> HttpResponse:
    """Who needs which interpreter when, from today on; and what a month cost."""
    requests = requests_for(request.member)
    month = MonthForm(request.GET).first
    rows = requests.filter(
        invitation__slot__session__on__gte=today() if not request.GET.get("maand") else month
    )
    if request.GET.get("maand"):
        rows = rows.filter(invitation__slot__session__on__lt=_next(month))
    found = list(_beyond(rows, request.GET.get("na", ""))[: PAGE + 1])
    page = {
        "rows": [(one, language_name(one.language), *interpreter_state(one)) for one in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "total": euro_text(_cost(requests, month)),
        "month": month,
        "previous": month - timedelta(days=1),
        "next": _next(month),
        "chosen": request.GET.get("maand", ""),
        "tabs": orientation_tabs(request.member, "interpreters"),
    }
    return render(request, "orientation/interpreters.html", page)


def _cost(requests: Any, month: Any) -> int:
    inside = requests.order_by().filter(
        invitation__slot__session__on__gte=month, invitation__slot__session__on__lt=_next(month)
    )
    return inside.aggregate(total=Sum("cost_cents"))["total"] or 0


def _next(month: Any) -> Any:
    return (month + timedelta(days=32)).replace(day=1)


def _beyond(rows: Any, after: str) -> Any:
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return rows
    last = rows.filter(pk=int(after)).values_list("invitation__slot__session__on", flat=True).first()
    if last is None:
        return rows
    rows = rows.filter(invitation__slot__session__on__gte=last)
    return rows.exclude(invitation__slot__session__on=last, pk__lte=int(after))


@policy(Can.PLAN_SESSIONS, logs_access=True)
def interpreter(request: MemberRequest, pk: int) -> HttpResponse:
    """One request: its dates, and the next step."""
    found = request_of(request.member, pk)
    now = {
        "provider": found.provider,
        "cost_cents": found.cost_cents,
        "version": found.version,
        "to": _next_step(found),
    }
    form = StepForm(request.POST or None, initial=now)
    if form.is_valid() and form.attempt(lambda: _step(form, found, request.member)) is not None:
        return see_other(request, _("De tolkaanvraag is bijgewerkt."), "interpreter", pk=found.pk)
    words, tone = interpreter_state(found)
    page = {
        "request_": found,
        "form": form,
        "spoken": language_name(found.language),
        "moment": moment_of(found.invitation.slot),
        "state": words,
        "tone": tone,
        "cost": euro_text(found.cost_cents) if found.cost_cents is not None else "",
    }
    return render(request, "orientation/interpreter.html", page)


def _step(form: StepForm, found: InterpreterRequest, by: Member) -> InterpreterRequest:
    data = dict(form.cleaned_data)
    return step(found, expected=data.pop("version"), by=by, **data)


def _next_step(found: InterpreterRequest) -> str:
    """The step that most often follows."""
    if found.cancelled_on or found.confirmed_on:
        return "paid"
    if found.booked_on:
        return "confirmed"
    return "booked" if found.asked_on else "asked"


@policy(Can.PLAN_SESSIONS, logs_access=True)
def interpreter_want(request: MemberRequest, pk: int) -> HttpResponse:
    """Note that an interpreter is needed for an invitation."""
    found = invitation_of(request.member, pk, page="interpreter")
    return form_page(
        request,
        WantForm(request.POST or None, initial={"language": found.client.speaks or found.client.reads_in}),
        lambda data: want(found, by=request.member, **data),
        title=_("Tolk nodig"),
        intro=moment_of(found.slot),
        submit=_("Noteer dat een tolk nodig is"),
        done=_("Genoteerd. Vraag nu de tolk."),
        go=("invitation", {"pk": found.pk}),
    )


def requests_for(member: Member) -> Any:
    """The requests whose client this member may find, by the day of the appointment."""
    findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
    rows = InterpreterRequest.objects.filter(Exists(findable), organisation=member.organisation_id)
    return rows.select_related("client", "invitation__slot__session").order_by(
        "invitation__slot__session__on", "pk"
    )


def request_of(member: Member, pk: int) -> InterpreterRequest:
    found: Any = requests_for(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    log_access(by=member, subject=found.client_id, page="interpreter", why="role")
    request: InterpreterRequest = found
    return request
