from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member, Organisation
from trede.core.processing import TASK, Processing


class RunState(models.TextChoices):
    MAPPING = "mapping", _("Kolommen nakijken")
    STAGING = "staging", _("Bezig met lezen")
    REVIEW = "review", _("Klaar om na te kijken")
    COMMITTING = "committing", _("Bezig met overnemen")
    DONE = "done", _("Overgenomen")
    FAILED = "failed", _("Niet gelezen")
    PURGED = "purged", _("Opgeruimd")


class Outcome(models.TextChoices):
    NEW = "new", _("Nieuw dossier")
    CHANGED = "changed", _("Wijzigt een dossier")
    UNCHANGED = "unchanged", _("Niets nieuws")
    QUESTION = "question", _("Vraag")
    REFUSED = "refused", _("Geweigerd")
    SKIPPED = "skipped", _("Overgeslagen")


class ImportMapping(models.Model):
    """Which column means what, remembered by the titles. Holds titles, no persons."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "signature"], name="one_mapping_a_header")
        ]

    def __str__(self) -> str:
        return f"mapping {self.pk}"


class ImportRun(models.Model):
    """One list on its way in. The copy of the file and the rows are purged after a term."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    # The name of the file may hold a name of a person: only its ending is kept, and a title given by us.
    ending = models.CharField(max_length=5)
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=64, blank=True)
    # Facts without a date of their own begin on this day.
    as_of = models.DateField(_("peildatum"))
    state = models.CharField(max_length=10, choices=RunState, default=RunState.MAPPING)
    mapping = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    processing = Processing(
        _("Ingelezen lijsten (tijdelijk)"), _("Dossiers overnemen uit een ander programma"), TASK
    )

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["organisation", "sha256"])]

    def __str__(self) -> str:
        return f"run {self.pk}"


class ImportRowQuerySet(models.QuerySet[Any]):
    def waiting(self) -> "ImportRowQuerySet":
        return self.filter(done_at=None)


class ImportRow(models.Model):
    """One row of the list: what it says, what would happen, what was decided."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    person = models.JSONField()
    findings = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # The file it was matched with, and what would change there: {field: [now, then]}.
    client = models.ForeignKey("clients.Client", models.PROTECT, null=True, related_name="+", db_index=False)
    changes = models.JSONField(default=dict)
    # Only additions: may be taken over without a look.
    safe = models.BooleanField(default=False)
    # What a person decided about the match: "new", "client" (then `client` says which), or nothing.
    choice = models.CharField(max_length=6, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)

    objects = ImportRowQuerySet.as_manager()
    processing = Processing(_("Rijen van een lijst"), _("Cliënten uit een lijst overnemen"), TASK)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="row_once_a_run")]
        indexes = [
            models.Index(
                fields=["run", "outcome", "number"],
                condition=Q(done_at__isnull=True),
                name="row_waiting_by_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
