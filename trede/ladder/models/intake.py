"""Werkintake: a conversation over the life domains, with the client beside you."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.processing import HEALTH, TASK, Processing


class Domain(models.TextChoices):
    """The life domains of the conversation, in the order in which they are asked."""

    WORK = "work", _("Werk")
    EDUCATION = "education", _("Opleiding en taal")
    FINANCES = "finances", _("Geld")
    HOUSING = "housing", _("Wonen")
    RELATIONS = "relations", _("Gezin en netwerk")
    HEALTH = "health", _("Gezondheid")
    LEISURE = "leisure", _("Vrije tijd")


CONFIDENTIAL_DOMAINS = (Domain.HEALTH, Domain.RELATIONS)


class IntakeQuerySet(models.QuerySet[Any]):
    def of_file(self, client: Client) -> Self:
        return self.filter(client__in=client.file_ids)

    def open(self) -> Self:
        return self.filter(closed_on=None)


class Intake(models.Model):
    """One conversation, or several about the same start; closed when its summary was made with the client."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="intakes")
    held_on = models.DateField(_("gesprek op"), default=today)
    interpreter = models.BooleanField(_("met een tolk"), default=False)
    wish = models.TextField(_("wat wil de cliënt"), max_length=1000, blank=True)
    strengths = models.TextField(_("wat kan de cliënt goed"), max_length=1000, blank=True)
    first_step = models.CharField(_("eerste stap die we afspreken"), max_length=300, blank=True)
    closed_on = models.DateField(_("afgerond op"), null=True, blank=True, editable=False)
    held_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    # The last day on which something was written in any part of it.
    touched_on = models.DateField(_("laatst aangevuld op"), default=today, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = IntakeQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Werkintakes"), _("Weten wat iemand wil, kan en nodig heeft"), TASK)

    class Meta:
        verbose_name = _("werkintake")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(closed_on=None),
                name="one_open_intake",
                violation_error_message=_("Voor deze cliënt loopt al een werkintake. Ga daar verder."),
            )
        ]

    def __str__(self) -> str:
        return self.held_on.strftime("%d/%m/%Y")


class DomainNote(models.Model):
    """What was said about one life domain, with the quick marks that were ticked (codes, comma separated)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="notes")
    domain = models.CharField(_("levensdomein"), max_length=10, choices=Domain)
    text = models.TextField(_("nota"), max_length=4000, blank=True)
    marks = models.CharField(_("aangeduid"), max_length=400, blank=True)
    noted_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(
        _("Nota's van de werkintake"),
        _("Weten wat iemand wil, kan en nodig heeft"),
        format_lazy("{}; {}", TASK, HEALTH),
        special=True,
    )

    class Meta:
        verbose_name = _("nota bij een levensdomein")
        constraints = [models.UniqueConstraint(fields=["intake", "domain"], name="one_note_a_domain")]

    def __str__(self) -> str:
        return str(self.get_domain_display())

    @property
    def is_confidential(self) -> bool:
        return self.domain in CONFIDENTIAL_DOMAINS


class Whose(models.TextChoices):
    CLIENT = "client", _("Cliënt")
    WORKER = "worker", _("Begeleider")


class DomainScore(models.Model):
    """How it goes in a life domain, from 1 (very hard) to 5 (very well), as one of the two sees it that day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="domain_scores")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="scores")
    domain = models.CharField(_("levensdomein"), max_length=10, choices=Domain)
    whose = models.CharField(_("volgens"), max_length=6, choices=Whose)
    score = models.PositiveSmallIntegerField(_("score van 1 tot 5"))
    on = models.DateField(_("op"), default=today)
    scored_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(
        _("Scores per levensdomein"), _("Zien of het beter gaat, ook volgens de cliënt"), TASK
    )

    class Meta:
        verbose_name = _("score van een levensdomein")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["client", "domain", "whose", "on"], name="one_score_a_day"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="score_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.score}"

    @property
    def is_confidential(self) -> bool:
        return self.domain in CONFIDENTIAL_DOMAINS
