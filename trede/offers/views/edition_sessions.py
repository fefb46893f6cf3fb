"""The sessions of an edition: attendance in the classroom, one more, moved, cancelled."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trede.clients.handling import posted
from trede.core.access import log_access_of
from trede.core.errors import CaseError
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, form_page, see_other
from trede.offers.actions.editions import Mark, add_session, cancel_session, mark_presence, move_session
from trede.offers.enrolling_page import ids_of
from trede.offers.forms_groups import MeetingForm, MoveForm
from trede.offers.models import Edition, EditionSession, Presence
from trede.offers.reading_groups import edition_of, session_of
from trede.offers.session_marks import rows_of
from trede.offers.views.editions import tabs

# On a button there is room for a word or two.
MARKS: list[tuple[str, str | Promise]] = [
    (Presence.PRESENT.value, gettext_lazy("Aanwezig")),
    (Presence.LATE.value, gettext_lazy("Te laat")),
    (Presence.EXCUSED.value, gettext_lazy("Verwittigd")),
    (Presence.ABSENT.value, gettext_lazy("Afwezig")),
]


def _both(request: MemberRequest, edition_id: int, session_id: int) -> tuple[Edition, EditionSession]:
    found = edition_of(request.member, edition_id)
    return found, session_of(found, session_id)


@policy(Can.RUN_GROUPS)
def edition_session(request: MemberRequest, edition_id: int, session_id: int) -> HttpResponse:
    """Who is here today: one tap a person, on a phone in the classroom."""
    found, session = _both(request, edition_id, session_id)
    rows = rows_of(session, request.member)
    page = {
        "edition": found,
        "session": session,
        "rows": rows,
        "unmarked": [row for row in rows.people if not row.presence],
        "marks": MARKS,
        "opens": session.on <= today() and not session.cancelled_on and not found.cancelled_on,
        "tabs": tabs(request.member),
    }
    return render(request, "offers/edition_session.html", page)


@require_POST
@policy(Can.RUN_GROUPS, logs_access=True)
def edition_mark(request: MemberRequest, edition_id: int, session_id: int) -> HttpResponse:
    """One tap, or "everyone else was there": `who` once or several times, with the version that was shown."""
    _found, session = _both(request, edition_id, session_id)
    shown = {row.participation.pk: row for row in rows_of(session, request.member).people}
    who = [pk for pk in ids_of(request.POST.getlist("who")) if pk in shown]
    log_access_of(
        [shown[pk].participation.client_id for pk in who],
        by=request.member,
        page="edition_session",
        why="role",
    )
    mark = Mark(request.POST.get("presence", "?"), expected=_version(request.POST.get("version", "")))
    try:
        mark_presence(session, dict.fromkeys(who, mark), by=request.member)
    except CaseError as error:
        messages.error(request, str(error))
    place = f"#p-{who[0]}" if len(who) == 1 else ""
    return SeeOther(
        reverse("edition_session", kwargs={"edition_id": edition_id, "session_id": session_id}) + place
    )


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@policy(Can.RUN_GROUPS)
def session_add(request: MemberRequest, edition_id: int) -> HttpResponse:
    found = edition_of(request.member, edition_id)
    last = found.sessions.order_by("-on").first()
    form = MeetingForm(posted(request), initial={"begin": last.begin, "end": last.end} if last else {})
    return _page(
        request,
        found,
        form,
        lambda data: add_session(found, form.meeting(), by=request.member),
        _("Sessie toevoegen"),
        _("De sessie is toegevoegd."),
    )


@policy(Can.RUN_GROUPS)
def session_move(request: MemberRequest, edition_id: int, session_id: int) -> HttpResponse:
    found, session = _both(request, edition_id, session_id)
    now = {name: getattr(session, name) for name in ("on", "begin", "end", "topic", "version")}
    return _page(
        request,
        found,
        MoveForm(posted(request), initial=now),
        lambda data: move_session(session, expected=data.pop("version"), by=request.member, **data),
        _("Sessie verplaatsen"),
        _("De sessie is verplaatst. Verwittig de deelnemers."),
    )


def _page(
    request: MemberRequest,
    found: Edition,
    form: MeetingForm,
    run: Callable[[Any], Any],
    title: str,
    done: str,
) -> HttpResponse:
    intro = f"{found.name} · {found.offer.name}"
    back = ("edition", {"edition_id": found.pk})
    return form_page(request, form, run, title=title, intro=intro, submit=title, done=done, go=back)


@require_POST
@policy(Can.RUN_GROUPS)
def session_cancel(request: MemberRequest, edition_id: int, session_id: int) -> HttpResponse:
    found, session = _both(request, edition_id, session_id)
    try:
        cancel_session(session, by=request.member)
    except CaseError as error:
        messages.error(request, str(error))
        return SeeOther(reverse("edition", kwargs={"edition_id": found.pk}))
    return see_other(
        request, _("De sessie is geschrapt. Verwittig de deelnemers."), "edition", edition_id=found.pk
    )
