"""The filters of the list of clients, and what an export asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.languages import language_choices
from trede.clients.models import BarrierCode, Category
from trede.clients.tabs import SCOPES, scopes_of
from trede.core.models import Member
from trede.core.widgets import QuickSelect
from trede.desk.listing import ORDERS, Filters

YES_NO = [("", gettext_lazy("alle")), ("ja", gettext_lazy("ja")), ("nee", gettext_lazy("nee"))]
WORK = [
    ("", gettext_lazy("alle")),
    ("0", gettext_lazy("verlopen")),
    ("30", gettext_lazy("loopt af binnen 30 dagen")),
    ("60", gettext_lazy("loopt af binnen 60 dagen")),
    ("90", gettext_lazy("loopt af binnen 90 dagen")),
]


RUNGS = [
    ("", gettext_lazy("alle")),
    *((str(n), str(n)) for n in range(1, 7)),
    ("geen", gettext_lazy("nog geen")),
]


class ListField(forms.ChoiceField):
    widget = QuickSelect


class FilterForm(forms.Form):
    """Ids and codes only: it stands in the address. A value that does not exist is left out, and said."""

    wie = ListField(label=gettext_lazy("Welke dossiers"), required=False)
    staat = ListField(
        label=gettext_lazy("Dossier"),
        required=False,
        choices=[("", gettext_lazy("open")), ("gesloten", gettext_lazy("gesloten"))],
    )
    leefloon = ListField(label=gettext_lazy("Leefloon"), required=False, choices=YES_NO)
    categorie = ListField(
        label=gettext_lazy("Categorie"),
        required=False,
        choices=[("", gettext_lazy("alle")), *Category.choices],
    )
    werkrecht = ListField(label=gettext_lazy("Document om te werken"), required=False, choices=WORK)
    trede = ListField(label=gettext_lazy("Trede"), required=False, choices=RUNGS)
    drempel = ListField(
        label=gettext_lazy("Drempel"),
        required=False,
        choices=[("", gettext_lazy("alle")), *BarrierCode.choices],
    )
    taal = ListField(label=gettext_lazy("Spreektaal"), required=False)
    tolk = ListField(
        label=gettext_lazy("Tolk"),
        required=False,
        choices=[("", gettext_lazy("alle")), ("ja", gettext_lazy("nodig"))],
    )
    volgt = ListField(label=gettext_lazy("Gevolgd door"), required=False)
    orde = ListField(required=False, choices=[(order, order) for order in ORDERS], widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Member, colleagues: dict[int, str]) -> None:
        super().__init__(data)
        self.fields["wie"].choices = [(scope, SCOPES[scope]) for scope in scopes_of(member)]  # type: ignore[attr-defined]
        self.fields["taal"].choices = [("", _("alle")), *language_choices()]  # type: ignore[attr-defined]
        people = [(str(pk), name) for pk, name in colleagues.items()]
        self.fields["volgt"].choices = [("", _("iedereen")), *people]  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """What was chosen and exists."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def unknown(self) -> bool:
        """Was something asked that does not exist?"""
        return bool(self.errors)

    @property
    def rare(self) -> list[str]:
        """The filters that are open only when they are used."""
        return ["staat", "taal", "tolk", "drempel", "volgt"]

    @property
    def rare_used(self) -> bool:
        return any(self.filters.get(name) for name in self.rare)


class ExportForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("Waarvoor hebt u deze lijst nodig?"),
        min_length=5,
        max_length=200,
        help_text=gettext_lazy("Dit komt met uw naam in het logboek."),
        error_messages={
            "required": gettext_lazy(
                "Schrijf waarvoor u de lijst nodig hebt, bijvoorbeeld Teamoverleg december."
            ),
            "min_length": gettext_lazy(
                "Schrijf iets meer, zodat later duidelijk is waarvoor de lijst diende."
            ),
        },
    )


class SaveFilterForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam van de filter"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Geef de filter een naam, bijvoorbeeld Werkrecht loopt af."),
            "max_length": gettext_lazy("Houd de naam korter dan 60 tekens."),
        },
    )
    shared = forms.BooleanField(label=gettext_lazy("Ook voor mijn team"), required=False)
