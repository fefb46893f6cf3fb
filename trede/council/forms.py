"""What somebody fills in for the committee: a proposal, a meeting, a decision, a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.fields import DayField
from trede.clients.forms import KeptForm
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.council.models import Outcome

LONG = forms.Textarea(attrs={"rows": 6})


class ProposalForm(KeptForm):
    asked = forms.CharField(
        label=_("Wat vraagt u aan het comité?"),
        max_length=300,
        help_text=_("In één zin, zoals het comité het moet beslissen."),
        error_messages={"required": _("Schrijf wat u vraagt.")},
    )
    motivation = forms.CharField(
        label=_("Waarom?"),
        max_length=4000,
        widget=LONG,
        help_text=_("Enkel wat het comité nodig heeft om te beslissen."),
        error_messages={"required": _("Schrijf waarom u dit vraagt.")},
    )


class BecauseForm(ActionForm):
    because = forms.CharField(
        label=_("Waarom?"), max_length=200, error_messages={"required": _("Schrijf waarom.")}
    )


class MeetingForm(ActionForm):
    on = DayField(label=_("Dag"), help_text=_("Als 31/01/2026."))
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("on", "place")}


class DecisionForm(ActionForm):
    outcome = forms.ChoiceField(
        label=_("Wat besliste het comité?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het comité besliste.")},
    )
    decided_on = DayField(label=_("Beslist op"), past=True)
    starts_on = DayField(
        label=_("Vanaf"),
        required=False,
        help_text=_("Enkel bij wat het comité toestaat. Leeg: zoals gevraagd."),
    )
    ends_on = DayField(label=_("Tot en met"), required=False)
    motivation = forms.CharField(
        label=_("Motivering van het comité"),
        max_length=4000,
        widget=LONG,
        help_text=_("Komt letterlijk in de brief aan de cliënt."),
        error_messages={"required": _("Schrijf de motivering van het comité.")},
    )


class CorrectionForm(DecisionForm):
    because = forms.CharField(
        label=_("Wat was er fout genoteerd?"),
        max_length=200,
        error_messages={"required": _("Schrijf wat er fout genoteerd was.")},
    )


class NotificationForm(ActionForm):
    registered = forms.TypedChoiceField(
        label=_("Hoe krijgt de cliënt de brief?"),
        choices=[("1", _("Aangetekend met de post")), ("0", _("Afgegeven tegen ontvangstbewijs"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe de cliënt de brief krijgt.")},
    )


class SentForm(ActionForm):
    sent_on = DayField(label=_("Verstuurd of afgegeven op"), past=True, initial=today)
