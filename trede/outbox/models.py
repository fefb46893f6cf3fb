"""What is sent to people: stored first, in the transaction that causes it; delivered after commit by the worker."""

from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.core import subjects
from trede.core.models import Member, Organisation
from trede.core.processing import TASK, Processing

# Sending one message takes a minute at most: a claim older than this was left by a process that stopped.
STUCK = timedelta(minutes=15)


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Sms")
    LETTER = "letter", _("Brief")


class Purpose(models.TextChoices):
    """What a message is for; a room that sends for another reason adds its own here."""

    INVITATION = "invitation", _("Uitnodiging")
    REMINDER = "reminder", _("Herinnering")
    OFFER = "offer", _("Vrijgekomen moment")
    CANCELLED = "cancelled", _("Afspraak gaat niet door")
    NOTIFICATION = "notification", _("Kennisgeving van een beslissing")
    PARTNER = "partner", _("Doorverwijzing naar een partner")
    OTHER = "other", _("Bericht")


class MessageState(models.TextChoices):
    """Derived from the dated facts of a message, never stored."""

    WAITING = "waiting", _("Wacht")
    HELD = "held", _("Blijft hier")
    SENT = "sent", _("Verstuurd")
    DELIVERED = "delivered", _("Aangekomen")
    FAILED = "failed", _("Mislukt")
    CANCELLED = "cancelled", _("Geschrapt")


class MessageQuerySet(models.QuerySet[Any]):
    def visible_to(self, member: Member) -> Self:
        """Of the own organisation, without those of files that are locked for this member."""
        own = self.filter(organisation=member.organisation_id)
        return own.exclude(subject__in=subjects.hidden_from(member))

    def waiting(self) -> Self:
        """Not sent, not failed, not cancelled, and meant to leave; letters that nobody printed too."""
        return self.filter(sent_at=None, failed_at=None, cancelled_at=None, held=False)

    def due(self, now: datetime) -> Self:
        free = self.waiting().filter(next_try_at__lte=now, claimed_at=None)
        return free.exclude(channel=Channel.LETTER)

    def stuck(self, now: datetime) -> Self:
        return self.waiting().filter(claimed_at__lt=now - STUCK)

    def failed(self) -> Self:
        return self.filter(failed_at__isnull=False, settled_at=None, cancelled_at=None)


class Message(models.Model):
    """One thing sent to one person by one channel. Address and text are encrypted with the client's key.

    `subject` is the client's number, as in the grants: this room knows no clients. `cause` names what it belongs
    to ("invitation:12"), so that the cause can cancel it and read how it went.
    """

    # What the providers know this message by: the Message-ID of a mail, the key that tells a gateway that a
    # second try is the same message.
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    subject = models.BigIntegerField(null=True)
    channel = models.CharField(_("kanaal"), max_length=6, choices=Channel)
    purpose = models.CharField(_("waarvoor"), max_length=30, choices=Purpose)
    cause = models.CharField(max_length=60)
    language = models.CharField(_("taal"), max_length=3)
    # {"to", "title", "text"}; for a letter {"to": address lines, "title", "text"} as it was printed.
    ciphertext = models.BinaryField(editable=False)
    # Nobody of this language read the text before it was sent.
    unread_translation = models.BooleanField(default=False, editable=False)
    # The name of the sender must not say who writes: another person reads along.
    neutral = models.BooleanField(default=False, editable=False)
    # In a made-up town, or without a provider, nothing leaves the machine.
    held = models.BooleanField(default=False, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    queued_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    next_try_at = models.DateTimeField(default=timezone.now, editable=False)
    # After this moment it says nothing true any more (a reminder of yesterday's appointment).
    not_after = models.DateTimeField(null=True, blank=True, editable=False)
    # A process took it to send it now; emptied again when the answer is noted.
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True, editable=False)
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Somebody looked at the failure and says what is done.
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    settled_how = models.CharField(max_length=200, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The provider's own number and last answer (codes only, never an address).
    provider_number = models.CharField(max_length=120, blank=True, editable=False)
    provider_answer = models.CharField(
        _("antwoord van de dienst"), max_length=200, blank=True, editable=False
    )

    objects = MessageQuerySet.as_manager()
    processing = Processing(_("Berichten aan cliënten"), _("De cliënt bereiken"), TASK)

    class Meta:
        verbose_name = _("bericht")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "queued_at"]),
            models.Index(fields=["organisation", "channel", "queued_at"]),
            models.Index(
                fields=["organisation", "queued_at"],
                condition=Q(sent_at=None, failed_at=None, cancelled_at=None, held=False),
                name="message_waiting",
            ),
            models.Index(fields=["cause"]),
            models.Index(fields=["subject", "queued_at"]),
            models.Index(
                fields=["organisation", "channel", "queued_at"],
                condition=Q(sent_at=None, failed_at=None, cancelled_at=None, held=False),
                name="message_waiting_by_channel",
            ),
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, failed_at=None, cancelled_at=None, held=False),
                name="message_due",
            ),
            models.Index(
                fields=["organisation", "failed_at"],
                condition=Q(failed_at__isnull=False, settled_at=None, cancelled_at=None),
                name="message_failed",
            ),
            models.Index(
                fields=["provider_number"], condition=~Q(provider_number=""), name="message_provider"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def state(self) -> str:
        for moment, state in (
            (self.cancelled_at, MessageState.CANCELLED),
            (self.failed_at, MessageState.FAILED),
            (self.delivered_at, MessageState.DELIVERED),
            (self.sent_at, MessageState.SENT),
        ):
            if moment:
                return state
        return MessageState.HELD if self.held else MessageState.WAITING
