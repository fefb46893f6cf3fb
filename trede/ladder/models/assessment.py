"""WerkLabo and what an organisation defines beside it: tasks, indicators, observations of more than one observer."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.processing import TASK, Processing


class AssessmentKind(models.Model):
    """A way of assessing, as an organisation uses it. The WerkLabo comes from the library, to change at will."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.SlugField(_("korte naam"), max_length=40)
    name = models.CharField(_("naam"), max_length=80)
    about = models.TextField(_("wat wordt getest, en hoe"), max_length=1000)
    retired_on = models.DateField(_("niet meer gebruikt sinds"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("soort assessment")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"],
                name="assessment_kind_once",
                violation_error_message=_("Er is al een assessment met deze korte naam. Kies een andere."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class AssessmentTask(models.Model):
    """One assignment of it: dozen vouwen, koken, …"""

    kind = models.ForeignKey(AssessmentKind, models.PROTECT, related_name="tasks")
    key = models.SlugField(_("korte naam"), max_length=40)
    name = models.CharField(_("opdracht"), max_length=80)
    about = models.CharField(_("wat doet de cliënt"), max_length=400, blank=True)
    material = models.CharField(_("materiaal"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("duurt ongeveer (minuten)"), null=True, blank=True)
    adapted = models.CharField(_("hoe u de opdracht aanpast"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("opdracht")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="assessment_task_once")]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """Behaviour that can be seen in a task, and the competence (`competences.yaml`, with its ICF code) it speaks of."""

    task = models.ForeignKey(AssessmentTask, models.PROTECT, related_name="indicators")
    competence = models.CharField(_("competentie"), max_length=40)
    text = models.CharField(_("gedrag dat u ziet"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("gedragsindicator")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class AssessmentQuerySet(models.QuerySet[Any]):
    def of_file(self, client: Client) -> Self:
        return self.filter(client__in=client.file_ids)

    def without_advice(self) -> Self:
        return self.filter(concluded_on=None, stopped_on=None)


class Assessment(models.Model):
    """One client's assessment: running until it is concluded with an advice, or stopped with a reason."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="assessments")
    kind = models.ForeignKey(AssessmentKind, models.PROTECT, related_name="+", verbose_name=_("soort"))
    starts_on = models.DateField(_("vanaf"), default=today)
    question = models.CharField(_("wat willen we weten"), max_length=300, blank=True)
    advice = models.TextField(_("advies"), max_length=2000, blank=True)
    unknown = models.TextField(_("wat weten we nog niet"), max_length=1000, blank=True)
    client_says = models.TextField(_("wat de cliënt ervan zegt"), max_length=1000, blank=True)
    suggested_rung = models.PositiveSmallIntegerField(_("past bij trede"), null=True, blank=True)
    concluded_on = models.DateField(_("afgerond op"), null=True, blank=True, editable=False)
    stopped_on = models.DateField(_("gestopt op"), null=True, blank=True, editable=False)
    stopped_because = models.CharField(_("waarom gestopt"), max_length=200, blank=True, editable=False)
    asked_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AssessmentQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Assessments"), _("Weten wat iemand kan"), TASK)

    class Meta:
        verbose_name = _("assessment")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(
                fields=["organisation", "starts_on"],
                condition=Q(concluded_on=None, stopped_on=None),
                name="assessment_running",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on=None) | ~Q(advice=""),
                name="assessment_has_advice",
                violation_error_message=_("Schrijf een advies voor u afrondt."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class MarksOpened(models.Model):
    """This member looked at what others noted while the assessment still ran: they add no marks of their own."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="opened_marks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    opened_on = models.DateField(_("bekeken op"), default=today)

    same_organisation = "client"
    processing = Processing(
        _("Wie de observaties van anderen al bekeek"), _("Observatoren kijken los van elkaar"), TASK
    )

    class Meta:
        verbose_name = _("observaties van anderen bekeken")
        constraints = [models.UniqueConstraint(fields=["assessment", "member"], name="marks_opened_once")]

    def __str__(self) -> str:
        return f"{self.pk}"


class TaskRun(models.Model):
    """A task as it was done that day, or why it was not."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="runs")
    task = models.ForeignKey(AssessmentTask, models.PROTECT, related_name="+")
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    skipped_because = models.CharField(_("niet gedaan omdat"), max_length=200, blank=True)
    how = models.CharField(_("omstandigheden, hulp, materiaal"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Opdrachten van een assessment"), _("Weten wat er getest is, en hoe"), TASK)

    class Meta:
        verbose_name = _("gedane opdracht")
        constraints = [models.UniqueConstraint(fields=["assessment", "task"], name="one_run_a_task")]

    def __str__(self) -> str:
        return f"{self.task_id}"


class Seen(models.IntegerChoices):
    """What an observer saw. Not seen is not the same as cannot."""

    NOT_SEEN = 0, _("niet gezien")
    NOT_YET = 1, _("lukt nog niet")
    WITH_HELP = 2, _("lukt met hulp")
    ALONE = 3, _("lukt alleen")
    STRONG = 4, _("sterk")


class Observation(models.Model):
    """What one observer saw of one indicator. Another observer has a row of their own; the difference is shown."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="observations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    observer = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seen = models.PositiveSmallIntegerField(_("gezien"), choices=Seen)
    note = models.CharField(_("nota"), max_length=300, blank=True)
    on = models.DateField(_("op"), default=today)
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Observaties in een assessment"), _("Weten wat iemand kan"), TASK)

    class Meta:
        verbose_name = _("observatie")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator", "observer"], name="one_observation_an_observer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seen}"
