"""Mail of the house itself (invitations, security): sent after commit, so that a rollback sends nothing."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction


def send_after_commit(*, to: str, subject: str, text: str) -> None:
    """A mail server that is away is logged; what was saved stays saved."""
    transaction.on_commit(partial(send_mail, subject, text, None, [to]), robust=True)
