from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.actions.contact import post_arrives
from trede.clients.forms_contact import AttemptForm, ReturnedForm
from trede.clients.models import Address, Client
from trede.clients.opening import open_client, sees_confidential
from trede.clients.views.answers import offered_draft, saved
from trede.clients.wording import rows_of
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.WRITE_FILE, logs_access=True)
def attempt(request: MemberRequest, pk: int) -> HttpResponse:
    """One line: called, not reached."""
    client = open_client(request, pk, page="attempt")
    place = drafts.Place("attempt", client.pk)
    form = AttemptForm(request.POST or None, confidential=sees_confidential(request.member, client))
    if form.is_valid() and form.run(client, by=request.member):
        return saved(request, client, place, _("Contactpoging genoteerd."))
    draft = offered_draft(request, form, place)
    page = {"client": client, "form": form, "place": place, "draft": draft}
    return render(request, "clients/attempt.html", page)


def _address(client: Client, fact_id: int) -> Any:
    address = Address.objects.of_file(client).filter(pk=fact_id).first()
    if address is None:
        raise Http404
    address.client = client if address.client_id == client.pk else address.client
    return address


@policy(Can.WRITE_FILE, logs_access=True)
def returned(request: MemberRequest, pk: int, fact_id: int) -> HttpResponse:
    """A letter came back from this address."""
    client = open_client(request, pk, page="post")
    address = _address(client, fact_id)
    form = ReturnedForm(request.POST or None, initial={"on": today(), "version": address.version})
    if form.is_valid() and form.run(address, by=request.member):
        return saved(request, client, None, _("Genoteerd. Naar dit adres vertrekt geen post meer."))
    page = {"client": client, "form": form, "address": address, "rows": rows_of(address)}
    return render(request, "clients/returned.html", page)


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def post_works(request: MemberRequest, pk: int, fact_id: int) -> HttpResponse:
    """Somebody checked the address: post may go there again."""
    client = open_client(request, pk, page="post")
    address = _address(client, fact_id)
    version = drafts.version_in(request.POST)
    post_arrives(address, by=request.member, expected=address.version if version is None else version)
    return saved(request, client, None, _("Genoteerd. Post mag weer naar dit adres."))
