"""The hours of a month, where an offer has a limit in hours."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import go, posted
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.offers.actions.participations import use_time
from trede.offers.forms_loop import TimeForm
from trede.offers.limit_words import hours, room_words
from trede.offers.loop_reading import open_participation
from trede.offers.models import Participation, UsedTime
from trede.rules.dates import add_months

MOST_MONTHS = 24


@policy(Can.WRITE_FILE, logs_access=True)
def note(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """One month at a time; what was noted before is shown and may be corrected."""
    client, one = open_participation(request, pk, participation_id)
    if one.started_on is None:
        raise Http404
    rows = {row.month: row for row in UsedTime.objects.filter(participation=one)}
    month = _month(request, one)
    form = TimeForm(posted(request), months=_months(one), initial=_initial(rows.get(month), month))
    if form.is_valid():
        over = form.attempt(lambda: use_time(one, by=request.member, **form.values))
        if over is not None:
            for room in over:
                messages.warning(request, room_words(room))
            return go(request, _("De uren zijn genoteerd."), "participation", pk=pk, participation_id=one.pk)
    used = [(row.month, hours(row.minutes)) for row in rows.values()]
    page = {"client": client, "participation": one, "form": form, "used": used, "month": month}
    return render(request, "offers/used_time.html", page)


def _months(participation: Participation) -> list[tuple[str, str]]:
    """The months in which it ran, the newest first."""
    first = (participation.started_on or today()).replace(day=1)
    month = (participation.ended_on or today()).replace(day=1)
    found: list[tuple[str, str]] = []
    while month >= first and len(found) < MOST_MONTHS:
        found.append((month.isoformat(), month.strftime("%m/%Y")))
        month = add_months(month, -1)
    return found


def _month(request: MemberRequest, participation: Participation) -> date:
    """The month of the address when it is one of these, else the newest."""
    known = [code for code, _words in _months(participation)]
    asked = request.GET.get("maand", "")
    return date.fromisoformat(asked if asked in known else known[0])


def _initial(row: UsedTime | None, month: date) -> dict[str, Any]:
    start = {"month": month.isoformat()}
    if row is None:
        return start
    return start | {"hours": row.minutes // 60, "minutes": row.minutes % 60, "version": row.version}
