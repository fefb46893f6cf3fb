"""Forms of the waiting list, the sessions and the interpreters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trede.clients import languages
from trede.clients.fields import DayField, EuroField, LanguageField
from trede.core.forms import ActionForm, choose_from
from trede.core.models import CapacityKind, Member, Organisation
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.models import InterpreterRequest, LeftBecause, OrientationSession, SessionSeries
from trede.referral.models import Priority

HOW = InterpreterRequest._meta.get_field("how").choices or ()
# These two come from a decision or a referral, never from this form.
BY_HAND = [pair for pair in LeftBecause.choices if pair[0] not in (LeftBecause.DECIDED,)]


class PriorityForm(ActionForm):
    priority = forms.ChoiceField(
        label=_("Voorrang"), choices=Priority.choices, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Waarom"),
        max_length=200,
        help_text=_("Staat op de wachtlijst, zodat de volgorde uit te leggen is. Geen gezondheidsgegevens."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PromiseForm(ActionForm):
    promised_by = DayField(
        label=_("Beloofd tegen"), required=False, help_text=_("Leeg: er is niets beloofd.")
    )
    short_notice = forms.BooleanField(
        label=_("Kan op korte termijn komen, als er een plaats vrijkomt"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AddForm(ActionForm):
    priority = forms.ChoiceField(label=_("Voorrang"), choices=Priority.choices, required=False)
    priority_note = forms.CharField(
        label=_("Waarom voorrang"),
        max_length=200,
        required=False,
        help_text=_("Enkel in te vullen bij voorrang."),
    )
    short_notice = forms.BooleanField(label=_("Kan op korte termijn komen"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("priority") and not data.get("priority_note"):
            self.add_error("priority_note", ValidationError(_("Schrijf waarom.")))
        return data


class LeaveForm(ActionForm):
    because = forms.ChoiceField(label=_("Waarom van de lijst"), choices=BY_HAND, widget=forms.RadioSelect)


class InviteForm(ActionForm):
    slot = forms.TypedChoiceField(label=_("Welk tijdslot"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, slots: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [("", _("Kies …")), *slots]  # type: ignore[attr-defined]


class WaitingFilter(forms.Form):
    """Filters of the list; what is not understood counts as not asked."""

    taal = forms.ChoiceField(
        label=_("Taal"),
        required=False,
        choices=lambda: [("", _("Alle talen")), *languages.language_choices()],
    )
    tolk = forms.BooleanField(label=_("Met tolk"), required=False)
    kort = forms.BooleanField(label=_("Kan op korte termijn"), required=False)
    belofte = forms.BooleanField(label=_("Langer dan beloofd"), required=False)
    wie = forms.ChoiceField(
        label=_("Wie"),
        required=False,
        choices=[("", _("Iedereen")), ("zonder", _("Zonder uitnodiging")), ("met", _("Met uitnodiging"))],
    )

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class _CounsellorsForm(ActionForm):
    """Who sits: of this organisation, and somebody who sits in for the partner."""

    counsellor = forms.ModelChoiceField(Member.objects.none(), label=_("Begeleider van het OCMW"))
    partner = forms.ModelChoiceField(Organisation.objects.none(), label=_("Partner"), required=False)
    partner_counsellor = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Begeleider van de partner"),
        required=False,
        help_text=_("Een medewerker die hier de rol ‘Partner’ heeft."),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = Member.objects.working().filter(organisation=by.organisation_id).select_related("user")
        own = working.with_role(Role.TRAJECTBEGELEIDER, Role.TEAMLEIDER, Role.DIENSTHOOFD)
        choose_from(self, "counsellor", own)
        choose_from(self, "partner_counsellor", working.with_role(Role.PARTNER))
        partners = Organisation.objects.with_capacity(CapacityKind.PARTNER)
        choose_from(self, "partner", partners.exclude(pk=by.organisation_id))


class SeriesForm(_CounsellorsForm):
    name = forms.CharField(label=_("Naam van de reeks"), max_length=80)
    starts_on = DayField(
        label=_("Eerste zitting"), help_text=_("De weekdag van deze datum blijft die van de hele reeks.")
    )
    every_weeks = forms.IntegerField(label=_("Om de hoeveel weken"), min_value=1, max_value=12, initial=2)
    begin = forms.TimeField(label=_("Beginuur"), widget=forms.TextInput, help_text=_("Bijvoorbeeld 13:00."))
    slots = forms.IntegerField(label=_("Aantal tijdsloten"), min_value=1, max_value=60, initial=12)
    slot_minutes = forms.IntegerField(label=_("Minuten per persoon"), min_value=5, max_value=120, initial=10)
    interpreter_minutes = forms.IntegerField(
        label=_("Minuten met een tolk"), min_value=5, max_value=240, initial=20
    )
    place = forms.CharField(label=_("Plaats"), max_length=160)
    way = forms.CharField(
        label=_("Hoe er te komen"),
        max_length=300,
        required=False,
        help_text=_("In eenvoudige woorden: staat op elke uitnodiging. Bijvoorbeeld: bus 5, halte Stadhuis."),
    )
    field_order = (
        "name",
        "starts_on",
        "every_weeks",
        "begin",
        "slots",
        "slot_minutes",
        "interpreter_minutes",
        "place",
        "way",
        "counsellor",
        "partner",
        "partner_counsellor",
    )

    def series(self) -> SessionSeries:
        return SessionSeries(**self.cleaned_data)


class SeriesChangeForm(SeriesForm):
    """An existing series: its rhythm stays; what is changed holds for sessions made later."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = every_weeks = None  # type: ignore[assignment]


class MakeForm(ActionForm):
    until = DayField(label=_("Zittingen maken tot en met"))


class SessionForm(_CounsellorsForm):
    on = DayField(label=_("Datum"))
    begin = forms.TimeField(label=_("Beginuur"), widget=forms.TextInput, help_text=_("Bijvoorbeeld 13:00."))
    slots = forms.IntegerField(label=_("Aantal tijdsloten"), min_value=1, max_value=60, initial=12)
    slot_minutes = forms.IntegerField(label=_("Minuten per persoon"), min_value=5, max_value=120, initial=10)
    place = forms.CharField(label=_("Plaats"), max_length=160)
    way = forms.CharField(label=_("Hoe er te komen"), max_length=300, required=False)
    field_order = (
        "on",
        "begin",
        "slots",
        "slot_minutes",
        "place",
        "way",
        "counsellor",
        "partner",
        "partner_counsellor",
    )

    def session(self) -> OrientationSession:
        own = ("on", "place", "way", "counsellor", "partner", "partner_counsellor")
        return OrientationSession(**{name: self.cleaned_data[name] for name in own})


class SessionChangeForm(_CounsellorsForm):
    place = forms.CharField(label=_("Plaats"), max_length=160)
    way = forms.CharField(label=_("Hoe er te komen"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("counsellor", "partner", "partner_counsellor", "place", "way")


class PrintedForm(ActionForm):
    """The letters that were shown, so that one that came since is not marked unseen."""

    invitations = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)

    def clean_invitations(self) -> list[int]:
        parts = self.cleaned_data["invitations"].split(",")
        return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 18]


class StepForm(ActionForm):
    to = forms.ChoiceField(
        label=_("Wat gebeurde er"),
        choices=[
            ("asked", _("Gevraagd")),
            ("booked", _("Geboekt")),
            ("confirmed", _("Bevestigd door de tolk")),
            ("cancelled", _("Afgezegd")),
            ("paid", _("Betaald")),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("Wanneer"), past=True, required=False, help_text=_("Leeg: vandaag."))
    provider = forms.CharField(label=_("Tolkdienst of tolk"), max_length=120, required=False)
    cost_cents = EuroField(label=_("Kostprijs"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class WantForm(ActionForm):
    language = LanguageField(label=_("Taal"))
    how = forms.ChoiceField(label=_("Hoe"), choices=HOW, initial="place")


class MonthForm(forms.Form):
    """The month of the costs, as 2026-03."""

    maand = forms.RegexField(r"^20\d\d-(0[1-9]|1[0-2])$", required=False)

    @property
    def first(self) -> Any:
        """The first day of the month asked, or of this one."""
        text = self.cleaned_data.get("maand") if self.is_valid() else ""
        year, month = (int(part) for part in text.split("-")) if text else (today().year, today().month)
        return today().replace(year=year, month=month, day=1)
