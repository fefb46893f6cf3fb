"""What a client allows others to learn, until it ends or is taken back."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact, FactQuerySet
from trede.clients.models.papers import check_paper
from trede.core.processing import Processing


class ConsentPurpose(models.TextChoices):
    PARTNER = "partner", _("Doorverwijzen naar een partner")
    PASSPORT = "passport", _("Arbeidspaspoort")
    OTHER = "other", _("Iets anders")


class ConsentForm(models.TextChoices):
    SPOKEN = "spoken", _("Mondeling")
    INTERPRETED = "interpreted", _("Mondeling, met een tolk")
    PAPER = "paper", _("Op papier, getekend")
    SCREEN = "screen", _("Op het scherm")


class ConsentQuerySet(FactQuerySet):
    def on(self, day: date) -> Self:
        """What holds on a day: from the day that it was taken back it does not, whatever its period says."""
        return super().on(day).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


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

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]
    processing = Processing(_("Toestemmingen"), _("Delen met wie de cliënt dat toestaat"), _("AVG 6(1)(a)"))

    class Meta(DatedFact.Meta):
        verbose_name = _("toestemming")

    def __str__(self) -> str:
        return self.given_to

    def clean(self) -> None:
        super().clean()
        check_paper(self, "paper")
        if self.withdrawn_on and (self.ends_on is None or self.ends_on > self.withdrawn_on):
            raise ValidationError(
                {
                    "ends_on": _t(
                        "Deze toestemming is ingetrokken. Noteer een nieuwe als de cliënt weer akkoord gaat."
                    )
                }
            )

    def runs(self, day: date) -> bool:
        """Does it hold on this day? Not from the day on which it was taken back, nor when it never belonged here."""
        taken_back = self.withdrawn_on is not None and self.withdrawn_on <= day
        return super().runs(day) and not taken_back and self.retracted_at is None

    @property
    def is_over(self) -> bool:
        return self.withdrawn_on is not None
