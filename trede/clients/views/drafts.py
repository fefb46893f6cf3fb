"""Text that was not saved, kept while the network is away and thrown away on request."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.kinds import ALL_KINDS
from trede.clients.opening import open_client
from trede.clients.views.answers import see_other
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

FORMS = {"client", "week", "attempt"} | {kind.draft_name for kind in ALL_KINDS.values()}


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    """The script sends what is typed when the page is left or the network returns."""
    client = open_client(request, pk, page="draft")
    place = _place(request, client.pk)
    # What was ticked in a list counts as one text.
    typed = {name: ",".join(request.POST.getlist(name)) for name in request.POST}
    drafts.keep(place, by=request.member, data=typed, base_version=drafts.version_in(request.POST))
    return HttpResponse(status=204)


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="draft")
    drafts.forget(_place(request, client.pk), by=request.member)
    messages.success(request, _("De niet-bewaarde tekst is weggegooid."))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return see_other(back if safe else reverse("file", kwargs={"pk": client.pk}))


def _place(request: MemberRequest, subject: int) -> drafts.Place:
    form, number = request.POST.get("draft_form", ""), request.POST.get("draft_object", "")
    known = form in FORMS or drafts.is_allowed(form)
    if not known or (number and not (number.isascii() and number.isdigit() and len(number) < 18)):
        raise Http404
    return drafts.Place(form, subject, int(number) if number else None)
