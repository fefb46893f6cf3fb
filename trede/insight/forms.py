"""Which period, and what an export is for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.core.widgets import QuickSelect
from trede.insight.months import Period, calendar_year, last_months

DEFAULT = "m12"
LENGTHS = (3, 6, 12, 24, 36)
YEARS_BACK = 3


class PeriodForm(forms.Form):
    """Stands in the address; what does not exist is read as the last twelve months."""

    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False, widget=QuickSelect)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data if data and data.get("periode") else {"periode": DEFAULT})
        self.today = today
        lengths = [(f"m{many}", _("laatste %(many)s maanden") % {"many": many}) for many in LENGTHS]
        years = [(f"j{year}", str(year)) for year in range(today.year, today.year - YEARS_BACK - 1, -1)]
        self.fields["periode"].choices = [*lengths, *years]  # type: ignore[attr-defined]

    @property
    def code(self) -> str:
        return str(self.cleaned_data["periode"]) if self.is_valid() else DEFAULT

    @property
    def period(self) -> Period:
        kind, number = self.code[0], int(self.code[1:])
        return last_months(number, self.today) if kind == "m" else calendar_year(number, self.today)


class ExportForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("Waarvoor hebt u deze cijfers nodig?"),
        min_length=5,
        max_length=200,
        help_text=gettext_lazy("Dit komt met uw naam in het logboek."),
        error_messages={
            "required": gettext_lazy("Schrijf waarvoor u de cijfers nodig hebt, bijvoorbeeld Jaarverslag."),
            "min_length": gettext_lazy(
                "Schrijf iets meer, zodat later duidelijk is waarvoor de cijfers dienden."
            ),
        },
    )
