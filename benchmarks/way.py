"""What fills the addresses of the way in: rows that this member reaches, the newest first."""

from collections.abc import Callable
from typing import Any

from benchmarks.seat import Seat
from trede.clients.models import Client
from trede.council.models import Decision, Meeting, Proposal
from trede.orientation import models as o
from trede.orientation import tokens
from trede.referral.models import Exemption, Referral

Filled = dict[str, Any] | None


def _mine(at: Seat) -> Any:
    return Client.objects.visible_to(at.member).values("pk")


def _first(rows: Any, name: str = "pk") -> Callable[[Seat], Filled]:
    def found(at: Seat) -> Filled:
        pk = rows(at).order_by("-pk").values_list("pk", flat=True).first()
        return None if pk is None else {name: pk}

    return found


def _own(model: Any) -> Callable[[Seat], Any]:
    return lambda at: model._default_manager.filter(organisation=at.member.organisation_id)


def _of_my_files(model: Any) -> Callable[[Seat], Any]:
    return lambda at: _own(model)(at).filter(client__in=_mine(at))


def _exemption(at: Seat) -> Filled:
    row = _of_my_files(Exemption)(at).order_by("-pk").values_list("client", "pk").first()
    return None if row is None else {"pk": row[0], "exemption_id": row[1]}


def _held(at: Seat) -> Any:
    return o.OrientationInvitation.objects.holding().filter(
        organisation=at.member.organisation_id, slot__session__counsellor=at.member
    )


def _running(at: Seat) -> Any:
    return _own(o.OrientationInvitation)(at).filter(released_at=None, attendance="")


def _missed(at: Seat) -> Any:
    return _own(o.OrientationInvitation)(at).filter(attendance="absent", no_show_steps=None)


def _link(at: Seat) -> Filled:
    row = _running(at).order_by("-pk").first()
    secret = tokens.secret_of(row) if row else None
    return {"token": secret.token} if secret else None


def _listen(at: Seat) -> Filled:
    link = _link(at)
    return None if link is None else link | {"language": "nl"}


_entry = _first(lambda at: _own(o.WaitingEntry)(at).filter(left_on=None))
_session = _first(_own(o.OrientationSession))
_sitting = _first(lambda at: _own(o.OrientationSession)(at).filter(counsellor=at.member))
_series = _first(_own(o.SessionSeries))
_slot = _first(_own(o.Slot))
_running_one = _first(_running)
_seen = _first(_held)
_referral = _first(_own(Referral), "referral_id")
_proposal = _first(_of_my_files(Proposal), "proposal_id")
_decision = _first(_of_my_files(Decision), "decision_id")
_meeting = _first(_own(Meeting))
_appointment = _first(lambda at: _own(o.Appointment)(at).filter(member=at.member))
_interpreter = _first(_own(o.InterpreterRequest))
_evaluation = _first(_own(o.PartnerEvaluation))

# Name of the page → what fills its address; None when this member has no such row.
ARGUMENTS: dict[str, Callable[[Seat], Filled]] = {
    **dict.fromkeys(("waiting_priority", "waiting_promise", "waiting_leave", "waiting_invite"), _entry),
    **dict.fromkeys(
        (
            "session",
            "session_change",
            "session_fill",
            "session_letters",
            "session_letters_pdf",
            "session_cancel",
            "slot_add",
            "session_reopen",
        ),
        _session,
    ),
    **dict.fromkeys(("session_day", "session_close"), _sitting),
    **dict.fromkeys(("series", "series_change", "series_end"), _series),
    **dict.fromkeys(("slot_withdraw", "slot_restore"), _slot),
    **dict.fromkeys(
        (
            "invitation",
            "invitation_letter",
            "invitation_cancelled",
            "invitation_release",
            "invitation_answer",
            "interpreter_want",
        ),
        _running_one,
    ),
    **dict.fromkeys(
        ("sheet", "attendance", "questions", "questions_keep", "questions_forget", "decide", "intake_plan"),
        _seen,
    ),
    "question": lambda at: (found := _seen(at)) and found | {"code": "mobility"},
    "interpreter": _interpreter,
    **dict.fromkeys(("no_show", "no_show_attempt"), _first(_missed)),
    "evaluation": _evaluation,
    **dict.fromkeys(("appointment", "appointment_cancel", "appointment_seen"), _appointment),
    "appointment_take": _appointment,
    **dict.fromkeys(
        ("referral", "referral_accept", "referral_send_back", "referral_again", "referral_withdraw"),
        _referral,
    ),
    **dict.fromkeys(("exemption", "exemption_review", "exemption_prolong"), _exemption),
    **dict.fromkeys(("proposal", "proposal_withdraw", "proposal_decide"), _proposal),
    **dict.fromkeys(
        ("decision_correct", "notification_new", "notification_sent", "notification_pdf"), _decision
    ),
    **dict.fromkeys(
        ("meeting", "meeting_change", "meeting_agenda", "meeting_close", "meeting_reopen"), _meeting
    ),
    "texts_read": lambda at: {"language": "ar"},
    **dict.fromkeys(("text", "text_read"), lambda at: {"language": "ar", "key": "invitation.when"}),
    "figures_chart": lambda at: {"code": "wachten"},
    "portal_answer": _link,
    "portal_listen": _listen,
}
