"""One form for each kind of fact: only the fields that the choice needs, each read as people type it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import models as m
from trede.clients.actions.facts import add_fact, correct_fact
from trede.clients.fields import DayField, email_of, formfield_for, phone_of, phone_text
from trede.clients.forms import RecordForm
from trede.clients.models.household import LIVING_WAGE
from trede.core.models import Member
from trede.core.periods import today

PERIOD = ("starts_on", "ends_on", "source")
SPELL_KINDS_WITH_EMPLOYER: set[str] = {
    m.IncomeKind.WAGE, m.IncomeKind.UNEMPLOYMENT, m.IncomeKind.SICKNESS, m.IncomeKind.DISABILITY,
    m.IncomeKind.PENSION, m.IncomeKind.ALLOWANCE, m.IncomeKind.OTHER,
}  # fmt: skip


class FactForm(RecordForm):
    """Adds or corrects a fact of one file."""

    def __init__(self, *args: Any, client: m.Client, confidential: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client
        self.instance.client = client
        if "starts_on" in self.fields and not self.instance.pk:
            self.initial.setdefault("starts_on", today())
        self.limit(confidential=confidential)

    def limit(self, *, confidential: bool) -> None:
        """Leave out the choices that this member may not read back."""

    def advice(self) -> str:
        """Something to think over in what was just saved; never a reason to refuse it."""
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De einddatum ligt vóór de begindatum. Kies een latere einddatum."))
        return cleaned

    def add(self, *, by: Member) -> Any:
        """The new fact, or None with the reason on the form. The same fact twice is refused."""
        if self._already_there():
            self.add_error(None, _("Dit staat al precies zo in het dossier. Er is niets dubbel bewaard."))
            return None
        return self.run(lambda: self.write(by=by))

    def write(self, *, by: Member) -> Any:
        return add_fact(self.instance, by=by)

    def _already_there(self) -> bool:
        values = {
            field.attname: getattr(self.instance, field.attname)
            for field in self.instance._meta.concrete_fields
            if field.name in self.cleaned_data and field.name != "version"
        }
        return bool(
            self._meta.model._base_manager.filter(client=self.client, retracted_at=None, **values).exists()
        )

    def correct(self, *, by: Member) -> Any:
        """The corrected fact, or None with the reason on the form. Raises Conflict."""
        current = self.fresh()
        current.client = self.client
        values = self.chosen_values()
        if not values:
            return current
        return self.run(lambda: correct_fact(current, by=by, expected=self.base_version, values=values))


def fact_form(
    model: type[m.Fact], *names: str, widgets: dict[str, Any] | None = None
) -> type[forms.ModelForm]:
    return forms.modelform_factory(
        model, form=FactForm, fields=list(names), formfield_callback=formfield_for, widgets=widgets
    )


class AddressForm(FactForm):
    class Meta(RecordForm.Meta):
        model = m.Address
        fields = ["kind", "street", "house_number", "box", "postcode", "municipality", "country", *PERIOD]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("municipality"):
            self.add_error("municipality", _("Vul minstens de gemeente in."))
        code = (cleaned.get("postcode") or "").strip()
        if (
            cleaned.get("country") == "BE"
            and code
            and not (code.isascii() and code.isdigit() and len(code) == 4)
        ):
            self.add_error("postcode", _("Een Belgische postcode telt vier cijfers, bijvoorbeeld 8400."))
        return cleaned


class ContactPointForm(FactForm):
    class Meta(RecordForm.Meta):
        model = m.ContactPoint
        fields = ["channel", "value", "owner", "preferred", "opted_out", "never", "neutral_sender", *PERIOD]
        labels = {
            "value": gettext_lazy("Nummer of e-mailadres"),
            "never": gettext_lazy("Hier nooit schrijven of bellen (geweld, gedeelde telefoon)"),
            "neutral_sender": gettext_lazy("Neutrale afzender: het woord OCMW mag niet te zien zijn"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.Meta.labels.items():
            self.fields[name].label = label
        if self.instance.pk:
            self.initial["value"] = phone_text(self.instance.value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("preferred") and cleaned.get("never"):
            self.add_error("never", _("Een nummer waar nooit gebeld wordt, kan niet de voorkeur hebben."))
        if (value := cleaned.get("value")) and cleaned.get("channel"):
            read = email_of if cleaned["channel"] == m.Channel.EMAIL else phone_of
            try:
                cleaned["value"] = read(value.strip())
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned

    def chosen_values(self) -> dict[str, Any]:
        stored = {"value": self.fresh().value}
        return {name: value for name, value in super().chosen_values().items() if value != stored.get(name)}


class HouseholdMemberForm(FactForm):
    NEEDS = {
        "needs_care": ("relation", {m.Relation.CHILD, m.Relation.PARENT, m.Relation.OTHER_FAMILY}),
        "birth_date": ("relation", {m.Relation.CHILD, m.Relation.PARTNER}),
    }
    birth_date = DayField(label=gettext_lazy("Geboortedatum"), required=False, past=True)

    class Meta(RecordForm.Meta):
        model = m.HouseholdMember
        fields = ["relation", "first_name", "birth_date", "dependent", "needs_care", *PERIOD]


class IncomeSpellForm(FactForm):
    NEEDS: dict[str, tuple[str, set[str]]] = {
        "category": ("kind", set(LIVING_WAGE)),
        "hours_per_week": ("kind", {m.IncomeKind.WAGE}),
        "employer": ("kind", SPELL_KINDS_WITH_EMPLOYER),
    }

    class Meta(RecordForm.Meta):
        model = m.IncomeSpell
        fields = ["kind", "category", "amount_cents", "hours_per_week", "employer", *PERIOD]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            cleaned.get("kind") in LIVING_WAGE
            and not cleaned.get("category")
            and "category" not in self.errors
        ):
            self.add_error(
                "category", _("Kies een categorie: A samenwonend, B alleenstaand of C gezin ten laste.")
            )
        if (cleaned.get("hours_per_week") or 0) > 80:
            self.add_error("hours_per_week", _("Zoveel uren telt geen week. Vul de uren per week in."))
        return cleaned


class WorkRightForm(FactForm):
    BY_STATUS = {m.WorkGround.BELGIAN, m.WorkGround.EU, m.WorkGround.REFUGEE}
    NEEDS = {
        "marking": ("ground", set(m.WorkGround.values) - BY_STATUS),
        "document": ("ground", set(m.WorkGround.values) - {m.WorkGround.BELGIAN}),
        "asylum_asked_on": ("ground", {m.WorkGround.ASYLUM}),
        "asylum_refused": ("ground", {m.WorkGround.ASYLUM}),
    }
    asylum_asked_on = DayField(label=gettext_lazy("Asiel gevraagd op"), required=False, past=True)

    class Meta(RecordForm.Meta):
        model = m.WorkRight
        fields = ["ground", "marking", "document", "asylum_asked_on", "asylum_refused", *PERIOD]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"].required = False
        self.fields["marking"].label = _("Vermelding ‘arbeidsmarkt’ op de verblijfstitel")
        self.fields["ends_on"].label = _("Document geldig tot en met")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("ground") in self.BY_STATUS:
            cleaned["marking"] = m.Marking.UNLIMITED
        elif cleaned.get("ground") and not cleaned.get("marking"):
            self.add_error("marking", _("Kies wat op de verblijfstitel staat: onbeperkt, beperkt of neen."))
        return cleaned


class LanguageLevelForm(FactForm):
    measured_on = DayField(label=gettext_lazy("Vastgesteld op"), past=True)

    class Meta(RecordForm.Meta):
        model = m.LanguageLevel
        fields = ["language", "skill", "level", "measured_on", "certificate", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].required = True
        self.fields["level"].help_text = _("CEFR (A1 tot C2) of de stap van de les Nederlands (1.1, 1.2 …).")
        if not self.instance.pk:
            self.initial.setdefault("language", "nl")


class EducationForm(FactForm):
    class Meta(RecordForm.Meta):
        model = m.Education
        fields = ["level", "subject", "country", "year", "finished", "recognised", "source"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year = cleaned.get("year")
        if year and not 1930 <= year <= today().year + 1:
            self.add_error(
                "year", _("Dat jaar kan niet. Schrijf het jaar met vier cijfers, bijvoorbeeld 2015.")
            )
        return cleaned


class WorkExperienceForm(FactForm):
    class Meta(RecordForm.Meta):
        model = m.WorkExperience
        fields = ["job", "employer", "country", "began", "ended", "tasks", "source"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("began") and cleaned.get("ended") and cleaned["ended"] < cleaned["began"]:
            self.add_error("ended", _("Het einde ligt vóór het begin. Kies een latere einddatum."))
        return cleaned


class MobilityForm(FactForm):
    class Meta(RecordForm.Meta):
        model = m.Mobility
        fields = ["bicycle", "public_transport", "car", "minutes", "remark", *PERIOD]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("minutes") or 0) > 240:
            self.add_error("minutes", _("Vul de reistijd van één rit in minuten in, hoogstens 240."))
        return cleaned


ContactRuleForm = fact_form(m.ContactRule, "rule", *PERIOD)
VdabForm = fact_form(m.VdabRegistration, *PERIOD)
LicenceForm = fact_form(m.DrivingLicence, "kind", *PERIOD)


class EndForm(forms.Form):
    """The last day of a running period."""

    ends_on = DayField(label=gettext_lazy("Laatste dag (inbegrepen)"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class RetractForm(forms.Form):
    """Taking back what never belonged here: always with the reason."""

    because = forms.CharField(
        label=gettext_lazy("Waarom hoort dit hier niet?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: van een andere persoon, twee keer genoteerd."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
