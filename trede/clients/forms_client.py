"""Who a person is: searched first, then made; changed with both texts in view when two people write."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede import rules
from trede.clients.actions.clients import OWN_FIELDS, change_client, open_file
from trede.clients.fields import DayField
from trede.clients.forms import RecordForm
from trede.clients.models import Client, Sex
from trede.core.models import Member
from trede.core.periods import today
from trede.core.saying import said

SEX_OF_RULE = {"male": Sex.MALE, "female": Sex.FEMALE}


def insz_of(text: str) -> str:
    """The eleven digits of a rijksregister- or bisnummer. Raises ValidationError with what to do."""
    found = rules.insz(text, on=today())
    if not found.valid:
        raise ValidationError(said(found.problem))
    return "".join(sign for sign in text if sign.isdigit())


class PersonForm(forms.Form):
    """Step 1 of a new file: what is known, to look for a file that already exists."""

    last_name = forms.CharField(label=gettext_lazy("Achternaam"), max_length=120)
    first_names = forms.CharField(label=gettext_lazy("Voornamen"), max_length=120, required=False)
    birth_date = DayField(label=gettext_lazy("Geboortedatum"), required=False, past=True)
    insz = forms.CharField(
        label=gettext_lazy("Rijksregister- of bisnummer"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Laat leeg als u het niet kent."),
    )

    def clean_insz(self) -> str:
        text = self.cleaned_data["insz"]
        return insz_of(text) if text else ""

    def person(self) -> Client:
        return Client(**self.cleaned_data)


class ClientForm(RecordForm):
    """The identity, the languages and how to meet this person."""

    birth_date = DayField(label=gettext_lazy("Geboortedatum"), required=False, past=True)
    arrived_on = DayField(label=gettext_lazy("In België sinds"), required=False, past=True)
    insz = forms.CharField(
        label=gettext_lazy("Rijksregister- of bisnummer"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Elf cijfers. Laat leeg als er geen is."),
    )
    insz_sure = forms.BooleanField(
        label=gettext_lazy("Ja, ik keek het na: bewaar het toch zo"), required=False, widget=forms.HiddenInput
    )

    class Meta(RecordForm.Meta):
        model = Client
        fields = [name for name in OWN_FIELDS if name != "number_elsewhere"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_as"].help_text = _("Hoe deze persoon zich laat noemen.")
        self.fields["last_name"].help_text = _("Zoals ze echt geschreven is, met accenten en streepjes.")
        self.fields["reads_in"].help_text = _("De taal waarin brieven en uitnodigingen best komen.")
        self.fields["accessibility"].help_text = _("Bijvoorbeeld: rolstoel, slechthorend, geen trappen.")

    def clean_insz(self) -> str:
        text = self.cleaned_data["insz"].strip()
        return insz_of(text) if text else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("insz"):
            self._compare_with_number(cleaned)
        if self.fields["insz_sure"].widget.is_hidden and self.data.get("insz_sure"):
            self.fields["insz_sure"].widget = forms.CheckboxInput()
        return cleaned

    def _compare_with_number(self, cleaned: dict[str, Any]) -> None:
        number = rules.insz(cleaned["insz"], on=today())
        sex = SEX_OF_RULE.get(number.sex or "", "")
        questions = [
            *_birth_question(number.birth_date, cleaned.get("birth_date")),
            *_sex_question(sex, cleaned.get("sex") or ""),
        ]
        cleaned["birth_date"] = cleaned.get("birth_date") or number.birth_date
        cleaned["sex"] = cleaned.get("sex") or sex
        if questions and not cleaned.get("insz_sure"):
            self.fields["insz_sure"].widget = forms.CheckboxInput()
            self.add_error("insz_sure", " ".join(questions))

    @property
    def changed_data(self) -> list[str]:
        names = list(super().changed_data)
        cleaned = getattr(self, "cleaned_data", {})
        filled = [name for name in ("birth_date", "sex") if cleaned.get(name) and not self.initial.get(name)]
        return [*names, *(name for name in filled if name not in names)]

    def open(self, *, by: Member, reason: str = "") -> Client | None:
        """The new file, or None with the reason on the form."""
        made: Client | None = self.run(lambda: open_file(self.instance, by=by, reason=reason))
        return made

    def correct(self, *, by: Member) -> Client | None:
        """The changed file, or None with the reason on the form. Raises Conflict."""
        current, values = self.fresh(), self.chosen_values()
        if not values:
            unchanged: Client = current
            return unchanged
        done: Client | None = self.run(
            lambda: change_client(current, by=by, expected=self.base_version, values=values)
        )
        return done


def _birth_question(by_number: date | None, typed: date | None) -> list[str]:
    if by_number is None or typed is None or by_number == typed:
        return []
    return [
        _("Volgens het nummer is de geboortedatum %(number)s, u schreef %(typed)s. Kijk na wat juist is.")
        % {"number": by_number.strftime("%d/%m/%Y"), "typed": typed.strftime("%d/%m/%Y")}
    ]


def _sex_question(by_number: str, typed: str) -> list[str]:
    if not by_number or typed not in (Sex.MALE, Sex.FEMALE) or by_number == typed:
        return []
    return [_("Volgens het nummer is het geslacht anders dan u koos. Kijk na wat juist is.")]


class ReasonForm(forms.Form):
    """Why a new file is made although one like it exists."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom is dit iemand anders?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: broer met dezelfde geboortedatum, nummer nagekeken."),
        error_messages={
            "required": gettext_lazy("Schrijf waarom dit iemand anders is, of open het dossier hierboven.")
        },
    )


class _LifeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(_LifeForm):
    closed_on = DayField(label=gettext_lazy("Laatste dag van het dossier"), past=True)
    reason = forms.CharField(label=gettext_lazy("Waarom sluit het dossier?"), max_length=200)
    end_assignments = forms.BooleanField(
        label=gettext_lazy("Beëindig ook wie dit dossier volgt"), required=False, initial=True
    )


class DiedForm(_LifeForm):
    died_on = DayField(label=gettext_lazy("Overleden op"), past=True)
    end_assignments = forms.BooleanField(
        label=gettext_lazy("Beëindig ook wie dit dossier volgt"), required=False, initial=True
    )


class MovedForm(_LifeForm):
    moved_to = forms.CharField(label=gettext_lazy("Naar welk OCMW?"), max_length=80)
    closed_on = DayField(label=gettext_lazy("Laatste dag bij ons"), past=True)
    end_assignments = forms.BooleanField(
        label=gettext_lazy("Beëindig ook wie dit dossier volgt"), required=False, initial=True
    )


class ReopenForm(_LifeForm):
    reason = forms.CharField(label=gettext_lazy("Waarom gaat het dossier weer open?"), max_length=200)
