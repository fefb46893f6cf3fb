"""What a person says against a verdict of the program, or adds to it. The verdict itself is never stored."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.processing import TASK, Processing
from trede.fit.confidential import is_confidential
from trede.offers.models import Offer


class FitRemark(models.Model):
    """About one condition of one offer for one client: an answer to its question, or a disagreement with a reason."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Antwoord op de vraag")
        DISAGREE = "disagree", _("Niet akkoord met de reden")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="fit_remarks")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("aanbod"))
    # `kind:value` of the condition, so that it survives a rewording of the catalogue.
    condition = models.CharField(max_length=340)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    # The answer: met or not. For a disagreement: what the outcome should be.
    met = models.BooleanField(_("voldoet"))
    reason = models.CharField(_("waarom"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Opmerkingen bij wat past"), _("Een mens beslist, met een reden"), TASK)

    class Meta:
        verbose_name = _("opmerking bij wat past")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "offer", "condition"],
                condition=Q(withdrawn_at=None),
                name="one_remark_a_condition",
            )
        ]

    def __str__(self) -> str:
        return self.condition

    @property
    def is_confidential(self) -> bool:
        return is_confidential(self.condition)
