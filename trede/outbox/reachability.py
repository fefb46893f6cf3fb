"""Was this person really reachable? Asked before anything is concluded from an empty chair.

Plain values in, sentences and a verdict out. It says what we know of our own messages, never what somebody wanted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.outbox.models import Channel, MessageState


class Verdict(StrEnum):
    REACHED = "reached"
    PERHAPS = "perhaps"
    NOT_SHOWN = "not_shown"


WORDS: dict[Verdict, str | Promise] = {
    Verdict.REACHED: gettext_lazy("Deze persoon kreeg de uitnodiging."),
    Verdict.PERHAPS: gettext_lazy("Misschien kreeg deze persoon de uitnodiging; zeker is het niet."),
    Verdict.NOT_SHOWN: gettext_lazy("Niets toont dat deze persoon de uitnodiging kreeg."),
}
TONES = {Verdict.REACHED: "good", Verdict.PERHAPS: "warn", Verdict.NOT_SHOWN: "bad"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it went: `state` as MessageState; `unread`: nobody of that language read the translation."""

    channel: str
    state: str
    on: date
    language: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """One contact attempt: how in words ("Gebeld"), whether the person was reached."""

    how: str
    reached: bool
    on: date


@dataclass(frozen=True, slots=True)
class Reachability:
    verdict: Verdict
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        return str(WORDS[self.verdict])

    @property
    def tone(self) -> str:
        return TONES[self.verdict]


ON_ITS_WAY = (MessageState.SENT, MessageState.DELIVERED)


def reachability(
    *,
    messages: Sequence[Sent],
    opened_on: date | None = None,
    answered_on: date | None = None,
    letters_returned: Iterable[date] = (),
    attempts: Sequence[Try] = (),
    language: str = "",
    language_name: str = "",
) -> Reachability:
    """What shows that the invitation arrived, and in what language. Dates are days in Belgium.

    `language`: the one among ours in which this person reads or hears; `language_name` its name on the screen.
    reached: the link was opened, an answer came, or somebody spoke to the person after the first message.
    perhaps: something was sent and nothing says that it did not arrive. not_shown: anything else.
    """
    returned = sorted(letters_returned)
    arrived = [sent for sent in messages if sent.state in ON_ITS_WAY and not _came_back(sent, returned)]
    first = min((sent.on for sent in messages), default=None)
    spoken = [one for one in attempts if one.reached and first and one.on >= first]
    lines = [
        *(_message_line(sent, returned) for sent in messages),
        *_language_lines(arrived, language, language_name),
        *_answer_lines(opened_on, answered_on),
        *(_attempt_line(one) for one in attempts if first is None or one.on >= first),
    ]
    if not messages:
        lines.insert(0, _("Er is geen bericht gemaakt voor deze uitnodiging."))
    if opened_on or answered_on or spoken:
        return Reachability(Verdict.REACHED, tuple(lines))
    return Reachability(Verdict.PERHAPS if arrived else Verdict.NOT_SHOWN, tuple(lines))


def _came_back(sent: Sent, returned: Sequence[date]) -> bool:
    """A letter that came back on or after the day it went did not arrive."""
    return sent.channel == Channel.LETTER and any(day >= sent.on for day in returned)


def _message_line(sent: Sent, returned: Sequence[date]) -> str:
    words = {
        MessageState.DELIVERED: _("%(channel)s van %(day)s: aangekomen op het toestel of de server."),
        MessageState.SENT: _("%(channel)s van %(day)s: verstuurd; of het aankwam is niet bekend."),
        MessageState.FAILED: _("%(channel)s van %(day)s: mislukt."),
        MessageState.HELD: _("%(channel)s van %(day)s: bleef hier, er is niets verstuurd."),
        MessageState.WAITING: _("%(channel)s van %(day)s: nog niet vertrokken."),
        MessageState.CANCELLED: _("%(channel)s van %(day)s: geschrapt vóór het vertrok."),
    }
    back = _("%(channel)s van %(day)s: kwam terug op %(back)s.")
    values = {"channel": str(Channel(sent.channel).label), "day": _day(sent.on)}
    if sent.state in ON_ITS_WAY and _came_back(sent, returned):
        return back % (values | {"back": _day(min(day for day in returned if day >= sent.on))})
    return words[MessageState(sent.state)] % values


def _language_lines(arrived: Sequence[Sent], language: str, name: str) -> list[str]:
    """What was sent may not have been understood."""
    if not arrived or not language:
        return []
    own = [sent for sent in arrived if sent.language == language]
    if not own:
        return [
            _("Alles wat vertrok was in een andere taal dan %(language)s.") % {"language": name or language}
        ]
    if all(sent.unread for sent in own):
        return [
            _("De vertaling in het %(language)s is door niemand nagelezen.") % {"language": name or language}
        ]
    return []


def _answer_lines(opened_on: date | None, answered_on: date | None) -> list[str]:
    lines = []
    if opened_on:
        lines.append(_("De link werd gebruikt op %(day)s.") % {"day": _day(opened_on)})
    if answered_on:
        lines.append(_("Er kwam een antwoord op %(day)s.") % {"day": _day(answered_on)})
    return lines


def _attempt_line(one: Try) -> str:
    words = _("%(how)s op %(day)s: bereikt.") if one.reached else _("%(how)s op %(day)s: niet bereikt.")
    return words % {"how": one.how, "day": _day(one.on)}


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
