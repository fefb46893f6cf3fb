"""What stands in the way of work, and what the work must respect."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact
from trede.clients.models.papers import check_paper
from trede.core.models import Compartment
from trede.core.periods import today
from trede.core.processing import HEALTH, TASK, Processing


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

    # Two barriers of an organisation's own may stand under one shared code; a shared one stands there once.
    no_overlap = ("client_id", "code", "own_id")
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

    @property
    def is_over(self) -> bool:
        """Lifted: from that day on it no longer stands in the way, though the day itself still counts."""
        return bool(self.lifted_because and self.ends_on and self.ends_on <= today())

    def clean(self) -> None:
        """An own barrier counts under its own shared code, and in its own organisation."""
        super().clean()
        if self.own is None:
            return
        if self.own.organisation_id != self.client.organisation_id:
            raise ValidationError(
                {"own": _t("Deze drempel hoort bij een andere organisatie. Kies een andere.")}
            )
        if self.own.code != self.code:
            raise ValidationError(
                {
                    "code": _t(
                        "Deze eigen drempel telt mee onder een andere code. Kies hem opnieuw in de lijst."
                    )
                }
            )


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

    def clean(self) -> None:
        super().clean()
        check_paper(self, "proof")
