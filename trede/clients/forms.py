"""What every form on a file shares: refusals beside their field, a version, a conflict that loses nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from trede.clients.fields import formfield_for
from trede.clients.wording import field_label, in_words
from trede.core.errors import CaseError, Conflict
from trede.core.forms import ActionForm


def refuse(form: forms.BaseForm, error: Exception) -> None:
    """What an action refused, beside the field where it can be mended."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error))
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for field, messages in error.message_dict.items():
        target = field if field in form.fields else None
        form.add_error(target, messages)


def replace_typed(form: forms.BaseForm, name: str, value: str) -> None:
    """Show another value than the one that was sent: the version that stands now."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data[name] = value
    form.data = data


def choose_asked(form: forms.BaseForm, asked: Mapping[str, Any]) -> None:
    """Choose what the address asks for by its code ("?code=debts"), in lists of codes only: nothing typed, no ids."""
    for name, field in form.fields.items():
        value = asked.get(name)
        if value and not form.is_bound and not form.initial.get(name) and _is_code_of(field, value):
            form.initial[name] = value


def _is_code_of(field: forms.Field, value: str) -> bool:
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return False
    return field.valid_value(value)


def changed_values(form: forms.ModelForm[Any]) -> dict[str, Any]:
    own = {field.name for field in form.instance._meta.concrete_fields}
    return {
        name: form.cleaned_data[name]
        for name in form.changed_data
        if name in own and name in form.cleaned_data and name != "version"
    }


class KeptForm(ActionForm):
    """A plain form on a file, whose text is kept as a draft until it is saved."""

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        """Show a draft in the fields; what was ticked comes as one text with commas."""
        for name, field in self.fields.items():
            if name in values:
                many = isinstance(field, forms.MultipleChoiceField)
                self.initial[name] = values[name].split(",") if many else values[name]
            elif isinstance(field.widget, forms.CheckboxInput):
                self.initial[name] = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people wrote differently."""

    name: str
    label: str
    mine: str
    theirs: str


class RecordForm(forms.ModelForm[Any]):
    """A form over one record. `NEEDS` says when a field matters: {"category": ("kind", {"leefloon"})}."""

    NEEDS: dict[str, tuple[str, set[str]]] = {}

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        fields: list[str] = []
        formfield_callback = formfield_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("version", self.instance.version)
        for name, (on, values) in self.NEEDS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-needs"] = f"{on}={','.join(sorted(values))}"
        self.differences: list[Difference] = []

    def _get_validation_exclusions(self) -> set[str]:
        # The action validates the whole row; the form only its own fields.
        own = {*super()._get_validation_exclusions()}  # type: ignore[misc]
        return own | {"organisation", "client", "number", "opened_on"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, (on, values) in self.NEEDS.items():
            if name in cleaned and str(cleaned.get(on) or "") not in values:
                cleaned[name] = self._empty(name)
        return cleaned

    def _empty(self, name: str) -> Any:
        field = self._meta.model._meta.get_field(name)
        if isinstance(field, models.BooleanField) and not field.null:
            return False
        return None if field.null else ""

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        """Show a draft in the fields, on top of the version that it was typed over."""
        for name in self.fields:
            if name in values:
                self.initial[name] = values[name]
            elif isinstance(self.fields[name].widget, forms.CheckboxInput):
                self.initial[name] = False
        if base_version is not None:
            self.initial["version"] = base_version

    def run(self, action: Callable[[], Any]) -> Any:
        """Run an action; what it refuses becomes an error of this form. A Conflict is left to the caller."""
        try:
            return action()
        except Conflict:
            raise
        except (CaseError, ValidationError) as error:
            refuse(self, error)
            return None

    def fresh(self) -> Any:
        """The record as it stands now: the form's own instance already carries what was typed."""
        return type(self.instance)._base_manager.get(pk=self.instance.pk)

    def chosen_values(self) -> dict[str, Any]:
        """What changes, without the fields where the colleague's text was chosen on the conflict page."""
        return {
            name: value
            for name, value in changed_values(self).items()
            if self.data.get(f"pick-{name}") != "theirs"
        }

    def compare(self, current: Any) -> list[Difference]:
        """The fields where this form and the stored record say different things, in words."""
        model = type(current)
        found = []
        for name, value in changed_values(self).items():
            mine, theirs = in_words(model, name, value), in_words(model, name, getattr(current, name))
            label = str(self.fields[name].label or field_label(model, name))
            if name == "insz":
                mine, theirs = str(value), str(getattr(current, name))
            found.append(Difference(name, label, mine or _("(leeg)"), theirs or _("(leeg)")))
        return found

    @property
    def base_version(self) -> int:
        return self.cleaned_data.get("version") or 0
