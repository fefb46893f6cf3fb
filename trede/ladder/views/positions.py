from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.forms import replace_typed
from trede.clients.handling import go, posted
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.clients.views.answers import offered_draft
from trede.clients.wording import rows_of
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.positions import OWN, confirm_position, correct_position, move_to, retract_position
from trede.ladder.causes import shown_by
from trede.ladder.forms_position import PositionForm, RetractStepForm, begun_with
from trede.ladder.models import LadderPosition
from trede.ladder.rung_choice import choice_of
from trede.ladder.standing_on import path_of


def _open(request: MemberRequest, pk: int, position_id: int) -> tuple[Client, LadderPosition]:
    """The file and one of its steps, logged. Raises Http404 for a step of another file."""
    client = open_client(request, pk, page="position")
    rows = LadderPosition.objects.of_file(client).select_related("client")
    found: LadderPosition | None = rows.filter(pk=position_id).first()
    if found is None:
        raise Http404
    return client, found


@policy(Can.WRITE_FILE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """A step on the ladder: the six rungs beside what tells one from the next."""
    client = open_client(request, pk, page="position")
    place = drafts.Place("position", client.pk)
    shown = shown_by(client, request.GET)
    form = PositionForm(posted(request), initial=begun_with(request.GET.get("trede"), shown))
    if form.is_valid() and _moved(request, client, form, shown.cause if shown else ""):
        drafts.forget(place, by=request.member)
        return go(request, _("De stap staat op de ladder."), "file_ladder", pk=pk)
    draft = offered_draft(request, form, place)
    page = {"client": client, "form": form, "draft": draft, "place": place}
    return render(request, "ladder/position.html", page | choice_of(form, path_of(client)))


def _moved(request: MemberRequest, client: Client, form: PositionForm, cause: str) -> bool:
    step = LadderPosition(client=client, cause=cause, **form.values)
    return form.attempt(lambda: move_to(step, by=request.member)) is not None


@policy(Can.WRITE_FILE, logs_access=True)
def correct(request: MemberRequest, pk: int, position_id: int) -> HttpResponse:
    """What was entered wrongly: another rung, day, reason or text."""
    client, position = _open(request, pk, position_id)
    initial: dict[str, Any] = {name: getattr(position, name) for name in OWN} | {"version": position.version}
    place = drafts.Place("position", client.pk, position.pk)
    form = PositionForm(posted(request), initial=initial)
    if (
        form.is_valid()
        and form.attempt(
            lambda: correct_position(
                position, by=request.member, expected=form.cleaned_data["version"] or 0, values=form.values
            )
        )
        is not None
    ):
        drafts.forget(place, by=request.member)
        return go(request, _("Verbeterd. De vorige tekst staat in de tijdlijn."), "file_ladder", pk=pk)
    theirs = _theirs(form, position)
    draft = offered_draft(request, form, place)
    page = {
        "client": client,
        "form": form,
        "position": position,
        "theirs": theirs,
        "draft": draft,
        "place": place,
    }
    status = 409 if theirs else 200
    return render(
        request, "ladder/position.html", page | choice_of(form, path_of(client), position), status=status
    )


@policy(Can.WRITE_FILE, logs_access=True)
def retract(request: MemberRequest, pk: int, position_id: int) -> HttpResponse:
    client, position = _open(request, pk, position_id)
    form = RetractStepForm(posted(request), initial={"version": position.version})
    if (
        form.is_valid()
        and form.attempt(
            lambda: retract_position(
                position,
                by=request.member,
                expected=form.cleaned_data["version"],
                because=form.cleaned_data["because"],
            )
        )
        is not None
    ):
        return go(request, _("De stap is ingetrokken."), "file_ladder", pk=pk)
    _theirs(form, position)
    page = {"client": client, "form": form, "position": position, "rows": rows_of(position)}
    return render(request, "ladder/position_retract.html", page)


@require_POST
@policy(Can.WRITE_FILE, logs_access=True)
def confirm(request: MemberRequest, pk: int, position_id: int) -> HttpResponse:
    """Looked at again: the rung still holds."""
    _client, position = _open(request, pk, position_id)
    expected = drafts.version_in(request.POST)
    confirm_position(position, by=request.member, expected=position.version if expected is None else expected)
    return go(request, _("Genoteerd: de trede klopt nog."), "file_ladder", pk=pk)


def _theirs(form: Any, position: LadderPosition) -> list[tuple[str, str]]:
    """What a colleague saved meanwhile; the own text stays in the form, now over that version."""
    if not form.conflict:
        return []
    position.refresh_from_db()
    replace_typed(form, "version", str(position.version))
    return rows_of(position)
