from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.core.policies import SIGNED_IN, MemberRequest, policy
from trede.core.roles import Can
from trede.desk.timeline import timeline_of


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


@policy(Can.OPEN_FILE, logs_access=True)
def file(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="file")
    lines = timeline_of(client, confidential=sees_confidential(request.member, client))
    return render(request, "desk/file.html", {"client": client, "lines": lines})
