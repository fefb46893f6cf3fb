from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.processing import TASK, Processing
from trede.orientation.models.session import Slot
from trede.orientation.models.waiting import WaitingEntry


class Reply(models.TextChoices):
    """The last thing the client answered."""

    NONE = "", _("Nog geen antwoord")
    COMES = "comes", _("Komt")
    OTHER_TIME = "other_time", _("Kan niet, koos een ander moment")
    CALL_ME = "call_me", _("Kan niet, vraagt om te bellen")
    CANNOT = "cannot", _("Kan niet")


class Attendance(models.TextChoices):
    UNKNOWN = "", _("Nog niet genoteerd")
    PRESENT = "present", _("Aanwezig")
    LATE = "late", _("Te laat, wel gezien")
    ABSENT = "absent", _("Niet gezien")
    EXCUSED = "excused", _("Verontschuldigd")


class InvitationQuerySet(models.QuerySet[Any]):
    def holding(self) -> Self:
        """Those that keep their slot."""
        return self.filter(released_at=None)

    def answerable_on(self, day: date) -> Self:
        """Valid until the end of the day of the appointment, while it keeps its slot."""
        return self.holding().filter(slot__session__on__gte=day, slot__session__cancelled_at=None)


class OrientationInvitation(models.Model):
    """One client asked to one slot: what was sent, and what came back. Only a hash of the link's token is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="invitations")
    entry = models.ForeignKey(WaitingEntry, models.PROTECT, related_name="invitations")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="invitations")
    language = models.CharField(_("taal"), max_length=3)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Typed from the letter together with the birth date; the index finds its hash.
    code_hash = models.CharField(max_length=64, editable=False, db_index=True)
    # The link and the code as they stand on the letter, encrypted with the client's key: to print it again.
    secret = models.BinaryField(editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    # The letter was handed to the post: part of a print run.
    printed_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("link geopend op"), null=True, blank=True, editable=False)
    reply = models.CharField(_("antwoord"), max_length=10, choices=Reply, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True, editable=False)
    asks_interpreter = models.BooleanField(_("vraagt een tolk"), default=False)
    reminded_first_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_last_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The slot is free again: the client cannot come, or the session was cancelled.
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_because = models.CharField(max_length=200, blank=True, editable=False)
    attendance = models.CharField(_("aanwezigheid"), max_length=8, choices=Attendance, blank=True)
    attended_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InvitationQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Uitnodigingen voor de trajectbepaling"), _("De cliënt bereiken en zien"), TASK)

    class Meta:
        verbose_name = _("uitnodiging voor de trajectbepaling")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(released_at=None),
                name="one_invitation_a_slot",
                violation_error_message=_("Dit tijdslot is intussen ingenomen. Kies een ander."),
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(released_at=None, attendance=""),
                name="one_running_invitation",
                violation_error_message=_("Deze cliënt heeft al een uitnodiging die loopt."),
            ),
        ]
        indexes = [models.Index(fields=["client", "made_at"])]

    def __str__(self) -> str:
        return f"{self.slot_id}"


class InvitationAnswer(models.Model):
    """Each answer as it came in, in order; by the client (link or code) or noted by a member."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(OrientationInvitation, models.PROTECT, related_name="answers")
    reply = models.CharField(_("antwoord"), max_length=10, choices=Reply, blank=True)
    asks_interpreter = models.BooleanField(_("vraagt een tolk"), default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    # Null: the client, by the link or the code.
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")

    same_organisation = "client"
    processing = Processing(_("Antwoorden op een uitnodiging"), _("Weten wie komt"), TASK)

    class Meta:
        verbose_name = _("antwoord op een uitnodiging")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_reply_display())


class InterpreterRequest(models.Model):
    """An interpreter for one invitation: asked, booked, confirmed, paid; each a date."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(OrientationInvitation, models.PROTECT, related_name="interpreter_requests")
    language = models.CharField(_("taal"), max_length=3)
    how = models.CharField(
        _("hoe"),
        max_length=6,
        choices=[("place", _("Ter plaatse")), ("phone", _("Per telefoon")), ("video", _("Per video"))],
        default="place",
    )
    provider = models.CharField(_("tolkdienst"), max_length=120, blank=True)
    asked_on = models.DateField(_("gevraagd op"), null=True, blank=True)
    booked_on = models.DateField(_("geboekt op"), null=True, blank=True)
    confirmed_on = models.DateField(_("bevestigd op"), null=True, blank=True)
    cancelled_on = models.DateField(_("afgezegd op"), null=True, blank=True)
    cost_cents = models.PositiveIntegerField(_("kostprijs"), null=True, blank=True)
    paid_on = models.DateField(_("betaald op"), null=True, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Tolkaanvragen"), _("De cliënt verstaan"), TASK)

    class Meta:
        verbose_name = _("tolkaanvraag")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(cancelled_on=None), name="one_running_interpreter_request"
            )
        ]

    def __str__(self) -> str:
        return self.language
