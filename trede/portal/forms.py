"""What somebody without an account sends: a press of a button, or a code and a date of birth."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trede.orientation.models import Reply

REPLIES = [(reply, reply) for reply in (Reply.COMES, Reply.CANNOT, Reply.CALL_ME)]
OLDEST = 1900


class PressForm(forms.Form):
    """One button: a reply, another slot, or an interpreter."""

    reply = forms.ChoiceField(choices=REPLIES, required=False)
    slot = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    interpreter = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and sum(bool(data.get(name)) for name in self.fields) != 1:
            raise ValidationError("one button", code="one")
        return data


class FindForm(forms.Form):
    """The code of the letter, and the birth date in three boxes: no language writes it the same way."""

    code = forms.CharField(max_length=60)
    day = forms.IntegerField(min_value=1, max_value=31)
    month = forms.IntegerField(min_value=1, max_value=12)
    year = forms.IntegerField(min_value=OLDEST, max_value=2200)

    @property
    def born(self) -> date | None:
        """The day that was typed; None when no such day exists."""
        try:
            return date(*(self.cleaned_data[name] for name in ("year", "month", "day")))
        except (KeyError, ValueError):
            return None
