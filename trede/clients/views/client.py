from django.http import HttpResponse
from django.shortcuts import redirect, render

from trede.clients.forms import ClientForm
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.CREATE_CLIENT)
def new(request: MemberRequest) -> HttpResponse:
    form = ClientForm(request.POST or None)
    if form.is_valid() and (client := form.open(by=request.member)):
        return redirect("file", pk=client.pk)
    return render(request, "clients/new.html", {"form": form})
