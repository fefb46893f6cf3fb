"""What other rooms may know of messages: those of a cause, what stands in them, how many failed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from trede.core import secrets
from trede.core.models import Member
from trede.core.roles import Can
from trede.outbox.models import Message


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """What was (or would be) sent. Its repr says nothing: an address must not end in a log."""

    to: str
    title: str
    text: str
    # The person was erased after the retention term.
    erased: bool = False

    def __repr__(self) -> str:
        return "Content(…)"


ERASED = Content("", "", "", erased=True)


def of_cause(cause: str | Iterable[str]) -> list[Message]:
    """The messages of one cause or of several, newest first; one query."""
    causes = [cause] if isinstance(cause, str) else list(cause)
    return list(Message.objects.filter(cause__in=causes))


def of_subjects(organisation_id: int, subjects: Iterable[int]) -> list[Message]:
    """Everything made for these subjects, the oldest first; one query."""
    mine = Message.objects.filter(organisation=organisation_id, subject__in=list(subjects))
    return list(mine.order_by("queued_at", "pk"))


def content(message: Message) -> Content:
    """What stands in a message; `erased` when the person was."""
    return contents([message])[message.pk]


def contents(messages: Iterable[Message]) -> dict[int, Content]:
    """What stands in these messages, by message; one query for each organisation."""
    messages = list(messages)
    keys = {
        organisation: secrets.keys_for(
            organisation,
            {one.subject for one in messages if one.organisation_id == organisation},
            create=False,
        )
        for organisation in {one.organisation_id for one in messages}
    }
    return {one.pk: _open(one, keys[one.organisation_id].get(one.subject)) for one in messages}


def _open(message: Message, key: bytes | None) -> Content:
    if key is None or not message.ciphertext:
        return ERASED
    held: dict[str, Any] = json.loads(secrets.decrypt(key, message.ciphertext))
    return Content(held["to"], held["title"], held["text"])


def failed_of(member: Member) -> QuerySet[Message]:
    """Messages that failed and that nobody looked at, as far as this member sees them."""
    if not member.may(Can.SEE_MESSAGES):
        return Message.objects.none()
    return Message.objects.visible_to(member).failed()


def failed_count(member: Member) -> int:
    """How many failed messages wait for somebody to look at them; 0 for who does not see messages."""
    return failed_of(member).count() if member.may(Can.SEE_MESSAGES) else 0
