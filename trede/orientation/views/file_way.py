from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trede.clients.opening import open_client, sees_confidential
from trede.clients.tabs import top_of_file
from trede.core.models import Purpose
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.links import link
from trede.orientation.way import way_of

FOLLOWING = (Purpose.GUIDANCE, Purpose.SOCIAL_SERVICE, Purpose.NAMED)


@policy(Can.OPEN_FILE, logs_access=True)
def file_way(request: MemberRequest, pk: int) -> HttpResponse:
    """The tab Traject of a file: referral, waiting, invitations, decisions, appointments, evaluations."""
    client = open_client(request, pk, page="file_way")
    page = {
        "client": client,
        "way": way_of(client, confidential=sees_confidential(request.member, client)),
        "now": timezone.now(),
        "follows": getattr(client, "why", "") in FOLLOWING,
        "refer_url": link("referral_new", client.pk) if request.member.may(Can.REFER) else "",
        "may_write": request.member.may(Can.WRITE_FILE),
    }
    return render(
        request, "orientation/file_way.html", page | top_of_file(client, request.member, "file_way")
    )
