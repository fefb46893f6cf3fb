"""Mail of the house itself (invitations, security): sent after commit, so that a rollback sends nothing."""

import logging

from django.core.mail import EmailMessage
from django.db import transaction

logger = logging.getLogger(__name__)


def send_after_commit(*, to: str, subject: str, text: str) -> None:
    """A mail server that is away is logged; what was saved stays saved."""
    deliver(EmailMessage(subject, text, None, [to]))


def deliver(message: EmailMessage) -> None:
    """Send a message that is ready, after commit; a failure is logged without its content."""

    def send() -> None:
        try:
            message.send()
        except OSError as error:
            logger.error("A mail could not be sent (%s). Look at TREDE_SMTP_HOST.", type(error).__name__)

    transaction.on_commit(send)
