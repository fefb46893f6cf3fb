"""Series and sessions: what is planned, new ones, slots, and a session that does not take place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trede.core.errors import CaseError
from trede.core.forms import ActionForm, LastDayForm, ReasonForm
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, form_page, see_other
from trede.orientation.actions import series as series_actions
from trede.orientation.actions import sessions as actions
from trede.orientation.actions.printing import addressed
from trede.orientation.actions.series import minutes_of
from trede.orientation.forms_planning import (
    MakeForm,
    SeriesChangeForm,
    SeriesForm,
    SessionChangeForm,
    SessionForm,
)
from trede.orientation.models import OrientationSession, SessionSeries, Slot
from trede.orientation.series_days import next_day
from trede.orientation.session_page import counts_of, seats_of, sessions_of
from trede.orientation.tabs import orientation_tabs

T = TypeVar("T")
PAGE = 25
# A new series is planned so far ahead.
AHEAD = timedelta(days=182)
CHANGEABLE = ("name", "slots", "slot_minutes", "interpreter_minutes", "place", "way", "begin")
CHOSEN = ("counsellor", "partner", "partner_counsellor")


@policy(Can.PLAN_SESSIONS)
def sessions(request: MemberRequest) -> HttpResponse:
    """The sessions to come, the next one first; those of before by key."""
    past = request.GET.get("toon") == "voorbij"
    organisation = request.member.organisation_id
    rows = sessions_of(organisation, until=today()) if past else sessions_of(organisation, since=today())
    rows = rows.order_by("-on", "-pk") if past else rows.order_by("on", "pk")
    found = list(_beyond(rows, request.GET.get("na", ""), past=past)[: PAGE + 1])
    page = {
        "sessions": found[:PAGE],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "past": past,
        "later": bool(request.GET.get("na")),
        "series": SessionSeries.objects.filter(organisation=organisation).current()
        if not past
        else SessionSeries.objects.none(),
        "today": today(),
        "tabs": orientation_tabs(request.member, "sessions"),
    }
    return render(request, "orientation/sessions.html", page)


def _beyond(rows: Any, after: str, *, past: bool) -> Any:
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return rows
    last = OrientationSession.objects.filter(pk=int(after)).values_list("on", flat=True).first()
    if last is None:
        return rows
    way, side = ("lte", "gte") if past else ("gte", "lte")
    return rows.filter(**{f"on__{way}": last}).exclude(**{"on": last, f"pk__{side}": int(after)})


@policy(Can.PLAN_SESSIONS)
def series_new(request: MemberRequest) -> HttpResponse:
    form = SeriesForm(request.POST or None, by=request.member)
    made = _attempt(form, lambda: series_actions.make_series(form.series(), by=request.member))
    if made:
        return see_other(request, _("De reeks is gemaakt. Maak nu de zittingen."), "series", pk=made.pk)
    page = {"form": form, "tabs": orientation_tabs(request.member, "sessions")}
    return render(request, "orientation/series_new.html", page)


@policy(Can.PLAN_SESSIONS)
def series(request: MemberRequest, pk: int) -> HttpResponse:
    """One series, its sessions to come, and the button that makes more of them."""
    found = series_of(request.member, pk)
    first = next_day(found.starts_on, found.every_weeks, after=today() - timedelta(days=1))
    form = MakeForm(request.POST or None, initial={"until": first + AHEAD})
    made = _attempt(form, lambda: actions.make_sessions(found, by=request.member, **form.cleaned_data))
    if made:
        _tell(request, made)
        return SeeOther(reverse("series", kwargs={"pk": found.pk}))
    page = {
        "series": found,
        "form": form,
        "sessions": sessions_of(found.organisation_id, since=today())
        .filter(series=found)
        .order_by("on")[:PAGE],
        "tabs": orientation_tabs(request.member, "sessions"),
        "today": today(),
    }
    return render(request, "orientation/series.html", page)


def _attempt(form: ActionForm, action: Callable[[], T]) -> T | None:
    """What the action made; None when the form is not sent, not right, or refused."""
    return form.attempt(action) if form.is_valid() else None


def _tell(request: MemberRequest, made: actions.Made) -> None:
    count = len(made.sessions)
    said = ngettext("%(count)s zitting gemaakt.", "%(count)s zittingen gemaakt.", count) % {"count": count}
    skipped = ", ".join(f"{day.on:%d/%m/%Y} ({day.skipped})" for day in made.skipped)
    if skipped:
        said = _("%(made)s Overgeslagen: %(days)s.") % {"made": said, "days": skipped}
    messages.success(request, said)
    for day, member in made.away:
        words = {"name": member.name, "day": day.strftime("%d/%m/%Y")}
        messages.warning(request, _("%(name)s is afwezig op %(day)s: zoek vervanging of gelast af.") % words)


@policy(Can.PLAN_SESSIONS)
def series_change(request: MemberRequest, pk: int) -> HttpResponse:
    found = series_of(request.member, pk)
    now = {name: getattr(found, name) for name in (*CHANGEABLE, *CHOSEN, "version")}
    now["begin"] = found.begin.strftime("%H:%M")
    return form_page(
        request,
        SeriesChangeForm(request.POST or None, initial=now, by=request.member),
        lambda data: series_actions.change_series(
            found, expected=data.pop("version"), values=data, by=request.member
        ),
        title=_("Reeks wijzigen"),
        intro=_("Geldt voor zittingen die later gemaakt worden; wat er staat, blijft zoals het is."),
        submit=_("Reeks bewaren"),
        done=_("De reeks is gewijzigd."),
        go=("series", {"pk": found.pk}),
    )


@policy(Can.PLAN_SESSIONS)
def series_end(request: MemberRequest, pk: int) -> HttpResponse:
    found = series_of(request.member, pk)
    return form_page(
        request,
        LastDayForm(request.POST or None),
        lambda data: series_actions.end_series(found, by=request.member, **data),
        title=_("Reeks beëindigen"),
        submit=_("Reeks beëindigen"),
        kind="danger",
        done=_("Na die dag komen er geen zittingen meer bij."),
        go=("series", {"pk": found.pk}),
    )


@policy(Can.PLAN_SESSIONS)
def session_new(request: MemberRequest) -> HttpResponse:
    form = SessionForm(request.POST or None, by=request.member)
    made = _attempt(form, lambda: _make(form, request.member))
    if made:
        return see_other(request, _("De zitting is gemaakt. Vul ze nu."), "session", pk=made.pk)
    page = {"form": form, "tabs": orientation_tabs(request.member, "sessions")}
    return render(request, "orientation/session_new.html", page)


def _make(form: SessionForm, by: Member) -> OrientationSession:
    data = form.cleaned_data
    begin = minutes_of(data["begin"])
    return actions.make_session(
        form.session(), begin=begin, slots=data["slots"], slot_minutes=data["slot_minutes"], by=by
    )


@policy(Can.PLAN_SESSIONS)
def session(request: MemberRequest, pk: int) -> HttpResponse:
    """One session: each slot, who has it, what they answered, the interpreter, what is still free."""
    found = session_of(request.member, pk)
    seats = seats_of(found, request.member)
    page = {
        "session": found,
        "seats": seats,
        "counts": counts_of(seats),
        "call_back": [row for seat in seats for row in seat.call_back],
        "away": [
            member for _day, member in actions.away_on(found.on, found.counsellor, found.partner_counsellor)
        ],
        "cancelled_letters": len(addressed(found, today(), member=request.member))
        if found.cancelled_at
        else 0,
        "open": found.on >= today() and not found.cancelled_at and not found.closed_at,
        "tabs": orientation_tabs(request.member, "sessions"),
    }
    return render(request, "orientation/session.html", page)


@policy(Can.PLAN_SESSIONS)
def session_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Another counsellor when one is away; another place while nobody was invited."""
    found = session_of(request.member, pk)
    now = {name: getattr(found, name) for name in (*CHOSEN, "place", "way", "version")}
    return form_page(
        request,
        SessionChangeForm(request.POST or None, initial=now, by=request.member),
        lambda data: actions.change_session(
            found, expected=data.pop("version"), values=data, by=request.member
        ),
        title=_("Zitting van %(day)s wijzigen") % {"day": found.on.strftime("%d/%m/%Y")},
        submit=_("Zitting bewaren"),
        done=_("De zitting is gewijzigd."),
        go=("session", {"pk": found.pk}),
    )


@policy(Can.PLAN_SESSIONS)
def session_cancel(request: MemberRequest, pk: int) -> HttpResponse:
    found = session_of(request.member, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.cancel_session(found, because=data["reason"], by=request.member) or True,
        title=_("Zitting van %(day)s afgelasten") % {"day": found.on.strftime("%d/%m/%Y")},
        intro=_(
            "Wie uitgenodigd is, krijgt bericht per sms of e-mail en komt eerst aan de beurt op de wachtlijst. "
            "Wie enkel een brief kreeg, krijgt een brief; bel hen ook als het dringend is."
        ),
        submit=_("Afgelasten"),
        kind="danger",
        done=_("De zitting is afgelast. Iedereen staat met voorrang op de wachtlijst."),
        go=("session", {"pk": found.pk}),
    )


@policy(Can.PLAN_SESSIONS)
@require_POST
def slot_add(request: MemberRequest, pk: int) -> HttpResponse:
    found = session_of(request.member, pk)
    return _slot_done(request, found, lambda: actions.add_slot(found, by=request.member))


@policy(Can.PLAN_SESSIONS)
@require_POST
def slot_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    slot = slot_of(request.member, pk)
    return _slot_done(request, slot.session, lambda: actions.withdraw_slot(slot, by=request.member))


@policy(Can.PLAN_SESSIONS)
@require_POST
def slot_restore(request: MemberRequest, pk: int) -> HttpResponse:
    slot = slot_of(request.member, pk)
    return _slot_done(request, slot.session, lambda: actions.restore_slot(slot, by=request.member))


def _slot_done(request: MemberRequest, found: OrientationSession, action: Any) -> HttpResponse:
    try:
        action()
        messages.success(request, _("De tijdsloten zijn aangepast."))
    except CaseError as error:
        messages.error(request, str(error))
    return SeeOther(reverse("session", kwargs={"pk": found.pk}))


def session_of(member: Member, pk: int) -> OrientationSession:
    """A session of the member's organisation. Raises Http404."""
    rows = OrientationSession.objects.filter(organisation=member.organisation_id)
    related = rows.select_related("counsellor__user", "partner_counsellor__user", "partner", "series")
    found: OrientationSession = get_object_or_404(related, pk=pk)
    return found


def series_of(member: Member, pk: int) -> SessionSeries:
    rows = SessionSeries.objects.filter(organisation=member.organisation_id)
    found: SessionSeries = get_object_or_404(
        rows.select_related("counsellor__user", "partner", "partner_counsellor__user"), pk=pk
    )
    return found


def slot_of(member: Member, pk: int) -> Slot:
    slot = (
        Slot.objects.filter(organisation=member.organisation_id, pk=pk)
        .select_related("session__series")
        .first()
    )
    if slot is None:
        raise Http404
    return slot
