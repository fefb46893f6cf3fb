"""A step on the ladder, and the goal: the choice of a rung with what tells one from the next beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.fields import DayField
from trede.clients.forms import KeptForm
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.ladder.causes import Shown
from trede.ladder.models import MoveReason, Rung
from trede.ladder.rungs import RUNGS

SHORT = forms.Textarea(attrs={"rows": 2})


class RungField(forms.TypedChoiceField):
    """One of the six, shown as the ladder it is: `c-ladder-choice` draws it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Kies een trede.")})
        super().__init__(choices=Rung.choices, coerce=int, widget=forms.RadioSelect, **kwargs)


class PositionForm(KeptForm):
    """A move, or the correction of one."""

    rung = RungField(label=_("Op welke trede staat de cliënt?"))
    starts_on = DayField(label=_("Sinds"), past=True, initial=today)
    reason = forms.ChoiceField(
        label=_("Waarom deze stap?"),
        choices=[("", _("Kies")), *MoveReason.choices],
        error_messages={"required": _("Kies waarom.")},
    )
    evidence = forms.CharField(
        label=_("Waaraan ziet u dat?"),
        max_length=300,
        widget=SHORT,
        help_text=_("Wat iemand doet in een gewone week. Geen medische gegevens."),
        error_messages={"required": _("Schrijf waaraan u dat ziet.")},
    )
    note = forms.CharField(label=_("Uitleg"), max_length=300, required=False, widget=SHORT)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the position."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class GoalForm(KeptForm):
    rung = RungField(label=_("Naar welke trede werkt u samen?"))
    highest_within_reach = forms.BooleanField(
        label=_("Dit is het hoogst haalbare, en dat is goed"),
        required=False,
        help_text=_("Dan hoeft er niets meer bij: het doel is daar blijven, met plezier."),
    )
    why = forms.CharField(label=_("Waarom dit doel?"), max_length=300, required=False, widget=SHORT)
    by_when = DayField(label=_("Tegen wanneer"), required=False)
    starts_on = DayField(label=_("Afgesproken op"), past=True, initial=today)


class RetractStepForm(ActionForm):
    because = forms.CharField(
        label=_("Waarom hoort deze stap hier niet?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: verkeerde cliënt, twee keer genoteerd."),
        error_messages={"required": _("Schrijf waarom.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndGoalForm(ActionForm):
    ends_on = DayField(label=_("Laatste dag van dit doel"), past=True, initial=today)
    because = forms.CharField(
        label=_("Waarom geldt dit doel niet meer?"),
        max_length=200,
        error_messages={"required": _("Schrijf waarom.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def rung_from(text: str | None) -> int | None:
    """A rung named in an address ("?trede=4"); None for anything else."""
    return (
        int(text)
        if text and len(text) == 1 and text.isascii() and text.isdigit() and int(text) in RUNGS
        else None
    )


def begun_with(rung: str | None, shown: Shown | None) -> dict[str, Any]:
    """What stands in the form of a new step when another page led to it."""
    if shown is None:
        return {"rung": rung_from(rung)}
    return {"rung": rung_from(rung) or shown.rung, "reason": shown.reason, "evidence": shown.evidence}
