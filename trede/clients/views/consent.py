"""A client takes a consent back: as easily as it was given."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.forms_barriers import WithdrawForm
from trede.clients.models import Consent
from trede.clients.opening import open_client
from trede.clients.views.answers import saved
from trede.clients.wording import rows_of
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.WRITE_FILE, logs_access=True)
def withdraw(request: MemberRequest, pk: int, consent_id: int) -> HttpResponse:
    """One field, already filled in: the day."""
    client = open_client(request, pk, page="fact.toestemming")
    consent = Consent.objects.of_file(client).filter(pk=consent_id).first()
    if consent is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and form.withdraw(consent, by=request.member):
        return saved(request, client, None, _("Ingetrokken. Wat op deze toestemming steunde, is gestopt."))
    page = {"client": client, "consent": consent, "form": form, "rows": rows_of(consent)}
    return render(request, "clients/consent_withdraw.html", page)
