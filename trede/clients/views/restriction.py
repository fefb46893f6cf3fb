from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.clients.actions.restriction import restriction_of
from trede.clients.forms_care import LiftForm, NumberForm, RestrictForm
from trede.clients.handling import go, handle_client, posted
from trede.clients.models import Client, Restriction
from trede.clients.tabs import watched_tabs
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

SHOWN = 100


@policy(Can.RESTRICT_FILE)
def index(request: MemberRequest) -> HttpResponse:
    """Files whose processing is restricted now, and one to restrict found by its number."""
    form = NumberForm(posted(request))
    files = Client.objects.findable_by(request.member).filter(erased_at=None)
    if form.is_valid():
        client = files.filter(number=form.cleaned_data["number"]).first()
        if client:
            pk = client.alias_of_id or client.pk
            return HttpResponseRedirect(reverse("file_restrict", kwargs={"pk": pk}), status=303)
        form.add_error("number", _("Geen dossier met dit nummer gevonden. Kijk het nummer na."))
    running = Restriction.objects.current().filter(client__in=files.values("pk"))
    rows = list(running.select_related("client").order_by("-starts_on", "-pk")[:SHOWN])
    tabs = watched_tabs(request.member, "restrictions")
    return render(request, "clients/care/restrictions.html", {"form": form, "rows": rows, "tabs": tabs})


@policy(Can.RESTRICT_FILE, logs_access=True)
def restrict(request: MemberRequest, pk: int) -> HttpResponse:
    client = handle_client(request, pk, page="restrict")
    running = restriction_of(client)
    if running:
        return _lift(request, client, running)
    form = RestrictForm(posted(request), initial={"starts_on": today()})
    if form.is_valid() and form.restrict(client, by=request.member):
        return go(request, _("De verwerking van dit dossier is beperkt."), "restrictions")
    return render(request, "clients/care/restrict.html", {"client": client, "form": form})


def _lift(request: MemberRequest, client: Client, running: Restriction) -> HttpResponse:
    form = LiftForm(posted(request), initial={"version": running.version})
    if form.is_valid() and form.lift(running, by=request.member):
        return go(
            request, _("De beperking is opgeheven. Het dossier kan weer gebruikt worden."), "restrictions"
        )
    page = {"client": client, "form": form, "restriction": running}
    return render(request, "clients/care/restrict.html", page)
