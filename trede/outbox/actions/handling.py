"""What people do with a message that failed: send it again, or say what was done instead."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.outbox import tasks
from trede.outbox.models import Channel, Message
from trede.outbox.ways import leaves

HOW_LENGTH = 200
# The provider said no: the next try is a new message to it. After anything else it may have the old one already.
REFUSED = ("smtp:5", "http:4", "report:")


def may_retry(message: Message) -> bool:
    """Failed, or held while there is a provider now; never in a made-up town, nor when its moment is over."""
    if message.cancelled_at or message.channel == Channel.LETTER or message.organisation.is_demo:
        return False
    if message.not_after and message.not_after < timezone.now():
        return False
    return bool((message.failed_at or message.held) and leaves(message.channel))


@transaction.atomic
def retry(message: Message, *, by: Member) -> Message:
    """Send it again to the same address, from the first try on. Raises CaseError when there is nothing to send
    again, or when a colleague was first."""
    if not may_retry(message):
        raise CaseError(_("Dit bericht kan niet opnieuw verstuurd worden. Kijk na hoe het ermee staat."))
    values: dict[str, Any] = {
        "held": False,
        "failed_at": None,
        "settled_at": None,
        "settled_by": None,
        "settled_how": "",
        "tries": 0,
        "claimed_at": None,
        "sent_at": None,
        "delivered_at": None,
        "provider_number": "",
        "provider_answer": "",
        "next_try_at": timezone.now(),
    }
    if message.provider_answer.startswith(REFUSED):
        values["key"] = uuid4()
    same = Message.objects.filter(pk=message.pk, failed_at=message.failed_at, held=message.held)
    if not same.filter(cancelled_at=None).update(**values):
        raise CaseError(_("Een collega was u voor. Kijk na hoe het met dit bericht staat."))
    _record("message.retried", message, by=by)
    tasks.wake_after_commit()
    message.refresh_from_db()
    return message


@transaction.atomic
def settle(message: Message, *, how: str, by: Member) -> Message:
    """Somebody looked at the failure and says in one line what is done. Raises CaseError without that line, when
    the message did not fail, or when a colleague was first."""
    how = " ".join(how.split())[:HOW_LENGTH]
    if not how:
        raise CaseError(_("Schrijf in één regel wat u deed, bijvoorbeeld: gebeld, nieuw nummer genoteerd."))
    values = {"settled_at": timezone.now(), "settled_by": by, "settled_how": how}
    if not Message.objects.failed().filter(pk=message.pk).update(**values):
        raise CaseError(_("Dit bericht wacht niet meer op opvolging. Kijk na wat een collega deed."))
    _record("message.settled", message, by=by, note=how)
    message.refresh_from_db()
    return message


def _record(verb: str, message: Message, *, by: Member, note: str = "") -> None:
    events.record(
        verb,
        message,
        by=by,
        organisation_id=message.organisation_id,
        subject=message.subject,
        note=note,
    )
