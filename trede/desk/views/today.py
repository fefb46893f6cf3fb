from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trede.clients.models import Client
from trede.core.policies import SIGNED_IN, MemberRequest, policy
from trede.core.roles import Can


@policy(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    return redirect("today")


@policy(Can.SEE_TODAY)
def today(request: MemberRequest) -> HttpResponse:
    return render(request, "desk/today.html")


@policy(Can.FIND_CLIENTS)
def clients(request: MemberRequest) -> HttpResponse:
    rows = Client.objects.visible_to(request.member).whole().order_by("last_name", "first_names")[:50]
    return render(request, "desk/clients.html", {"clients": rows})
