"""Where the client stands on the participatieladder, and where they want to go."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact
from trede.core.processing import TASK, Processing


class Rung(models.IntegerChoices):
    """The six rungs (treden); what stands on each is in `rungs.py`."""

    ONE = 1, _("Contacten in huiselijke kring")
    TWO = 2, _("Sociale contacten buitenshuis")
    THREE = 3, _("Arbeidsmatige activiteiten")
    FOUR = 4, _("Onbetaald werk, met betaald werk als doel")
    FIVE = 5, _("Betaald werk met ondersteuning")
    SIX = 6, _("Betaald werk")


class MoveReason(models.TextChoices):
    FIRST = "first", _("Eerste inschatting")
    STARTED = "started", _("Begonnen met iets nieuws")
    GREW = "grew", _("Kan meer dan voordien")
    ENDED = "ended", _("Traject of contract afgelopen")
    SETBACK = "setback", _("Tegenslag: gezondheid, gezin, wonen")
    CHOICE = "choice", _("Eigen keuze van de cliënt")
    ASSESSED = "assessed", _("Na een assessment of evaluatie")
    CORRECTED = "corrected", _("Anders ingeschat dan voordien")


class LadderPosition(DatedFact):
    """Client × rung × from date. Up and down count alike: each is a fact with a reason, an author and what shows it."""

    rung = models.PositiveSmallIntegerField(_("trede"), choices=Rung)
    reason = models.CharField(_("waarom"), max_length=10, choices=MoveReason)
    note = models.CharField(_("uitleg"), max_length=300, blank=True)
    evidence = models.CharField(_("waaraan ziet u dat"), max_length=300)
    # The row that shows it ("assessment:3", "participation:12"), where one does.
    cause = models.CharField(max_length=60, blank=True, editable=False)
    looked_on = models.DateField(_("opnieuw bekeken op"), null=True, blank=True, editable=False)

    no_overlap = ("client_id",)
    processing = Processing(_("Plaats op de participatieladder"), _("De volgende stap kiezen"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("plaats op de ladder")
        indexes = [models.Index(fields=["organisation", "rung", "ends_on", "client"])]
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(condition=Q(rung__gte=1, rung__lte=6), name="position_on_a_rung"),
        ]

    def __str__(self) -> str:
        return str(self.rung)


class LadderGoal(DatedFact):
    """The rung that client and guide work towards; "highest within reach" is a worthy end, not a failure."""

    rung = models.PositiveSmallIntegerField(_("trede"), choices=Rung)
    highest_within_reach = models.BooleanField(_("dit is het hoogst haalbare, en dat is goed"), default=False)
    why = models.CharField(_("waarom dit doel"), max_length=300, blank=True)
    by_when = models.DateField(_("tegen wanneer"), null=True, blank=True)

    no_overlap = ("client_id",)
    processing = Processing(_("Doel op de participatieladder"), _("Samen weten waar we naartoe gaan"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("doel op de ladder")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(condition=Q(rung__gte=1, rung__lte=6), name="goal_on_a_rung"),
        ]

    def __str__(self) -> str:
        return str(self.rung)
