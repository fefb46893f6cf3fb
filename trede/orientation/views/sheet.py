from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.core.access import log_access
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.notes import Typed, save_all
from trede.orientation.actions.sheets import open_sheet
from trede.orientation.guide_form import ANSWERS, asked_of, changed_in, names_of, typed_at
from trede.orientation.models import OrientationInvitation, QuestionNote
from trede.orientation.pace import Turn, pace
from trede.orientation.questions import BY_CODE
from trede.orientation.seeing import head_of, seated_invitation
from trede.orientation.sheet import sheet_is_open, sheet_of
from trede.orientation.sheet_facts import read
from trede.orientation.views.going import done, to
from trede.orientation.views.session_day import MARKS

FORM = "questions"
FORMS = {FORM, "decision"}


def _place(invitation: OrientationInvitation, form: str = FORM) -> drafts.Place:
    return drafts.Place(form, invitation.client_id, invitation.pk)


@policy(Can.HOLD_SESSIONS, logs_access=True)
def sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """A POST opens the sheet and notes which fields are shown; a GET shows it to who opened it today."""
    invitation = seated_invitation(request.member, pk)
    if request.method == "POST":
        open_sheet(invitation, by=request.member)
        return to("sheet", pk=invitation.pk)
    session = invitation.slot.session
    if not _may_read(invitation):
        return to("session_day", pk=session.pk, at=f"at-{invitation.pk}")
    log_access(by=request.member, subject=invitation.client_id, page="session_sheet", why="session")
    return render(request, "orientation/sheet.html", _sheet_page(request, invitation))


def _may_read(invitation: Any) -> bool:
    session = invitation.slot.session
    return invitation.opened and sheet_is_open(session.on, today(), closed=session.closed_at is not None)


def _sheet_page(request: MemberRequest, invitation: Any) -> dict[str, Any]:
    draft = drafts.waiting(_place(invitation), by=request.member)
    restored = draft.values if draft and request.GET.get("concept") else None
    found = read(invitation, today())
    return {
        "invitation": invitation,
        "session": invitation.slot.session,
        "lines": sheet_of(found.facts),
        "asked": asked_of(found.notes, restored, names_of(invitation)),
        "answers": ANSWERS,
        "draft": draft,
        "restored": bool(restored),
        "marks": MARKS,
        "left": _left(invitation),
        "may_decide": request.member.may(Can.OPEN_FILE),
    }


def _left(invitation: OrientationInvitation) -> dict[str, Any] | None:
    """Minutes left of this turn and the moment it ends, on the day itself."""
    now, slot = timezone.localtime(), invitation.slot
    if slot.session.on != now.date():
        return None
    turn = Turn(invitation.pk, slot.begin, slot.minutes, handled=False)
    left = pace([turn], now.hour * 60 + now.minute).left
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = midnight.replace(hour=turn.end // 60 % 24, minute=turn.end % 60)
    return {"minutes": left, "over": -left if left is not None and left < 0 else 0, "ends": ends.isoformat()}


@require_POST
@policy(Can.HOLD_SESSIONS, logs_access=True)
def questions(request: MemberRequest, pk: int) -> HttpResponse:
    """Save every question where something was typed; what a colleague wrote meanwhile is shown beside it."""
    invitation = _opened(request.member, pk)
    typed = list(changed_in(request.POST))
    saved, lost = save_all(invitation, typed, by=request.member)
    if lost:
        drafts.keep(_place(invitation), by=request.member, data=request.POST)
        return _conflict(request, invitation, lost)
    drafts.forget(_place(invitation), by=request.member)
    if saved:
        messages.success(request, _("Nota's bewaard."))
    return to("sheet", pk=invitation.pk, at="guide")


@require_POST
@policy(Can.HOLD_SESSIONS, logs_access=True)
def question(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """Save one question; here comes what was chosen where two colleagues wrote at the same question."""
    if code not in BY_CODE:
        raise Http404
    invitation = _opened(request.member, pk)
    _saved, lost = save_all(invitation, [typed_at(code, request.POST)], by=request.member)
    if lost:
        return _conflict(request, invitation, lost)
    if request.POST.get("last"):
        drafts.forget(_place(invitation), by=request.member)
    return done(request, _("Nota bewaard."), "sheet", pk=invitation.pk, at="guide")


def _conflict(request: MemberRequest, invitation: OrientationInvitation, lost: list[Typed]) -> HttpResponse:
    theirs = {
        note.question: note
        for note in QuestionNote.objects.filter(invitation=invitation).select_related("noted_by__user")
    }
    pairs = [(BY_CODE[one.question], one, theirs[one.question]) for one in lost if one.question in theirs]
    page = {
        "invitation": invitation,
        "pairs": pairs,
        "answers": ANSWERS,
        "name": head_of(invitation.client).name,
    }
    return render(request, "orientation/questions_conflict.html", page, status=409)


@require_POST
@policy(Can.HOLD_SESSIONS)
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    """The script sends what is typed when the page is left or the network returns; only the writer reads it."""
    invitation = seated_invitation(request.member, pk)
    drafts.keep(_place(invitation, _form_in(request)), by=request.member, data=request.POST.dict())
    return HttpResponse(status=204)


@require_POST
@policy(Can.HOLD_SESSIONS)
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    invitation, form = seated_invitation(request.member, pk), _form_in(request)
    drafts.forget(_place(invitation, form), by=request.member)
    page = "sheet" if form == FORM else "decide"
    return done(request, _("De niet-bewaarde tekst is weggegooid."), page, pk=invitation.pk)


def _form_in(request: MemberRequest) -> str:
    form = request.POST.get("draft_form", FORM)
    if form not in FORMS:
        raise Http404
    return form


def _opened(member: Member, pk: int) -> OrientationInvitation:
    """Who writes notes opened the sheet; the look is logged."""
    invitation = seated_invitation(member, pk)
    if not _may_read(invitation):
        raise Http404
    log_access(by=member, subject=invitation.client_id, page="session_sheet", why="session")
    return invitation
