"""Seven days, two rows: when somebody can work, and when there is childcare."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.actions.week import Week, running_blocks, seen, week_of, write_week
from trede.clients.fields import DayField, HoursField
from trede.clients.forms import refuse, replace_typed
from trede.clients.models import Availability, Client, Weekday
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today


class WeekForm(forms.Form):
    starts_on = DayField(label=gettext_lazy("Deze week geldt vanaf"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client
        self.present = running_blocks(client, today())
        self.initial.setdefault("starts_on", today())
        self.initial.setdefault("seen", seen(self.present))
        week = week_of(self.present)
        for name, kind, day in _cells():
            label = f"{Weekday(day).label.capitalize()}: {Availability.Kind(kind).label}"
            self.fields[name] = HoursField(label=label)
            self.fields[name].widget.attrs["autocomplete"] = "off"
            self.initial.setdefault(name, week.get((kind, day), []))

    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """(day, its fields) for the table."""
        for day in Weekday:
            yield (
                str(day.label).capitalize(),
                [self[f"{kind}_{day.value}"] for kind in Availability.Kind.values],
            )

    def week(self) -> Week:
        return {(kind, day): self.cleaned_data[name] for name, kind, day in _cells()}

    def run(self, *, by: Member) -> int | None:
        """How many facts changed, or None with the reason on the form; on a conflict the own text stays in view."""
        try:
            return write_week(
                self.client,
                by=by,
                week=self.week(),
                starts_on=self.cleaned_data["starts_on"],
                had_seen=self.cleaned_data["seen"],
            )
        except Conflict:
            self._show_both()
        except CaseError as error:
            refuse(self, error)
        return None

    def _show_both(self) -> None:
        replace_typed(self, "seen", seen(self.present))
        self.add_error(
            None,
            _("Een collega wijzigde deze week terwijl u schreef. Kijk wat er nu staat en bewaar opnieuw."),
        )
        stored = week_of(self.present)
        for name, kind, day in _cells():
            if (theirs := sorted(stored.get((kind, day), []))) != sorted(self.cleaned_data.get(name) or []):
                text = HoursField().prepare_value(theirs) or _("niets")
                self.add_error(name, _("Nu bewaard: %(theirs)s.") % {"theirs": text})

    def restore(self, values: dict[str, str], base_version: int | None) -> None:
        """Show a draft in the fields."""
        self.initial.update(
            {name: text for name, text in values.items() if name in self.fields and name != "seen"}
        )


def _cells() -> Iterator[tuple[str, str, int]]:
    for kind in Availability.Kind.values:
        for day in Weekday:
            yield f"{kind}_{day.value}", kind, day.value
