"""Forms of the session: the decision, what to do about a no-show, an evaluation by a partner."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.fields import DayField
from trede.core.forms import ActionForm, choose_from
from trede.core.models import Member, Organisation
from trede.core.widgets import QuickSelect
from trede.orientation.actions.deciding import Choice
from trede.orientation.guides import Guide
from trede.orientation.models import DecisionOutcome, NoShowChoice, OrientationDecision, PartnerEvaluation


class DecideForm(ActionForm):
    """The machine proposes nothing about the person: no outcome is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Beslissing"),
        choices=DecisionOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een beslissing.")},
    )
    guide = forms.ModelChoiceField(
        Member.objects.none(),
        label=gettext_lazy("Wie begeleidt"),
        widget=QuickSelect,
        error_messages={"required": gettext_lazy("Kies wie begeleidt.")},
        empty_label=gettext_lazy("Kies …"),
        help_text=gettext_lazy("Een dossier telt 1, een nieuw (3 maanden) of met tolk telt een half meer."),
    )
    partner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Welke partner"),
        error_messages={"required": gettext_lazy("Kies welke partner begeleidt.")},
        widget=QuickSelect,
        empty_label=gettext_lazy("Kies …"),
    )
    first = forms.CharField(
        label=gettext_lazy("Wat moet eerst gebeuren"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf wat eerst moet gebeuren.")},
    )
    again_on = DayField(label=gettext_lazy("Opnieuw bekijken op"), help_text=gettext_lazy("Als 31/01/2026."))
    motivation = forms.CharField(
        label=gettext_lazy("Waarom"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In gewone woorden: de cliënt mag dit lezen."),
        error_messages={"required": gettext_lazy("Schrijf waarom.")},
    )
    because = forms.CharField(
        label=gettext_lazy("Waarom verbetert u de beslissing"),
        max_length=200,
        error_messages={"required": gettext_lazy("Schrijf waarom u de beslissing verbetert.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False
    NEEDS = {"guide": "ocmw", "partner": "partner", "first": "not_yet", "again_on": "not_yet,vdab"}

    def __init__(
        self,
        *args: Any,
        guides: list[Guide],
        partners: QuerySet[Organisation],
        decision: OrientationDecision | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "guide", Member.objects.filter(pk__in=[one.member.pk for one in guides]))
        labels = [(str(one.member.pk), one.label) for one in guides]
        self.fields["guide"].widget.choices = [("", _("Kies …")), *labels]
        choose_from(self, "partner", partners)
        for name, outcomes in self.NEEDS.items():
            self.fields[name].widget.attrs["data-needs"] = f"outcome={outcomes}"
            # Shown without "not obligatory": whoever sees the field must fill it in.
            self.fields[name].required = not self.is_bound or self.data.get("outcome") in outcomes.split(",")
        if decision is None:
            del self.fields["because"], self.fields["version"]
        else:
            self._show(decision)

    def _show(self, decision: OrientationDecision) -> None:
        for name in ("outcome", "motivation", "first", "again_on", "version"):
            self.initial.setdefault(name, getattr(decision, name))
        self.initial.setdefault("guide", decision.guide_id)
        self.initial.setdefault("partner", decision.partner_id)

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        """Show a draft in the fields."""
        self.initial.update({name: text for name, text in values.items() if name in self.fields})

    def choice(self) -> Choice:
        names = ("outcome", "motivation", "partner", "guide", "first", "again_on")
        return Choice(**{name: self.cleaned_data[name] for name in names})


class IntakeForm(ActionForm):
    """One of the free moments of the guide."""

    moment = forms.ChoiceField(
        label=gettext_lazy("Vrij bij de begeleider"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies een moment."),
            "invalid_choice": gettext_lazy("Dat moment is niet meer vrij. Kies een ander."),
        },
    )
    place = forms.CharField(label=gettext_lazy("Plaats"), max_length=160, required=False)

    def __init__(self, *args: Any, moments: list[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.isoformat(), moment_words(one)) for one in moments]
        self.fields["moment"].choices = choices  # type: ignore[attr-defined]

    def moment_chosen(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["moment"])


def moment_words(moment: datetime) -> str:
    """maandag 03/02/2026 om 9:30"""
    local = timezone.localtime(moment)
    return _("%(day)s om %(time)s") % {
        "day": date_format(local, "l d/m/Y"),
        "time": date_format(local, "G:i"),
    }


REACHABLE = [
    ("yes", gettext_lazy("Ja, er kwam zeker iets aan")),
    ("no", gettext_lazy("Nee, of niet in een taal die deze persoon leest")),
    ("unknown", gettext_lazy("Dat weten we niet")),
]


class NoShowForm(ActionForm):
    reachable = forms.ChoiceField(
        label=gettext_lazy("Was deze persoon echt bereikbaar?"),
        choices=REACHABLE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kijk na wat aankwam en kies een antwoord.")},
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("Wat doet de dienst nu"),
        choices=NoShowChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat nu gebeurt.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Nota"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Wat u hoorde of probeerde, zonder oordeel."),
    )

    @property
    def was_reachable(self) -> bool | None:
        return {"yes": True, "no": False, "unknown": None}[self.cleaned_data["reachable"]]


class EvaluationForm(ActionForm):
    going = forms.ChoiceField(
        label=gettext_lazy("Hoe gaat het"),
        choices=PartnerEvaluation._meta.get_field("going").choices or (),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het gaat.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Wat gebeurde er, wat volgt"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Schrijf in enkele zinnen wat gebeurde en wat volgt.")},
    )
    done_on = DayField(label=gettext_lazy("Gedaan op"), past=True, help_text=gettext_lazy("Als 31/01/2026."))
    version = forms.IntegerField(widget=forms.HiddenInput)
