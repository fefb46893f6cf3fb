"""Files to act upon without reading them: to lock, restrict or assign one, its name and number are enough."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.errors import Elsewhere
from trede.core.policies import MemberRequest
from trede.core.roles import Can

# Why somebody sees the name of a file: their role asks it.
UNREAD = "role"


def handle_client(request: MemberRequest, pk: int, *, page: str) -> Client:
    """The file, to act upon by its name and number only; logged. Raises Http404 or Elsewhere.

    `client.opens` says whether this member may also read it. A locked file answers the members named for it,
    and the DPO, who must be able to end a lock.
    """
    member = request.member
    client = Client.objects.visible_to(member).select_related("organisation").filter(pk=pk).first()
    opens = client is not None
    if client is None:
        reachable = Client.objects.of(member)
        if not member.may(Can.REVIEW_LOOKS):
            reachable = reachable.findable_by(member)
        client = reachable.select_related("organisation").filter(pk=pk).first()
    if client is None:
        raise Http404
    if client.alias_of_id:
        raise Elsewhere(_page_of(request), pk=client.alias_of_id)
    client.opens = opens
    log_access(by=member, subject=client.pk, page=page, why=getattr(client, "why", UNREAD))
    return client


def _page_of(request: MemberRequest) -> str:
    """The same page of the whole file, unless that address needs more than the file."""
    match = request.resolver_match
    return match.url_name if match and match.url_name and list(match.kwargs) == ["pk"] else "file"


def posted(request: MemberRequest) -> QueryDict | None:
    """What was sent, also when that is nothing at all: a form must then say what is missing."""
    return request.POST if request.method == "POST" else None


def go(request: MemberRequest, sentence: str, url_name: str, **kwargs: object) -> HttpResponse:
    """After a change: say that it is done, and 303, so that reloading sends nothing twice."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(url_name, kwargs=kwargs), status=303)
