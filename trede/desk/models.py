from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member, Organisation, Team, TeamMembership


class SavedFilterQuerySet(models.QuerySet[Any]):
    def usable_by(self, member: Member) -> Self:
        """Own filters, and those that a colleague shares with a team of this member."""
        teams = TeamMembership.objects.current().filter(member=member).values("team")
        return self.filter(
            Q(member=member) | Q(team__in=teams), organisation=member.organisation_id, ended_at=None
        )


class SavedFilter(models.Model):
    """A list that somebody needs often: codes and ids only, so that nothing personal is kept here."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="saved_filters")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("naam van de filter"), max_length=60)
    params = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("filter")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "name"], condition=Q(ended_at=None), name="one_filter_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
