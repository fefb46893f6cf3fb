from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat

from trede.core.forms import ActionForm
from trede.core.local import KEYS
from trede.core.models import CapacityKind
from trede.core.periods import today


class OrganisationForm(ActionForm):
    name = forms.CharField(label=_("Naam"), max_length=120)
    municipality = forms.CharField(label=_("Gemeente"), max_length=80, required=False)
    enterprise_number = forms.CharField(
        label=_("Ondernemingsnummer"),
        max_length=20,
        required=False,
        help_text=_("Tien cijfers, met of zonder punten."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_enterprise_number(self) -> str:
        return str(vat.compact(self.cleaned_data["enterprise_number"]))


class CapacityForm(ActionForm):
    kind = forms.ChoiceField(label=_("Hoedanigheid"), choices=CapacityKind.choices)
    starts_on = forms.DateField(label=_("Vanaf"), initial=today)


class LocalSettingForm(ActionForm):
    key = forms.ChoiceField(label=_("Instelling"), choices=[(key.name, key.label) for key in KEYS.values()])
    value = forms.CharField(label=_("Waarde"), max_length=10)
    starts_on = forms.DateField(label=_("Vanaf"), initial=today)
    reason = forms.CharField(label=_("Waarom"), max_length=200)
