from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat

from trede.core.periods import Period, PeriodQuerySet


class CapacityKind(models.TextChoices):
    OCMW = "ocmw", _("OCMW")
    PARTNER = "partner", _("Partner")
    HOST = "host", _("Werkplek")
    PROVIDER = "provider", _("Aanbieder")


def check_enterprise_number(value: str) -> None:
    if not vat.is_valid(value):
        raise ValidationError(
            _("Dit ondernemingsnummer klopt niet. Schrijf de tien cijfers van het KBO-nummer.")
        )


class OrganisationQuerySet(models.QuerySet[Any]):
    def with_capacity(self, kind: str) -> "OrganisationQuerySet":
        return self.filter(capacities__in=Capacity.objects.current().filter(kind=kind)).distinct()


class Organisation(models.Model):
    """A legal entity. Every row of personal data belongs to exactly one OCMW."""

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("korte naam"), unique=True)
    enterprise_number = models.CharField(
        _("ondernemingsnummer"),
        max_length=10,
        unique=True,
        null=True,
        blank=True,
        validators=[check_enterprise_number],
    )
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    # Set by seed_demo only: the one-click login exists only in a made-up town.
    is_demo = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Capacity(Period):
    """What an organisation is: OCMW, partner, host, provider; several at once, from and to."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="capacities")
    kind = models.CharField(_("hoedanigheid"), max_length=10, choices=CapacityKind)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("organisation_id", "kind")

    class Meta(Period.Meta):
        verbose_name = _("hoedanigheid")

    def __str__(self) -> str:
        return self.get_kind_display()


class LocalSetting(Period):
    """A local rule of the organisation (an interval, a retention term), never a legal value."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="local_settings")
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=200)
    reason = models.CharField(_("waarom"), max_length=200)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("organisation_id", "key")

    class Meta(Period.Meta):
        verbose_name = _("instelling")

    def __str__(self) -> str:
        return self.key
