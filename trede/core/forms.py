"""Forms that run an action: what the action refuses becomes an error of the form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trede.core.errors import CaseError, Conflict
from trede.core.periods import today

T = TypeVar("T")


class ManyField(forms.ModelMultipleChoiceField):
    """Rows to tick. A number too long for the database is no choice; Django would let SQLite stumble over it."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "…"}
            ) from error


class ActionForm(forms.Form):
    """A plain form with `attempt`; `version` fields are hidden and come back as they were shown."""

    # Somebody else saved first: the view may show both.
    conflict = False

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run the action; None, with the reason on the form, when it refuses."""
        try:
            return action()
        except Conflict as error:
            self.conflict = True
            self.add_error(None, str(error))
            return None
        except (CaseError, ValidationError) as error:
            refuse(self, error)
            return None


def refuse(form: forms.BaseForm, error: Exception) -> None:
    """What an action refused, beside the field where it can be mended."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error))
        return
    for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
        form.add_error(field if field in form.fields else None, messages)


def choose_from(form: forms.Form, name: str, rows: Any) -> None:
    """What a ModelChoiceField offers, known only when the form is made for somebody."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


class LastDayForm(ActionForm):
    last_day = forms.DateField(label=_("Laatste dag"), initial=today)

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].help_text = help_text


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Waarom"), max_length=200)
