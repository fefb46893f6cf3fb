from django import forms
from django.utils.translation import gettext_lazy as _

from trede.core.forms import ActionForm
from trede.outbox.actions.handling import HOW_LENGTH
from trede.outbox.models import Channel


class FilterForm(forms.Form):
    kanaal = forms.ChoiceField(
        label=_("Kanaal"), required=False, choices=[("", _("Alle kanalen")), *Channel.choices]
    )
    toon = forms.CharField(required=False, widget=forms.HiddenInput)


class SettleForm(ActionForm):
    how = forms.CharField(
        label=_("Wat is er gedaan?"),
        max_length=HOW_LENGTH,
        help_text=_("In één regel, bijvoorbeeld: gebeld en de afspraak doorgegeven."),
    )
