"""What is typed in a werkintake. Every part carries the versions that it was typed over."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.fields import DayField
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.ladder.actions.intakes import AGREED, LONGEST_NOTE
from trede.ladder.guide import SCORES, Topic
from trede.ladder.models import Whose

MOST = 2**31 - 1
TOO_LONG = {
    "max_length": _(
        "Deze tekst is te lang: %(show_value)d tekens, hoogstens %(limit_value)d. Maak hem korter."
    )
}


class TextField(forms.CharField):
    """A text as it is kept: browsers send their own line ends."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def text_field(longest: int) -> TextField:
    return TextField(required=False, max_length=longest, error_messages=TOO_LONG)


def version_field() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput)


def score_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        required=False, choices=[("", ""), *SCORES.items()], coerce=int, empty_value=None
    )


class NoteForm(ActionForm):
    """One life domain: the note, the marks, and both scores. `had_…`: the score that the page had shown."""

    text = text_field(LONGEST_NOTE)
    marks = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("Dit kunt u hier niet aanduiden. Laad de pagina opnieuw.")},
    )
    version = version_field()

    def __init__(self, data: Mapping[str, Any], *, topic: Topic) -> None:
        super().__init__(data)
        self.fields["marks"].choices = [(code, code) for code in topic.codes]  # type: ignore[attr-defined]
        for whose in Whose.values:
            self.fields[f"score_{whose}"] = score_field()
            self.fields[f"had_{whose}"] = score_field()
            self.fields[f"version_{whose}"] = version_field()


class AgreedForm(ActionForm):
    """What the client wants and can, and the first step."""

    wish = text_field(AGREED["wish"])
    strengths = text_field(AGREED["strengths"])
    first_step = text_field(AGREED["first_step"])
    version = version_field()


class StartForm(ActionForm):
    held_on = DayField(label=_("Gesprek op"), initial=today)
    interpreter = forms.BooleanField(label=_("Met een tolk"), required=False)


class MeasureForm(ActionForm):
    """All scores of one day outside a conversation; only what was chosen is kept."""

    def __init__(self, data: Any = None, *, domains: list[str]) -> None:
        super().__init__(data)
        for domain in domains:
            for whose in Whose.values:
                self.fields[f"{domain}_{whose}"] = score_field()

    def chosen(self) -> list[tuple[str, str, int]]:
        """(domain, whose, score) of what was chosen."""
        split = ((*name.rsplit("_", 1), value) for name, value in self.cleaned_data.items() if value)
        return [(domain, whose, value) for domain, whose, value in split]
