from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from trede.clients.models import Client
from trede.core.access import look_with_reason
from trede.core.models import Look, Member

LEAST = 10


class Reason(TextChoices):
    COVER = "cover", gettext_lazy("Ik vervang een collega")
    COUNTER = "counter", gettext_lazy("De cliënt staat aan het loket of belt")
    HANDOVER = "handover", gettext_lazy("Ik neem het dossier binnenkort over")
    MEETING = "meeting", gettext_lazy("Teamoverleg of trajectbepaling")
    URGENT = "urgent", gettext_lazy("Dringend: veiligheid of gezondheid")
    OTHER = "other", gettext_lazy("Iets anders")


class LookForm(forms.Form):
    """Why somebody opens a file outside the own caseload. The DPO reads it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reden"),
        choices=Reason,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarom u dit dossier nodig hebt.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Leg uit"),
        min_length=LEAST,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Eén zin: wat moet u nu weten of doen?"),
        error_messages={
            "required": gettext_lazy("Schrijf in één zin wat u nu moet weten of doen."),
            "min_length": gettext_lazy("Schrijf minstens tien tekens, zodat de DPO begrijpt waarom."),
            "max_length": gettext_lazy("Houd het bij één zin van hoogstens 200 tekens."),
        },
    )

    def run(self, client: Client, *, by: Member) -> Look:
        """Open the file for today, with this reason."""
        label = Reason(self.cleaned_data["reason"]).label
        return look_with_reason(
            by=by,
            subject=client.pk,
            reason=f"{label}: {self.cleaned_data['explanation']}",
        )

    def clean_explanation(self) -> str:
        """Spaces do not make a reason longer."""
        text = " ".join(str(self.cleaned_data["explanation"]).split())
        if len(text) < LEAST:
            raise forms.ValidationError(self.fields["explanation"].error_messages["min_length"])
        return text
