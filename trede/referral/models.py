"""Aanmelding: the social worker asks to guide a client; and exemptions, which the committee decides."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client, Document
from trede.clients.models.fact import DatedFact, FactQuerySet
from trede.core.models import Compartment, Member, Organisation
from trede.core.processing import HEALTH, TASK, Processing
from trede.core.roles import Can
from trede.council.models import of_files


class ReferralState(models.TextChoices):
    SENT = "sent", _("Gestuurd")
    SENT_BACK = "sent_back", _("Teruggestuurd")
    ACCEPTED = "accepted", _("Aanvaard")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


# State → allowed moves; buttons, guards and tests are read from it.
MOVES: dict[str, frozenset[str]] = {
    ReferralState.SENT: frozenset({ReferralState.ACCEPTED, ReferralState.SENT_BACK, ReferralState.WITHDRAWN}),
    ReferralState.SENT_BACK: frozenset({ReferralState.SENT, ReferralState.WITHDRAWN}),
    ReferralState.ACCEPTED: frozenset(),
    ReferralState.WITHDRAWN: frozenset(),
}


class Estimate(models.TextChoices):
    """Can this person, in the social worker's own estimate, take steps towards work?"""

    YES = "yes", _("Ja, nu")
    SOON = "soon", _("Ja, als eerst iets opgelost raakt")
    UNSURE = "unsure", _("Ik twijfel")
    NO = "no", _("Nu niet")


class SentBackReason(models.TextChoices):
    WORK_RIGHT = "work_right", _("Mag (nog) niet werken")
    DATA = "data", _("Er ontbreken gegevens")
    CONTACT = "contact", _("Geen werkend contactgegeven")
    FIRST_SOLVE = "first_solve", _("Eerst moet iets anders opgelost raken")
    EXEMPTION = "exemption", _("Beter een vrijstelling voorstellen")
    ALREADY = "already", _("Wordt al begeleid")
    OTHER = "other", _("Andere reden")


class Priority(models.TextChoices):
    """Why somebody may come before who waits longer. Visible, so that the order can be explained."""

    NONE = "", _("Volgens de volgorde van aanmelding")
    YOUNG = "young", _("Jonger dan 25")
    BENEFIT_ENDS = "benefit_ends", _("Uitkering of recht loopt af")
    JOB_WAITS = "job_waits", _("Er is een werkplek of opleiding die wacht")
    SECOND_TIME = "second_time", _("Kon een eerdere afspraak buiten de eigen wil niet komen")
    OTHER = "other", _("Andere reden, in de nota")


class ReferralQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state__in=(ReferralState.SENT, ReferralState.SENT_BACK))

    def unanswered(self) -> Self:
        return self.filter(state=ReferralState.SENT)

    def findable_by(self, member: Member) -> Self:
        """Of the own organisation, without those of locked files."""
        findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
        return self.filter(Exists(findable), organisation=member.organisation_id)

    def sent_by(self, member: Member) -> Self:
        """Sent by this member, or by somebody whom they replace."""
        return self.filter(referred_by__in=member.acts_for)

    def with_last_reason(self) -> Self:
        """With `last_reason`: why it was last sent back."""
        steps = ReferralStep.objects.filter(referral=OuterRef("pk"), state=ReferralState.SENT_BACK)
        return self.annotate(last_reason=Subquery(steps.order_by("-at", "-pk").values("reason")[:1]))

    def readable_by(self, member: Member) -> Self:
        """Everyone who answers reads them all; who refers, their own and those of the files that they follow."""
        findable = self.findable_by(member)
        if member.may(Can.ANSWER_REFERRALS):
            return findable
        if not member.may(Can.REFER):
            return self.none()
        return findable.filter(Q(referred_by__in=member.acts_for) | Q(of_files(member)))


class Referral(models.Model):
    """The request itself; each move of it is a ReferralStep. One open one a client."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="referrals")
    state = models.CharField(_("toestand"), max_length=10, choices=ReferralState, default=ReferralState.SENT)
    estimate = models.CharField(
        _("kan deze persoon stappen naar werk zetten?"), max_length=8, choices=Estimate
    )
    estimate_note = models.CharField(_("waarom denkt u dat"), max_length=300, blank=True)
    wish = models.CharField(_("wat wil de cliënt zelf"), max_length=300, blank=True)
    priority = models.CharField(_("voorrang"), max_length=14, choices=Priority, blank=True)
    short_notice = models.BooleanField(_("kan op korte termijn komen"), default=False)
    note = models.CharField(_("wat moet de dienst nog weten"), max_length=500, blank=True)
    referred_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    # When it was last sent: the answer is due from here.
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReferralQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Aanmeldingen"), _("Een traject naar werk of participatie beginnen"), TASK)

    class Meta:
        verbose_name = _("aanmelding")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state__in=("sent", "sent_back")),
                name="one_open_referral",
                violation_error_message=_("Voor deze cliënt loopt al een aanmelding. Open die aanmelding."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "sent_at"]),
            models.Index(fields=["referred_by", "state"]),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class ReferralStep(models.Model):
    """One move of a referral: who, when, why, and what is needed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="steps")
    state = models.CharField(_("toestand"), max_length=10, choices=ReferralState)
    reason = models.CharField(_("reden"), max_length=12, choices=SentBackReason, blank=True)
    note = models.CharField(_("wat is er nodig"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")

    same_organisation = "client"
    processing = Processing(_("Stappen van een aanmelding"), _("Niets blijft onbeantwoord"), TASK)

    class Meta:
        verbose_name = _("stap van een aanmelding")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())


class Ground(models.TextChoices):
    """work_willingness.exempt.* of the rules: health and equity are the grounds of the RMI-wet (art. 3, 5°)."""

    HEALTH = "health", _("Gezondheid")
    EQUITY = "equity", _("Billijkheid")
    OTHER = "other", _("Andere grond")


class ExemptionQuerySet(FactQuerySet):
    def in_force(self, day: Any) -> Self:
        """Decided, and running on that day."""
        return self.on(day).filter(decided_on__isnull=False)

    def waiting(self) -> Self:
        return self.standing().filter(decided_on=None, refused_on=None)

    def to_review(self, day: Any) -> Self:
        """Decided, and to be looked at again by that day; not while a prolongation waits for its decision."""
        waiting = Exemption.objects.waiting().filter(prolongs=OuterRef("pk"))
        due = self.standing().filter(decided_on__isnull=False, reviewed_on=None, review_on__lte=day)
        return due.filter(~Exists(waiting))


class Exemption(DatedFact):
    """Somebody need not look for work for a while. It takes effect by a decision of the committee only."""

    ground = models.CharField(_("grond"), max_length=8, choices=Ground)
    reason = models.CharField(_("reden"), max_length=20)
    note = models.CharField(_("toelichting, zonder medische gegevens"), max_length=300, blank=True)
    review_on = models.DateField(_("herbekijken op"))
    proof = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bewijs")
    )
    decided_on = models.DateField(_("beslist op"), null=True, blank=True, editable=False)
    refused_on = models.DateField(_("geweigerd op"), null=True, blank=True, editable=False)
    reviewed_on = models.DateField(_("herbekeken op"), null=True, blank=True, editable=False)
    prolongs = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="prolonged_by"
    )

    compartment = Compartment.CONFIDENTIAL
    objects = ExemptionQuerySet.as_manager()  # type: ignore[misc]
    processing = Processing(
        _("Vrijstellingen"),
        _("Wie vrijgesteld is, wordt niet opgeroepen"),
        format_lazy("{}; {}", TASK, HEALTH),
        special=True,
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("vrijstelling")
        indexes = [models.Index(fields=["organisation", "review_on"])]

    def __str__(self) -> str:
        return str(self.get_ground_display())

    @property
    def cause(self) -> str:
        """How the committee's proposal knows what waits for it."""
        return f"exemption:{self.pk}"
