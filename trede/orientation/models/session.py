from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member, Organisation
from trede.core.periods import Period, PeriodQuerySet


class SessionSeries(Period):
    """Sessions that repeat: every two weeks on the same weekday, holidays skipped. `starts_on` is the first one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("naam"), max_length=80)
    every_weeks = models.PositiveSmallIntegerField(_("om de hoeveel weken"), default=2)
    begin = models.TimeField(_("beginuur"))
    slots = models.PositiveSmallIntegerField(_("aantal tijdsloten"), default=12)
    slot_minutes = models.PositiveSmallIntegerField(_("minuten per persoon"), default=10)
    interpreter_minutes = models.PositiveSmallIntegerField(_("minuten met een tolk"), default=20)
    place = models.CharField(_("plaats"), max_length=160)
    way = models.CharField(_("hoe er te komen, in eenvoudige woorden"), max_length=300, blank=True)
    counsellor = models.ForeignKey(
        Member, models.PROTECT, related_name="+", verbose_name=_("begeleider van het OCMW")
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    # The member of this OCMW's organisation with the role partner who sits in for the partner.
    partner_counsellor = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begeleider van de partner"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("reeks van zittingen")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class SessionQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def held_by(self, member: Member) -> Self:
        """The sessions in which this member sits."""
        return self.filter(models.Q(counsellor=member) | models.Q(partner_counsellor=member))


class OrientationSession(models.Model):
    """One session of the trajectbepaling: a day, a place, two counsellors, and slots."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    series = models.ForeignKey(SessionSeries, models.PROTECT, null=True, blank=True, related_name="sessions")
    on = models.DateField(_("datum"))
    place = models.CharField(_("plaats"), max_length=160)
    way = models.CharField(_("hoe er te komen, in eenvoudige woorden"), max_length=300, blank=True)
    counsellor = models.ForeignKey(
        Member, models.PROTECT, related_name="+", verbose_name=_("begeleider van het OCMW")
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    partner_counsellor = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begeleider van de partner"),
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_because = models.CharField(_("waarom afgelast"), max_length=200, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("zitting trajectbepaling")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "on"],
                name="one_session_a_day",
                violation_error_message=_("Deze reeks heeft op die dag al een zitting."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "on"]),
            models.Index(fields=["counsellor", "on"]),
            models.Index(fields=["partner_counsellor", "on"]),
        ]

    def __str__(self) -> str:
        return self.on.strftime("%d/%m/%Y")


class Slot(models.Model):
    """One client's minutes in a session. `begin` in minutes from midnight."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(OrientationSession, models.PROTECT, related_name="slots")
    begin = models.PositiveSmallIntegerField(_("beginuur"))
    minutes = models.PositiveSmallIntegerField(_("minuten"))
    # Set when a neighbour took its time (an interpreter needs longer).
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("tijdslot")
        ordering = ["begin"]
        constraints = [models.UniqueConstraint(fields=["session", "begin"], name="one_slot_a_time")]

    def __str__(self) -> str:
        return self.clock

    @property
    def clock(self) -> str:
        """13:40"""
        return f"{self.begin // 60}:{self.begin % 60:02d}"
