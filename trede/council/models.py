"""The bijzonder comité voor de sociale dienst (BCSD) decides on proposals; what it decided is told to the client."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Compartment, Member, Organisation
from trede.core.periods import today
from trede.core.processing import TASK, Processing
from trede.core.roles import Can


class Meeting(models.Model):
    """A sitting of the committee. Its agenda is closed when it is sent to who sits in it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField(_("datum"))
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    agenda_closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("zitting van het comité")
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on"],
                name="one_meeting_a_day",
                violation_error_message=_("Op die dag is er al een zitting. Kies een andere dag."),
            )
        ]

    def __str__(self) -> str:
        return self.on.strftime("%d/%m/%Y")


class ProposalKind(models.TextChoices):
    """What the committee is asked; each room that asks something adds its kind here and in `council.effects`."""

    EXEMPTION = "exemption", _("Vrijstelling van werkbereidheid")
    OTHER = "other", _("Ander voorstel")


class ProposalQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def undecided(self) -> Self:
        """Without a decision that settles it; a postponement leaves it open."""
        settled = Decision.objects.standing().filter(proposal=OuterRef("pk"))
        return self.standing().filter(~Exists(settled.exclude(outcome=Outcome.POSTPONED)))

    def to_schedule(self) -> Self:
        """Undecided, and on no agenda that is still to come."""
        return self.undecided().filter(Q(meeting=None) | Q(meeting__on__lt=today()))

    def listed_for(self, member: Member) -> Self:
        """Of whom the name may stand in a list: the files one follows; all findable ones for who keeps the agenda."""
        own = self.filter(organisation=member.organisation_id)
        if member.may(Can.RECORD_DECISIONS):
            findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
            return own.filter(Exists(findable) | Q(of_files(member)))
        return own.filter(of_files(member)) if member.may(Can.PROPOSE) else self.none()

    def readable_by(self, member: Member) -> Self:
        """What is asked and why: for who follows the file; once on an agenda also for who records decisions."""
        own = self.filter(organisation=member.organisation_id)
        followed = Q(compartment=Compartment.GENERAL)
        if member.may(Can.READ_CONFIDENTIAL):
            followed |= Q(of_files(member, followed=True))
        readable = Q(of_files(member)) & followed
        if member.may(Can.RECORD_DECISIONS):
            findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
            handled = Q(meeting__isnull=False) | Q(Exists(Decision.objects.filter(proposal=OuterRef("pk"))))
            readable |= Q(Exists(findable)) & handled
        return own.filter(readable)


def of_files(member: Member, *, followed: bool = False) -> Exists:
    """Rows about a file that this member may open, also where they belong to a file that was merged into it.

    `followed`: not by a role that reads every file.
    """
    files = Client.objects.visible_to(member)
    if followed:
        files = files.exclude(Q(("why", "role")))
    return Exists(files.filter(Q(pk=OuterRef("client")) | Q(pk=OuterRef("client__alias_of"))))


class Proposal(models.Model):
    """What is asked of the committee for one client, and why. `cause` names the row that waits ("exemption:12")."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="proposals")
    kind = models.CharField(_("soort"), max_length=20, choices=ProposalKind)
    asked = models.CharField(_("wat wordt gevraagd"), max_length=300)
    motivation = models.TextField(_("motivering"), max_length=4000)
    cause = models.CharField(max_length=60, blank=True, editable=False)
    compartment = models.CharField(
        max_length=12, choices=Compartment, default=Compartment.CONFIDENTIAL, editable=False
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("zitting")
    )
    # Its place on the agenda, from 1.
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    proposed_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProposalQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(
        _("Voorstellen aan het comité"), _("Het BCSD beslist over de steun"), TASK, special=True
    )

    class Meta:
        verbose_name = _("voorstel aan het comité")
        ordering = ["-proposed_at"]
        indexes = [
            models.Index(fields=["organisation", "proposed_at"]),
            models.Index(fields=["cause"]),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Outcome(models.TextChoices):
    GRANTED = "granted", _("Toegestaan")
    PARTLY = "partly", _("Gedeeltelijk toegestaan")
    REFUSED = "refused", _("Geweigerd")
    POSTPONED = "postponed", _("Uitgesteld")


class DecisionQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Without those that were recorded wrongly and corrected by another."""
        return self.filter(corrected_at=None)

    def to_notify(self) -> Self:
        """The client does not know it yet."""
        told = Notification.objects.filter(decision=OuterRef("pk"), sent_on__isnull=False)
        return self.standing().exclude(outcome=Outcome.POSTPONED).filter(~Exists(told))


class Decision(models.Model):
    """What the committee decided on a proposal. A postponed proposal gets another decision later.

    A decision that was recorded wrongly is never changed: another one `corrects` it, and says why.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="council_decisions")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    outcome = models.CharField(_("beslissing"), max_length=10, choices=Outcome)
    motivation = models.TextField(_("motivering"), max_length=4000)
    decided_on = models.DateField(_("beslist op"))
    starts_on = models.DateField(_("vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="corrected_by"
    )
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrected_because = models.CharField(max_length=200, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(
        _("Beslissingen van het comité"), _("Het BCSD beslist over de steun"), TASK, special=True
    )

    class Meta:
        verbose_name = _("beslissing van het comité")
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "decided_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=~Q(outcome="postponed") & Q(corrected_at=None),
                name="one_settling_decision",
                violation_error_message=_("Over dit voorstel is al beslist."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="council_decision_ends_after_start",
                violation_error_message=_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class Notification(models.Model):
    """The letter that tells the client what was decided; `message` is its number in the outbox."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="notifications")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="notification")
    message = models.BigIntegerField(null=True, editable=False)
    registered = models.BooleanField(_("aangetekend"), default=False)
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")

    same_organisation = "client"
    processing = Processing(_("Kennisgevingen"), _("De cliënt weet wat beslist is, en hoe beroep kan"), TASK)

    class Meta:
        verbose_name = _("kennisgeving")

    def __str__(self) -> str:
        return f"{self.decision_id}"
