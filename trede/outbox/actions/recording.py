"""What came of a message, noted by the program itself: each with its Event, without the provider's own words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Case, CharField, DateTimeField, F, Value, When
from django.utils import timezone, translation

from trede.core import events
from trede.core.errors import CaseError
from trede.outbox.answers import answer_words
from trede.outbox.models import Channel, Message
from trede.outbox.outcomes import Kind, Outcome, Step, next_step

REPORT_FAILED = "report:failed"


@transaction.atomic
def note(message: Message, outcome: Outcome) -> bool:
    """Note the answer to the try that holds the claim. False when that try was given up meanwhile.

    That it was sent is noted whatever happened to the claim: it is true.
    """
    now = timezone.now()
    step = next_step(outcome, tries=message.tries, now=now, not_after=message.not_after)
    rows = Message.objects.filter(pk=message.pk, sent_at=None)
    if not step.sent:
        rows = rows.filter(claimed_at=message.claimed_at)
    if not rows.update(claimed_at=None, **_values(step, outcome, now)):
        return False
    _record(_verb(step), message, outcome.code)
    return True


def _verb(step: Step) -> str:
    if step.sent:
        return "message.sent"
    return "message.failed" if step.failed else "message.deferred"


def _values(step: Step, outcome: Outcome, now: datetime) -> dict[str, Any]:
    answer = {"provider_answer": outcome.code}
    if not step.sent:
        return answer | ({"failed_at": now} if step.failed else {"next_try_at": step.again_at})
    return {
        "sent_at": now,
        "provider_number": outcome.number,
        "failed_at": _unless_reported("failed_at", None, DateTimeField()),
        "provider_answer": _unless_reported("provider_answer", outcome.code, CharField()),
    }


def _unless_reported(field: str, value: Any, kind: Any) -> Case:
    """The gateway may report a failure before its answer to the sending is noted: the report stands."""
    return Case(
        When(provider_answer=REPORT_FAILED, then=F(field)), default=Value(value, kind), output_field=kind
    )


def _record(verb: str, message: Message, code: str) -> None:
    """The answer stands in the event as a sentence, in Dutch. Of an erased person nothing more is written."""
    with translation.override(settings.LANGUAGE_CODE):
        note = answer_words(code)
    try:
        with transaction.atomic():
            events.record(
                verb,
                message,
                by=None,
                organisation_id=message.organisation_id,
                subject=message.subject,
                note=note,
            )
    except CaseError:
        return


def release_stuck(now: datetime) -> int:
    """Messages claimed by a process that died: an e-mail waits for a person, a text message goes again by its key.

    How many were found.
    """
    stuck = list(Message.objects.stuck(now))
    for message in stuck:
        if message.channel == Channel.SMS:
            note(message, Outcome(Kind.LATER, "timeout"))
        else:
            note(message, Outcome(Kind.UNKNOWN, "unknown"))
    return len(stuck)


@transaction.atomic
def report(*, number: str, reference: str, delivered: bool) -> bool:
    """The gateway tells what became of a text message. The same report again changes nothing; one that arrived is
    never failed afterwards, one that failed may still arrive. False when nothing changed."""
    message = _reported(number, reference)
    if message is None:
        return False
    now = timezone.now()
    rows = Message.objects.filter(pk=message.pk, delivered_at=None)
    if delivered:
        values = {"delivered_at": now, "failed_at": None, "provider_answer": ""}
    else:
        rows, values = rows.filter(failed_at=None), {"failed_at": now, "provider_answer": REPORT_FAILED}
    if not rows.update(**values):
        return False
    _record(
        "message.delivered" if delivered else "message.bounced", message, "" if delivered else REPORT_FAILED
    )
    return True


def _reported(number: str, reference: str) -> Message | None:
    """By the gateway's number; by our own key when the report is quicker than the answer to the sending."""
    sms = Message.objects.filter(channel=Channel.SMS, held=False)
    found = sms.filter(provider_number=number).order_by("-pk").first() if number else None
    return found or (sms.filter(key=reference).first() if is_key(reference) else None)


def is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
