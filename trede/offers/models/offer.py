"""The catalogue (aanbod): what exists, for whom, on which conditions, and who last said that it is still so."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member, Organisation
from trede.core.periods import Period, PeriodQuerySet, today
from trede.ladder.models import Rung


class OfferStatus(models.TextChoices):
    OFFERED = "offered", _("Hier aangeboden")
    ELSEWHERE = "elsewhere", _("Elders aangeboden")
    IDEA = "idea", _("Nog maar een idee")


class OfferKind(models.TextChoices):
    """What it is, in one word; the words of the catalogue."""

    NONE = "none", _("Geen begeleiding")
    LANGUAGE = "language", _("Taal leren")
    LANGUAGE_PRACTICE = "language_practice", _("Taal oefenen")
    INTEGRATION = "integration", _("Inburgering")
    BUDDY = "buddy", _("Buddy")
    SOCIAL = "social_activation", _("Sociale activering")
    AMA = "ama", _("Arbeidsmatige activiteiten")
    ASSESSMENT = "assessment", _("Assessment")
    WORK_EXPERIENCE = "work_experience", _("Werkervaring")
    VOLUNTEERING = "volunteering", _("Vrijwilligerswerk")
    MENTORING = "mentoring", _("Mentor")
    JOB_SEARCH = "job_search", _("Werk zoeken")
    MODULE = "module", _("Module")
    MOBILITY = "mobility", _("Mobiliteit")
    TRAINING = "training", _("Opleiding")
    GUIDANCE = "guidance", _("Begeleiding")
    DIGITAL = "digital", _("Digitale vaardigheden")
    CAREER = "career_guidance", _("Loopbaanadvies")
    PREPARATORY = "preparatory_track", _("Voortraject")
    ORIENTATION = "orientation", _("Oriëntatie en bedrijfsbezoek")
    INTERNSHIP = "internship", _("Stage")
    EMPLOYMENT = "employment", _("Tewerkstelling")
    TRAJECTORY = "trajectory", _("Traject")
    PAUSE = "pause", _("Time-out")
    AFTERCARE = "aftercare", _("Nazorg")
    SUPPORT_MEASURE = "support_measure", _("Ondersteunende maatregel")
    MEDIATION = "mediation", _("Bemiddeling")
    SUPPORT = "support", _("Steun")
    HOST_TRAINING = "host_training", _("Vorming voor werkgevers")
    HOST_SUPPORT = "host_support", _("Steun voor werkgevers")


class OfferQuerySet(models.QuerySet[Any]):
    def of(self, member: Member) -> Self:
        """The catalogue of the member's organisation: no personal data, so everyone of it may read it."""
        return self.filter(organisation=member.organisation_id)

    def living(self, day: date | None = None) -> Self:
        """Without what was stopped."""
        return self.filter(Q(stopped_on=None) | Q(stopped_on__gt=day or today()))


class Offer(models.Model):
    """One entry. `key` is what other programs and files know it by; it never changes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.SlugField(_("korte naam"), max_length=60)
    name = models.CharField(_("naam"), max_length=120)
    rung = models.PositiveSmallIntegerField(_("trede"), choices=Rung)
    kind = models.CharField(_("soort"), max_length=20, choices=OfferKind)
    status = models.CharField(_("waar"), max_length=10, choices=OfferStatus, default=OfferStatus.OFFERED)
    # Who does it, when it is not offered here: "Mechelen".
    seen_at = models.CharField(_("wie doet dit"), max_length=80, blank=True)
    provider_name = models.CharField(_("aanbieder"), max_length=120, blank=True)
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    about = models.TextField(_("wat is het, in gewone woorden"), max_length=1500)
    for_whom = models.CharField(_("voor wie"), max_length=400, blank=True)
    length = models.CharField(_("hoe lang"), max_length=160, blank=True)
    hours = models.CharField(_("wanneer, hoeveel uren"), max_length=160, blank=True)
    allowance = models.CharField(_("wat krijgt of betaalt de cliënt"), max_length=240, blank=True)
    # Ids of dated legal values (trede.rules), "id" or "id:key", with commas: shown with their value of the day.
    parameters = models.CharField(_("wettelijke waarden"), max_length=300, blank=True)
    how_to_refer = models.CharField(_("hoe doorverwijzen"), max_length=400, blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail van de aanbieder"), blank=True)
    contact_phone = models.CharField(_("telefoon van de aanbieder"), max_length=40, blank=True)
    capacity = models.PositiveSmallIntegerField(_("plaatsen tegelijk"), null=True, blank=True)
    evaluation_months = models.PositiveSmallIntegerField(
        _("evaluatie om de … maanden"), null=True, blank=True
    )
    # Does the law ask consent before this partner learns anything? A partner outside the statutory task: yes.
    needs_consent = models.BooleanField(_("toestemming nodig om door te verwijzen"), default=True)
    search_words = models.CharField(_("zoekwoorden"), max_length=300, blank=True)
    source = models.CharField(_("bron"), max_length=160, blank=True)
    remark = models.CharField(_("opmerking voor collega's"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wie houdt dit bij")
    )
    confirmed_on = models.DateField(_("laatst bevestigd op"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, editable=False, related_name="+")
    confirm_months = models.PositiveSmallIntegerField(_("opnieuw bevestigen na … maanden"), default=6)
    stopped_on = models.DateField(_("gestopt op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanbod")
        ordering = ["rung", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"],
                name="offer_key_once",
                violation_error_message=_("Er is al een aanbod met deze korte naam. Kies een andere."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ConditionClass(models.TextChoices):
    """Who can lift it: the law nobody, practice somebody, a wish only the client; talk is never stored nor weighed."""

    LEGAL = "legal", _("wettelijk")
    PRACTICAL = "practical", _("praktisch")
    WISH = "wish", _("keuze van de cliënt")
    TALK = "talk", _("te bespreken, nooit genoteerd")


class OfferCondition(Period):
    """One condition as data, with the days on which it holds. `kind` and the form of `value`: trede.matching.kinds."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="conditions")
    kind = models.CharField(_("voorwaarde"), max_length=24)
    value = models.CharField(_("waarde"), max_length=300, blank=True)
    # The id of a dated legal value (trede.rules) that stands in for `value`; with its key after a colon.
    parameter = models.CharField(max_length=80, blank=True)
    weight = models.CharField(
        _("hoe vast"), max_length=10, choices=ConditionClass, default=ConditionClass.PRACTICAL
    )
    text = models.CharField(_("in woorden"), max_length=240, blank=True)
    lifts = models.CharField(_("wat kan dit oplossen"), max_length=200, blank=True)
    source = models.CharField(_("bron"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("voorwaarde")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["offer", "ends_on"])]

    def __str__(self) -> str:
        return self.kind


class LimitUnit(models.TextChoices):
    MINUTES_MONTH = "minutes_month", _("minuten per maand")
    MINUTES_YEAR = "minutes_year", _("minuten per jaar")
    MONTHS = "months", _("maanden")
    DAYS = "days", _("kalenderdagen")
    SESSIONS = "sessions", _("sessies")


class OfferLimit(Period):
    """How long or how much one person may do this at most; a warning comes before it is reached."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="limits")
    unit = models.CharField(_("grens"), max_length=14, choices=LimitUnit)
    most = models.PositiveIntegerField(_("hoogstens"), null=True, blank=True)
    parameter = models.CharField(max_length=80, blank=True)
    source = models.CharField(_("bron"), max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("offer_id", "unit")

    class Meta(Period.Meta):
        verbose_name = _("grens van een aanbod")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(most__isnull=False) | ~Q(parameter=""),
                name="limit_has_a_value",
                violation_error_message=_("Schrijf hoeveel er hoogstens mag."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_unit_display())
