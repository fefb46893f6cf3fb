from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models.client import Client
from trede.core.models import Compartment, Member, Organisation
from trede.core.periods import Period, runs_on, today


class Source(models.TextChoices):
    CLIENT = "client", _("Cliënt zegt het")
    DOCUMENT = "document", _("Gezien op een document")
    SERVICE = "service", _("Van een andere dienst")
    IMPORT = "import", _("Uit een ingelezen lijst")
    WORKER = "worker", _("Vastgesteld door een medewerker")


class FactQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(retracted_at=None)

    def of_file(self, client: Client) -> Self:
        return self.filter(client__in=client.file_ids).standing()

    def on(self, day: Any) -> Self:
        return self.standing().filter(runs_on(day))

    def current(self) -> Self:
        return self.on(today())


class Fact(models.Model):
    """Something known of a client. It is corrected or retracted with a reason, never deleted.

    Rows are reached through the client: an index on organisation or author would only slow the imports.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="%(class)s_set")
    source = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.CLIENT)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        Member, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    retracted_at = models.DateTimeField(null=True, editable=False)
    retracted_because = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FactQuerySet.as_manager()
    same_organisation = "client"
    compartment: str = Compartment.GENERAL

    class Meta:
        abstract = True


class DatedFact(Fact, Period):
    class Meta:
        abstract = True
        constraints = Period.Meta.constraints
        ordering = ["-starts_on", "-pk"]


def only_one_standing(*fields: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, condition=Q(retracted_at=None), name=name)
