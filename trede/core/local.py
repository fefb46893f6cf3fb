"""Local rules of an organisation: a closed list of keys, each with a label, a type and bounds, valued by date."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trede.core.errors import CaseError
from trede.core.models import LocalSetting, Organisation


@dataclass(frozen=True)
class Key:
    """`default` None: the law's own value holds until the organisation chooses a longer one."""

    name: str
    label: Promise
    unit: Promise
    help: Promise
    least: int
    most: int
    default: int | None

    def read(self, text: str) -> int:
        """The value as a number. Raises CaseError with the bounds when it does not fit."""
        cleaned = text.strip()
        if not (cleaned.isascii() and cleaned.isdigit() and self.least <= int(cleaned) <= self.most):
            raise CaseError(
                _("Schrijf een geheel getal van %(least)s tot %(most)s (%(unit)s).")
                % {"least": self.least, "most": self.most, "unit": self.unit}
            )
        return int(cleaned)


RETENTION_YEARS = "retention.social_file_years"
PERMIT_WARNING_DAYS = "work_right.expiry_warning_days"
STAGING_DAYS = "imports.staging_days"
LOOK_REVIEW_DAYS = "looks.review_days"
REFERRAL_ANSWER_DAYS = "referral.answer_days"
REMINDER_FIRST_DAYS = "orientation.reminder_first_days"
REMINDER_LAST_DAYS = "orientation.reminder_last_days"
PARTNER_EVALUATION_MONTHS = "orientation.partner_evaluation_months"
NO_SHOW_DAYS = "orientation.no_show_days"
SEND_UNREAD_TEXTS = "texts.send_unread"
INTAKE_DAYS = "ladder.intake_days"
ASSESSMENT_ADVICE_DAYS = "ladder.assessment_advice_days"
PARTNER_REMIND_DAYS = "offers.partner_remind_days"
PARTNER_ESCALATE_DAYS = "offers.partner_escalate_days"
PARTNER_LINK_DAYS = "offers.partner_link_days"
LIMIT_WARNING_DAYS = "offers.limit_warning_days"

KEYS = {
    key.name: key
    for key in (
        Key(
            RETENTION_YEARS,
            gettext_lazy("Bewaartermijn van een gesloten dossier"),
            pgettext_lazy("eenheid", "jaar"),
            gettext_lazy("Enkel langer dan de wettelijke regel; korter wordt niet toegepast."),
            5,
            75,
            None,
        ),
        Key(
            PERMIT_WARNING_DAYS,
            gettext_lazy("Waarschuwen voor een arbeidsdocument afloopt"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen vooraf staat het op Vandaag."),
            7,
            365,
            60,
        ),
        Key(
            STAGING_DAYS,
            gettext_lazy("Ingelezen lijsten bewaren"),
            gettext_lazy("dagen"),
            gettext_lazy("Daarna verdwijnen de rijen die niet in een dossier kwamen."),
            1,
            365,
            30,
        ),
        Key(
            LOOK_REVIEW_DAYS,
            gettext_lazy("Inzages nakijken binnen"),
            gettext_lazy("dagen"),
            gettext_lazy("Een inzage buiten de caseload die langer wacht, valt op bij de DPO."),
            1,
            90,
            14,
        ),
        Key(
            REFERRAL_ANSWER_DAYS,
            gettext_lazy("Een aanmelding beantwoorden binnen"),
            gettext_lazy("dagen"),
            gettext_lazy("Daarna staat ze als te laat bij wie aanmeldde en bij wie antwoordt."),
            1,
            60,
            7,
        ),
        Key(
            REMINDER_FIRST_DAYS,
            gettext_lazy("Eerste herinnering aan een afspraak"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen vooraf, per sms of e-mail. 0: geen."),
            0,
            14,
            3,
        ),
        Key(
            REMINDER_LAST_DAYS,
            gettext_lazy("Laatste herinnering aan een afspraak"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen vooraf, per sms of e-mail. 0: geen."),
            0,
            7,
            1,
        ),
        Key(
            PARTNER_EVALUATION_MONTHS,
            gettext_lazy("Evaluatie van wie bij een partner begeleid wordt"),
            gettext_lazy("maanden"),
            gettext_lazy("Zoveel maanden na de beslissing geeft de partner een evaluatie."),
            1,
            24,
            3,
        ),
        Key(
            NO_SHOW_DAYS,
            gettext_lazy("Opvolgen wie niet gezien werd binnen"),
            gettext_lazy("dagen"),
            gettext_lazy("Daarna valt het op bij wie de zittingen regelt."),
            1,
            60,
            5,
        ),
        Key(
            INTAKE_DAYS,
            gettext_lazy("Werkintake na de beslissing over de begeleiding"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen na de trajectbepaling valt een werkintake die niet begon op."),
            1,
            180,
            30,
        ),
        Key(
            ASSESSMENT_ADVICE_DAYS,
            gettext_lazy("Advies na het begin van een assessment"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen na het begin valt een assessment zonder advies op."),
            1,
            180,
            21,
        ),
        Key(
            PARTNER_REMIND_DAYS,
            gettext_lazy("Een partner herinneren aan een doorverwijzing"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen zonder antwoord krijgt de partner een herinnering."),
            1,
            60,
            10,
        ),
        Key(
            PARTNER_ESCALATE_DAYS,
            gettext_lazy("Een doorverwijzing zonder antwoord hoger melden"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen zonder antwoord staat ze ook bij de teamleider."),
            2,
            120,
            20,
        ),
        Key(
            PARTNER_LINK_DAYS,
            gettext_lazy("Geldigheid van de link voor een partner"),
            gettext_lazy("dagen"),
            gettext_lazy("Daarna werkt de link niet meer; u kunt een nieuwe sturen."),
            1,
            180,
            60,
        ),
        Key(
            LIMIT_WARNING_DAYS,
            gettext_lazy("Waarschuwen voor de grens van een maatregel"),
            gettext_lazy("dagen"),
            gettext_lazy("Zoveel dagen vooraf staat het op Vandaag."),
            1,
            180,
            30,
        ),
        Key(
            SEND_UNREAD_TEXTS,
            gettext_lazy("Vertalingen sturen die niemand nalas"),
            pgettext_lazy("eenheid", "(1 = ja, 0 = neen)"),
            gettext_lazy(
                "Bij 1 staat erop dat de vertaling niet is nagelezen; bij 0 gaat enkel het Nederlands."
            ),
            0,
            1,
            0,
        ),
    )
}


def local_value(organisation: Organisation | int, key: str, on: date) -> int | None:
    """The value of a local rule on a day: what the organisation chose, or the default. KeyError: no such rule."""
    definition = KEYS[key]
    pk = organisation if isinstance(organisation, int) else organisation.pk
    row = LocalSetting.objects.on(on).filter(organisation=pk, key=key).values_list("value", flat=True).first()
    return definition.default if row is None else int(row)


def local_values(organisation: Organisation | int, on: date) -> dict[str, int | None]:
    """All local rules on a day, in one query."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    chosen = dict(LocalSetting.objects.on(on).filter(organisation=pk).values_list("key", "value"))
    return {name: int(chosen[name]) if name in chosen else key.default for name, key in KEYS.items()}
