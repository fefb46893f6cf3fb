"""Sending what is due: claim the row, send, note the answer. Run by the worker and by the periodic job.

What is guaranteed. Nothing is sent twice by two processes: a row is claimed by one conditional update that is
committed before anything is sent. When a process dies between sending and noting:
- an e-mail is sent at most once by the program. Whether it left is not known, so the message becomes "mislukt" with
  that reason, and only a person sends it again; the Message-ID stays the same, so that mail programs show it once.
- a text message is tried again with the same Idempotency-Key: at least once towards the gateway, exactly once to the
  telephone where the gateway keeps that key.
"""

import logging
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError
from django.db.models import F
from django.utils import timezone

from trede.outbox import gateway, guards, mail, reading
from trede.outbox.actions import recording
from trede.outbox.models import Channel, Message
from trede.outbox.outcomes import Kind, Outcome

logger = logging.getLogger(__name__)
# One turn, so that sealing and the end of the program never wait long.
TURN_SECONDS = 15.0
PIECE = 50
# So many messages in a row without any answer: the provider is away, the others wait for the next turn.
SILENCES = 3
PATIENCE = (0.5, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Turn:
    done: int
    # The time was up before the messages were.
    more: bool


def deliver_due() -> int:
    """The periodic job: send what is due, for a quarter of a minute at most. How many were tried."""
    return take_turn().done


def take_turn() -> Turn:
    """Free what a dead process left, then send what is due, the oldest first."""
    recording.release_stuck(timezone.now())
    until, done, silent = time.monotonic() + TURN_SECONDS, 0, Counter[str]()
    while pks := _due(silent):
        for pk, channel in pks:
            if time.monotonic() > until:
                return Turn(done, more=True)
            if silent[channel] >= SILENCES:
                continue
            outcome = deliver(pk)
            if outcome is None:
                continue
            done += 1
            silent[channel] = 0 if outcome.answered else silent[channel] + 1
    return Turn(done, more=False)


def _due(silent: Counter[str]) -> list[tuple[int, str]]:
    away = [channel for channel, times in silent.items() if times >= SILENCES]
    rows = Message.objects.due(timezone.now()).exclude(channel__in=away).order_by("next_try_at", "pk")
    return list(rows.values_list("pk", "channel")[:PIECE])


def deliver(pk: int) -> Outcome | None:
    """Try one message now; None when it is not due, or another process has it."""
    message = _claim(pk, timezone.now())
    if message is None:
        return None
    outcome = _attempt(message)
    _note(message, outcome)
    return outcome


def _note(message: Message, outcome: Outcome) -> None:
    """A database that is busy for a moment must not make us forget that something left."""
    for seconds in PATIENCE:
        try:
            recording.note(message, outcome)
        except OperationalError:
            time.sleep(seconds)
        else:
            return
    recording.note(message, outcome)


def _claim(pk: int, now: datetime) -> Message | None:
    """Taken by this process, and committed, before anything leaves."""
    due = Message.objects.due(now).filter(pk=pk)
    if not due.update(claimed_at=now, tries=F("tries") + 1):
        return None
    return Message.objects.get(pk=pk)


def _attempt(message: Message) -> Outcome:
    try:
        content, outcome = _prepare(message)
    except Exception:
        logger.exception("message %s could not be prepared", message.pk)
        return Outcome(Kind.LATER, "internal")
    if outcome:
        return outcome
    try:
        return _send(message, content)
    except Exception:
        logger.exception("message %s stopped while it was sent", message.pk)
        return Outcome(Kind.UNKNOWN, "unknown")


def _prepare(message: Message) -> tuple[reading.Content, Outcome | None]:
    """What would leave, and why it may not (any more)."""
    content = reading.content(message)
    if content.erased:
        return content, Outcome(Kind.REFUSED, "erased")
    if message.not_after and timezone.now() > message.not_after:
        return content, Outcome(Kind.REFUSED, "too_late")
    code = guards.refusal(message.organisation_id, message.subject, message.channel, content.to)
    return content, Outcome(Kind.REFUSED, code) if code else None


def _send(message: Message, content: reading.Content) -> Outcome:
    if message.channel == Channel.SMS:
        return gateway.send(content, key=message.key, tries=message.tries, neutral=message.neutral)
    return mail.send(content, language=message.language, key=message.key, neutral=message.neutral)
