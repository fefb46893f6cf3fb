"""The pages without a login, as they are shown."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trede.orientation.answering import Closed
from trede.orientation.models import OrientationInvitation, Reply
from trede.orientation.moments import SAID_NO, moments_for, needs_interpreter
from trede.portal.aloud import sound
from trede.portal.appointment import Appointment, appointment_of
from trede.portal.wording import Wording, language_of, reception

# Why an answer is not taken any more, as the client reads it.
WHY = {
    Closed.PAST: "expired",
    Closed.CANCELLED: "cancelled",
    Closed.SEEN: "no_longer",
    Closed.GONE: "no_longer",
}
THANKS = {
    Reply.COMES: "thanks_come",
    Reply.CANNOT: "thanks_cannot",
    Reply.CALL_ME: "thanks_call_me",
}


def wording_of(request: HttpRequest, invitation: OrientationInvitation, appointment: Appointment) -> Wording:
    language = language_of(request, invitation.language)
    return Wording(invitation.organisation_id, language, appointment.values)


def show_answer(
    request: HttpRequest, invitation: OrientationInvitation, token: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The appointment, and the buttons that answer it. `error`: the text that says what went wrong."""
    appointment = appointment_of(invitation)
    wording = wording_of(request, invitation, appointment)
    may_undo = invitation.asks_interpreter and not invitation.client.interpreter_needed
    page = {
        "changeable": bool(invitation.reply) or may_undo,
        "may_undo": may_undo,
        "appointment": appointment,
        "invitation": invitation,
        "when": wording.moment(appointment.on, appointment.begin),
        "bring": wording.bring(),
        "thanks": THANKS.get(Reply(invitation.reply), ""),
        "said_no": invitation.reply in SAID_NO,
        "interpreter": needs_interpreter(invitation),
        "moments": [
            {"pk": slot.pk, "said": wording.moment(slot.session.on, slot.begin)}
            for slot in moments_for(invitation, timezone.now())
        ],
        "error": error,
        "sound": sound(wording, token),
        "tel": tel(appointment),
    }
    return shown(request, "portal/answer.html", wording, page, status=status)


def show_closed(request: HttpRequest, invitation: OrientationInvitation, why: Closed) -> HttpResponse:
    """No answer is taken any more: why, and whom to call."""
    appointment = appointment_of(invitation)
    wording = wording_of(request, invitation, appointment)
    page = {"says": WHY[why], "appointment": appointment, "tel": tel(appointment)}
    return shown(request, "portal/closed.html", wording, page, status=410)


def tel(appointment: Appointment) -> str:
    """The number as a phone dials it."""
    return "".join(sign for sign in appointment.phone if sign.isdigit() or sign == "+")


def show_unknown(request: HttpRequest) -> HttpResponse:
    """A link that opens nothing: cut off by a phone, or made up."""
    return shown(
        request, "portal/closed.html", stranger(request), {"says": "unknown", "stranger": True}, status=404
    )


def show_too_often(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Tried too often: when to try again."""
    wording = stranger(request)
    again = timezone.localtime() + timedelta(seconds=seconds)
    page = {"says": "too_often", "again": wording.hour(again.hour * 60 + again.minute)}
    response = shown(request, "portal/closed.html", wording, page, status=429)
    response["Retry-After"] = str(seconds)
    return response


def stranger(request: HttpRequest) -> Wording:
    """The words for somebody of whom nothing is known."""
    return Wording(reception(), language_of(request))


def shown(
    request: HttpRequest, template: str, wording: Wording, page: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    offered = wording.offered()
    common = {
        "wording": wording,
        "offered": offered,
        # A few names on the button itself: who reads only one of them finds it.
        "others": [one for one in offered if not one["current"]][:4],
        "languages": wording.plain("portal.language"),
        "heading": wording.plain("portal.title"),
        "path": request.path,
        "here": f"{request.path}?taal={wording.language}",
    }
    response = render(request, template, {**common, **page}, status=status)
    response["Content-Language"] = wording.language
    return response
