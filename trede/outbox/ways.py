"""Which channels leave this machine at all."""

from django.conf import settings

from trede.outbox.models import Channel

# What Django offers for a machine without a mail server.
STAYS_HERE = ("filebased", "console", "dummy")


def leaves(channel: str) -> bool:
    """Is there a provider for this channel? Letters go by hand."""
    if channel == Channel.SMS:
        return bool(settings.SMS_URL)
    if channel == Channel.EMAIL:
        return not any(f".{name}." in settings.EMAIL_BACKEND for name in STAYS_HERE)
    return True
