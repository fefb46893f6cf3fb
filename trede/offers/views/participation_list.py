"""Deelnames: what waits for an answer, for a place, for an evaluation; the own caseload first."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.caseload import caseload_ids
from trede.core import page_tabs
from trede.core.local import LIMIT_WARNING_DAYS, local_value
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.offers.actions.reminding import unanswered
from trede.offers.models import Participation, ParticipationState
from trede.offers.standing import GOING

PAGE = 30
SOON = timedelta(days=14)
SCOPES: dict[str, str | Promise] = {
    "antwoord": _("Zonder antwoord"),
    "wacht": _("Op de wachtlijst"),
    "bezig": _("Bezig"),
    "grens": _("Dicht bij een grens"),
    "evaluatie": _("Te evalueren"),
}
SINCE: dict[str, str | Promise] = {
    "antwoord": _("Verstuurd"),
    "wacht": _("Wacht sinds"),
    "bezig": _("Begonnen"),
    "grens": _("Laatste dag"),
    "evaluatie": _("Tegen"),
}


@policy(Can.OPEN_FILE)
def participations(request: MemberRequest) -> HttpResponse:
    """One list at a time, the own caseload first, the oldest day on top."""
    member = request.member
    chosen = request.GET.get("wat", "")
    scope = chosen if chosen in SCOPES else "antwoord"
    rows = _ordered(rows_of(member, scope), caseload_ids(member))
    rows = _after(rows, request.GET.get("na", ""))
    found = list(rows.select_related("client", "offer", "edition")[: PAGE + 1])
    for row in found:
        row.age = max(0, (today() - row.day).days)
    page = {
        "scope": scope,
        "scopes": [{"url": f"?wat={one}", "label": SCOPES[one], "current": one == scope} for one in SCOPES],
        "since": SINCE[scope],
        "rows": found[:PAGE],
        "following": _key(found[PAGE - 1]) if len(found) > PAGE else "",
        "tabs": page_tabs.tabs("offers", member, "participations"),
        "today": today(),
    }
    return render(request, "offers/participations.html", page)


def rows_of(member: Member, scope: str) -> Any:
    """The participations of one list whose name this member may see, each with its day as `day`."""
    rows, day = Participation.objects.findable_by(member), today()
    if scope == "antwoord":
        sent = unanswered().filter(participation=OuterRef("pk")).values("sent_on")[:1]
        return rows.filter(state=ParticipationState.REFERRED).annotate(day=Subquery(sent)).exclude(day=None)
    if scope == "wacht":
        return rows.filter(state=ParticipationState.WAITING, waits_since__isnull=False).annotate(
            day=F("waits_since")
        )
    if scope == "bezig":
        return rows.filter(state__in=GOING, started_on__isnull=False).annotate(day=F("started_on"))
    if scope == "grens":
        until = day + timedelta(days=local_value(member.organisation_id, LIMIT_WARNING_DAYS, day) or 0)
        return rows.filter(state__in=GOING, limit_on__lte=until).annotate(day=F("limit_on"))
    return rows.filter(state__in=GOING, evaluation_on__lte=day + SOON).annotate(day=F("evaluation_on"))


def _ordered(rows: Any, mine: list[int]) -> Any:
    other = Case(When(client__in=mine, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.annotate(other=other).order_by("other", "day", "pk")


def _key(row: Any) -> str:
    return f"{row.other}_{row.day.isoformat()}_{row.pk}"


def _after(rows: Any, key: str) -> Any:
    """What comes after the row of this key ("0_2026-03-01_17"); everything for any other text."""
    other, _line, rest = key.partition("_")
    text, _line, pk = rest.partition("_")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return rows
    if other not in ("0", "1") or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return rows
    same = Q(other=int(other))
    return rows.filter(Q(other__gt=int(other)) | same & (Q(day__gt=day) | Q(day=day, pk__gt=int(pk))))
