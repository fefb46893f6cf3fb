from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Category, Client, Sex
from trede.core.models import Member
from trede.core.periods import today
from trede.core.saying import in_screen_language
from trede.core.widgets import FileChooser
from trede.imports.models import ImportRow
from trede.imports.reading import LABELS, Field, Mapping
from trede.rules import insz

MOST = 30 * 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Lijst"),
        help_text=_("Excel (.xlsx) of CSV, tot 30 MB. De kolommen mogen in elke volgorde staan."),
        widget=FileChooser(attrs={"accept": ".csv,.txt,.xlsx,.xlsm"}),
    )
    as_of = forms.DateField(
        label=_("Peildatum"),
        initial=today,
        help_text=_("Gegevens zonder eigen begindatum beginnen op deze dag. Schrijf dd/mm/jjjj."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise ValidationError(
                _("Dit bestand is groter dan 30 MB. Splits de lijst in kleinere bestanden.")
            )
        return file

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > today():
            raise ValidationError(_("De peildatum ligt in de toekomst. Kies vandaag of een vroegere dag."))
        return day


class MappingForm(forms.Form):
    """One choice a column of the list."""

    def __init__(
        self, *args: Any, mapping: Mapping, examples: dict[int, list[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mapping, self.examples = mapping, examples or {}
        choices = [(field.value, in_screen_language(label)) for field, label in LABELS.items()]
        for column in mapping.columns:
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.title or _("(kolom zonder titel)"),
                choices=choices,
                initial=column.field.value,
            )

    def rows(self) -> list[tuple[forms.BoundField, list[str], str]]:
        """Each column with what stands in it and why it is read so."""
        return [
            (
                self[f"column_{column.index}"],
                self.examples.get(column.index, []),
                in_screen_language(column.reason_nl),
            )
            for column in self.mapping.columns
        ]

    def chosen(self) -> Mapping:
        mapping = self.mapping
        for column in self.mapping.columns:
            field = Field(self.cleaned_data[f"column_{column.index}"])
            if field is not column.field:
                mapping = mapping.with_field(column.index, field)
        return mapping


class RowForm(forms.Form):
    """What a person mends on one row, and which file it belongs to."""

    last_name = forms.CharField(label=_("Achternaam"), max_length=120)
    first_names = forms.CharField(label=_("Voornamen"), max_length=120, required=False)
    insz = forms.CharField(label=_("Rijksregister- of bisnummer"), max_length=20, required=False)
    birth_date = forms.DateField(label=_("Geboortedatum"), required=False, help_text=_("dd/mm/jjjj"))
    sex = forms.ChoiceField(label=_("Geslacht"), choices=Sex.choices, required=False)
    mobile = forms.CharField(label=_("Gsm"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    leefloon_category = forms.ChoiceField(
        label=_("Categorie leefloon"), choices=[("", "–"), *Category.choices], required=False
    )
    leefloon_start = forms.DateField(label=_("Leefloon sinds"), required=False, help_text=_("dd/mm/jjjj"))
    choice = forms.ChoiceField(
        label=_("Wie is dit?"),
        choices=[("new", _("Een nieuwe cliënt")), ("client", _("Iemand met een dossier"))],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(label=_("Dossiernummer"), required=False, min_value=1)

    def __init__(self, data: Any = None, *, row: ImportRow, by: Member) -> None:
        person = row.person
        initial = {name: person.get(name) for name in self.base_fields if name in person}
        for name in ("birth_date", "leefloon_start"):
            initial[name] = date.fromisoformat(person[name]) if person.get(name) else None
        initial["choice"] = "client" if row.client_id else "new"
        initial["number"] = row.client.number if row.client else None
        super().__init__(data, initial=initial)
        self.by = by
        self.client: Client | None = None

    def clean_insz(self) -> str:
        digits = "".join(sign for sign in self.cleaned_data["insz"] if sign.isdigit())
        if digits and not insz(digits, on=today()).valid:
            raise ValidationError(_("Dit nummer klopt niet. Zoek het juiste nummer op, of laat het leeg."))
        return digits

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("choice") != "client":
            return data
        found = Client.objects.findable_by(self.by).filter(number=data.get("number") or 0).first()
        if found is None:
            self.add_error("number", _("Er is geen dossier met dit nummer. Zoek het dossier eerst op."))
            return data
        self.client = found.alias_of or found
        return data

    def values(self) -> dict[str, Any]:
        """The mended values as a row of a list keeps them."""
        values = {
            name: self.cleaned_data[name] for name in self.base_fields if name not in ("choice", "number")
        }
        return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
