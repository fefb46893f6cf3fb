"""What changed, who follows, what is on paper."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models.client import Client
from trede.clients.models.fact import Fact, FactQuerySet
from trede.core.models import Compartment, Member
from trede.core.periods import Period, PeriodQuerySet
from trede.core.processing import TASK, Processing
from trede.core.roles import Can


class SignalKind(models.TextChoices):
    WORK_STARTED = "work_started", _("Begonnen met werken")
    WORK_ENDED = "work_ended", _("Werk gestopt")
    HOURS = "hours", _("Andere uren")
    INCOME = "income", _("Ander inkomen")
    ALLOWANCE = "allowance", _("Premie of vergoeding betaald")
    HOUSEHOLD = "household", _("Gezin veranderd")
    ABSENCE = "absence", _("Lange afwezigheid")
    ADDRESS = "address", _("Ander adres")
    DEATH = "death", _("Overlijden")
    OTHER = "other", _("Iets anders")


class SignalQuerySet(FactQuerySet):
    def waiting(self) -> Self:
        return self.standing().filter(acknowledged_at=None)

    def readable_by(self, member: Member) -> Self:
        """The signals of the member's organisation, for who acknowledges them; those of locked files left out."""
        if not member.may(Can.ACKNOWLEDGE_SIGNALS):
            return self.none()
        findable = Client.objects.findable_by(member).filter(pk=OuterRef("client_id"))
        return self.standing().filter(Exists(findable), organisation=member.organisation_id)


class Signal(Fact):
    """A change of income or household that the sociale dienst must know the same day, so that no debt grows."""

    kind = models.CharField(_("wat"), max_length=14, choices=SignalKind)
    happened_on = models.DateField(_("sinds"))
    note = models.CharField(_("in één regel"), max_length=200, blank=True)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    acknowledged_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    answer = models.CharField(_("wat doet de sociale dienst"), max_length=200, blank=True)

    objects = SignalQuerySet.as_manager()  # type: ignore[misc]
    processing = Processing(_("Signalen aan de sociale dienst"), _("Terugvordering voorkomen"), TASK)

    class Meta:
        verbose_name = _("signaal")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="signal_acknowledged_whole",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "recorded_at"],
                condition=Q(acknowledged_at__isnull=True),
                name="signal_waiting",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class CaseRole(models.TextChoices):
    GUIDE = "guide", _("Trajectbegeleider")
    COACH = "coach", _("Werkvloercoach")
    SOCIAL_WORKER = "social_worker", _("Maatschappelijk werker")
    SUPPORT = "support", _("Ondersteuning")


class CaseAssignment(Period):
    """Which member follows a client, in which role, from when to when. Opens and closes the access."""

    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+")
    client = models.ForeignKey("clients.Client", models.PROTECT, related_name="assignments")
    member = models.ForeignKey(Member, models.PROTECT, related_name="assignments")
    role = models.CharField(_("rol"), max_length=14, choices=CaseRole)
    note = models.CharField(_("wat u moet weten"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("client_id", "member_id", "role")
    same_organisation = "client"
    processing = Processing(_("Toewijzingen"), _("Wie volgt wie"), TASK)

    class Meta(Period.Meta):
        verbose_name = _("toewijzing")
        indexes = [
            models.Index(fields=["member", "ends_on"]),
            models.Index(fields=["client", "ends_on", "starts_on"]),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())

    @property
    def cause(self) -> str:
        return f"assignment:{self.pk}"


class DocumentKind(models.TextChoices):
    PERMIT = "permit", _("Verblijfs- of arbeidsdocument")
    CERTIFICATE = "certificate", _("Attest of diploma")
    CV = "cv", _("Cv")
    DECISION = "decision", _("Beslissing")
    CONTRACT = "contract", _("Contract")
    LETTER = "letter", _("Brief")
    MEDICAL_LIMIT = "medical_limit", _("Attest van beperkingen")
    OTHER = "other", _("Ander document")


class ScanState(models.TextChoices):
    NOT_SCANNED = "not_scanned", _("Niet gecontroleerd op virussen")
    CLEAN = "clean", _("Gecontroleerd op virussen")


class Document(Fact):
    """A file on the file. The bytes are stored encrypted under a random name, outside any public folder."""

    kind = models.CharField(_("soort"), max_length=14, choices=DocumentKind)
    title = models.CharField(_("titel"), max_length=120)
    dated_on = models.DateField(_("datum op het document"), null=True, blank=True)
    confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    keep_until = models.DateField(_("bewaren tot"), null=True, blank=True)
    storage_name = models.CharField(max_length=64, unique=True, editable=False)
    media_type = models.CharField(max_length=80, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    scan = models.CharField(max_length=12, choices=ScanState, default=ScanState.NOT_SCANNED, editable=False)

    processing = Processing(_("Documenten"), _("Bewijs bij feiten in het dossier"), TASK)

    class Meta:
        verbose_name = _("document")
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def compartment_of(self) -> str:
        return Compartment.CONFIDENTIAL if self.confidential else Compartment.GENERAL


class Restriction(Fact, Period):
    """GDPR 18: the file may be kept, not used, while something is being settled."""

    ground = models.CharField(_("grond"), max_length=200)

    no_overlap = ("client_id",)
    processing = Processing(_("Beperking van de verwerking"), _("AVG 18"), TASK)

    class Meta(Period.Meta):
        verbose_name = _("beperking")

    def __str__(self) -> str:
        return self.ground
