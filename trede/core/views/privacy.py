"""Privacy: what the DPO watches over. Files by number; a name only where a decision needs it."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trede.core import chain, subjects
from trede.core.actions.looks import review_look
from trede.core.forms_privacy import LogSearchForm, ReviewForm
from trede.core.local import LOOK_REVIEW_DAYS, local_value
from trede.core.models import AccessLog, Event, Look, Member
from trede.core.page_words import page_words
from trede.core.paging import newest_first, oldest_first
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.verb_words import words
from trede.core.views.pages import privacy_tabs, see_other

DEFAULT_PERIOD = timedelta(days=90)
WHY = {
    "guidance": gettext_lazy("volgt het dossier"),
    "social_service": gettext_lazy("sociale dienst"),
    "reason_given": gettext_lazy("met reden"),
    "shared": gettext_lazy("gedeeld"),
    "named": gettext_lazy("aangewezen"),
    "role": gettext_lazy("door de rol"),
    "session": gettext_lazy("voor een zitting"),
}


def _waiting(member: Member) -> Any:
    return Look.objects.filter(organisation=member.organisation_id, reviewed_at=None)


def _overdue_since(member: Member) -> datetime:
    days = local_value(member.organisation_id, LOOK_REVIEW_DAYS, today())
    return timezone.now() - timedelta(days=days or 14)


@policy(Can.READ_REGISTER)
def index(request: MemberRequest) -> HttpResponse:
    member = request.member
    page: dict[str, Any] = {"tabs": privacy_tabs(member, "privacy")}
    if member.may(Can.REVIEW_LOOKS):
        overdue = _waiting(member).filter(opened_at__lt=_overdue_since(member))
        page |= {"waiting": _waiting(member).count(), "overdue": overdue.count(), "reviews": True}
    return render(request, "core/privacy.html", page | {"chain": chain.state_of(member.organisation_id)})


@policy(Can.READ_REGISTER)
@require_POST
def verify(request: MemberRequest) -> HttpResponse:
    at_once = chain.request_check(by=request.member)
    message = _("De keten is nagerekend.") if at_once else _("De keten wordt nagerekend. Kom straks terug.")
    return see_other(request, message, "privacy")


@policy(Can.REVIEW_LOOKS)
def looks(request: MemberRequest) -> HttpResponse:
    reviewed = request.GET.get("show") == "reviewed"
    after = request.GET.get("after", "")
    if reviewed:
        done = Look.objects.filter(organisation=request.member.organisation_id).exclude(reviewed_at=None)
        found = newest_first(_with_people(done), after, field="reviewed_at")
    else:
        found = oldest_first(_with_people(_waiting(request.member)), after, field="opened_at")
    since = _overdue_since(request.member)
    numbers = subjects.numbers_of(request.member.organisation_id, {look.subject for look in found.rows})
    page = {
        "looks": [
            {"look": look, "number": numbers.get(look.subject), "overdue": look.opened_at < since}
            for look in found.rows
        ],
        "following": found.following,
        "later": bool(after),
        "reviewed": reviewed,
        "tabs": privacy_tabs(request.member, "looks"),
    }
    return render(request, "core/looks.html", page)


def _with_people(looks: Any) -> Any:
    return looks.select_related("member__user", "reviewed_by__user")


@policy(Can.REVIEW_LOOKS)
def look_review(request: MemberRequest, pk: int) -> HttpResponse:
    mine = Look.objects.filter(organisation=request.member.organisation_id)
    look = get_object_or_404(mine.select_related("member__user", "reviewed_by__user"), pk=pk)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        justified, remark = form.cleaned_data["justified"] == "yes", form.cleaned_data["remark"]
        if form.attempt(lambda: review_look(look, by=request.member, justified=justified, remark=remark)):
            return see_other(request, _("Nagekeken."), "looks")
    number = subjects.numbers_of(look.organisation_id, {look.subject}).get(look.subject)
    opened = AccessLog.objects.filter(
        subject=look.subject, member_id=look.member_id, at__date=timezone.localdate(look.opened_at)
    )
    page = {"form": form, "look": look, "number": number, "pages": _pages(list(opened.order_by("at")[:50]))}
    return render(request, "core/look_review.html", page)


def _pages(lines: list[AccessLog]) -> list[str]:
    return sorted({page_words(line.page) for line in lines})


@policy(Can.REVIEW_LOOKS)
def access_log(request: MemberRequest) -> HttpResponse:
    form = LogSearchForm(request.GET or None, by=request.member)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    lines, unknown = _log_lines(request.member, chosen)
    found = newest_first(lines, request.GET.get("after", ""))
    people = _names({line.member_id for line in found.rows})
    numbers = subjects.numbers_of(request.member.organisation_id, {line.subject for line in found.rows})
    page = {
        "form": form,
        "unknown": unknown,
        "lines": [
            {
                "at": line.at,
                "who": people.get(line.member_id, ""),
                "number": numbers.get(line.subject),
                "page": page_words(line.page),
                "why": WHY.get(line.why, ""),
            }
            for line in found.rows
        ],
        "following": found.following,
        "tabs": privacy_tabs(request.member, "access_log"),
    }
    return render(request, "core/access_log.html", page)


def _log_lines(member: Member, chosen: dict[str, Any]) -> tuple[Any, bool]:
    """The lines asked for, and whether the file number asked for is unknown here."""
    lines = AccessLog.objects.filter(organisation_id=member.organisation_id)
    if chosen.get("member"):
        lines = lines.filter(member_id=chosen["member"].pk)
    unknown = False
    if chosen.get("number"):
        ids = subjects.subjects_of(member.organisation_id, chosen["number"])
        lines, unknown = lines.filter(subject__in=ids), not ids
    first = chosen.get("first")
    if first is None and not chosen.get("number"):
        first = today() - DEFAULT_PERIOD
    if first:
        lines = lines.filter(at__gte=_midnight(first))
    if chosen.get("last"):
        lines = lines.filter(at__lt=_midnight(chosen["last"] + timedelta(days=1)))
    return lines, unknown


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _names(member_ids: set[int]) -> dict[int, str]:
    """Names joined here: the access log lives in another database."""
    return dict(Member.objects.filter(pk__in=member_ids).values_list("pk", "user__name"))


@policy(Can.READ_REGISTER)
def event_log(request: MemberRequest) -> HttpResponse:
    rows = Event.objects.filter(organisation=request.member.organisation_id).select_related("by__user")
    whole = request.member.may(Can.REVIEW_LOOKS)
    if not whole:
        # What happened in files is for who follows them and for the DPO.
        rows = rows.filter(subject=None)
    found = newest_first(rows, request.GET.get("after", ""))
    numbers = subjects.numbers_of(request.member.organisation_id, {event.subject for event in found.rows})
    page = {
        "lines": [
            {"event": event, "words": words(event.verb), "number": numbers.get(event.subject)}
            for event in found.rows
        ],
        "whole": whole,
        "following": found.following,
        "tabs": privacy_tabs(request.member, "event_log"),
    }
    return render(request, "core/event_log.html", page)
