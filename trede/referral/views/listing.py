from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.tabs import client_tabs
from trede.core import page_tabs
from trede.core.models import Member
from trede.core.paging import newest_first, oldest_first
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.reading import need_one_of
from trede.referral.models import Referral, ReferralState
from trede.referral.reading import answer_days, with_age

PAGE = 30
SCOPES: dict[str, str | Promise] = {
    "beantwoorden": _("Te beantwoorden"),
    "terug": _("Teruggestuurd"),
    "mijn": _("Mijn aanmeldingen"),
    "alles": _("Alles"),
}


@policy(Can.FIND_CLIENTS)
def referrals(request: MemberRequest) -> HttpResponse:
    """Every referral that concerns this member, in the list that they chose; what waits longest first."""
    member = request.member
    need_one_of(member, Can.REFER, Can.ANSWER_REFERRALS)
    scopes = scopes_of(member)
    chosen = request.GET.get("wie", "")
    scope = chosen if chosen in scopes else scopes[0]
    waits = scope in ("beantwoorden", "terug")
    rows = rows_of(member, scope).select_related("client", "referred_by__user").with_last_reason()
    pages = oldest_first if waits else newest_first
    found = pages(rows, request.GET.get("na", ""), field="sent_at", size=PAGE)
    days = answer_days(member)
    page = {
        "scope": scope,
        "scopes": [{"url": f"?wie={one}", "label": SCOPES[one], "current": one == scope} for one in scopes],
        "rows": with_age(found.rows, days),
        "following": found.following,
        "days": days,
        "tabs": tabs_of(member),
        "refers": member.may(Can.REFER),
    }
    return render(request, "referral/referrals.html", page)


def scopes_of(member: Member) -> list[str]:
    """The lists that this member has, the usual one first."""
    answers, refers = member.may(Can.ANSWER_REFERRALS), member.may(Can.REFER)
    wanted = {"beantwoorden": answers, "terug": True, "mijn": refers, "alles": answers}
    found = [scope for scope in SCOPES if wanted[scope]]
    return found if answers else ["mijn", "terug"]


def rows_of(member: Member, scope: str) -> Any:
    """The referrals of one list, as far as this member may read them."""
    readable = Referral.objects.readable_by(member)
    if scope == "beantwoorden":
        return readable.unanswered()
    if scope == "terug":
        return readable.filter(state=ReferralState.SENT_BACK)
    return readable.sent_by(member) if scope == "mijn" else readable


def tabs_of(member: Member) -> list[dict[str, Any]]:
    """Those of trajectbepaling for who works there, those around the clients for who only refers."""
    works_there = member.may(Can.PLAN_SESSIONS) or member.may(Can.HOLD_SESSIONS)
    shared = page_tabs.tabs("orientation", member, "referrals") if works_there else []
    return shared or client_tabs(member, "referrals")
