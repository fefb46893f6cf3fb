from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.processing import TASK, Processing
from trede.referral.models import Priority, Referral


class LeftBecause(models.TextChoices):
    DECIDED = "decided", _("Beslist in de trajectbepaling")
    WITHDRAWN = "withdrawn", _("Aanmelding ingetrokken")
    BACK = "back", _("Terug naar de maatschappelijk werker")
    EXEMPT = "exempt", _("Vrijgesteld")
    MOVED = "moved", _("Verhuisd, overleden of dossier gesloten")


class WaitingQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Still on the list: with or without an invitation, until something is decided."""
        return self.filter(left_on=None)


class WaitingEntry(models.Model):
    """One client on the waiting list of the trajectbepaling, from the day the referral was accepted."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="waiting_entries")
    referral = models.OneToOneField(
        Referral, models.PROTECT, null=True, blank=True, related_name="waiting_entry"
    )
    since = models.DateField(_("wacht sinds"))
    priority = models.CharField(_("voorrang"), max_length=14, choices=Priority, blank=True)
    priority_note = models.CharField(_("waarom voorrang"), max_length=200, blank=True)
    short_notice = models.BooleanField(_("kan op korte termijn komen"), default=False)
    promised_by = models.DateField(_("beloofd tegen"), null=True, blank=True)
    left_on = models.DateField(_("van de lijst sinds"), null=True, blank=True)
    left_because = models.CharField(_("waarom van de lijst"), max_length=10, choices=LeftBecause, blank=True)
    added_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WaitingQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Wachtlijst"), _("Een eerlijke volgorde en een beloofde datum"), TASK)

    class Meta:
        verbose_name = _("plaats op de wachtlijst")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(left_on=None),
                name="once_on_the_waiting_list",
                violation_error_message=_("Deze cliënt staat al op de wachtlijst."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_because="")
                | (Q(left_on__isnull=False) & ~Q(left_because="")),
                name="left_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "since"], condition=Q(left_on=None), name="waiting_now"),
            models.Index(fields=["organisation", "left_on"]),
        ]

    def __str__(self) -> str:
        return self.since.strftime("%d/%m/%Y")
