"""A client in an offer, from the proposal to the result. A measure is modelled once: a placement will extend this."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client, Consent, Document
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.processing import TASK, Processing
from trede.offers.models.edition import Edition
from trede.offers.models.offer import Offer


class ParticipationState(models.TextChoices):
    PROPOSED = "proposed", _("Voorgesteld")
    REFERRED = "referred", _("Doorverwezen")
    WAITING = "waiting", _("Op de wachtlijst")
    ACCEPTED = "accepted", _("Aanvaard")
    RUNNING = "running", _("Bezig")
    PAUSED = "paused", _("Onderbroken")
    ENDED = "ended", _("Afgelopen")
    REFUSED = "refused", _("Geweigerd")
    WITHDRAWN = "withdrawn", _("Niet doorgegaan")


_S = ParticipationState
# State → allowed moves; buttons, guards and tests are read from it.
MOVES: dict[str, frozenset[str]] = {
    _S.PROPOSED: frozenset({_S.REFERRED, _S.WAITING, _S.ACCEPTED, _S.RUNNING, _S.WITHDRAWN}),
    _S.REFERRED: frozenset({_S.ACCEPTED, _S.WAITING, _S.RUNNING, _S.REFUSED, _S.WITHDRAWN}),
    _S.WAITING: frozenset({_S.ACCEPTED, _S.RUNNING, _S.REFUSED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.RUNNING, _S.WAITING, _S.REFUSED, _S.WITHDRAWN}),
    _S.RUNNING: frozenset({_S.PAUSED, _S.ENDED}),
    _S.PAUSED: frozenset({_S.RUNNING, _S.ENDED}),
    _S.ENDED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
OPEN = (_S.PROPOSED, _S.REFERRED, _S.WAITING, _S.ACCEPTED, _S.RUNNING, _S.PAUSED)
SEATED = (_S.ACCEPTED, _S.RUNNING, _S.PAUSED)


class Result(models.TextChoices):
    """How it ended. Work found halfway is the best reason to stop."""

    COMPLETED = "completed", _("Volledig gevolgd")
    WORK = "work", _("Werk gevonden")
    NEXT = "next", _("Doorgestroomd naar iets anders")
    STOPPED_CLIENT = "stopped_client", _("Gestopt door de cliënt")
    STOPPED_PROVIDER = "stopped_provider", _("Gestopt door de aanbieder")
    LIMIT = "limit", _("De grens was bereikt")
    CIRCUMSTANCES = "circumstances", _("Gezondheid of omstandigheden")


class ParticipationQuerySet(models.QuerySet[Any]):
    def of_file(self, client: Client) -> Self:
        return self.filter(client__in=client.file_ids)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def seated(self) -> Self:
        """Who takes a place."""
        return self.filter(state__in=SEATED)

    def findable_by(self, member: Member) -> Self:
        """Of the own organisation, without those of locked files."""
        findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
        return self.filter(Exists(findable), organisation=member.organisation_id)


class Participation(models.Model):
    """Client × offer. Each move of it is a ParticipationStep; `started_on` and `ended_on` are its dates."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="participations")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="participations", verbose_name=_("aanbod"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("reeks")
    )
    state = models.CharField(_("toestand"), max_length=10, choices=ParticipationState, default=_S.PROPOSED)
    why = models.CharField(_("waarom dit aanbod"), max_length=300, blank=True)
    client_agrees = models.BooleanField(_("de cliënt wil dit"), null=True, blank=True)
    proposed_on = models.DateField(_("voorgesteld op"), default=today)
    # Since when this person waits for a place; the order of the waiting list.
    waits_since = models.DateField(_("wacht sinds"), null=True, blank=True)
    promised_on = models.DateField(_("beloofd tegen"), null=True, blank=True)
    short_notice = models.BooleanField(_("kan op korte termijn beginnen"), default=False)
    started_on = models.DateField(_("begonnen op"), null=True, blank=True)
    planned_end = models.DateField(_("geplande einddatum"), null=True, blank=True)
    paused_until = models.DateField(_("onderbroken tot en met"), null=True, blank=True)
    ended_on = models.DateField(_("afgelopen op"), null=True, blank=True)
    result = models.CharField(_("resultaat"), max_length=18, choices=Result, blank=True)
    result_note = models.CharField(_("toelichting"), max_length=300, blank=True)
    certificate = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attest")
    )
    # What was used of this measure before it ran here (another OCMW, before this file), with proof in words.
    used_before_months = models.PositiveSmallIntegerField(_("maanden eerder gebruikt"), default=0)
    used_before_minutes = models.PositiveIntegerField(default=0)
    used_before_proof = models.CharField(_("bewijs daarvan"), max_length=200, blank=True)
    # Worked out from the limits of the offer and its evaluations, so that one query finds what is due.
    limit_on = models.DateField(_("laatste dag binnen de grens"), null=True, blank=True, editable=False)
    evaluation_on = models.DateField(_("evaluatie tegen"), null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ParticipationQuerySet.as_manager()
    same_organisation = "client"
    processing = Processing(_("Deelnames aan het aanbod"), _("Stappen naar werk of participatie"), TASK)

    class Meta:
        verbose_name = _("deelname")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "offer"],
                condition=Q(state__in=OPEN),
                name="one_open_participation",
                violation_error_message=_("Deze cliënt heeft dit aanbod al lopen. Open die deelname."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="participation_ends_after_start",
                violation_error_message=_("Het einde ligt vóór het begin. Kies een latere datum."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "offer"]),
            models.Index(fields=["edition", "state"]),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def cause(self) -> str:
        return f"participation:{self.pk}"


class ParticipationStep(models.Model):
    """One move: who, when, with which coded reason. `by_partner` when it came by the link or a partner's account."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="steps")
    state = models.CharField(_("toestand"), max_length=10, choices=ParticipationState)
    on = models.DateField(_("op"), default=today)
    reason = models.CharField(_("reden"), max_length=16, blank=True)
    note = models.CharField(_("nota"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    by_partner = models.CharField(_("antwoord van"), max_length=120, blank=True, editable=False)

    same_organisation = "client"
    processing = Processing(_("Stappen van een deelname"), _("Niets blijft onbeantwoord"), TASK)

    class Meta:
        verbose_name = _("stap van een deelname")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())


class ProgressKind(models.TextChoices):
    PROGRESS = "progress", _("Voortgang")
    EVALUATION = "evaluation", _("Evaluatie")


class ProgressReport(models.Model):
    """How it goes, from a member or from the partner; an evaluation is one that a date asked for."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reports")
    kind = models.CharField(_("soort"), max_length=10, choices=ProgressKind, default=ProgressKind.PROGRESS)
    on = models.DateField(_("op"), default=today)
    going = models.CharField(
        _("hoe gaat het"),
        max_length=6,
        choices=[("well", _("Goed op weg")), ("slow", _("Traag, maar vooruit")), ("stuck", _("Zit vast"))],
        blank=True,
    )
    text = models.CharField(_("wat gebeurde er, wat volgt"), max_length=1000, blank=True)
    client_says = models.CharField(_("wat de cliënt zegt"), max_length=500, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    by_partner = models.CharField(_("van"), max_length=120, blank=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    same_organisation = "client"
    processing = Processing(_("Voortgang en evaluaties"), _("De cliënt blijven volgen"), TASK)

    class Meta:
        verbose_name = _("voortgang")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.on.strftime("%d/%m/%Y")


class UsedTime(models.Model):
    """How many minutes were used in a month (its first day), where the offer has a limit in hours."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="used_time")
    month = models.DateField(_("maand"))
    minutes = models.PositiveIntegerField(_("minuten"))
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(_("Gebruikte uren van een aanbod"), _("Onder de wettelijke grens blijven"), TASK)

    class Meta:
        verbose_name = _("gebruikte tijd")
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["participation", "month"], name="one_time_a_month")]

    def __str__(self) -> str:
        return self.month.strftime("%m/%Y")


class RefusedReason(models.TextChoices):
    FULL = "full", _("Geen plaats")
    CONDITIONS = "conditions", _("Voldoet niet aan de voorwaarden")
    LANGUAGE = "language", _("Te weinig Nederlands voor dit aanbod")
    NOT_REACHED = "not_reached", _("Niet bereikt of niet komen opdagen")
    CLIENT_NO = "client_no", _("De cliënt wil niet")
    OTHER_OFFER = "other_offer", _("Een ander aanbod past beter")
    DATA = "data", _("Te weinig gegevens")
    OTHER = "other", _("Andere reden")


class PartnerReferral(models.Model):
    """A client sent to a partner's offer: the closed list of what was shared, the link, and what came back."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="partner_referrals")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="referrals")
    # The partner's own organisation, when its members log in; else only the address that the link goes to.
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    to_name = models.CharField(_("naar"), max_length=120)
    to_email = models.EmailField(_("e-mail van de partner"), blank=True)
    question = models.CharField(_("wat vraagt u de partner"), max_length=500)
    # Codes of the fields that the partner sees, comma separated: a closed list, frozen when it was sent.
    fields = models.CharField(max_length=300)
    # What those fields said then; encrypted with the client's key.
    shared = models.BinaryField(editable=False)
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("toestemming")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    secret = models.BinaryField(editable=False)
    sent_on = models.DateField(_("gestuurd op"), default=today)
    valid_until = models.DateField(_("link geldig tot en met"))
    opened_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    escalated_on = models.DateField(null=True, blank=True, editable=False)
    # The partner asked something that nobody answered yet.
    asks_since = models.DateField(_("vraag sinds"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True, editable=False)
    closed_because = models.CharField(max_length=10, blank=True, editable=False)
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    same_organisation = "client"
    processing = Processing(
        _("Doorverwijzingen naar partners"), _("Een partner laten weten wat nodig is, niet meer"), TASK
    )

    class Meta:
        verbose_name = _("doorverwijzing")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(closed_on=None), name="one_open_partner_referral"
            )
        ]
        indexes = [
            models.Index(fields=["to_organisation", "closed_on"]),
            models.Index(
                fields=["organisation", "sent_on"],
                condition=Q(closed_on=None, answered_at=None),
                name="referral_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.to_name


class ReferralNote(models.Model):
    """A question that the partner asks back, or what was answered to it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    referral = models.ForeignKey(PartnerReferral, models.PROTECT, related_name="notes")
    text = models.CharField(_("vraag of antwoord"), max_length=500)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    by_partner = models.CharField(_("van"), max_length=120, blank=True, editable=False)

    same_organisation = "client"
    processing = Processing(
        _("Vragen bij een doorverwijzing"), _("Een partner laten weten wat nodig is"), TASK
    )

    class Meta:
        verbose_name = _("vraag bij een doorverwijzing")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.at.strftime("%d/%m/%Y")
