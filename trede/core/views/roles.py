"""Who may do what: the matrix of the code, as a page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from trede.core.policies import MemberRequest, policy
from trede.core.roles import ROLES, VERBS, Can, Role
from trede.core.views.pages import manage_tabs, privacy_tabs


def matrix() -> list[tuple[str, list[bool]]]:
    """One row a verb, one column a role, in the order of the code."""
    return [(str(VERBS[verb]), [verb in ROLES[role] for role in Role]) for verb in Can]


@policy(Can.SEE_TODAY)
def index(request: MemberRequest) -> HttpResponse:
    page = {"roles": list(Role), "rows": matrix(), "tabs": _tabs(request)}
    return render(request, "core/roles.html", page)


def _tabs(request: MemberRequest) -> list[dict[str, Any]]:
    if request.member.may(Can.MANAGE_MEMBERS):
        return manage_tabs(request.member, "roles")
    return privacy_tabs(request.member, "roles") if request.member.may(Can.READ_REGISTER) else []
