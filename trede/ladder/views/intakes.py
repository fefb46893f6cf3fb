"""The werkintake as pages: begin one, the conversation itself, closing it, its summary on paper."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from trede.clients import drafts
from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.core.errors import CaseError, Conflict
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.intakes import close_intake, start_intake, write_agreed
from trede.ladder.drafting import AGREED_FORM
from trede.ladder.forms_intake import AgreedForm, StartForm
from trede.ladder.intake_page import agreed_of, faces, parts_of, place_of, waiting_drafts
from trede.ladder.models import Intake
from trede.ladder.talk_letter import summary_pdf
from trede.ladder.views.intake_writing import answer_saving, posted

PDF = "application/pdf"


def opened(request: MemberRequest, pk: int, intake_id: int, *, page: str) -> tuple[Client, Intake]:
    """The file and one of its intakes, in one query more; somebody else's does not exist."""
    client = open_client(request, pk, page=page)
    merged = Exists(Client.objects.filter(alias_of=client.pk))
    rows = Intake.objects.select_related("held_by__user", "client").annotate(merged=merged)
    found = rows.filter(pk=intake_id).first()
    if found is None or client.pk not in (found.client_id, found.client.alias_of_id):
        raise Http404
    if not found.merged:
        # Nearly every file is one: then nobody need ask which ones were merged into it.
        client.__dict__["file_ids"] = [client.pk]
    return client, found


def to_intake(client: Client, intake: Intake, at: str = "") -> HttpResponse:
    url = reverse("intake", kwargs={"pk": client.pk, "intake_id": intake.pk})
    return HttpResponseRedirect(f"{url}#{at}" if at else url, status=303)


@policy(Can.WRITE_FILE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin a conversation; where one is open, it goes on there."""
    client = open_client(request, pk, page="intake")
    running = Intake.objects.of_file(client).open().first()
    if running:
        messages.info(request, _("Er loopt al een werkintake. U bent nu daar."))
        return to_intake(client, running)
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        intake = Intake(client=client, **form.cleaned_data)
        if form.attempt(lambda: start_intake(intake, by=request.member)):
            return to_intake(client, intake)
    return render(request, "ladder/intake_new.html", {"client": client, "form": form})


@require_safe
@policy(Can.OPEN_FILE, logs_access=True)
def intake(request: MemberRequest, pk: int, intake_id: int) -> HttpResponse:
    """The conversation: all domains on one page, so that moving between them asks no network."""
    client, found = opened(request, pk, intake_id, page="intake")
    return render(request, "ladder/intake.html", page_of(request, client, found))


def page_of(request: MemberRequest, client: Client, found: Intake) -> dict[str, Any]:
    """What the page of a conversation shows to this member."""
    restore = request.GET.get("concept", "")
    confidential = sees_confidential(request.member, client)
    closed = bool(found.closed_on)
    kept = waiting_drafts(client, found, request.member, read=lambda part: closed or part == restore)
    return {
        "client": client,
        "intake": found,
        "parts": parts_of(found, client, confidential=confidential, kept=kept, restore=restore),
        "agreed": agreed_of(found, kept.get(AGREED_FORM), restore=restore == AGREED_FORM),
        "faces": faces(),
        "confidential": confidential,
        "writes": request.member.may(Can.WRITE_FILE) and not closed,
    }


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def close(request: MemberRequest, pk: int, intake_id: int) -> HttpResponse:
    """Keep what was agreed and close; what cannot be kept or closed stays in the form."""
    client, found = opened(request, pk, intake_id, page="intake_note")
    form = AgreedForm(request.POST)
    place = place_of(client, found, AGREED_FORM)
    try:
        posted(form)
        with transaction.atomic():
            values = {name: text for name, text in form.cleaned_data.items() if name != "version"}
            seen = form.cleaned_data["version"] or 0
            written = write_agreed(found, **values, by=request.member, expected=seen)
            close_intake(written, by=request.member, expected=written.version)
    except Conflict:
        return answer_saving(request, client, found, AGREED_FORM)
    except CaseError as error:
        drafts.keep(place, by=request.member, data=request.POST.dict(), base_version=found.version)
        messages.error(request, str(error))
        url = reverse("intake", kwargs={"pk": client.pk, "intake_id": found.pk})
        return HttpResponseRedirect(f"{url}?concept={AGREED_FORM}#{AGREED_FORM}", status=303)
    drafts.forget(place, by=request.member)
    messages.success(request, _("De werkintake is afgerond. Geef de cliënt de samenvatting mee."))
    return to_intake(client, found)


@require_safe
@policy(Can.OPEN_FILE, logs_access=True)
def summary(request: MemberRequest, pk: int, intake_id: int) -> HttpResponse:
    """The paper for the client. `vertrouwelijk=1`: health and family come along, for who may see them."""
    client, found = opened(request, pk, intake_id, page="intake_summary")
    along = bool(request.GET.get("vertrouwelijk")) and sees_confidential(request.member, client)
    answer = HttpResponse(
        summary_pdf(found, client, member=request.member, confidential=along), content_type=PDF
    )
    answer["Content-Disposition"] = 'inline; filename="samenvatting-gesprek.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
