"""The barriers that an organisation names itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.actions.own_barriers import add_own_barrier, rename_own_barrier
from trede.clients.models import BarrierCode, OwnBarrier
from trede.core.forms import ActionForm
from trede.core.models import Member

LABEL = {
    "label": _("Naam"),
    "max_length": 60,
    "help_text": _("Kort, zoals u het zegt. Bijvoorbeeld: geen werkkledij."),
    "error_messages": {"required": _("Geef de drempel een naam.")},
}


class OwnBarrierForm(ActionForm):
    label = forms.CharField(**LABEL)  # type: ignore[arg-type]
    code = forms.ChoiceField(
        label=_("Telt mee als"),
        choices=[("", _("Kies …")), *BarrierCode.choices],
        help_text=_(
            "Zo blijven uw cijfers vergelijkbaar met die van andere OCMW's. Dit verandert later niet meer."
        ),
        error_messages={"required": _("Kies onder welke gedeelde drempel deze meetelt.")},
    )

    def add(self, *, by: Member) -> OwnBarrier | None:
        return self.attempt(lambda: add_own_barrier(OwnBarrier(**self.cleaned_data), by=by))


class RenameForm(ActionForm):
    label = forms.CharField(**LABEL)  # type: ignore[arg-type]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def rename(self, own: OwnBarrier, *, by: Member) -> OwnBarrier | None:
        values = self.cleaned_data
        return self.attempt(
            lambda: rename_own_barrier(own, by=by, expected=values["version"], label=values["label"])
        )
