from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _

from trede.core.forms import ActionForm, choose_from
from trede.core.forms_colleague import ColleagueField, offer
from trede.core.models import Member, Team
from trede.core.periods import today
from trede.core.roles import Role


class InviteForm(ActionForm):
    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres van het werk"), max_length=254)
    roles = forms.MultipleChoiceField(
        label=_("Rollen"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("geen"))

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "team", Team.objects.filter(organisation=by.organisation_id, closed_on=None))


class AcceptForm(ActionForm):
    """Only for somebody without a login."""

    name = forms.CharField(label=_("Uw naam"), max_length=120)
    password = forms.CharField(
        label=_("Wachtwoord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
        max_length=128,
    )
    again = forms.CharField(
        label=_("Nog eens hetzelfde wachtwoord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=128,
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."))
        return cleaned


class MemberForm(ActionForm):
    name = forms.CharField(label=_("Naam"), max_length=120)
    function = forms.CharField(label=_("Functie"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RoleForm(ActionForm):
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices)
    starts_on = forms.DateField(label=_("Vanaf"), initial=today)
    ends_on = forms.DateField(label=_("Tot en met"), required=False)


class TeamForm(ActionForm):
    name = forms.CharField(label=_("Naam van het team"), max_length=80)


class TeamNameForm(TeamForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TeamMemberForm(ActionForm):
    member = ColleagueField(label=_("Medewerker"))
    starts_on = forms.DateField(label=_("Vanaf"), initial=today)
    leads = forms.BooleanField(
        label=_("Leidt het team"),
        help_text=_("Wie leidt en de rol Teamleider heeft, werkt mee in de dossiers van het hele team."),
        required=False,
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", colleagues(by))


class AbsenceForm(ActionForm):
    member = ColleagueField(label=_("Wie is afwezig"))
    starts_on = forms.DateField(label=_("Eerste dag"), initial=today)
    ends_on = forms.DateField(
        label=_("Laatste dag"), required=False, help_text=_("Laat leeg als het einde nog niet bekend is.")
    )
    cover = ColleagueField(
        label=_("Vervanger"),
        required=False,
        empty_label=_("niemand"),
        help_text=_("De vervanger ziet en schrijft op die dagen in de dossiers van wie afwezig is."),
    )

    def __init__(self, *args: Any, by: Member, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = offer(self, "member", members)
        # Whether the absence of somebody else can be noted too.
        self.others = offered != [by]
        self.fields["member"].initial = by.pk
        offer(self, "cover", colleagues(by))
        if not self.others:
            self.fields["member"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt vóór de eerste. Kies een latere dag."))
        return cleaned


def colleagues(by: Member) -> Any:
    return Member.objects.working().filter(organisation=by.organisation_id).select_related("user")
