"""What somebody says of a verdict."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trede.core.forms import ActionForm, ManyField
from trede.fit.catalogue import Entry
from trede.ladder.models import Rung
from trede.offers.models import Edition, Offer, OfferKind

MET = (("yes", _("Voldoet wel")), ("no", _("Voldoet niet")))


class AnswerForm(ActionForm):
    """Yes or no to one question, for every offer that asks it."""

    offers = ManyField(queryset=Offer.objects.none())
    condition = forms.CharField(max_length=340)
    met = forms.ChoiceField(choices=MET)

    def __init__(self, *args: Any, catalogue: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offers"].queryset = catalogue  # type: ignore[attr-defined]

    @property
    def is_met(self) -> bool:
        return bool(self.cleaned_data["met"] == "yes")


class DisagreeForm(ActionForm):
    """One condition of one offer, seen otherwise, with the reason."""

    condition = forms.ChoiceField(
        label=_("Over welke voorwaarde gaat het?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een voorwaarde.")},
    )
    met = forms.ChoiceField(
        label=_("Wat is het dan wel?"),
        choices=MET,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het volgens u moet zijn.")},
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Geen medische gegevens. Uw collega's en de cliënt kunnen dit lezen."),
        error_messages={"required": _("Schrijf waarom u het anders ziet.")},
    )

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = conditions  # type: ignore[attr-defined]

    @property
    def is_met(self) -> bool:
        return bool(self.cleaned_data["met"] == "yes")


class NarrowForm(forms.Form):
    """Which part of the catalogue is shown."""

    trede = forms.ChoiceField(label=_("Trede"), required=False)
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    zoek = forms.CharField(label=_("Zoek in de namen"), required=False, max_length=60)

    def __init__(self, *args: Any, kinds: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trede"].choices = [("", _("Alle tredes")), *Rung.choices]  # type: ignore[attr-defined]
        shown = [choice for choice in OfferKind.choices if choice[0] in kinds]
        self.fields["soort"].choices = [("", _("Alle soorten")), *shown]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked; nonsense in the address asks nothing."""
        return self.cleaned_data if self.is_valid() else {}


class WhoForm(forms.Form):
    """Which offer or edition, and whose clients."""

    reeks = forms.ChoiceField(label=_("Reeks"), required=False)
    aanbod = forms.ChoiceField(label=_("Of een aanbod"), required=False)
    wie = forms.ChoiceField(label=_("Wiens cliënten"), required=False)

    def __init__(
        self,
        *args: Any,
        entries: list[Entry],
        editions: list[Edition],
        leads: bool,
        first: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.pk), f"{each.starts_on:%d/%m/%Y} {each.name}") for each in editions]
        offers = [(str(each.pk), each.terms.name) for each in sorted(entries, key=lambda one: one.terms.name)]
        self.fields["reeks"].choices = [("", _("Kies een reeks")), *named]  # type: ignore[attr-defined]
        self.fields["aanbod"].choices = [("", _("Kies een aanbod")), *offers]  # type: ignore[attr-defined]
        whose = [("team", _("Iedereen van mijn team")), ("eigen", _("Mijn cliënten"))]
        # What stands first is what an address without it asks.
        whose.sort(key=lambda choice: choice[0] != first)
        self.fields["wie"].choices = whose  # type: ignore[attr-defined]
        if not leads:
            del self.fields["wie"]
