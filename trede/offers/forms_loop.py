"""What is filled in around a participation, by a member or the partner; fields have the names of the actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.fields import DayField
from trede.clients.forms import KeptForm
from trede.clients.models import ConsentForm
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.offers.models import (
    ParticipationState,
    ProgressKind,
    ProgressReport,
    RefusedReason,
    Result,
)

GOING = ProgressReport._meta.get_field("going").choices or []
CHOOSE = ("", gettext_lazy("Kies …"))
AGREES = (
    ("yes", gettext_lazy("Ja, de cliënt wil dit")),
    ("no", gettext_lazy("Nee")),
    ("", gettext_lazy("Nog niet gevraagd")),
)


def lines(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def note(label: Any, *, missing: Any = "", most: int = 500) -> forms.CharField:
    """A few lines; required where `missing` says what to write when it is empty."""
    words = {"required": missing} if missing else None
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), widget=lines(), error_messages=words
    )


class DeedForm(ActionForm):
    """One deed. `phone`: dates as the date picker of a phone sends them, and ids of its own among other forms."""

    def __init__(self, *args: Any, phone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if phone and isinstance(field, DayField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    @property
    def values(self) -> dict[str, Any]:
        """What the action gets."""
        return dict(self.cleaned_data)


class AcceptForm(DeedForm):
    promised_on = DayField(label=gettext_lazy("Wanneer begint het ongeveer?"), required=False)
    note = note(gettext_lazy("Wat moet de begeleider weten?"))


class WaitingForm(DeedForm):
    promised_on = DayField(label=gettext_lazy("Wanneer verwacht u een plaats?"))
    note = note(gettext_lazy("Wat moet de begeleider weten?"))


class RefuseForm(DeedForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom niet?"),
        choices=[CHOOSE, *RefusedReason.choices],
        error_messages={"required": gettext_lazy("Kies een reden.")},
    )
    note = note(gettext_lazy("Toelichting"))


class StartForm(DeedForm):
    on = DayField(label=gettext_lazy("Begonnen op"), initial=today)
    planned_end = DayField(label=gettext_lazy("Duurt tot ongeveer"), required=False)
    note = note(gettext_lazy("Nota"))


class PauseForm(DeedForm):
    on = DayField(label=gettext_lazy("Onderbroken vanaf"), initial=today)
    until = DayField(label=gettext_lazy("Tot en met ongeveer"), required=False)
    note = note(gettext_lazy("Waarom? Zonder medische gegevens."), missing=gettext_lazy("Schrijf waarom."))


class ResumeForm(DeedForm):
    on = DayField(label=gettext_lazy("Hervat op"), initial=today)
    note = note(gettext_lazy("Nota"))


class EndForm(DeedForm):
    on = DayField(label=gettext_lazy("Laatste dag"), initial=today)
    result = forms.ChoiceField(
        label=gettext_lazy("Hoe eindigde het?"),
        choices=[CHOOSE, *Result.choices],
        error_messages={"required": gettext_lazy("Kies een resultaat.")},
    )
    note = note(gettext_lazy("Toelichting"), most=300)


class WithdrawForm(DeedForm):
    note = note(
        gettext_lazy("Waarom gaat het niet door?"), missing=gettext_lazy("Schrijf waarom het niet doorgaat.")
    )


class ProgressForm(DeedForm):
    on = DayField(label=gettext_lazy("Op"), initial=today)
    going = forms.ChoiceField(
        label=gettext_lazy("Hoe gaat het?"),
        choices=[CHOOSE, *GOING],
        error_messages={"required": gettext_lazy("Kies hoe het gaat.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Wat gebeurde er, wat volgt?"),
        max_length=1000,
        required=False,
        widget=lines(),
        help_text=gettext_lazy("Niet nodig als u schrijft wat de cliënt zegt; bij een evaluatie altijd."),
    )
    client_says = note(gettext_lazy("Wat zegt de cliënt zelf?"))


class ReportForm(ProgressForm):
    """By a member: also the evaluation that a date asked for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        choices=ProgressKind.choices,
        widget=forms.RadioSelect,
        initial="progress",
    )
    field_order = ["kind"]


class TextForm(DeedForm):
    text = note(gettext_lazy("Uw vraag"), missing=gettext_lazy("Schrijf uw vraag."))


class AnswerHeardForm(DeedForm):
    """The partner answered by telephone or at a meeting: a member takes it down."""

    state = forms.ChoiceField(
        label=gettext_lazy("Wat antwoordde de partner?"),
        choices=[
            (ParticipationState.ACCEPTED, gettext_lazy("Aanvaard: er is een plaats")),
            (ParticipationState.WAITING, gettext_lazy("Op de wachtlijst")),
            (ParticipationState.REFUSED, gettext_lazy("Geweigerd")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een antwoord.")},
    )
    promised_on = DayField(
        label=gettext_lazy("Begint of komt er een plaats op"),
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"data-needs": "state=accepted,waiting"}),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom niet?"),
        choices=[CHOOSE, *RefusedReason.choices],
        required=False,
        widget=forms.Select(attrs={"data-needs": "state=refused"}),
    )
    on = DayField(label=gettext_lazy("Gehoord op"), initial=today)
    note = note(gettext_lazy("Wie zei het, en wat nog?"))


class LinkForm(DeedForm):
    valid_until = DayField(label=gettext_lazy("Geldig tot en met"))


class TimeForm(ActionForm):
    """Hours of a month, in whole hours and minutes."""

    month = forms.ChoiceField(label=gettext_lazy("Maand"))
    hours = forms.IntegerField(label=gettext_lazy("Uren"), min_value=0, max_value=744)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minuten"), min_value=0, max_value=59, required=False, initial=0
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "month": date.fromisoformat(data["month"]),
            "minutes": data["hours"] * 60 + (data["minutes"] or 0),
            "expected": data["version"],
        }


class ProposeForm(KeptForm):
    offer = forms.TypedChoiceField(
        label=gettext_lazy("Aanbod"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies een aanbod."),
            "invalid_choice": gettext_lazy("Dit aanbod staat niet in de lijst. Kies een ander."),
        },
    )
    edition = forms.TypedChoiceField(
        label=gettext_lazy("Reeks"), required=False, coerce=int, empty_value=None
    )
    why = note(
        gettext_lazy("Waarom dit aanbod?"),
        missing=gettext_lazy("Schrijf waarom u dit voorstelt: de partner leest het ook."),
        most=300,
    )
    client_agrees = forms.ChoiceField(
        label=gettext_lazy("Wil de cliënt dit?"), choices=AGREES, widget=forms.RadioSelect, required=False
    )
    short_notice = forms.BooleanField(
        label=gettext_lazy("Kan op korte termijn beginnen, als er een plaats vrijkomt"), required=False
    )
    used_before_months = forms.IntegerField(
        label=gettext_lazy("Maanden die elders al gebruikt werden"),
        min_value=0,
        max_value=600,
        required=False,
    )
    used_before_hours = forms.IntegerField(
        label=gettext_lazy("Uren die elders al gebruikt werden"), min_value=0, max_value=20000, required=False
    )
    used_before_proof = forms.CharField(
        label=gettext_lazy("Waaruit blijkt dat?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: attest van VDAB van 12/03/2026."),
    )

    def __init__(
        self,
        *args: Any,
        offers: list[tuple[int, str]],
        editions: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [CHOOSE, *offers]  # type: ignore[attr-defined]
        self.fields["edition"].choices = [("", _("Geen reeks")), *editions]  # type: ignore[attr-defined]
        if not editions:
            del self.fields["edition"]

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "offer_id": data["offer"],
            "edition_id": data.get("edition"),
            "why": data["why"],
            "client_agrees": {"yes": True, "no": False}.get(data["client_agrees"]),
            "short_notice": data["short_notice"],
            "used_before_months": data["used_before_months"] or 0,
            "used_before_minutes": (data["used_before_hours"] or 0) * 60,
            "used_before_proof": data["used_before_proof"],
        }


class SendForm(KeptForm):
    """To whom, what is asked, what is shared, on which consent."""

    to_organisation = forms.TypedChoiceField(
        label=gettext_lazy("Partner met een account"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Die leest en antwoordt in Trede zelf. Anders gaat het met een link."),
    )
    to_name = forms.CharField(label=gettext_lazy("Naar wie"), max_length=120)
    to_email = forms.EmailField(
        label=gettext_lazy("E-mail van de partner"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Geen adres? Dan drukt u de brief met de link af."),
    )
    question = note(
        gettext_lazy("Wat vraagt u de partner?"),
        missing=gettext_lazy("Schrijf wat u van de partner verwacht."),
    )
    fields_shared = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag de partner weten?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Vink enkel aan wat de partner nodig heeft. Meer dan deze lijst kan niet."),
    )
    consent = forms.ChoiceField(
        label=gettext_lazy("Toestemming van de cliënt"), widget=forms.RadioSelect, required=False
    )
    consent_form = forms.ChoiceField(
        label=gettext_lazy("Hoe gaf de cliënt die?"),
        choices=[CHOOSE, *ConsentForm.choices],
        required=False,
        widget=forms.Select(attrs={"data-needs": "consent=new"}),
    )
    valid_until = DayField(label=gettext_lazy("Link geldig tot en met"))
    digest = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    # What is long stands last: beside it nothing fits.
    field_order = [
        "to_organisation",
        "to_name",
        "to_email",
        "question",
        "valid_until",
        "consent",
        "consent_form",
        "fields_shared",
    ]

    def __init__(
        self,
        *args: Any,
        partners: list[tuple[int, str]],
        shareable: list[tuple[str, str]],
        consents: list[tuple[str, str]] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation"].choices = [("", _("Geen: met een link")), *partners]  # type: ignore[attr-defined]
        if not partners:
            del self.fields["to_organisation"]
        self.fields["fields_shared"].choices = shareable  # type: ignore[attr-defined]
        if consents is None:
            del self.fields["consent"], self.fields["consent_form"]
        else:
            new = ("new", _("De cliënt gaf vandaag toestemming voor deze partner"))
            self.fields["consent"].choices = [*consents, new]  # type: ignore[attr-defined]
            # Not required by themselves, but no referral leaves without them: no "not required" beside them.
            self.fields["consent"].needed = self.fields["consent_form"].needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("consent") == "new" and not data.get("consent_form"):
            self.add_error("consent_form", _("Kies hoe de cliënt toestemming gaf."))
        return data
