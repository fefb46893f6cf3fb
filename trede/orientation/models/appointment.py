from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.processing import STAFF, TASK, Processing


class AppointmentKind(models.TextChoices):
    INTAKE = "intake", _("Werkintake")
    TALK = "talk", _("Gesprek")
    CALL = "call", _("Telefoongesprek")
    VISIT = "visit", _("Huisbezoek")
    OTHER = "other", _("Andere afspraak")


class Appointment(models.Model):
    """An appointment of a member with a client, beside the sessions of the trajectbepaling."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="appointments")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("medewerker"))
    kind = models.CharField(_("soort"), max_length=8, choices=AppointmentKind)
    starts_at = models.DateTimeField(_("wanneer"))
    minutes = models.PositiveSmallIntegerField(_("minuten"), default=60)
    place = models.CharField(_("plaats"), max_length=160, blank=True)
    note = models.CharField(_("in één regel"), max_length=200, blank=True)
    seen = models.BooleanField(_("gezien"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Afspraken"), _("De cliënt zien"), TASK)

    class Meta:
        verbose_name = _("afspraak")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["member", "starts_at"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class CalendarFeed(models.Model):
    """A secret address at which a member's own calendar reads the diary; revocable. No names of clients go out."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    processing = Processing(_("Agenda-adressen"), _("De eigen agenda elders lezen"), STAFF)

    class Meta:
        verbose_name = _("adres van de agenda")

    def __str__(self) -> str:
        return f"{self.member_id}"


class CalendarSource(models.Model):
    """A member's own calendar elsewhere, read by its https address. The address is a secret: encrypted."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="calendar_sources")
    ciphertext = models.BinaryField(editable=False)
    host = models.CharField(max_length=120, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    # When it was last tried, when it last worked, and in words what went wrong last.
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    failure = models.CharField(max_length=200, blank=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)

    processing = Processing(
        _("Adressen van eigen kalenders"), _("Geen afspraak maken wanneer iemand bezet is"), STAFF
    )

    class Meta:
        verbose_name = _("eigen kalender elders")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(stopped_at=None),
                name="one_running_calendar_source",
                violation_error_message=_("U leest al een kalender. Stop die eerst."),
            )
        ]

    def __str__(self) -> str:
        return self.host


class BusyBlock(models.Model):
    """When a member is taken, read from a calendar of their own; no titles, no people. No source: an uploaded file."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="busy_blocks")
    source = models.ForeignKey(CalendarSource, models.CASCADE, null=True, related_name="blocks")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    processing = Processing(
        _("Bezette uren van medewerkers"), _("Geen afspraak maken wanneer iemand bezet is"), STAFF
    )

    class Meta:
        verbose_name = _("bezet uur")
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["member", "starts_at"])]

    def __str__(self) -> str:
        return self.starts_at.isoformat()
