from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.clients.models import CaseRole
from trede.core.forms import ActionForm, ManyField, choose_from
from trede.core.models import Member
from trede.core.periods import today

EVERY_ROLE = "all"


class ReassignForm(ActionForm):
    role = forms.ChoiceField(
        label=_("Welke dossiers"), choices=[(EVERY_ROLE, _("alle rollen")), *CaseRole.choices]
    )
    takers = ManyField(
        Member.objects.none(),
        label=_("Wie neemt over"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kiest u meer collega's, dan krijgt wie het minst dossiers heeft er het meest bij."),
    )
    last_day = forms.DateField(
        label=_("Laatste dag van wie afgeeft"),
        initial=today,
        help_text=_("De collega's beginnen de dag erna."),
    )
    note = forms.CharField(
        label=_("Wat u moet weten"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Komt bij elk dossier te staan. Schrijf niets over één cliënt."),
    )

    def __init__(self, *args: Any, giver: Member, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Member.objects.filter(organisation=giver.organisation_id)
        choose_from(self, "takers", mine.filter(pk__in=[pk for pk, _name in choices]))
        # The names come with their caseload, without asking the database again.
        self.fields["takers"].widget.choices = choices
        if giver.ends_on:
            self.fields["last_day"].initial = giver.ends_on
