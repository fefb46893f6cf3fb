"""To send something: stored in the transaction that causes it, delivered after commit; printed; cancelled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events, secrets
from trede.core.errors import CaseError
from trede.core.models import Member, Organisation
from trede.outbox import tasks
from trede.outbox.models import Channel, Message
from trede.outbox.ways import leaves


@transaction.atomic
def post(
    *,
    organisation_id: int,
    subject: int | None,
    channel: str,
    to: str,
    title: str,
    text: str,
    language: str,
    purpose: str,
    cause: str,
    by: Member | None,
    unread_translation: bool = False,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    neutral: bool = False,
) -> Message:
    """Store one message inside the caller's transaction; a rollback sends nothing.

    `purpose` is one of `Purpose`; `cause` is "model:number". It leaves after commit, not before `not_before` and
    not after `not_after` (then it fails with that reason). Address and text are encrypted with the key of
    `subject` (None: of the organisation). `neutral`: the sender's name must not say who writes. In a made-up town,
    or without a provider for the channel, it is held: it can be read, and never leaves.
    Raises CaseError without an address or a text, and for an erased file.
    """
    now = timezone.now()
    message = Message(
        organisation_id=organisation_id,
        subject=subject,
        channel=Channel(channel),
        purpose=purpose,
        cause=cause,
        language=language,
        ciphertext=_sealed(organisation_id, subject, to=to, title=title, text=text),
        unread_translation=unread_translation,
        neutral=neutral,
        held=channel != Channel.LETTER and (_is_demo(organisation_id, by) or not leaves(channel)),
        queued_at=now,
        queued_by=by,
        next_try_at=not_before or now,
        not_after=not_after,
    )
    message.save(force_insert=True)
    after = {"channel": message.channel, "purpose": purpose, "language": language}
    verb = "message.held" if message.held else "message.queued"
    events.record(verb, message, by=by, organisation_id=organisation_id, subject=subject, after=after)
    if message.channel != Channel.LETTER and not message.held and message.next_try_at <= now:
        tasks.wake_after_commit()
    return message


def _sealed(organisation_id: int, subject: int | None, *, to: str, title: str, text: str) -> bytes:
    if not to.strip():
        raise CaseError(_("Er is geen adres of nummer om naar te schrijven. Vul het aan in het dossier."))
    if not text.strip():
        raise CaseError(_("De tekst van het bericht is leeg. Kijk de teksten na."))
    key = secrets.keys_for(organisation_id, {subject})[subject]
    # One line: a title with a line break could smuggle headers into a mail.
    content = {"to": to.strip(), "title": " ".join(title.split()), "text": text}
    return secrets.encrypt(key, secrets.to_bytes(content))


def _is_demo(organisation_id: int, by: Member | None) -> bool:
    if by is not None and by.organisation_id == organisation_id:
        return by.organisation.is_demo
    return Organisation.objects.filter(pk=organisation_id, is_demo=True).exists()


@transaction.atomic
def cancel(*, cause: str, by: Member | None) -> int:
    """Cancel what has not been sent for this cause; how many. What is being sent at this moment still goes.

    A held message whose moment has come counts as sent: in a made-up town nothing else would ever be.
    """
    gone = Q(held=True, next_try_at__lte=timezone.now())
    unsent = Message.objects.filter(cause=cause, sent_at=None, cancelled_at=None, claimed_at=None)
    rows = list(unsent.exclude(gone).select_for_update())
    done = [
        row
        for row in rows
        if Message.objects.filter(pk=row.pk, sent_at=None, claimed_at=None).update(
            cancelled_at=timezone.now()
        )
    ]
    _record("message.cancelled", done, by=by)
    return len(done)


@transaction.atomic
def printed(messages: Iterable[Message], *, by: Member | None) -> int:
    """These letters were printed and go to the post: from now on they count as sent. How many were not yet."""
    pks = [message.pk for message in messages]
    letters = Message.objects.filter(pk__in=pks, channel=Channel.LETTER, sent_at=None, cancelled_at=None)
    rows = list(letters.select_for_update())
    Message.objects.filter(pk__in=[row.pk for row in rows]).update(
        sent_at=timezone.now(), failed_at=None, claimed_at=None
    )
    _record("message.printed", rows, by=by)
    return len(rows)


def _record(verb: str, rows: list[Message], *, by: Member | None) -> None:
    for organisation_id in {row.organisation_id for row in rows}:
        changes: list[Any] = [
            events.Change(verb, row.subject, "message", row.pk)
            for row in rows
            if row.organisation_id == organisation_id
        ]
        events.record_all(changes, by=by, organisation_id=organisation_id)
