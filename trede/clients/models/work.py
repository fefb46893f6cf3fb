from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact, Fact
from trede.core.models import Compartment
from trede.core.processing import HEALTH, TASK, Processing


class Marking(models.TextChoices):
    UNLIMITED = "onbeperkt", _("Onbeperkt")
    LIMITED = "beperkt", _("Beperkt")
    NONE = "neen", _("Neen")


class WorkGround(models.TextChoices):
    BELGIAN = "belgian", _("Belg")
    EU = "eu", _("Burger van EU, EER of Zwitserland")
    REFUGEE = "refugee", _("Erkend vluchteling")
    SUBSIDIARY = "subsidiary", _("Subsidiair beschermde")
    TEMPORARY = "temporary_protection", _("Tijdelijke bescherming")
    ASYLUM = "asylum", _("Verzoeker om internationale bescherming")
    FAMILY = "family", _("Gezinshereniging")
    SINGLE_PERMIT = "single_permit", _("Gecombineerde vergunning")
    OTHER = "other", _("Andere verblijfstitel")


class WorkRight(DatedFact):
    """Permission to work. The end date is the end of the document where the right hangs on one."""

    ground = models.CharField(_("grond"), max_length=20, choices=WorkGround)
    marking = models.CharField(_("vermelding"), max_length=10, choices=Marking)
    document = models.CharField(_("document"), max_length=80, blank=True)
    # Only for who asks asylum: the waiting time counts from here, and a refusal ends the right.
    asylum_asked_on = models.DateField(_("asiel gevraagd op"), null=True, blank=True)
    asylum_refused = models.BooleanField(_("CGVS besliste negatief"), default=False)

    no_overlap = ("client_id",)
    processing = Processing(_("Toegang tot de arbeidsmarkt"), _("Nagaan of iemand mag werken"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("toegang tot de arbeidsmarkt")
        indexes = [models.Index(fields=["organisation", "ends_on", "client"])]

    def __str__(self) -> str:
        return str(self.get_marking_display())


class VdabRegistration(DatedFact):
    no_overlap = ("client_id",)
    processing = Processing(_("Inschrijving bij VDAB"), _("Verplichte inschrijving; samenwerking"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("inschrijving bij VDAB")

    def __str__(self) -> str:
        return "VDAB"


class TicketKind(models.TextChoices):
    IMW = "imw", _("Individueel maatwerk")
    CMW = "cmw", _("Collectief maatwerk")
    BTOM = "btom", _("Bijzondere ondersteuning (BTOM)")


class Ticket(DatedFact):
    """What VDAB decided after the indicering: which support at work this person has a right to, until when."""

    kind = models.CharField(_("ticket"), max_length=4, choices=TicketKind)
    decided_by = models.CharField(_("beslist door"), max_length=60, blank=True)

    compartment = Compartment.CONFIDENTIAL
    no_overlap = ("client_id", "kind")
    processing = Processing(
        _("Tickets van VDAB"), _("Passend werk"), format_lazy("{}; {}", TASK, HEALTH), special=True
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("ticket van VDAB")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Skill(models.TextChoices):
    ALL = "all", _("Algemeen")
    LISTENING = "listening", _("Luisteren")
    SPEAKING = "speaking", _("Spreken")
    READING = "reading", _("Lezen")
    WRITING = "writing", _("Schrijven")


CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
NT2 = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
LEVELS = [(level, level) for level in ("0", *CEFR, *NT2)]


class LanguageLevel(Fact):
    """Dated, per language and skill, in CEFR or in the NT2 steps; a new measurement is a new fact."""

    language = models.CharField(_("taal"), max_length=3)
    skill = models.CharField(_("vaardigheid"), max_length=10, choices=Skill, default=Skill.ALL)
    level = models.CharField(_("niveau"), max_length=3, choices=LEVELS)
    measured_on = models.DateField(_("vastgesteld op"))
    certificate = models.CharField(_("attest"), max_length=80, blank=True)

    processing = Processing(_("Taalniveaus"), _("Passend aanbod"), TASK)

    class Meta:
        verbose_name = _("taalniveau")
        ordering = ["-measured_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class DrivingLicence(DatedFact):
    class Kind(models.TextChoices):
        AM = "AM", _("AM bromfiets")
        A = "A", _("A motor")
        B = "B", _("B auto")
        BE = "BE", _("BE auto met aanhangwagen")
        C = "C", _("C vrachtwagen")
        CE = "CE", _("CE vrachtwagen met aanhangwagen")
        D = "D", _("D autobus")
        G = "G", _("G landbouwvoertuig")
        THEORY = "theory", _("Enkel theorie geslaagd")
        FOREIGN = "foreign", _("Buitenlands, niet omgewisseld")

    kind = models.CharField(_("categorie"), max_length=8, choices=Kind)

    no_overlap = ("client_id", "kind")
    processing = Processing(_("Rijbewijzen"), _("Passend werk"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("rijbewijs")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Mobility(DatedFact):
    bicycle = models.BooleanField(_("kan fietsen en heeft een fiets"), default=False)
    public_transport = models.BooleanField(_("neemt bus, tram of trein"), default=True)
    car = models.BooleanField(_("heeft een auto"), default=False)
    minutes = models.PositiveSmallIntegerField(_("reistijd die haalbaar is (minuten)"), null=True, blank=True)
    remark = models.CharField(_("opmerking"), max_length=200, blank=True)

    no_overlap = ("client_id",)
    processing = Processing(_("Mobiliteit"), _("Passend werk"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("mobiliteit")

    def __str__(self) -> str:
        return f"{self.minutes or '?'} min"


class EducationLevel(models.TextChoices):
    NONE = "none", _("Geen")
    PRIMARY = "primary", _("Lager onderwijs")
    LOWER = "lower", _("Secundair, eerste graad")
    MIDDLE = "middle", _("Secundair, tweede graad")
    UPPER = "upper", _("Diploma secundair")
    BACHELOR = "bachelor", _("Bachelor of graduaat")
    MASTER = "master", _("Master of hoger")


class Education(Fact):
    level = models.CharField(_("niveau"), max_length=10, choices=EducationLevel)
    subject = models.CharField(_("richting"), max_length=120, blank=True)
    country = models.CharField(_("land"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    finished = models.BooleanField(_("afgewerkt"), default=True)
    recognised = models.BooleanField(_("erkend in Vlaanderen"), null=True, blank=True)

    processing = Processing(_("Opleiding"), _("Passend aanbod en werk"), TASK)

    class Meta:
        verbose_name = _("opleiding")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return str(self.get_level_display())


class WorkExperience(Fact):
    job = models.CharField(_("functie"), max_length=120)
    employer = models.CharField(_("werkgever"), max_length=120, blank=True)
    country = models.CharField(_("land"), max_length=2, blank=True)
    began = models.DateField(_("van"), null=True, blank=True)
    ended = models.DateField(_("tot"), null=True, blank=True)
    tasks = models.CharField(_("taken"), max_length=300, blank=True)

    processing = Processing(_("Werkervaring"), _("Passend werk; cv"), TASK)

    class Meta:
        verbose_name = _("werkervaring")
        ordering = [F("began").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(began__isnull=True) | Q(ended__isnull=True) | Q(ended__gte=F("began")),
                name="experience_ends_after_start",
                violation_error_message=_("Het einde ligt vóór het begin. Kies een latere einddatum."),
            )
        ]

    def __str__(self) -> str:
        return self.job


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("maandag")
    TUESDAY = 1, _("dinsdag")
    WEDNESDAY = 2, _("woensdag")
    THURSDAY = 3, _("donderdag")
    FRIDAY = 4, _("vrijdag")
    SATURDAY = 5, _("zaterdag")
    SUNDAY = 6, _("zondag")


class Availability(DatedFact):
    """Hours in a week, in minutes from midnight: when the client can work, or has childcare."""

    class Kind(models.TextChoices):
        WORK = "work", _("Beschikbaar voor werk")
        CHILDCARE = "childcare", _("Kinderopvang geregeld")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.WORK)
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=Weekday)
    from_minute = models.PositiveSmallIntegerField(_("van"))
    to_minute = models.PositiveSmallIntegerField(_("tot"))

    processing = Processing(_("Beschikbaarheid in de week"), _("Passend werk naast opvang"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("beschikbaarheid")
        ordering = ["kind", "weekday", "from_minute"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_minute__gt=F("from_minute")) & Q(to_minute__lte=24 * 60) & Q(weekday__lte=6),
                name="availability_in_a_day",
                violation_error_message=_("Het einduur ligt vóór het beginuur. Kies een later einduur."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}"
