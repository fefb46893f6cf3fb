from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member, Organisation
from trede.core.processing import HEALTH, TASK, Processing
from trede.orientation.models.invitation import OrientationInvitation
from trede.orientation.questions import CONFIDENTIAL


class DecisionOutcome(models.TextChoices):
    OCMW = "ocmw", _("Het OCMW begeleidt")
    PARTNER = "partner", _("Een partner begeleidt")
    VDAB = "vdab", _("VDAB begeleidt")
    NOT_YET = "not_yet", _("Nog niet: eerst iets anders")
    EXEMPTION = "exemption", _("Vrijstelling voorstellen")


class OrientationDecision(models.Model):
    """Who guides, and why; or not yet, and what must happen first. One a invitation that was seen."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="orientation_decisions")
    invitation = models.OneToOneField(OrientationInvitation, models.PROTECT, related_name="decision")
    outcome = models.CharField(_("beslissing"), max_length=10, choices=DecisionOutcome)
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    guide = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("trajectbegeleider")
    )
    motivation = models.CharField(_("waarom"), max_length=500)
    first = models.CharField(_("wat moet eerst gebeuren"), max_length=300, blank=True)
    again_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    decided_on = models.DateField(_("beslist op"))
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    with_partner = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Beslissingen trajectbepaling"), _("Wie begeleidt, en waarom"), TASK)

    class Meta:
        verbose_name = _("beslissing trajectbepaling")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="partner") | Q(partner__isnull=False),
                name="orientation_partner_is_named",
                violation_error_message=_("Kies welke partner begeleidt."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_yet") | ~Q(first=""),
                name="orientation_not_yet_says_what_first",
                violation_error_message=_("Schrijf wat eerst moet gebeuren."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "decided_on"]),
            models.Index(
                fields=["organisation", "again_on"], condition=Q(again_on__isnull=False), name="look_again"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class Answer(models.TextChoices):
    """A quick mark beside a question of the guide."""

    NONE = "", _("Niet gevraagd")
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Een beetje")
    NO = "no", _("Nee")


class QuestionNote(models.Model):
    """What was answered to one question of the guide, in a session."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(OrientationInvitation, models.PROTECT, related_name="question_notes")
    question = models.CharField(_("vraag"), max_length=20)
    answer = models.CharField(_("antwoord"), max_length=6, choices=Answer, blank=True)
    note = models.CharField(_("nota"), max_length=500, blank=True)
    noted_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(
        _("Nota's van de trajectbepaling"),
        _("Wie begeleidt, en waarom"),
        format_lazy("{}; {}", TASK, HEALTH),
        special=True,
    )

    class Meta:
        verbose_name = _("nota bij een vraag")
        constraints = [models.UniqueConstraint(fields=["invitation", "question"], name="one_note_a_question")]

    def __str__(self) -> str:
        return self.question

    @property
    def is_confidential(self) -> bool:
        return self.question in CONFIDENTIAL


class SheetShown(models.Model):
    """The session sheet was shown to somebody who may not open the file: which fields, when."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(OrientationInvitation, models.PROTECT, related_name="sheets_shown")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    fields = models.CharField(max_length=300)
    on = models.DateField(default=timezone.localdate)

    same_organisation = "client"
    processing = Processing(_("Getoonde zittingsbladen"), _("Weten wat een partner zag"), TASK)

    class Meta:
        verbose_name = _("getoond zittingsblad")
        constraints = [models.UniqueConstraint(fields=["invitation", "member", "on"], name="one_sheet_a_day")]

    def __str__(self) -> str:
        return f"{self.invitation_id}"


class NoShowChoice(models.TextChoices):
    REINVITE = "reinvite", _("Opnieuw uitnodigen")
    CALL = "call", _("Eerst bellen")
    VISIT = "visit", _("Huisbezoek")
    BACK = "back", _("Terug naar de maatschappelijk werker")


class NoShowStep(models.Model):
    """What the organisation chose after somebody was not seen, with what was known of reachability that day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(OrientationInvitation, models.PROTECT, related_name="no_show_steps")
    choice = models.CharField(_("wat nu"), max_length=8, choices=NoShowChoice)
    reachable = models.BooleanField(_("was deze persoon echt bereikbaar?"), null=True)
    note = models.CharField(_("nota"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")

    same_organisation = "client"
    processing = Processing(_("Opvolging van wie niet gezien werd"), _("De cliënt toch bereiken"), TASK)

    class Meta:
        verbose_name = _("opvolging na niet gezien")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_choice_display())


class PartnerEvaluation(models.Model):
    """A client guided by a partner is still followed: an evaluation after three months."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="partner_evaluations")
    decision = models.ForeignKey(OrientationDecision, models.PROTECT, related_name="evaluations")
    partner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("te doen tegen"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    going = models.CharField(
        _("hoe gaat het"),
        max_length=8,
        choices=[
            ("well", _("Goed op weg")),
            ("slow", _("Traag, maar vooruit")),
            ("stuck", _("Zit vast")),
            ("ended", _("Begeleiding gestopt")),
        ],
        blank=True,
    )
    text = models.CharField(_("wat gebeurde er, wat volgt"), max_length=500, blank=True)
    given_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Evaluaties door een partner"), _("De cliënt blijven volgen"), TASK)

    class Meta:
        verbose_name = _("evaluatie door een partner")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "due_on"], condition=Q(done_on=None), name="evaluation_due")
        ]

    def __str__(self) -> str:
        return self.due_on.strftime("%d/%m/%Y")
