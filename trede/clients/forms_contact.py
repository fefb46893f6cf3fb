"""The contact log in one line, and a letter that came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.actions.contact import note_attempt, post_returned
from trede.clients.fields import DayField
from trede.clients.forms import refuse, replace_typed
from trede.clients.models import Address, Client, ContactAttempt, Signal, SignalKind
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today

HOW = [pair for pair in ContactAttempt.How.choices if pair[0] != ContactAttempt.How.RETURNED]


class AttemptForm(forms.Form):
    """`confidential`: may this member read back what is confidential?"""

    how = forms.ChoiceField(label=_("Hoe"), choices=HOW)
    reached = forms.ChoiceField(
        label=_("Bereikt?"), choices=[("no", _("Niet bereikt")), ("yes", _("Bereikt"))], initial="no"
    )
    note = forms.CharField(label=_("In één regel"), max_length=200, required=False)
    on = DayField(label=_("Wanneer"), past=True, required=False, help_text=_("Leeg: vandaag."))
    confidential = forms.BooleanField(label=_("Vertrouwelijk"), required=False)

    def __init__(self, *args: Any, confidential: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not confidential:
            del self.fields["confidential"]

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        """Show a draft in the fields."""
        self.initial.update({name: text for name, text in values.items() if name in self.fields})

    def run(self, client: Client, *, by: Member) -> ContactAttempt | None:
        values = self.cleaned_data
        try:
            return note_attempt(
                client,
                by=by,
                how=values["how"],
                reached=values["reached"] == "yes",
                on=values["on"] or today(),
                note=values["note"],
                confidential=values.get("confidential", False),
            )
        except CaseError as error:
            refuse(self, error)
            return None


class ReturnedForm(forms.Form):
    on = DayField(label=_("De brief kwam terug op"), past=True)
    note = forms.CharField(
        label=_("Wat stond erop"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: woont niet meer op dit adres."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def run(self, address: Address, *, by: Member) -> Address | None:
        values = self.cleaned_data
        try:
            return post_returned(
                address, by=by, expected=values["version"], on=values["on"], note=values["note"]
            )
        except Conflict:
            address.refresh_from_db()
            replace_typed(self, "version", str(address.version))
            self.add_error(None, _("Een collega wijzigde dit adres net. Kijk het na en bewaar opnieuw."))
        except CaseError as error:
            refuse(self, error)
        return None


class SignalForm(forms.ModelForm[Signal]):
    """A signal raised by hand."""

    happened_on = DayField(label=_("Sinds wanneer"))

    class Meta:
        model = Signal
        fields = ["kind", "happened_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("happened_on", today())
        self.fields["kind"].label = _("Wat is er veranderd")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == SignalKind.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Schrijf in één regel wat er veranderd is."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "organisation", "client"}  # type: ignore[misc]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Wat doet de sociale dienst?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: leefloon herzien vanaf 1 maart."),
    )
