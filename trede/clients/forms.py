from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trede.clients.actions.clients import OWN_FIELDS, open_file
from trede.clients.models import Client
from trede.core.errors import CaseError
from trede.core.models import Member


class ClientForm(forms.ModelForm[Client]):
    class Meta:
        model = Client
        fields = [name for name in OWN_FIELDS if name != "number_elsewhere"]

    def _get_validation_exclusions(self) -> set[str]:
        # The action validates the whole row; the form only its own fields.
        return {*super()._get_validation_exclusions(), "organisation", "number", "opened_on"}  # type: ignore[misc]

    def open(self, *, by: Member) -> Client | None:
        """Run the action; what it refuses becomes an error of this form."""
        try:
            return open_file(self.instance, by=by)
        except (CaseError, ValidationError) as error:
            refuse(self, error)
            return None


def refuse(form: forms.BaseForm, error: Exception) -> None:
    """What an action refused, beside the field where it can be mended."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error))
        return
    for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
        target = field if field in form.fields else None
        form.add_error(target, messages)


def changed_values(form: forms.ModelForm[Any]) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.changed_data if name in form.cleaned_data}
