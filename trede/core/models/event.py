from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.core.models.member import Member
from trede.core.models.organisation import Organisation
from trede.core.processing import STAFF, TASK, Processing


class Compartment(models.TextChoices):
    GENERAL = "general", _("Algemeen")
    CONFIDENTIAL = "confidential", _("Vertrouwelijk")


class SubjectKey(models.Model):
    """The key of one client (or organisation), wrapped with the master key. Dropping it erases the payloads."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    # Null for the organisation's own key.
    subject = models.BigIntegerField(null=True, blank=True)
    wrapped = models.BinaryField(max_length=80)

    class Meta:
        # SQLite makes no index for the constraint below, since it says something about nulls.
        indexes = [models.Index(fields=["organisation", "subject"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject"], name="one_key_a_subject", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class Seal(models.Model):
    """A batch of events, chained to the batch before by its hash; the head is anchored outside the database."""

    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"seal {self.pk}"


class Event(models.Model):
    """Who did what to which record when: the timeline of the file and the audit log. Never changed, never deleted."""

    at = models.DateTimeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Null: the program itself (an import by command, retention).
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=50)
    subject = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=50, blank=True)
    object_id = models.BigIntegerField(null=True)
    compartment = models.CharField(max_length=12, choices=Compartment, default=Compartment.GENERAL)
    payload_hash = models.BinaryField(max_length=32, null=True)
    row_hash = models.BinaryField(max_length=32)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="events")

    processing = Processing(
        _("Gebeurtenissen"), _("Geschiedenis van het dossier en logboek"), format_lazy("{}; {}", TASK, STAFF)
    )

    class Meta:
        verbose_name = _("gebeurtenis")
        indexes = [
            models.Index(fields=["subject", "at"]),
            models.Index(fields=["organisation", "at"]),
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["id"], condition=models.Q(seal__isnull=True), name="event_unsealed"),
            models.Index(fields=["seal"]),
        ]

    def __str__(self) -> str:
        return self.verb


class EventPayload(models.Model):
    """Before and after, encrypted with the client's key; dropped when a person is erased."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="payload")
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return f"payload {self.pk}"


class TextDraft(models.Model):
    """What somebody typed and could not save: a conflict, or a network that was away. Encrypted."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="drafts")
    subject = models.BigIntegerField(null=True)
    form = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    base_version = models.PositiveIntegerField(null=True)
    ciphertext = models.BinaryField()
    saved_at = models.DateTimeField(auto_now=True)

    processing = Processing(_("Concepten (nog niet bewaard)"), _("Niets wat getypt is, gaat verloren"), TASK)

    class Meta:
        verbose_name = _("kladversie")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "form", "subject", "object_id"],
                name="one_draft_a_form",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
