from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trede.clients.caseload import caseload_ids
from trede.core.periods import today as this_day
from trede.core.policies import SIGNED_IN, MemberRequest, policy
from trede.core.roles import Can
from trede.desk.deadlines import collect, grouped, in_order, unassigned
from trede.desk.links import url_or_empty
from trede.desk.news import news_of
from trede.desk.office import covered_by, office_of


@policy(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    return redirect("today")


@policy(Can.SEE_TODAY)
def today(request: MemberRequest) -> HttpResponse:
    """What is due, what changed, and for whom this member works today."""
    member, day = request.member, this_day()
    mine = caseload_ids(member)
    found, more = collect(member, mine, today=day)
    due = in_order(found)
    nobody, more_nobody = unassigned(member)
    page = {
        "day": day,
        "first": due[0] if due else None,
        "groups": grouped(due[1:], day),
        "more": more,
        "nobody": nobody,
        "more_nobody": more_nobody,
        "news": news_of(member, mine),
        "covered": covered_by(member),
        "office": office_of(member),
        "works": member.may(Can.OPEN_FILE),
        "looks_url": url_or_empty("looks"),
        "members_url": url_or_empty("members"),
    }
    return render(request, "desk/today.html", page)
