"""Forms of the catalogue: its filters, an offer, a condition, a limit."""

from typing import Any

from django import forms
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.fields import DayField
from trede.clients.forms import RecordForm
from trede.core.errors import Conflict
from trede.core.forms import ActionForm
from trede.core.forms_colleague import ColleagueField
from trede.core.models import CapacityKind, Member, Organisation
from trede.core.periods import today
from trede.ladder.models import Rung
from trede.matching.kinds import KINDS
from trede.offers.actions.offers import FIELDS, save_offer
from trede.offers.actions.terms import (
    CONDITION,
    LIMIT,
    add_condition,
    add_limit,
    change_condition,
    change_limit,
)
from trede.offers.condition_values import kind_label
from trede.offers.models import Offer, OfferCondition, OfferKind, OfferLimit, OfferStatus

ANY: tuple[str, Any] = ("", gettext_lazy("Alles"))
RUNGS = [(rung.value, format_lazy("{}. {}", rung.value, rung.label)) for rung in Rung]
LONG = forms.Textarea(attrs={"rows": 4})
TO_CONFIRM, STOPPED = "bevestigen", "gestopt"
STATES: list[tuple[str, Any]] = [
    ("", gettext_lazy("Wat loopt")),
    (TO_CONFIRM, gettext_lazy("Opnieuw te bevestigen")),
    (STOPPED, gettext_lazy("Gestopt")),
]


class CatalogueFilter(forms.Form):
    """Every filter is a choice; the need is words about an offer, never about a person."""

    nood = forms.CharField(
        label=gettext_lazy("Wat is er nodig?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    trede = forms.ChoiceField(label=gettext_lazy("Trede"), required=False, choices=[ANY, *RUNGS])
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False, choices=[ANY, *OfferKind.choices])
    waar = forms.ChoiceField(label=gettext_lazy("Waar"), required=False, choices=[ANY, *OfferStatus.choices])
    aanbieder = forms.ChoiceField(label=gettext_lazy("Aanbieder"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False, choices=STATES)

    def __init__(self, *args: Any, providers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["aanbieder"]
        field.choices = [ANY, *((name, name) for name in providers)]

    def chosen(self) -> dict[str, str]:
        """The filters that make sense; a strange one is left out."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class OwnForm(RecordForm):
    """A form over a row of the catalogue: a colleague who was first is shown, nothing is lost."""

    conflict = False

    def write(self, *, by: Member) -> Any:
        """The stored row, or None with the reason on the form."""
        try:
            return self.run(lambda: self.save_by(by))
        except Conflict as error:
            self.conflict = True
            self.add_error(None, str(error))
            self.differences = self.compare(self.fresh())
            return None

    def save_by(self, by: Member) -> Any:
        raise NotImplementedError


class OfferForm(OwnForm):
    class Meta(RecordForm.Meta):
        model = Offer
        fields = FIELDS
        widgets = {"about": LONG}

    owner = ColleagueField(label=gettext_lazy("Wie houdt dit bij"), required=False)
    key = forms.SlugField(
        label=gettext_lazy("Korte naam"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Blijft altijd dezelfde, ook voor andere programma's. Leeg: gemaakt uit de naam."
        ),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if self.instance.pk:
            del self.fields["key"]
        owner: Any = self.fields["owner"]
        owner.offer(Member.objects.working().filter(organisation=member.organisation_id))
        kinds = (CapacityKind.PARTNER, CapacityKind.PROVIDER, CapacityKind.OCMW)
        provider: Any = self.fields["provider"]
        provider.queryset = Organisation.objects.filter(capacities__kind__in=kinds).distinct()
        for name, words in HELP.items():
            self.fields[name].help_text = words

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"] or slugify(self.data.get("name", ""))[:60]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "key" in self.fields and not self.errors.get("key"):
            self._check_key(cleaned.get("key", ""))
        return cleaned

    def _check_key(self, key: str) -> None:
        if not key:
            self.add_error("key", _("Geef dit aanbod een korte naam in kleine letters, zoals leren-fietsen."))
        elif Offer.objects.of(self.member).filter(key=key).exists():
            self.add_error("key", _("Er is al een aanbod met deze korte naam. Kies een andere."))
        self.instance.key = key

    def save_by(self, by: Member) -> Offer:
        if self.instance.pk:
            return save_offer(self.fresh(), by=by, expected=self.base_version, values=self.chosen_values())
        return save_offer(self.instance, by=by)


HELP: dict[str, Any] = {
    "seen_at": gettext_lazy("Enkel voor wat hier niet aangeboden wordt."),
    "provider_name": gettext_lazy("Zoals iedereen hem kent."),
    "provider": gettext_lazy("Als de aanbieder ook in het programma werkt."),
    "parameters": gettext_lazy("Namen uit Bedragen en regels, met een komma ertussen: wijkwerk.fee_hour."),
    "search_words": gettext_lazy("Wat iemand zou typen, met een komma ertussen: leren fietsen, tweewieler."),
    "needs_consent": gettext_lazy("Uit enkel voor wat de wettelijke taak dekt. Bij twijfel: aan."),
    "remark": gettext_lazy("Niets over een persoon."),
    "confirm_months": gettext_lazy("0: nooit meer vragen."),
}


class TermForm(OwnForm):
    """What a condition and a limit share: the offer, the days, a legal value."""

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.offer = offer
        if not self.instance.pk:
            self.initial.setdefault("starts_on", today())
        self.fields["parameter"].label = _("Wettelijke waarde")
        self.fields["parameter"].help_text = _(
            "In plaats van een eigen waarde: een naam uit Bedragen en regels, zoals wijkwerk.max_months."
        )

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"offer"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De einddatum ligt vóór de begindatum. Kies een latere einddatum."))
        return cleaned


class ConditionForm(TermForm):
    class Meta(RecordForm.Meta):
        model = OfferCondition
        fields = CONDITION
        widgets = {"kind": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.choices = [(code, kind_label(code)) for code in KINDS]
        # Only a text may have one.
        self.fields["kind"].widget.attrs.pop("maxlength", None)
        self.fields["value"].help_text = _(
            "Een niveau (1.1, A2), een getal, of codes met een komma ertussen. Zie de lijst met codes."
        )
        self.fields["text"].help_text = _("Bij een vraag: de vraag zelf. Anders: een korte uitleg.")

    def save_by(self, by: Member) -> OfferCondition:
        if self.instance.pk:
            current = self.fresh()
            current.offer = self.instance.offer
            return change_condition(current, by=by, expected=self.base_version, values=self.chosen_values())
        return add_condition(self.instance, by=by)


class LimitForm(TermForm):
    class Meta(RecordForm.Meta):
        model = OfferLimit
        fields = LIMIT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["most"].help_text = _("In de eenheid van de grens: 60 uur per maand is 3600 minuten.")

    def save_by(self, by: Member) -> OfferLimit:
        if self.instance.pk:
            current = self.fresh()
            current.offer = self.instance.offer
            return change_limit(current, by=by, expected=self.base_version, values=self.chosen_values())
        return add_limit(self.instance, by=by)


class StopForm(ActionForm):
    on = DayField(label=gettext_lazy("Gestopt vanaf"), initial=today)
    because = forms.CharField(label=gettext_lazy("Waarom"), max_length=200)


class EndForm(ActionForm):
    on = DayField(label=gettext_lazy("Laatste dag waarop dit geldt"), initial=today)
