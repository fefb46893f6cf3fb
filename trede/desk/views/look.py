"""A file outside the own caseload opens after a reason, which the DPO reads."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from trede.clients.models import CaseAssignment, Client
from trede.core.errors import Elsewhere
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.desk.forms import LookForm
from trede.rules import mask_insz


@policy(Can.OPEN_OUTSIDE_CASELOAD)
def look(request: MemberRequest, pk: int) -> HttpResponse:
    client = _outside(request.member, pk)
    form = LookForm(request.POST or None)
    if form.is_valid():
        form.run(client, by=request.member)
        return HttpResponseRedirect(reverse("file", kwargs={"pk": client.pk}), status=303)
    page = {
        "form": form,
        "client": client,
        "number": mask_insz(client.insz) if client.insz else "",
        "followers": _followers(client),
    }
    return render(request, "desk/look.html", page)


def _outside(member: Member, pk: int) -> Client:
    """A file that this member may find and that does not open by itself."""
    client = Client.objects.findable_by(member).filter(pk=pk).first()
    if client is None:
        raise Http404
    if client.alias_of_id:
        raise Elsewhere("file", pk=client.alias_of_id)
    if Client.objects.visible_to(member).filter(pk=pk).exists():
        raise Elsewhere("file", pk=pk)
    return client


def _followers(client: Client) -> list[CaseAssignment]:
    running = CaseAssignment.objects.current().filter(client=client)
    return list(running.select_related("member__user").order_by("role"))
