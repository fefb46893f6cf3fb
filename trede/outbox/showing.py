"""Messages as the screens show them: whose, what for, how it stands, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import subjects
from trede.core.events import read_payload, read_payloads, readable
from trede.core.models import Event, Member
from trede.core.verb_words import words
from trede.outbox.answers import answer_words
from trede.outbox.models import Channel, Message, MessageState
from trede.outbox.words import purpose_words

LOOKS = {
    MessageState.WAITING: ("neutral", "clock"),
    MessageState.HELD: ("info", "home"),
    MessageState.SENT: ("good", "send"),
    MessageState.DELIVERED: ("good", "circle-check"),
    MessageState.FAILED: ("bad", "alert-circle"),
    MessageState.CANCELLED: ("neutral", "x"),
}
ICONS = {Channel.EMAIL: "mail", Channel.SMS: "device-mobile", Channel.LETTER: "file-text"}
LONGEST = 100
NOBODY = ("", None)


@dataclass(frozen=True)
class Shown:
    """`name` and `number` are empty for a file that this member may not find, or a message to nobody of the files."""

    message: Message
    name: str
    number: int | None

    @property
    def purpose(self) -> str:
        return purpose_words(self.message.purpose)

    @property
    def icon(self) -> str:
        return ICONS[Channel(self.message.channel)]

    @property
    def state(self) -> str:
        state = self.message.state
        if state == MessageState.WAITING and self.message.channel == Channel.LETTER:
            return _("Nog af te drukken")
        return str(MessageState(state).label)

    @property
    def tone(self) -> str:
        return LOOKS[MessageState(self.message.state)][0]

    @property
    def state_icon(self) -> str:
        return LOOKS[MessageState(self.message.state)][1]

    @property
    def failed(self) -> bool:
        """Waits for somebody to look at it."""
        return self.message.state == MessageState.FAILED and not self.message.settled_at

    @property
    def note(self) -> str:
        """In one line what a reader of the list wants to know beside the state."""
        message = self.message
        if message.settled_at:
            return _("Opgevolgd: %(how)s") % {"how": message.settled_how}
        if message.state == MessageState.FAILED:
            return self.answer
        if message.state != MessageState.WAITING or message.channel == Channel.LETTER:
            return ""
        return f"{self.answer} {self._next()}".strip() if message.tries else self._next()

    @property
    def answer(self) -> str:
        return answer_words(self.message.provider_answer)

    def _next(self) -> str:
        if self.message.next_try_at <= timezone.now():
            return _("Vertrekt zo meteen.")
        moment = timezone.localtime(self.message.next_try_at).strftime("%d/%m/%Y %H:%M")
        return _("Vertrekt op %(moment)s.") % {"moment": moment}


def shown(messages: Iterable[Message], member: Member) -> list[Shown]:
    """With names and file numbers where this member may find the file; one query."""
    messages = list(messages)
    found = subjects.names_of(member, {one.subject for one in messages})
    return [Shown(one, *found.get(one.subject or 0, NOBODY)) for one in messages]


@dataclass(frozen=True)
class Line:
    at: datetime
    what: str
    who: str
    note: str


def story(message: Message) -> list[Line]:
    """What happened to a message, newest first; one query, or two for a message to nobody of the files."""
    events = Event.objects.filter(
        organisation=message.organisation_id, object_kind="message", object_id=message.pk
    )
    rows = list(readable(events).order_by("-at", "-pk")[:LONGEST])
    if message.subject is not None:
        return [_line(event, read_payload(event)) for event in rows]
    # `readable` finds no key for no subject.
    payloads = read_payloads(rows, message.organisation_id)
    return [_line(event, payloads.get(event.pk, {})) for event in rows]


def _line(event: Event, payload: dict[str, Any]) -> Line:
    return Line(event.at, words(event.verb), event.by.name if event.by else "", payload.get("note", ""))
