from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trede.core.forms import ActionForm, choose_from
from trede.core.models import Member


class ReviewForm(ActionForm):
    justified = forms.ChoiceField(
        label=_("Was deze inzage nodig?"),
        choices=[("yes", _("Gerechtvaardigd")), ("no", _("Niet gerechtvaardigd"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label=_("Opmerking"), max_length=300, required=False)


class LogSearchForm(forms.Form):
    """Filters in the address: ids and numbers only, never a name."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label=_("Medewerker"), required=False, empty_label=_("iedereen")
    )
    number = forms.IntegerField(
        label=_("Dossiernummer"), required=False, min_value=1, max_value=2_147_483_647
    )
    first = forms.DateField(label=_("Van"), required=False)
    last = forms.DateField(label=_("Tot en met"), required=False)

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = Member.objects.filter(organisation=by.organisation_id).select_related("user")
        choose_from(self, "member", everybody)
