"""People of employers in a training: added, came, do not come."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.core.errors import CaseError
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther
from trede.offers.actions.editions import add_host, note_host, withdraw_host
from trede.offers.forms_groups import HostForm
from trede.offers.models import Edition, HostSeat
from trede.offers.reading_groups import edition_of, free_places
from trede.offers.views.editions import tabs


@policy(Can.RUN_GROUPS)
def edition_hosts(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Who comes from which employer; add one below."""
    found = edition_of(request.member, edition_id)
    if not found.for_hosts:
        raise Http404
    form = HostForm(posted(request))
    if form.is_valid():
        seat = HostSeat(edition=found, **form.cleaned_data)
        if form.attempt(lambda: add_host(seat, by=request.member)) is not None:
            return go(request, _("Ingeschreven."), "edition_hosts", edition_id=found.pk)
    page = {
        "edition": found,
        "form": form,
        "hosts": list(found.host_seats.order_by("host", "person", "pk")),
        "free": free_places(found),
        "begun": found.starts_on <= today(),
        "tabs": tabs(request.member),
    }
    return render(request, "offers/edition_hosts.html", page)


def _seat(request: MemberRequest, edition_id: int, seat_id: int) -> HostSeat:
    found: Edition = edition_of(request.member, edition_id)
    seat = found.host_seats.filter(pk=seat_id).first()
    if seat is None:
        raise Http404
    return seat


@require_POST
@policy(Can.RUN_GROUPS)
def host_note(request: MemberRequest, edition_id: int, seat_id: int) -> HttpResponse:
    """One tap: was there or not; the mark that stands takes itself back."""
    seat = _seat(request, edition_id, seat_id)
    came = {"yes": True, "no": False}.get(request.POST.get("came", ""))
    try:
        note_host(seat, came=came, by=request.member)
    except CaseError as error:
        messages.error(request, str(error))
    return SeeOther(reverse("edition_hosts", kwargs={"edition_id": edition_id}) + f"#h-{seat.pk}")


@require_POST
@policy(Can.RUN_GROUPS)
def host_withdraw(request: MemberRequest, edition_id: int, seat_id: int) -> HttpResponse:
    withdraw_host(_seat(request, edition_id, seat_id), by=request.member)
    return go(request, _("De plaats is vrij."), "edition_hosts", edition_id=edition_id)
