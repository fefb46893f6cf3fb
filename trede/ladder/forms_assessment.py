"""What is filled in around an assessment: the start, one task as it was observed, the conclusion, its own kinds."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.fields import DayField
from trede.clients.forms import KeptForm, replace_typed
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.ladder.actions.observations import Noted
from trede.ladder.competences import choices
from trede.ladder.models import AssessmentTask, Indicator, Observation, Rung, Seen, TaskRun
from trede.ladder.reading_assessments import seen_word

VERSION = 10**9
# No row ever has this version: what was typed would overwrite a colleague.
LOST = -1


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StartForm(KeptForm):
    question = forms.CharField(
        label=gettext_lazy("Wat willen we weten?"),
        max_length=300,
        widget=_area(2),
        help_text=gettext_lazy("Bijvoorbeeld: kan zij drie uur staand werken, en wat helpt bij de uitleg?"),
        error_messages={"required": gettext_lazy("Schrijf wat u wilt weten: daarop antwoordt het advies.")},
    )
    starts_on = DayField(label=gettext_lazy("Vanaf"), initial=today)
    tasks = forms.MultipleChoiceField(
        label=gettext_lazy("Welke opdrachten"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies wat bij de vraag past. Later kunt u er nog bij doen."),
        error_messages={"required": gettext_lazy("Kies minstens één opdracht.")},
    )

    def __init__(self, *args: Any, tasks: Collection[AssessmentTask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(task.pk): task for task in tasks}
        named = [(key, _named(task)) for key, task in self.by_key.items()]
        self.fields["tasks"].choices = named  # type: ignore[attr-defined]
        self.fields["tasks"].initial = list(self.by_key)

    @property
    def chosen(self) -> list[AssessmentTask]:
        return [self.by_key[key] for key in self.cleaned_data["tasks"]]


def _named(task: AssessmentTask) -> str:
    if not task.minutes:
        return task.name
    return _("%(name)s (ongeveer %(minutes)s minuten)") % {"name": task.name, "minutes": task.minutes}


class ObserveForm(KeptForm):
    """One task: when and how, and one row of five buttons for each behaviour."""

    done_on = DayField(label=gettext_lazy("Gedaan op"), past=True, initial=today)
    how = forms.CharField(
        label=gettext_lazy("Hoe ging het? Omstandigheden, hulp, materiaal"),
        max_length=300,
        required=False,
        widget=_area(2),
        help_text=gettext_lazy("Uw collega's lezen dit ook. Schrijf hier niet hoe goed het ging."),
    )
    had_done_on = forms.CharField(required=False, widget=forms.HiddenInput)
    had_how = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(
        self,
        *args: Any,
        indicators: Iterable[Indicator],
        own: Mapping[int, Observation],
        run: TaskRun | None,
        **kwargs: Any,
    ) -> None:
        self.run, self.own, self.indicators = run, own, list(indicators)
        super().__init__(*args, **kwargs)
        self.initial["had_done_on"] = _day(run.done_on if run else None)
        self.initial["had_how"] = run.how if run else ""
        if run and run.done_on:
            self.initial["done_on"] = run.done_on
        self.initial["how"] = self.initial["had_how"]
        for one in self.indicators:
            self._add(one, own.get(one.pk))

    def _add(self, indicator: Indicator, row: Observation | None) -> None:
        key = indicator.pk
        self.fields[f"seen_{key}"] = forms.TypedChoiceField(
            label=indicator.text,
            choices=Seen.choices,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            initial=row.seen if row else None,
        )
        self.fields[f"note_{key}"] = forms.CharField(
            label=_("Nota"), max_length=300, required=False, initial=row.note if row else ""
        )
        self.fields[f"v_{key}"] = forms.IntegerField(
            required=False,
            min_value=0,
            max_value=VERSION,
            widget=forms.HiddenInput,
            initial=row.version if row else 0,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.indicators:
            if cleaned.get(f"note_{one.pk}") and cleaned.get(f"seen_{one.pk}") is None:
                self.add_error(f"seen_{one.pk}", _("Duid aan wat u zag bij deze nota."))
        return cleaned

    @property
    def noted(self) -> list[Noted]:
        """What was chosen; a behaviour that was left open is not written."""
        data = self.cleaned_data
        return [
            Noted(one, data[f"seen_{one.pk}"], data[f"note_{one.pk}"], data[f"v_{one.pk}"] or 0)
            for one in self.indicators
            if data[f"seen_{one.pk}"] is not None
        ]

    @property
    def run_values(self) -> dict[str, Any]:
        """What this observer changed of the run; what a colleague wrote meanwhile stays where this one did not."""
        data, run = self.cleaned_data, self.run
        stored = {"done_on": run.done_on if run else None, "how": run.how if run else ""}
        values: dict[str, Any] = {}
        lost = False
        for name in stored:
            typed, shown = data[name], data[f"had_{name}"]
            same, unchanged = _text(typed) == shown, _text(stored[name]) == shown
            # A day that a colleague took away does not undo what was observed; a text that they took away stays so.
            keeps = same and run is not None and (stored[name] or name == "how")
            values[name] = stored[name] if keeps else typed
            lost = lost or not (same or unchanged or typed == stored[name])
        expected = LOST if lost else (run.version if run else None)
        return values | {"run_expected": expected}

    def show_stored(self, own: Mapping[int, Observation], run: TaskRun | None, lost: Iterable[int]) -> None:
        """After a conflict: what stands now beside what was typed; saving again is then a choice."""
        for key in lost:
            row = own[key]
            said = seen_word(row.seen) + (f": {row.note}" if row.note else "")
            self.add_error(f"seen_{key}", _("Intussen bewaard: %(said)s.") % {"said": said})
            replace_typed(self, f"v_{key}", str(row.version))
        if run and not list(lost):
            stored = {"day": _day(run.done_on), "how": run.how or _("(leeg)")}
            self.add_error("how", _("Een collega bewaarde intussen: %(day)s, %(how)s.") % stored)
            replace_typed(self, "had_how", run.how)
            replace_typed(self, "had_done_on", _day(run.done_on))


def _text(value: date | str | None) -> str:
    return value if isinstance(value, str) else _day(value)


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


class SkipForm(ActionForm):
    because = forms.CharField(
        label=gettext_lazy("Waarom niet gedaan?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Schrijf waarom de opdracht niet gedaan is.")},
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=VERSION, widget=forms.HiddenInput)


class StopForm(ActionForm):
    because = forms.CharField(
        label=gettext_lazy("Waarom stopt het?"),
        max_length=200,
        help_text=gettext_lazy("Wat al geobserveerd is, blijft in het dossier."),
        error_messages={"required": gettext_lazy("Schrijf waarom het assessment stopt.")},
    )


class ConcludeForm(KeptForm):
    advice = forms.CharField(
        label=gettext_lazy("Advies"),
        max_length=2000,
        widget=_area(5),
        help_text=gettext_lazy("Antwoord op de vraag: welke volgende stap, en wat helpt daarbij?"),
        error_messages={"required": gettext_lazy("Schrijf een advies: wat raadt u aan, en waarom?")},
    )
    unknown = forms.CharField(
        label=gettext_lazy("Wat weten we nog niet?"), max_length=1000, required=False, widget=_area(3)
    )
    client_says = forms.CharField(
        label=gettext_lazy("Wat zegt de cliënt ervan?"),
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=gettext_lazy("In de eigen woorden van de cliënt."),
    )
    suggested_rung = forms.TypedChoiceField(
        label=gettext_lazy("Past bij trede"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("Geen trede voorstellen")),
            *((str(key), f"{key}. {name}") for key, name in Rung.choices),
        ],
        help_text=gettext_lazy("Een voorstel. De plaats op de ladder noteert u apart."),
    )
    version = forms.IntegerField(min_value=0, max_value=VERSION, widget=forms.HiddenInput)

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        super().restore(values, base_version)
        if base_version is not None:
            self.initial["version"] = base_version

    @property
    def values(self) -> dict[str, Any]:
        """What `conclude` takes."""
        values = dict(self.cleaned_data)
        values["expected"] = values.pop("version")
        return values


class VersionForm(ActionForm):
    version = forms.IntegerField(min_value=0, max_value=VERSION, widget=forms.HiddenInput)


class KindForm(VersionForm):
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=80,
        error_messages={"required": gettext_lazy("Geef het assessment een naam.")},
    )
    about = forms.CharField(
        label=gettext_lazy("Wat wordt getest, en hoe?"),
        max_length=1000,
        widget=_area(4),
        error_messages={"required": gettext_lazy("Schrijf wat getest wordt, en hoe.")},
    )
    field_order = ["name", "about"]


class NameForm(ActionForm):
    name = forms.CharField(
        label=gettext_lazy("Naam van de kopie"),
        max_length=80,
        error_messages={"required": gettext_lazy("Geef de kopie een naam.")},
    )


class TaskForm(VersionForm):
    name = forms.CharField(
        label=gettext_lazy("Opdracht"),
        max_length=80,
        error_messages={"required": gettext_lazy("Geef de opdracht een naam.")},
    )
    about = forms.CharField(
        label=gettext_lazy("Wat doet de cliënt?"), max_length=400, required=False, widget=_area(3)
    )
    material = forms.CharField(
        label=gettext_lazy("Materiaal"), max_length=300, required=False, widget=_area(2)
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Duurt ongeveer (minuten)"), min_value=5, max_value=600, required=False
    )
    adapted = forms.CharField(
        label=gettext_lazy("Hoe past u de opdracht aan?"), max_length=400, required=False, widget=_area(2)
    )
    field_order = ["name", "about", "material", "minutes", "adapted"]


class IndicatorForm(VersionForm):
    text = forms.CharField(
        label=gettext_lazy("Gedrag dat u ziet"),
        max_length=200,
        widget=_area(2),
        help_text=gettext_lazy(
            "Een zin over wat zichtbaar is. Niet: is gemotiveerd. Wel: begint uit zichzelf."
        ),
        error_messages={"required": gettext_lazy("Schrijf welk gedrag u wilt zien.")},
    )
    competence = forms.ChoiceField(
        label=gettext_lazy("Competentie (ICF)"),
        error_messages={"required": gettext_lazy("Kies een competentie.")},
    )
    field_order = ["text", "competence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = [("", _("Kies")), *choices()]  # type: ignore[attr-defined]


def initial_of(row: models.Model, form: type[forms.Form], version: int) -> dict[str, Any]:
    """The fields of a row as its form shows them."""
    own = {name: getattr(row, name) for name in form.base_fields if name != "version"}
    return own | {"version": version}
