"""Dated runs of an offer: a course, a group, a company visit, a training for hosts."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.processing import TASK, Processing
from trede.offers.models.offer import Offer


class EditionQuerySet(models.QuerySet[Any]):
    def of(self, member: Member) -> Self:
        return self.filter(organisation=member.organisation_id)

    def coming(self) -> Self:
        return self.filter(cancelled_on=None, starts_on__gte=today())


class Edition(models.Model):
    """A run with places. Full means: as many running or accepted participations as places."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="editions")
    name = models.CharField(_("naam"), max_length=120)
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"))
    places = models.PositiveSmallIntegerField(_("plaatsen"))
    enrol_until = models.DateField(_("inschrijven tot en met"), null=True, blank=True)
    place = models.CharField(_("plaats"), max_length=160, blank=True)
    # For clients, or for the people of a host (trainings for employers).
    for_hosts = models.BooleanField(_("voor werkgevers"), default=False)
    leader = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wie begeleidt")
    )
    cancelled_on = models.DateField(_("geschrapt op"), null=True, blank=True, editable=False)
    cancelled_because = models.CharField(_("waarom geschrapt"), max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reeks")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="edition_ends_after_start",
                violation_error_message=_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="edition_has_places",
                violation_error_message=_("Een reeks heeft minstens één plaats."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EditionSession(models.Model):
    """One meeting of it, in minutes from midnight."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sessions")
    on = models.DateField(_("op"))
    begin = models.PositiveSmallIntegerField(_("van"))
    end = models.PositiveSmallIntegerField(_("tot"))
    topic = models.CharField(_("wat"), max_length=120, blank=True)
    cancelled_on = models.DateField(_("geschrapt op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("sessie")
        ordering = ["on", "begin", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("begin")) & Q(end__lte=24 * 60),
                name="edition_session_in_a_day",
                violation_error_message=_("Het einduur ligt vóór het beginuur. Kies een later einduur."),
            ),
            models.UniqueConstraint(
                fields=["edition", "on", "begin"],
                name="edition_session_once",
                violation_error_message=_("Deze sessie staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return self.on.strftime("%d/%m/%Y")


class Presence(models.TextChoices):
    PRESENT = "present", _("Aanwezig")
    LATE = "late", _("Te laat")
    EXCUSED = "excused", _("Verwittigd afwezig")
    ABSENT = "absent", _("Afwezig")


class SessionPresence(models.Model):
    """Was this participant there?"""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    session = models.ForeignKey(EditionSession, models.PROTECT, related_name="presences")
    participation = models.ForeignKey("offers.Participation", models.PROTECT, related_name="presences")
    presence = models.CharField(_("aanwezigheid"), max_length=8, choices=Presence)
    note = models.CharField(_("nota"), max_length=200, blank=True)
    marked_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Aanwezigheden in een groep"), _("Weten of iemand volgt, en waarom niet"), TASK)

    class Meta:
        verbose_name = _("aanwezigheid")
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="one_presence_a_session")
        ]

    def __str__(self) -> str:
        return str(self.get_presence_display())


class HostSeat(models.Model):
    """Somebody of a host in a training for employers: no client, so only a name and an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="host_seats")
    host = models.CharField(_("organisatie"), max_length=120)
    person = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    came = models.BooleanField(_("was er"), null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    processing = Processing(_("Deelnemers van werkgevers"), _("Vormingen voor werkgevers"), TASK)

    class Meta:
        verbose_name = _("deelnemer van een werkgever")
        ordering = ["host", "person"]

    def __str__(self) -> str:
        return self.host
