from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact
from trede.core.processing import TASK, Processing


class Relation(models.TextChoices):
    PARTNER = "partner", _("Partner")
    CHILD = "child", _("Kind")
    PARENT = "parent", _("Ouder")
    SIBLING = "sibling", _("Broer of zus")
    OTHER_FAMILY = "family", _("Andere familie")
    FRIEND = "friend", _("Vriend of huisgenoot")


class HouseholdMember(DatedFact):
    """Only what the category and the availability need: no national number, no income of others here."""

    relation = models.CharField(_("band"), max_length=10, choices=Relation)
    first_name = models.CharField(_("voornaam"), max_length=80, blank=True)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True)
    dependent = models.BooleanField(_("ten laste"), default=False)
    needs_care = models.BooleanField(_("opvang nodig"), default=False)

    processing = Processing(_("Gezinsleden"), _("Categorie van het leefloon; kinderopvang"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("gezinslid")

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.first_name}".strip()


class IncomeKind(models.TextChoices):
    LEEFLOON = "leefloon", _("Leefloon")
    EQUIVALENT = "equivalent", _("Equivalent leefloon")
    WAGE = "wage", _("Loon")
    UNEMPLOYMENT = "unemployment", _("Werkloosheidsuitkering")
    SICKNESS = "sickness", _("Ziekte-uitkering")
    DISABILITY = "disability", _("Tegemoetkoming handicap")
    PENSION = "pension", _("Pensioen")
    CHILD = "child", _("Groeipakket")
    ALLOWANCE = "allowance", _("Premie of vergoeding")
    MAINTENANCE = "maintenance", _("Onderhoudsgeld")
    OTHER = "other", _("Ander inkomen")


class Category(models.TextChoices):
    COHABITING = "A", _("A samenwonend")
    SINGLE = "B", _("B alleenstaand")
    FAMILY = "C", _("C gezin ten laste")


LIVING_WAGE = (IncomeKind.LEEFLOON, IncomeKind.EQUIVALENT)


class IncomeSpell(DatedFact):
    kind = models.CharField(_("soort"), max_length=14, choices=IncomeKind)
    category = models.CharField(_("categorie"), max_length=1, choices=Category, blank=True)
    # Per month. Empty for a full leefloon: the rules know the amount of the day, with its certainty.
    amount_cents = models.PositiveIntegerField(_("bedrag per maand"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(_("uren per week"), null=True, blank=True)
    employer = models.CharField(_("werkgever of instelling"), max_length=120, blank=True)

    no_overlap = ("client_id", "kind", "employer")
    processing = Processing(_("Inkomensperiodes"), _("Recht op leefloon; berekeningen"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("inkomensperiode")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind__in=LIVING_WAGE, category=""),
                name="leefloon_has_category",
                violation_error_message=_(
                    "Kies een categorie: A samenwonend, B alleenstaand of C gezin ten laste."
                ),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "ends_on", "client"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())
