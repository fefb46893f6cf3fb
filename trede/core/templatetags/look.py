"""What components cannot work out in a template: form controls, names of rungs, the drawing of the ladder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from trede.core.widgets import QuickSelect

register = template.Library()

RUNG_NAMES: dict[int, str | Promise] = {
    1: _("contacten in huiselijke kring"),
    2: _("sociale contacten buitenshuis"),
    3: _("arbeidsmatige activiteiten"),
    4: _("onbetaald werk, met betaald werk als doel"),
    5: _("betaald werk met ondersteuning"),
    6: _("betaald werk"),
}

DASHES = BLANK_CHOICE_DASH[0][1]
STEP_WIDTH = 100
STEP_RISE = 24
FLOOR = 210
LOWEST_STEP = 40


@dataclass(frozen=True)
class Step:
    """One step of the drawn ladder; lengths in units of its viewBox."""

    number: int
    x: int
    y: int
    height: int
    current: bool
    goal: bool
    visited: bool
    month: str = ""

    @property
    def middle(self) -> int:
        return self.x + STEP_WIDTH // 2

    @property
    def base(self) -> int:
        return self.y + self.height - 14

    @property
    def name(self) -> str | Promise:
        return RUNG_NAMES[self.number]


def _numbers(path: Iterable[int | str] | str | None) -> set[int]:
    """Rungs of a list, or of a text such as "1,2,3"."""
    parts = path.split(",") if isinstance(path, str) else path or ()
    return {int(part) for part in parts if str(part).strip()}


def _number(value: int | str | None) -> int | None:
    return int(value) if value else None


@register.simple_tag
def ladder_steps(
    current: int | str | None = None,
    goal: int | str | None = None,
    path: Iterable[int | str] | str | None = None,
    months: Mapping[int, str] | None = None,
) -> list[Step]:
    """The six steps, lowest first, with where the client stands, goes and has been, and since when ("mrt 2025")."""
    here, there, been = _number(current), _number(goal), _numbers(path)
    steps = []
    for number in RUNG_NAMES:
        height = LOWEST_STEP + (number - 1) * STEP_RISE
        x, y = (number - 1) * STEP_WIDTH, FLOOR - height
        month = (months or {}).get(number, "")
        steps.append(Step(number, x, y, height, number == here, number == there, number in been, month))
    return steps


@register.simple_tag
def ladder_moves(path: Iterable[int | str] | str | None = None) -> list[str]:
    """The way from step to step as arcs of the drawing; up and down look the same, a move made twice is drawn once."""
    rungs = [
        int(part) for part in (path.split(",") if isinstance(path, str) else path or ()) if str(part).strip()
    ]
    moves = dict.fromkeys(tuple(sorted(pair)) for pair in pairwise(rungs) if pair[0] != pair[1])
    return [_arc(low, high) for low, high in moves]


def _arc(low: int, high: int) -> str:
    (x, y), (to_x, to_y) = _tread(low), _tread(high)
    return f"M{x} {y - 5}Q{(2 * x + to_x) // 3} {to_y - 22 - 14 * (high - low)} {to_x} {to_y - 5}"


def _tread(number: int) -> tuple[int, int]:
    height = LOWEST_STEP + (number - 1) * STEP_RISE
    return (number - 1) * STEP_WIDTH + STEP_WIDTH // 2, FLOOR - height


@register.filter
def rung_name(number: int | str | None) -> str | Promise:
    """The Dutch name of a rung; empty for no rung."""
    return RUNG_NAMES.get(_number(number) or 0, "")


def _control_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Select):
        return "form-select"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-control"


def _typing_help(field: BoundField) -> dict[str, str]:
    """Hints for the keyboard of a phone; the server reads dates as dd/mm/yyyy, so no date picker."""
    if isinstance(field.field, forms.DateField):
        return {"inputmode": "numeric", "autocomplete": "off", "maxlength": "10", "data-date": ""}
    if isinstance(field.field, forms.IntegerField | forms.DecimalField):
        return {"autocomplete": "off"}
    return {}


def _say_choose(field: BoundField) -> None:
    """A list from which nothing was chosen yet says so in words, not in dashes."""
    if isinstance(field.field, forms.ModelChoiceField):
        if field.field.empty_label == DASHES:
            field.field.empty_label = _("Kies")
    elif isinstance(field.field.widget, forms.Select):
        choices = list(field.field.widget.choices)
        if choices and choices[0] == ("", DASHES):
            field.field.widget.choices = [("", _("Kies")), *choices[1:]]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field, with our classes; what the form itself set stays, except a placeholder."""
    _say_choose(field)
    own = field.field.widget.attrs
    attrs: dict[str, str | bool] = {
        key: value for key, value in _typing_help(field).items() if key not in own
    }
    attrs["class"] = " ".join(filter(None, [own.get("class"), _control_class(field.field.widget)]))
    attrs["placeholder"] = False  # it vanishes while one types: label and help stay
    return field.as_widget(_quick(field.field.widget), attrs=attrs)


def _quick(widget: forms.Widget) -> forms.Widget:
    """Django draws every option with a template of its own: a tenth of a second for nationality and languages."""
    if type(widget) is not forms.Select:
        return widget
    drawn = QuickSelect(widget.attrs)
    drawn.choices, drawn.is_required = widget.choices, widget.is_required
    return drawn


@register.filter
def is_choice_list(field: BoundField) -> bool:
    """Radio buttons or several checkboxes: a group with a legend instead of one label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_tick(field: BoundField) -> bool:
    """One checkbox: its label comes after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def first_id(field: BoundField) -> str:
    """Where a link in the summary of errors must lead: the input, or the first of a group."""
    if is_choice_list(field):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
