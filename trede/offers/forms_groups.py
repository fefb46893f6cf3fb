"""Forms of editions: planned, changed, their sessions, their people."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.fields import DayField
from trede.clients.models import Weekday
from trede.core.forms import ActionForm, choose_from
from trede.core.forms_colleague import ColleagueField, offer
from trede.core.models import Member
from trede.core.roles import Role
from trede.offers.actions.finishing import NEVER_CAME, Outcome
from trede.offers.edition_days import Meeting, days_between
from trede.offers.models import Edition, Offer, Result
from trede.orientation.series_days import Day

# Nobody plans a run further, and a wrong year would make thousands of days.
LONGEST = timedelta(days=731)
RUNNERS = (
    Role.TRAJECTBEGELEIDER,
    Role.WERKVLOERCOACH,
    Role.MAATSCHAPPELIJK_WERKER,
    Role.TEAMLEIDER,
    Role.DIENSTHOOFD,
    Role.ADMINISTRATIEF,
)
EDITION = ("name", "starts_on", "ends_on", "places", "enrol_until", "place", "leader")


class ClockField(forms.TimeField):
    """An hour of the day, cleaned to minutes from midnight."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%Hu%M", "%H.%M", "%Hu", "%H"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60}:{value % 60:02d}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        clock = super().to_python(value)
        return None if clock is None else clock.hour * 60 + clock.minute


class EditionForm(ActionForm):
    """What stays the same when an edition is changed."""

    name = forms.CharField(
        label=_("Naam"), max_length=120, help_text=_("Hoe u ze noemt, bijvoorbeeld “Bootcamp van maart”.")
    )
    starts_on = DayField(label=_("Eerste dag"))
    ends_on = DayField(label=_("Laatste dag"), required=False, help_text=_("Leeg: één dag."))
    places = forms.IntegerField(label=_("Plaatsen"), min_value=1, max_value=500, initial=12)
    enrol_until = DayField(
        label=_("Inschrijven tot en met"), required=False, help_text=_("Leeg: tot de laatste dag.")
    )
    place = forms.CharField(label=_("Waar"), max_length=160, required=False)
    leader = ColleagueField(label=_("Wie begeleidt"), required=False, empty_label=_("Niemand van ons"))

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = Member.objects.working().filter(organisation=by.organisation_id)
        offer(self, "leader", working.with_role(*RUNNERS))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first = data.get("starts_on")
        if first and "ends_on" in data:
            data["ends_on"] = data["ends_on"] or first
            if data["ends_on"] < first:
                self.add_error("ends_on", _("De laatste dag ligt vóór de eerste. Kies een latere dag."))
            elif data["ends_on"] - first > LONGEST:
                self.add_error("ends_on", _("Een reeks duurt hoogstens twee jaar. Kijk het jaar na."))
        return data


class NewEditionForm(EditionForm):
    offer = forms.ModelChoiceField(Offer.objects.none(), label=_("Aanbod"), empty_label=_("Kies …"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen"),
        choices=[(number, label) for number, label in enumerate(Weekday.labels)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets aangevinkt: de weekdag van de eerste dag."),
    )
    begin = ClockField(label=_("Van"), help_text=_("Bijvoorbeeld 9:00."))
    end = ClockField(label=_("Tot"), help_text=_("Bijvoorbeeld 12:00."))
    school_holidays = forms.BooleanField(label=_("Ook in de schoolvakanties"), required=False)
    for_hosts = forms.BooleanField(label=_("Voor werkgevers, niet voor cliënten"), required=False)
    field_order = (
        "offer",
        "name",
        "starts_on",
        "ends_on",
        "begin",
        "end",
        "weekdays",
        "school_holidays",
        "place",
        "leader",
        "places",
        "enrol_until",
        "for_hosts",
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        choose_from(self, "offer", Offer.objects.of(by).living().filter(status="offered").order_by("name"))
        self.order_fields(self.field_order)

    def edition(self) -> Edition:
        own = (*EDITION, "offer", "for_hosts")
        return Edition(**{name: self.cleaned_data[name] for name in own})

    def days(self) -> list[Day]:
        """The days asked; one that is skipped bears the name of the holiday."""
        data = self.cleaned_data
        first: date = data["starts_on"]
        last: date = data["ends_on"]
        if first == last:
            return [Day(first)]
        weekdays = data["weekdays"] or [first.weekday()]
        skips = not data["school_holidays"]
        return list(days_between(first, last, weekdays, without_school_holidays=skips))

    def meetings(self) -> list[Meeting]:
        begin, end = self.cleaned_data["begin"], self.cleaned_data["end"]
        return [Meeting(day.on, begin, end) for day in self.days() if not day.skipped]


class EditEditionForm(EditionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class MeetingForm(ActionForm):
    on = DayField(label=_("Dag"))
    begin = ClockField(label=_("Van"))
    end = ClockField(label=_("Tot"))
    topic = forms.CharField(label=_("Wat"), max_length=120, required=False)

    def meeting(self) -> Meeting:
        return Meeting(**{name: self.cleaned_data[name] for name in ("on", "begin", "end", "topic")})


class MoveForm(MeetingForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(ActionForm):
    """`reason` is asked only where somebody else is in turn."""

    reason = forms.CharField(
        label=_("Waarom gaat deze cliënt voor"),
        max_length=300,
        required=False,
        help_text=_("Blijft bij de deelname staan. Geen gezondheidsgegevens."),
    )

    def __init__(self, *args: Any, in_turn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_turn:
            del self.fields["reason"]


class LeaveForm(ActionForm):
    note = forms.CharField(
        label=_("Waarom"), max_length=300, help_text=_("In gewone woorden. Geen gezondheidsgegevens.")
    )
    result = forms.ChoiceField(label=_("Resultaat"), choices=Result.choices, initial=Result.STOPPED_CLIENT)

    def __init__(self, *args: Any, busy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not busy:
            del self.fields["result"]


class PromiseForm(ActionForm):
    on = DayField(label=_("Beloofd tegen"), required=False, help_text=_("Leeg: er is niets beloofd."))
    short_notice = forms.BooleanField(
        label=_("Kan op korte termijn beginnen, als er een plaats vrijkomt"), required=False
    )


class HostForm(ActionForm):
    host = forms.CharField(label=_("Werkgever of organisatie"), max_length=120)
    person = forms.CharField(label=_("Naam van de deelnemer"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)


class ResultsForm(ActionForm):
    """A result, a word and a certificate for each participant; empty: not yet."""

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            self._add_fields(one)

    def _add_fields(self, one: Any) -> None:
        pk, came = one.participation.pk, one.participation.state != "accepted"
        choices = [("", _("Nog niet")), *Result.choices]
        if not came:
            choices.append((NEVER_CAME, _("Nooit gekomen")))
        initial = Result.COMPLETED if (one.attendance.percent or 0) >= 50 else ""
        self.fields[f"result_{pk}"] = forms.ChoiceField(
            label=_("Resultaat"), choices=choices, required=False, initial=initial
        )
        self.fields[f"note_{pk}"] = forms.CharField(label=_("Toelichting"), max_length=300, required=False)
        self.fields[f"certificate_{pk}"] = forms.BooleanField(
            label=_("Attest"), required=False, initial=initial == Result.COMPLETED
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "person": one,
                "result": self[f"result_{one.participation.pk}"],
                "note": self[f"note_{one.participation.pk}"],
                "certificate": self[f"certificate_{one.participation.pk}"],
            }
            for one in self.people
        ]

    def outcomes(self) -> dict[int, Outcome]:
        data = self.cleaned_data
        return {
            one.participation.pk: Outcome(
                data[f"result_{one.participation.pk}"],
                data[f"note_{one.participation.pk}"],
                data[f"certificate_{one.participation.pk}"],
            )
            for one in self.people
            if data[f"result_{one.participation.pk}"]
        }


class EditionFilter(forms.Form):
    """Filters of the list; what is not understood counts as not asked."""

    aanbod = forms.ModelChoiceField(Offer.objects.none(), label=_("Aanbod"), required=False)

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = Edition.objects.of(by).values("offer")
        choose_from(self, "aanbod", Offer.objects.of(by).filter(pk__in=used).order_by("name"))
        self.fields["aanbod"].empty_label = _("Alle")  # type: ignore[attr-defined]
