from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.core.forms import ActionForm
from trede.texts.actions.writing import LONGEST, LONGEST_READER
from trede.texts.keys import GROUPS
from trede.texts.languages import LANGUAGES, direction
from trede.texts.reading import Text
from trede.texts.states import TextState
from trede.texts.words import LANGUAGE_NAMES, title_of


class FilterForm(forms.Form):
    """Which texts to show. What the address says wrongly counts as not said."""

    deel = forms.ChoiceField(
        label=_("Deel"), choices=[(key, name) for key, name in GROUPS.items()], required=False
    )
    taal = forms.ChoiceField(
        label=_("Taal"),
        choices=[("", _("alle talen")), *((code, LANGUAGE_NAMES[code]) for code in LANGUAGES)],
        required=False,
    )
    staat = forms.ChoiceField(
        label=_("Staat"), choices=[("", _("elke staat")), *TextState.choices], required=False
    )

    def chosen(self) -> tuple[str, str, str]:
        """The part, the language and the state; a part is always chosen."""
        self.is_valid()
        values = self.cleaned_data
        return values.get("deel") or next(iter(GROUPS)), values.get("taal") or "", values.get("staat") or ""


class WriteForm(ActionForm):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    body = forms.CharField(
        label=_("Nieuwe versie"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs.update(lang=language, dir=direction(language))

    def show_present(self, number: int) -> None:
        """After a conflict: what is sent again replaces the version that stands now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["number"] = str(number)
        self.data = data


def _read_by() -> forms.CharField:
    return forms.CharField(
        label=_("Wie las na?"),
        max_length=LONGEST_READER,
        help_text=_(
            "Naam en functie van iemand die deze taal goed kent. Bijvoorbeeld: Samira, tolk Arabisch."
        ),
    )


class ReadForm(ActionForm):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    read_by = _read_by()


class SheetForm(ActionForm):
    """The texts of a sheet that a speaker found right, each with the number of the version on the sheet."""

    right = forms.MultipleChoiceField(
        label=_("Juiste teksten"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vink aan welke teksten juist zijn."),
            "invalid_choice": _("Een tekst van dit blad is intussen veranderd. Open de pagina opnieuw."),
        },
    )
    read_by = _read_by()

    def __init__(self, *args: Any, texts: Iterable[Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        right = self.fields["right"]
        right.choices = [(sheet_value(text), title_of(text.key)) for text in texts]  # type: ignore[attr-defined]

    def numbers(self) -> dict[str, int]:
        """Key → number of the version, of what was ticked."""
        pairs = (value.rsplit(":", 1) for value in self.cleaned_data["right"])
        return {key: int(number) for key, number in pairs}


def sheet_value(text: Text) -> str:
    """What a tick on the sheet stands for."""
    return f"{text.key}:{text.number}"
