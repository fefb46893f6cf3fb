from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trede.clients.models.fact import DatedFact, Fact
from trede.core.models import Compartment
from trede.core.processing import TASK, Processing


class AddressKind(models.TextChoices):
    HOME = "home", _("Verblijfplaats")
    REFERENCE = "reference", _("Referentieadres")
    POST = "post", _("Postadres")


class Address(DatedFact):
    kind = models.CharField(_("soort"), max_length=10, choices=AddressKind, default=AddressKind.HOME)
    street = models.CharField(_("straat"), max_length=120, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=12, blank=True)
    box = models.CharField(_("bus"), max_length=12, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    country = models.CharField(_("land"), max_length=2, default="BE")
    # A letter came back: nothing is sent here until somebody checked.
    returned_on = models.DateField(_("post teruggekomen op"), null=True, blank=True)

    no_overlap = ("client_id", "kind")
    processing = Processing(_("Adressen"), _("De cliënt bereiken; bevoegd OCMW"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("adres")
        indexes = [
            models.Index(
                fields=["organisation", "returned_on"],
                condition=Q(returned_on__isnull=False),
                name="address_returned",
            )
        ]

    def __str__(self) -> str:
        box = f" bus {self.box}" if self.box else ""
        return f"{self.street} {self.house_number}{box}, {self.postcode} {self.municipality}".strip(" ,")


class Channel(models.TextChoices):
    MOBILE = "mobile", _("Gsm")
    PHONE = "phone", _("Telefoon")
    EMAIL = "email", _("E-mail")


class ContactPoint(DatedFact):
    channel = models.CharField(_("kanaal"), max_length=10, choices=Channel)
    value = models.CharField(_("nummer of adres"), max_length=120)
    owner = models.CharField(_("van wie (indien gedeeld)"), max_length=80, blank=True)
    preferred = models.BooleanField(_("voorkeur"), default=False)
    opted_out = models.BooleanField(_("wil hier geen berichten"), default=False)
    # Violence, a shared phone: no message of ours may ever arrive here.
    never = models.BooleanField(_("hier nooit schrijven of bellen"), default=False)
    neutral_sender = models.BooleanField(_("neutrale afzender"), default=False)

    processing = Processing(_("Telefoon en e-mail"), _("De cliënt bereiken"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("contactgegeven")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(preferred=True, never=True),
                name="never_is_not_preferred",
                violation_error_message=_("Een nummer waar nooit gebeld wordt, kan niet de voorkeur hebben."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "value"])]

    def __str__(self) -> str:
        return self.value


class ContactAttempt(Fact):
    """One line: "gebeld, niet bereikt". Feeds the question whether somebody was really reachable."""

    class How(models.TextChoices):
        PHONE = "phone", _("Gebeld")
        SMS = "sms", _("Sms")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Brief")
        DESK = "desk", _("Aan het loket")
        VISIT = "visit", _("Huisbezoek")
        RETURNED = "returned", _("Post teruggekomen")

    at = models.DateTimeField(_("wanneer"))
    how = models.CharField(_("hoe"), max_length=10, choices=How)
    reached = models.BooleanField(_("bereikt"), default=False)
    note = models.CharField(_("in één regel"), max_length=200, blank=True)
    confidential = models.BooleanField(_("vertrouwelijk"), default=False)

    processing = Processing(_("Contactpogingen"), _("Nagaan of de cliënt bereikbaar was"), TASK)

    class Meta:
        verbose_name = _("contactpoging")
        ordering = ["-at"]
        indexes = [models.Index(fields=["client", "-at"])]

    def __str__(self) -> str:
        return str(self.get_how_display())


class ContactRule(DatedFact):
    """How to approach this person: nothing by post, only through a trusted person, only on some hours."""

    compartment = Compartment.CONFIDENTIAL
    rule = models.CharField(_("afspraak"), max_length=200)

    processing = Processing(_("Afspraken over contact"), _("Veiligheid van de cliënt"), TASK)

    class Meta(DatedFact.Meta):
        verbose_name = _("contactafspraak")

    def __str__(self) -> str:
        return self.rule
