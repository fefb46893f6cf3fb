"""A barrier that is out of the way."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.actions.facts import compartment_of
from trede.clients.forms import replace_typed
from trede.clients.forms_barriers import LiftForm
from trede.clients.models import Barrier, Client
from trede.clients.opening import open_client, sees_confidential
from trede.clients.views.answers import saved, way_back
from trede.clients.wording import rows_of
from trede.core.models import Compartment
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

SHOWN = ["severity", "note", "doing", "doing_by", "starts_on", "ends_on"]


@policy(Can.WRITE_FILE, logs_access=True)
def lift(request: MemberRequest, pk: int, barrier_id: int) -> HttpResponse:
    """When it was out of the way, and what helped."""
    client = open_client(request, pk, page="fact.drempel")
    barrier = _barrier(request, client, barrier_id)
    form = LiftForm(request.POST or None, initial={"on": today(), "version": barrier.version})
    if form.is_valid() and form.lift(barrier, by=request.member):
        return saved(request, client, None, _("Opgelost. De drempel staat nu bij vroeger."))
    if form.conflict:
        barrier.refresh_from_db()
        replace_typed(form, "version", str(barrier.version))
    page = {"client": client, "barrier": barrier, "form": form, "rows": rows_of(barrier, SHOWN)}
    return render(request, "clients/barrier_lift.html", page | {"back": way_back(request, client)})


def _barrier(request: MemberRequest, client: Client, barrier_id: int) -> Barrier:
    """A standing barrier of this file that the member may read; any other does not exist."""
    barrier = Barrier.objects.of_file(client).select_related("own", "client").filter(pk=barrier_id).first()
    hidden = not sees_confidential(request.member, client)
    if barrier is None or (hidden and compartment_of(barrier) == Compartment.CONFIDENTIAL):
        raise Http404
    found: Barrier = barrier
    return found
