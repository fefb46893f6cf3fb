"""Texts for people, as an organisation words them; what ships with the program is in texts/library."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member, Organisation
from trede.core.processing import STAFF, Processing
from trede.texts.keys import is_legal

# The same as `keys.is_legal`, for the database.
LEGAL = Q(key="invitation.if_absent") | Q(key__startswith="notification.")
# A Dutch sentence with legal effect holds only once somebody read it; everything else from the day it was written.
IN_FORCE = ~(LEGAL & Q(language="nl", read_at__isnull=True))


class TextVersionQuerySet(models.QuerySet[Any]):
    def newest(self) -> Self:
        """Of each text in each language the last version, and the last one that holds: mostly the same."""
        same = {name: OuterRef(name) for name in ("organisation", "key", "language")}
        later = TextVersion.objects.filter(**same, number__gt=OuterRef("number"))
        return self.filter(~Exists(later) | (IN_FORCE & ~Exists(later.filter(IN_FORCE))))


class TextVersion(models.Model):
    """One version of one text in one language, written in the program; none is changed, the newest one holds.

    Except for Dutch sentences with legal effect: of those the newest one that was read.

    `based_on`: the fingerprint of the Dutch text that it translates, so that a later Dutch makes it stale.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(_("tekst"), max_length=60)
    language = models.CharField(_("taal"), max_length=3)
    number = models.PositiveIntegerField(_("versie"))
    body = models.TextField(_("tekst"), max_length=4000)
    based_on = models.CharField(max_length=16, blank=True, editable=False)
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # A speaker of the language read it and found it right.
    read_by = models.CharField(_("nagelezen door"), max_length=120, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_noted_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")

    objects = TextVersionQuerySet.as_manager()
    processing = Processing(_("Teksten voor cliënten"), _("Weten wie een tekst schreef en nalas"), STAFF)

    class Meta:
        verbose_name = _("tekstversie")
        ordering = ["key", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "language", "number"], name="one_text_a_number"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by="") | (Q(read_at__isnull=False) & ~Q(read_by="")),
                name="text_read_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language} {self.number}"

    @property
    def in_force(self) -> bool:
        return self.read_at is not None or self.language != "nl" or not is_legal(self.key)
