from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trede.core.access import log_access
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.attendance import close_session, mark, reopen_session
from trede.orientation.models import Attendance, OrientationSession
from trede.orientation.seeing import seated_invitation, sessions_for
from trede.orientation.session_rows import day_of
from trede.orientation.sheet import sheet_is_open
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.going import done, to

# On a button there is room for a word or two.
MARKS: list[tuple[str, str | Promise]] = [
    (Attendance.PRESENT.value, gettext_lazy("Aanwezig")),
    (Attendance.LATE.value, gettext_lazy("Te laat")),
    (Attendance.ABSENT.value, gettext_lazy("Niet gezien")),
    (Attendance.EXCUSED.value, gettext_lazy("Verontschuldigd")),
]


def _session(request: MemberRequest, pk: int) -> OrientationSession:
    rows = sessions_for(request.member).standing()
    rows = rows.select_related("counsellor__user", "partner_counsellor__user", "partner")
    session: OrientationSession | None = rows.filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


@policy(Can.HOLD_SESSIONS)
def session_day(request: MemberRequest, pk: int) -> HttpResponse:
    """The day of the session for both counsellors: who is next, who came, what was decided."""
    session = _session(request, pk)
    day = day_of(session, request.member, timezone.now())
    page = {
        "session": session,
        "day": day,
        "marks": MARKS,
        "tabs": orientation_tabs(request.member, "sessions"),
        "opens": sheet_is_open(session.on, today(), closed=session.closed_at is not None),
        "marks_open": session.on <= today() and session.closed_at is None,
        "may_decide": request.member.may(Can.OPEN_FILE),
        "may_plan": request.member.may(Can.PLAN_SESSIONS),
    }
    return render(request, "orientation/session_day.html", page)


@require_POST
@policy(Can.HOLD_SESSIONS, logs_access=True)
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: present, late, absent, excused; the same tap again takes it back."""
    invitation = seated_invitation(request.member, pk)
    log_access(by=request.member, subject=invitation.client_id, page="attendance", why="session")
    mark(invitation, attendance=request.POST.get("attendance", "?"), by=request.member)
    if request.POST.get("back") == "sheet":
        return to("sheet", pk=invitation.pk)
    return to("session_day", pk=invitation.slot.session_id, at=f"at-{invitation.pk}")


@require_POST
@policy(Can.HOLD_SESSIONS)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    close_session(session, by=request.member)
    return done(request, _("De zitting is gesloten."), "session_day", pk=session.pk)


@require_POST
@policy(Can.PLAN_SESSIONS)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    reopen_session(session, by=request.member)
    return done(request, _("De zitting is weer open."), "session_day", pk=session.pk)
