"""Forms of the diary: an appointment, a calendar of one's own."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.colleagues import colleagues_of
from trede.clients.fields import DayField
from trede.clients.models import Client
from trede.core.forms import ActionForm
from trede.core.forms_colleague import ColleagueField, offer
from trede.core.models import Member
from trede.core.widgets import FileChooser
from trede.orientation.actions.appointments import LONGEST, book
from trede.orientation.calendar_in import MOST_BYTES
from trede.orientation.free_time import Taken, clashes
from trede.orientation.models import Appointment, AppointmentKind
from trede.orientation.taken import taken_of

CLOCKS = ["%H:%M", "%H.%M", "%Hu%M", "%Huur", "%Hu", "%H"]


class AppointmentForm(ActionForm):
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=AppointmentKind.choices)
    member = ColleagueField(
        label=gettext_lazy("Met wie"), error_messages={"required": gettext_lazy("Kies een collega.")}
    )
    day = DayField(label=gettext_lazy("Dag"), help_text=gettext_lazy("Als 31/01/2026."))
    clock = forms.TimeField(
        label=gettext_lazy("Uur"),
        input_formats=CLOCKS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "9:30"}),
        error_messages={
            "required": gettext_lazy("Schrijf het uur, bijvoorbeeld 9:30."),
            "invalid": gettext_lazy("Dit uur bestaat niet. Schrijf bijvoorbeeld 9:30."),
        },
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minuten"), min_value=5, max_value=LONGEST, initial=60)
    place = forms.CharField(label=gettext_lazy("Plaats"), max_length=160, required=False)
    note = forms.CharField(label=gettext_lazy("In één regel"), max_length=200, required=False)
    anyway = forms.BooleanField(label=gettext_lazy("Toch plannen"), required=False)

    def __init__(self, *args: Any, client: Client, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client, self.by = client, by
        offer(self, "member", colleagues_of(client.organisation))
        self.initial.setdefault("member", by.pk)
        if not self.data.get("anyway") and "asked" not in self.data:
            self.fields["anyway"].widget = forms.HiddenInput()

    def starts_at(self) -> datetime:
        values = self.cleaned_data
        return timezone.make_aware(datetime.combine(values["day"], values["clock"]))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if {"member", "day", "clock", "minutes"} <= values.keys() and not values.get("anyway"):
            taken = taken_of([values["member"].pk], values["day"], values["day"])[values["member"].pk]
            if found := clashes(taken, self.starts_at(), values["minutes"]):
                self._warn(found)
        return values

    def _warn(self, found: list[Taken]) -> None:
        self.fields["anyway"].widget = forms.CheckboxInput()
        hours = ", ".join(_hours(one) for one in found)
        sentence = _(
            "%(member)s is dan al bezet (%(hours)s). Kies een ander moment, of vink aan: toch plannen."
        )
        self.add_error("anyway", sentence % {"member": self.cleaned_data["member"], "hours": hours})

    def book(self) -> Appointment | None:
        values = self.cleaned_data
        return self.attempt(
            lambda: book(
                self.client,
                member=values["member"],
                kind=values["kind"],
                starts_at=self.starts_at(),
                minutes=values["minutes"],
                place=values["place"],
                note=values["note"],
                by=self.by,
            )
        )


def _hours(taken: Taken) -> str:
    starts, ends = timezone.localtime(taken.starts), timezone.localtime(taken.ends)
    if ends - starts >= timedelta(days=1):
        return _("hele dag")
    return f"{starts:%H:%M}–{ends:%H:%M}"


class UploadCalendarForm(ActionForm):
    file = forms.FileField(
        label=gettext_lazy("Kalenderbestand (.ics)"),
        help_text=gettext_lazy("Uit Outlook of Google: voer uw agenda uit als iCalendar. Hoogstens 2 MB."),
        widget=FileChooser(attrs={"accept": ".ics,text/calendar"}),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
            "max_length": gettext_lazy("De naam van dit bestand is te lang. Geef het een kortere naam."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("Dit bestand is te groot. Een kalender is hoogstens 2 MB."))
        return file


class SubscribeForm(ActionForm):
    url = forms.CharField(
        label=gettext_lazy("Geheim adres van uw agenda"),
        max_length=2000,
        help_text=gettext_lazy("Begint met https://. In Google: geheim adres in iCal-indeling."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        error_messages={"required": gettext_lazy("Plak hier het adres van uw agenda.")},
    )
