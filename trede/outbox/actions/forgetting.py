"""After the retention term: what was sent to a person can no longer be read; that something was sent stays."""

from django.utils import timezone

from trede.outbox.models import Message


def forget_messages(organisation_id: int, subjects: list[int]) -> int:
    """Empty the messages of these subjects and drop what had not left; how many. Runs inside the caller's
    transaction, which also drops the keys and tells the log."""
    mine = Message.objects.filter(organisation=organisation_id, subject__in=subjects)
    mine.filter(sent_at=None, cancelled_at=None).update(cancelled_at=timezone.now())
    return mine.update(ciphertext=b"", settled_how="", provider_number="")
