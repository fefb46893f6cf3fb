from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.forms_week import WeekForm
from trede.clients.opening import open_client
from trede.clients.views.answers import offered_draft, saved
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.WRITE_FILE, logs_access=True)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole week on one screen."""
    client = open_client(request, pk, page="week")
    place = drafts.Place("week", client.pk)
    form = WeekForm(request.POST or None, client=client)
    if form.is_valid() and form.run(by=request.member) is not None:
        return saved(request, client, place, _("De week is bewaard."))
    if form.is_bound:
        drafts.keep(place, by=request.member, data=request.POST)
    draft = offered_draft(request, form, place)
    return render(
        request, "clients/week.html", {"client": client, "form": form, "draft": draft, "place": place}
    )
