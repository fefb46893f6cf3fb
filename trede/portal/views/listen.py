"""The page read aloud, for who reads no language."""

from django.http import HttpRequest, HttpResponse

from trede.core.limits import may_try
from trede.core.periods import today
from trede.letters import speech
from trede.orientation.answering import closed_because
from trede.orientation.moments import standing_of
from trede.portal.aloud import spoken
from trede.portal.appointment import appointment_of
from trede.portal.doors import public_page
from trede.portal.finding import behind_link
from trede.portal.ranges import audio
from trede.portal.showing import show_closed, show_too_often, shown
from trede.portal.views.answer import wrong_link
from trede.portal.wording import Wording
from trede.texts.reading import LANGUAGES

TIMES, WINDOW = 60, 600


@public_page
def listen(request: HttpRequest, token: str, language: str) -> HttpResponse:
    invitation = behind_link(token)
    if invitation is None or language not in LANGUAGES:
        return wrong_link(request)
    if why := closed_because(standing_of(invitation), today()):
        return show_closed(request, invitation, why)
    appointment = appointment_of(invitation)
    wording = Wording(invitation.organisation_id, language, appointment.values)
    if not may_try(request, what="portal-listen", times=TIMES, seconds=WINDOW):
        return show_too_often(request, seconds=WINDOW)
    known = wording.language == language
    sound = speech.spoken(spoken(wording, appointment), language) if known else None
    if sound is None:
        return shown(request, "portal/closed.html", wording, {"says": "no_sound"}, status=404)
    return audio(request, sound)
