"""Writing in a werkintake, one part at a time: by the script as one types, or by the button of a plain form."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.core.errors import CaseError
from trede.core.forms import ActionForm
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.drafting import AGREED_FORM
from trede.ladder.forms_intake import AgreedForm, NoteForm
from trede.ladder.guide import GUIDE
from trede.ladder.intake_page import agreed_of, domains_for, faces, parts_of, place_of
from trede.ladder.intake_saving import Saved, save_agreed, save_part
from trede.ladder.models import Intake

JSON = "application/json"
SENT = "sent_"


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def note(request: MemberRequest, pk: int, intake_id: int) -> HttpResponse:
    """Save one part: a life domain, or what was agreed."""
    client = open_client(request, pk, page="intake_note")
    found: Intake | None = Intake.objects.of_file(client).filter(pk=intake_id).first()
    part = request.POST.get("domain", "")
    allowed = domains_for(confidential=sees_confidential(request.member, client))
    if found is None or part not in (*allowed, AGREED_FORM):
        raise Http404
    return answer_saving(request, client, found, part)


def answer_saving(request: MemberRequest, client: Client, intake: Intake, part: str) -> HttpResponse:
    """Save, and say so in the way it was asked; what could not be saved waits as a draft on the server."""
    form = AgreedForm(request.POST) if part == AGREED_FORM else NoteForm(request.POST, topic=GUIDE[part])
    place = place_of(client, intake, part)
    try:
        saved = _saving(request, client, intake, part)(posted(form))
    except CaseError as error:
        _keep(request, place)
        if not _by_script(request):
            raise
        return JsonResponse({"said": str(error)}, status=422)
    if saved.clashes:
        _keep(request, place)
        return _clash(request, client, intake, part, saved)
    drafts.forget(place, by=request.member)
    if _by_script(request):
        return JsonResponse({"said": saved_at(), "fields": saved.fields})
    url = reverse("intake", kwargs={"pk": client.pk, "intake_id": intake.pk})
    return HttpResponseRedirect(f"{url}#{part}", status=303)


def posted(form: ActionForm) -> dict[str, Any]:
    """The values of a form; raises CaseError with the first thing that is wrong."""
    if not form.is_valid():
        raise CaseError(next(str(message) for messages in form.errors.values() for message in messages))
    return form.cleaned_data


def saved_at() -> str:
    return _("Bewaard om %(time)s") % {"time": timezone.localtime().strftime("%H:%M")}


def _saving(
    request: MemberRequest, client: Client, intake: Intake, part: str
) -> Callable[[dict[str, Any]], Saved]:
    sent = {
        name.removeprefix(SENT): value.replace("\r\n", "\n").strip()
        for name, value in request.POST.items()
        if name.startswith(SENT) and isinstance(value, str)
    }
    if part == AGREED_FORM:
        return lambda values: save_agreed(intake, values, sent, by=request.member)
    return lambda values: save_part(intake, client, GUIDE[part], values, sent, by=request.member)


def _by_script(request: MemberRequest) -> bool:
    return request.headers.get("Accept") == JSON


def _keep(request: MemberRequest, place: drafts.Place) -> None:
    typed = {
        name: ",".join(request.POST.getlist(name))
        for name in request.POST
        if not name.startswith((SENT, "had_", "version_")) and name != "domain"
    }
    drafts.keep(place, by=request.member, data=typed, base_version=drafts.version_in(request.POST))


def _clash(request: MemberRequest, client: Client, intake: Intake, part: str, saved: Saved) -> HttpResponse:
    """Both texts. The script puts them above what was typed; without it the form comes again, over what stands now."""
    shown: dict[str, Any] = {"clashes": saved.clashes, "part_name": part, "saved": saved}
    if _by_script(request):
        panel = render_to_string("ladder/_clash.html", shown | {"script": True}, request)
        said = _("Niet bewaard: een collega schreef hier ook. Kies wat blijft.")
        return JsonResponse(
            {
                "said": said,
                "panel": panel,
                "fields": saved.fields,
                "standing": saved.standing,
                "take": saved.take,
            },
            status=409,
        )
    page = shown | _form_over(request, client, intake, part, saved)
    return render(request, "ladder/intake_conflict.html", page, status=409)


def _form_over(
    request: MemberRequest, client: Client, intake: Intake, part: str, saved: Saved
) -> dict[str, Any]:
    """The form with the own text, over the versions that stand now."""
    confidential = sees_confidential(request.member, client)
    kept = drafts.waiting(place_of(client, intake, part), by=request.member)
    drafted = {part: kept} if kept else {}
    parts = parts_of(intake, client, confidential=confidential, kept=drafted, restore=part)
    chosen = next((one for one in parts if one.topic.domain == part), None)
    return {
        "client": client,
        "intake": intake,
        "part": chosen,
        "agreed": agreed_of(intake, kept, restore=True),
        "over_version": (saved.fields | saved.standing).get("version", chosen.version if chosen else 0),
        "faces": faces(),
    }
