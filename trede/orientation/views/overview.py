from django.http import HttpResponse
from django.shortcuts import render

from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.overview import appointments_today, coming, counts
from trede.orientation.tabs import orientation_tabs


@policy(Can.KEEP_DIARY)
def overview(request: MemberRequest) -> HttpResponse:
    """What comes, what waits, what was left lying; a partner sees only the sessions in which they sit."""
    member, day = request.member, today()
    page = {
        "tabs": orientation_tabs(member, "orientation"),
        "coming": coming(member, day),
        "counts": list(counts(member, day)),
        "appointments": appointments_today(member, day),
        "may_hold": member.may(Can.HOLD_SESSIONS),
        "may_plan": member.may(Can.PLAN_SESSIONS),
        "today": day,
    }
    return render(request, "orientation/overview.html", page)
