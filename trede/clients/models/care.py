"""What stands in the way, what changed, who follows, what is on paper."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.clients.models.client import Client
from trede.clients.models.fact import DatedFact, Fact, FactQuerySet
from trede.core.models import Compartment, Member
from trede.core.periods import Period, PeriodQuerySet
from trede.core.processing import HEALTH, TASK, Processing
from trede.core.roles import Can


class BarrierCode(models.TextChoices):
    MULTI = "multi", _("Meerdere problemen samen")
    LANGUAGE = "language", _("Taal")
    HOUSING = "housing", _("Wonen")
    MOBILITY = "mobility", _("Mobiliteit")
    CHILDCARE = "childcare", _("Kinderopvang")
    HEALTH = "health", _("Gezondheid (enkel wat het werk beperkt)")
    ADDICTION = "addiction", _("Verslaving")
    DEBTS = "debts", _("Schulden")
    DIGITAL = "digital", _("Digitale vaardigheden")
    ATTITUDE = "attitude", _("Werkattitude")
    NETWORK = "network", _("Klein netwerk")
    JUSTICE = "justice", _("Justitie")
    ADMINISTRATION = "administration", _("Administratie")
    WORK_DOES_NOT_PAY = "work_does_not_pay", _("Werken loont niet")
    EXPECTATIONS = "expectations", _("Verwachtingen van werkgevers")


CONFIDENTIAL_BARRIERS = (BarrierCode.HEALTH, BarrierCode.ADDICTION, BarrierCode.JUSTICE)


class OwnBarrier(models.Model):
    """A barrier that an organisation names itself; it counts under a shared code, so that figures stay comparable."""

    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+")
    label = models.CharField(_("drempel"), max_length=60)
    code = models.CharField(_("telt mee als"), max_length=20, choices=BarrierCode)
    retired_on = models.DateField(_("niet meer gebruikt sinds"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("eigen drempel")
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "label"],
                name="own_barrier_once",
                violation_error_message=_("Deze drempel bestaat al. Kies een andere naam."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class Barrier(DatedFact):
    """Lifted on the last day of its period, with the reason in `lifted_because`."""

    class Severity(models.IntegerChoices):
        LIGHT = 1, _("licht")
        CLEAR = 2, _("duidelijk")
        HEAVY = 3, _("zwaar")

    code = models.CharField(_("drempel"), max_length=20, choices=BarrierCode)
    severity = models.PositiveSmallIntegerField(_("ernst"), choices=Severity)
    own = models.ForeignKey(
        OwnBarrier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("eigen drempel")
    )
    note = models.CharField(_("in één regel"), max_length=200, blank=True)
    doing = models.CharField(_("wat gebeurt er aan"), max_length=200, blank=True)
    doing_by = models.CharField(_("wie doet dat"), max_length=100, blank=True)
    lifted_because = models.CharField(_("waardoor opgelost"), max_length=200, blank=True, editable=False)

    no_overlap = ("client_id", "code")
    processing = Processing(
        _("Drempels"), _("Weten wat eerst moet"), format_lazy("{}; {}", TASK, HEALTH), special=True
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("drempel")
        indexes = [models.Index(fields=["organisation", "code", "ends_on", "starts_on", "client"])]

    def __str__(self) -> str:
        return self.own.label if self.own else str(self.get_code_display())

    @property
    def is_confidential(self) -> bool:
        return self.code in CONFIDENTIAL_BARRIERS


class LimitKind(models.TextChoices):
    """What somebody cannot do at work. Never why: the diagnosis is the doctor's."""

    LIFTING = "lifting", _("Tillen (hoogstens zoveel kilo)")
    STANDING = "standing", _("Lang staan (hoogstens zoveel minuten na elkaar)")
    SITTING = "sitting", _("Lang zitten (hoogstens zoveel minuten na elkaar)")
    WALKING = "walking", _("Stappen (hoogstens zoveel minuten na elkaar)")
    BENDING = "bending", _("Bukken, knielen, reiken")
    HANDS = "hands", _("Fijn werk met de handen")
    HEIGHTS = "heights", _("Werken op hoogte")
    MACHINES = "machines", _("Werken met machines of een voertuig besturen")
    NOISE = "noise", _("Lawaai")
    DUST = "dust", _("Stof, dampen of producten")
    COLD = "cold", _("Kou, hitte of nat werk")
    PACE = "pace", _("Hoog tempo of werk onder druk")
    PEOPLE = "people", _("Contact met veel mensen")
    CONCENTRATION = "concentration", _("Lang geconcentreerd werken")
    SIGHT = "sight", _("Zien")
    HEARING = "hearing", _("Horen")
    NIGHTS = "nights", _("Nachtwerk of wisselende uren")
    HOURS = "hours", _("Hoogstens zoveel uur per week")
    OTHER = "other", _("Iets anders dat het werk beperkt")


class FunctionalLimit(DatedFact):
    """ "No lifting over 10 kg until June": what the work must respect, and until when."""

    kind = models.CharField(_("wat"), max_length=14, choices=LimitKind)
    most = models.PositiveSmallIntegerField(_("hoogstens"), null=True, blank=True)
    note = models.CharField(_("toelichting, zonder medische gegevens"), max_length=200, blank=True)
    proof = models.ForeignKey(
        "clients.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attest")
    )

    compartment = Compartment.CONFIDENTIAL
    no_overlap = ("client_id", "kind")
    processing = Processing(
        _("Functionele beperkingen"),
        _("Werk vinden dat iemand aankan"),
        format_lazy("{}; {}", TASK, HEALTH),
        special=True,
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("functionele beperking")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ConsentPurpose(models.TextChoices):
    PARTNER = "partner", _("Doorverwijzen naar een partner")
    PASSPORT = "passport", _("Arbeidspaspoort")
    OTHER = "other", _("Iets anders")


class ConsentForm(models.TextChoices):
    SPOKEN = "spoken", _("Mondeling")
    INTERPRETED = "interpreted", _("Mondeling, met een tolk")
    PAPER = "paper", _("Op papier, getekend")
    SCREEN = "screen", _("Op het scherm")


class Consent(DatedFact):
    """The client agrees that somebody else learns something. It ends on its last day, or when taken back."""

    purpose = models.CharField(_("waarvoor"), max_length=10, choices=ConsentPurpose)
    given_to = models.CharField(_("aan wie"), max_length=120)
    what = models.CharField(_("wat mogen zij weten"), max_length=300)
    form = models.CharField(_("hoe gegeven"), max_length=12, choices=ConsentForm)
    paper = models.ForeignKey(
        "clients.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("papier")
    )
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True, blank=True, editable=False)

    processing = Processing(_("Toestemmingen"), _("Delen met wie de cliënt dat toestaat"), _("AVG 6(1)(a)"))

    class Meta(DatedFact.Meta):
        verbose_name = _("toestemming")

    def __str__(self) -> str:
        return self.given_to


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
