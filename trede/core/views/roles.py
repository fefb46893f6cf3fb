"""Who may do what: the matrix of the code, as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trede.core.policies import policy
from trede.core.roles import ROLES, VERBS, Can, Role


def matrix() -> list[tuple[str, list[bool]]]:
    """One row a verb, one column a role, in the order of the code."""
    return [(str(VERBS[verb]), [verb in ROLES[role] for role in Role]) for verb in Can]


@policy(Can.SEE_TODAY)
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "core/roles.html", {"roles": list(Role), "rows": matrix()})
