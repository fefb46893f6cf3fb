from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.core.models.member import Member
from trede.core.models.organisation import Organisation
from trede.core.periods import Period, PeriodQuerySet
from trede.core.processing import STAFF, Processing


class Purpose(models.TextChoices):
    GUIDANCE = "guidance", _("Begeleiding")
    SOCIAL_SERVICE = "social_service", _("Sociale dienst")
    REASON_GIVEN = "reason_given", _("Inzage met reden")
    SHARED = "shared", _("Gedeeld met een partner")
    NAMED = "named", _("Aangewezen voor een afgeschermd dossier")


class AccessGrant(Period):
    """Who may see what, why, from when to when; written by the room that causes it.

    `subject` is the client's id, kept as a number: core knows no clients.
    """

    # No index of its own: SQLite would read all grants of the organisation instead of those of the member.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    subject = models.BigIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="grants")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    # What caused it ("assignment:12", "look:3"), so that the cause can end it.
    cause = models.CharField(max_length=60)

    objects = PeriodQuerySet.as_manager()
    processing = Processing(_("Toegang tot dossiers"), _("Enkel wie een dossier volgt, ziet het"), STAFF)

    class Meta(Period.Meta):
        verbose_name = _("toegang")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(member__isnull=False, to_organisation__isnull=True)
                | Q(member__isnull=True, to_organisation__isnull=False),
                name="grant_to_one_party",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "member"]),
            models.Index(fields=["member", "ends_on", "subject"]),
            models.Index(fields=["cause"]),
        ]

    def __str__(self) -> str:
        return f"{self.cause}"


class Look(models.Model):
    """A look outside the own caseload (break the glass): a reason first, a review afterwards."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="looks")
    subject = models.BigIntegerField()
    reason = models.CharField(_("reden"), max_length=300)
    opened_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    justified = models.BooleanField(_("gerechtvaardigd"), null=True, blank=True)
    remark = models.CharField(_("opmerking"), max_length=300, blank=True)

    processing = Processing(_("Inzages buiten de caseload"), _("Nakijken of de inzage nodig was"), STAFF)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("inzage met reden")
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, justified__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False),
                name="look_reviewed_whole",
            )
        ]
        indexes = [models.Index(fields=["organisation", "reviewed_at"])]

    def __str__(self) -> str:
        return f"look {self.pk}"


class AccessLog(models.Model):
    """Who looked at which file, and why. Lives in a database file of its own: plain numbers, no foreign keys."""

    at = models.DateTimeField()
    organisation_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    subject = models.BigIntegerField()
    page = models.CharField(max_length=60)
    why = models.CharField(max_length=20)

    processing = Processing(_("Logboek van inzages"), _("Nagaan wie in een dossier keek"), STAFF)

    class Meta:
        verbose_name = _("inzage")
        indexes = [
            models.Index(fields=["subject", "at"]),
            models.Index(fields=["member_id", "subject", "at"]),
            models.Index(fields=["organisation_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.page}"
