"""The form with which a member takes down what a client answered by phone or at the desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.core.forms import ActionForm
from trede.orientation.models import Reply, Slot
from trede.orientation.saying import moment_of

REPLIES = [
    (Reply.COMES, gettext_lazy("Komt")),
    (Reply.OTHER_TIME, gettext_lazy("Komt, maar op een ander moment")),
    (Reply.CALL_ME, gettext_lazy("Kan niet, wil gebeld worden")),
    (Reply.CANNOT, gettext_lazy("Kan niet")),
]


class AnswerForm(ActionForm):
    reply = forms.ChoiceField(label=gettext_lazy("Antwoord"), choices=REPLIES, widget=forms.RadioSelect)
    slot = forms.TypedChoiceField(
        label=gettext_lazy("Ander moment"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Enkel in te vullen bij een ander moment."),
    )
    asks_interpreter = forms.BooleanField(label=gettext_lazy("Heeft een tolk nodig"), required=False)

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {slot.pk: slot for slot in slots}
        moments = [(slot.pk, moment_of(slot)) for slot in slots]
        self.fields["slot"].choices = [("", _("Kies een vrij moment")), *moments]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reply") == Reply.OTHER_TIME and not data.get("slot") and "slot" not in self.errors:
            self.add_error("slot", ValidationError(_("Kies een vrij moment uit de lijst.")))
        return data

    @property
    def chosen(self) -> Slot | None:
        """The slot, when another moment was asked."""
        if self.cleaned_data["reply"] != Reply.OTHER_TIME:
            return None
        return self.slots.get(self.cleaned_data["slot"])
