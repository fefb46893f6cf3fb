"""The register of processing, made from the running program."""

from django.http import HttpResponse
from django.shortcuts import render

from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.register import register_of
from trede.core.roles import Can
from trede.core.views.pages import privacy_tabs


@policy(Can.READ_REGISTER)
def index(request: MemberRequest) -> HttpResponse:
    page = {
        "register": register_of(request.member.organisation, today()),
        "on": today(),
        "tabs": privacy_tabs(request.member, "register"),
    }
    return render(request, "core/register.html", page)
