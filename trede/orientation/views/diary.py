from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.opening import open_client
from trede.core.access import log_access
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.appointments import cancel, mark_seen, take_over
from trede.orientation.diary import WEEK, is_over, monday_of, week_of
from trede.orientation.forms_diary import AppointmentForm
from trede.orientation.models import Appointment
from trede.orientation.seeing import head_of, unlocked
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.going import done

FIRST, LAST = date(2000, 1, 3), date(2100, 1, 1)


@policy(Can.KEEP_DIARY)
def diary(request: MemberRequest) -> HttpResponse:
    """The own week: sessions, appointments, busy hours."""
    asked = request.GET.get("week", "")
    monday = monday_of(_day_in(asked))
    days = week_of(request.member, monday)
    if not asked and is_over(days, today()):
        monday += WEEK
        days = week_of(request.member, monday)
    page = {
        "days": days,
        "monday": monday,
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
        "today": today(),
        "tabs": orientation_tabs(request.member, "diary"),
    }
    return render(request, "orientation/diary.html", page)


def _day_in(text: str) -> date:
    """The day in an address; anything odd is today."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else today()
    except ValueError:
        return today()
    return day if FIRST <= day < LAST else today()


@policy(Can.WRITE_FILE, logs_access=True)
def appointment_new(request: MemberRequest, pk: int) -> HttpResponse:
    """An appointment with this client; warns when the colleague is taken."""
    client = open_client(request, pk, page="appointment")
    posted = request.POST if request.method == "POST" else None
    form = AppointmentForm(posted, client=client, by=request.member)
    if form.is_valid() and (made := form.book()):
        return done(request, _("De afspraak staat in de agenda."), "appointment", pk=made.pk)
    return render(request, "orientation/appointment_new.html", {"client": client, "form": form})


def _own(request: MemberRequest, pk: int) -> Appointment:
    """An appointment of this member, of whom they cover, or that they made."""
    member = request.member
    rows = Appointment.objects.filter(
        Q(member__in=member.acts_for) | Q(made_by=member),
        unlocked(member),
        organisation=member.organisation_id,
    )
    found: Appointment | None = rows.select_related("client__alias_of", "member__user").filter(pk=pk).first()
    if found is None:
        raise Http404
    log_access(by=member, subject=found.client_id, page="appointment", why="role")
    return found


@policy(Can.KEEP_DIARY, logs_access=True)
def appointment(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    page: dict[str, Any] = {
        "appointment": found,
        "client": head_of(found.client),
        "ends": found.starts_at + timedelta(minutes=found.minutes),
        "past": found.starts_at.date() <= today(),
        "may_open": request.member.may(Can.OPEN_FILE),
    }
    return render(request, "orientation/appointment.html", page)


@require_POST
@policy(Can.KEEP_DIARY, logs_access=True)
def appointment_cancel(request: MemberRequest, pk: int) -> HttpResponse:
    cancel(_own(request, pk), by=request.member)
    return done(request, _("De afspraak is afgezegd. Verwittig de cliënt."), "appointment", pk=pk)


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def appointment_take(request: MemberRequest, pk: int) -> HttpResponse:
    """From the file that was handed over: the colleague's appointment becomes one's own."""
    rows = Appointment.objects.filter(organisation=request.member.organisation_id)
    found = rows.select_related("client__alias_of").filter(pk=pk).first()
    if found is None:
        raise Http404
    client = open_client(request, head_of(found.client).pk, page="appointment")
    take_over(found, by=request.member)
    return done(request, _("De afspraak staat nu in uw agenda."), "file_way", pk=client.pk)


@require_POST
@policy(Can.KEEP_DIARY, logs_access=True)
def appointment_seen(request: MemberRequest, pk: int) -> HttpResponse:
    """Seen or not; not seen becomes a line in the contact log."""
    seen = request.POST.get("seen") == "yes"
    mark_seen(_own(request, pk), seen=seen, by=request.member)
    return done(request, _("Genoteerd."), "appointment", pk=pk)
