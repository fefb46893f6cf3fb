"""The page read aloud: what the voice says, and where it is heard."""

import re

from django.urls import reverse

from trede.letters import speech
from trede.portal.appointment import Appointment
from trede.portal.wording import BRING, Wording, lines_of

# Signs that keep digits in order on a screen; a voice would stumble over them.
ISOLATES = re.compile("[\u2066-\u2069]")


def sound(wording: Wording, token: str) -> str:
    """Where the page is read aloud; empty when no voice speaks this language."""
    if speech.voice_for(wording.language) is None:
        return ""
    return reverse("portal_listen", kwargs={"token": token, "language": wording.language})


def spoken(wording: Wording, appointment: Appointment) -> str:
    """What the voice says: the page in sentences, in one language. Nothing of the client."""
    intro = [wording.plain("portal.intro")] if appointment.organisation else []
    when = wording.moment(appointment.on, appointment.begin)[0].text.replace("\n", ", ")
    lines = [
        wording.plain("portal.title"),
        *intro,
        f"{wording.plain('portal.when')}: {when}",
        f"{wording.plain('portal.where')}: {appointment.place}",
        f"{wording.plain('portal.who')}: {appointment.counsellors}",
        *lines_of(wording.plain(BRING)),
        wording.plain("portal.interpreter_free"),
        wording.plain("portal.question"),
    ]
    return ISOLATES.sub("", "\n".join(lines))
