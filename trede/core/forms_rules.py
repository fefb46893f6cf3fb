from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    on = forms.DateField(label=_("Op welke dag"), required=False)
