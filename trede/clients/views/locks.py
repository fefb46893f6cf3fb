from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.clients.actions.locks import locks_of, names_of_lock
from trede.clients.colleagues import followers_first
from trede.clients.forms_care import LockForm, NamesForm, NumberForm, UnlockForm
from trede.clients.handling import go, handle_client, posted
from trede.clients.models import Client, FileLock
from trede.clients.tabs import watched_tabs
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

SHOWN = 100


@policy(Can.LOCK_FILE)
def index(request: MemberRequest) -> HttpResponse:
    """The locked files this member may know of, and a file to lock found by its number."""
    form = NumberForm(posted(request))
    if form.is_valid():
        client = _reachable(request.member).filter(number=form.cleaned_data["number"]).first()
        if client:
            return HttpResponseRedirect(
                reverse("file_lock", kwargs={"pk": client.alias_of_id or client.pk}), status=303
            )
        form.add_error("number", _("Geen dossier met dit nummer gevonden. Kijk het nummer na."))
    running = FileLock.objects.current().filter(client__in=_reachable(request.member).values("pk"))
    locks = list(running.select_related("client").order_by("-starts_on", "-pk")[:SHOWN])
    tabs = watched_tabs(request.member, "locks")
    return render(request, "clients/care/locks.html", {"form": form, "locks": locks, "tabs": tabs})


@policy(Can.LOCK_FILE, logs_access=True)
def lock(request: MemberRequest, pk: int) -> HttpResponse:
    client = handle_client(request, pk, page="lock")
    held = locks_of(client)
    if held:
        return _names(request, client, held[0])
    form = LockForm(posted(request), colleagues=followers_first(client))
    if form.is_valid() and form.lock(client, by=request.member):
        return go(request, _("Het dossier is afgeschermd. Enkel wie u aanwees, kan het nog openen."), "locks")
    return render(request, "clients/care/lock.html", {"client": client, "form": form})


def _names(request: MemberRequest, client: Client, held: FileLock) -> HttpResponse:
    initial: dict[str, Any] = {"members": names_of_lock(client), "version": held.version}
    form = NamesForm(posted(request), colleagues=followers_first(client), initial=initial)
    if form.is_valid() and form.change(client, by=request.member):
        return go(request, _("De lijst van medewerkers is bewaard."), "locks")
    return render(request, "clients/care/lock.html", {"client": client, "form": form, "lock": held})


@policy(Can.LOCK_FILE, logs_access=True)
def unlock(request: MemberRequest, pk: int) -> HttpResponse:
    client = handle_client(request, pk, page="lock")
    held = locks_of(client)
    if not held:
        return HttpResponseRedirect(reverse("file_lock", kwargs={"pk": client.pk}))
    form = UnlockForm(posted(request), initial={"version": held[0].version, "last_day": today()})
    if form.is_valid() and form.end(client, by=request.member):
        return go(request, _("De afscherming eindigt na de gekozen dag."), "locks")
    return render(request, "clients/care/unlock.html", {"client": client, "form": form, "lock": held[0]})


def _reachable(member: Member) -> Any:
    # The DPO must be able to end any lock; for others a locked file does not exist unless they are named.
    if member.may(Can.REVIEW_LOOKS):
        return Client.objects.of(member).filter(erased_at=None)
    return Client.objects.findable_by(member).filter(erased_at=None)
