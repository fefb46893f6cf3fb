"""Files that look like one person: what was found, and what somebody decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models.client import Client
from trede.core.models import Member
from trede.core.processing import TASK, Processing


class PairOfFiles(models.Model):
    """Two files of one organisation, the one with the lowest id first."""

    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+")
    one = models.ForeignKey(Client, models.PROTECT, related_name="+")
    other = models.ForeignKey(Client, models.PROTECT, related_name="+")

    same_organisation = "one"

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="%(class)s_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="%(class)s_in_order"),
        ]


class LikelyDouble(PairOfFiles):
    """Found by `trede.clients.doubles`: disposable, found again whenever it is asked. Never the truth."""

    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)

    processing = Processing(_("Mogelijke dubbele dossiers"), _("Eén dossier per persoon"), TASK)

    class Meta(PairOfFiles.Meta):
        verbose_name = _("mogelijk dubbel dossier")
        indexes = [models.Index(fields=["organisation", "-score", "id"])]

    def __str__(self) -> str:
        return f"double {self.pk}"

    @property
    def reason_words(self) -> str:
        # Loaded here: what compares names is heavy, and most programs never show a double.
        from trede.clients.reasons import WORDS

        return ", ".join(str(WORDS[reason]) for reason in self.reasons if reason in WORDS)


class DoublesSearch(models.Model):
    """When the files of an organisation were last looked through."""

    organisation = models.OneToOneField(
        "core.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"search {self.pk}"


class NotADouble(PairOfFiles):
    """Somebody compared two files and says that they are two people."""

    decided_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    processing = Processing(_("Dossiers die niet dubbel zijn"), _("Twee personen niet verwarren"), TASK)

    class Meta(PairOfFiles.Meta):
        verbose_name = _("geen dubbel dossier")

    def __str__(self) -> str:
        return f"not a double {self.pk}"
