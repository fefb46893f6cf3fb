"""Every component on one page, for those who build screens; served only in development and in the demo."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.widgets import FileChooser


class SampleForm(forms.Form):
    """One field of each kind."""

    reason = forms.CharField(
        label=_("Reden"), help_text=_("Eén zin volstaat."), widget=forms.Textarea(attrs={"rows": 3})
    )
    starts_on = forms.DateField(
        label=_("Begint op"),
        help_text=_("dag/maand/jaar, bijvoorbeeld 01/09/2026"),
        input_formats=["%d/%m/%Y"],
    )
    hours = forms.IntegerField(label=_("Uren per week"), required=False, min_value=1, max_value=38)
    rung = forms.ChoiceField(label=_("Trede"), choices=[(n, str(n)) for n in range(1, 7)])
    channel = forms.ChoiceField(
        label=_("Hoe nodigen we uit?"),
        choices=[("letter", _("brief")), ("sms", _("sms")), ("mail", _("e-mail"))],
        widget=forms.RadioSelect,
    )
    interpreter = forms.BooleanField(label=_("Een tolk is nodig"), required=False)
    proof = forms.FileField(
        label=_("Bewijs"),
        required=False,
        help_text=_("Een pdf of foto, hoogstens 10 MB."),
        widget=FileChooser,
    )


WRONG = {"reason": "", "starts_on": "31/02/2026", "hours": "45", "rung": "3"}


@policy(Can.SEE_TODAY)
def index(request: MemberRequest) -> HttpResponse:
    """For builders, on a development server or in a made-up town; anywhere else this page does not exist."""
    if not (settings.DEBUG or request.member.organisation.is_demo):
        raise Http404
    return gallery(request)


def gallery(request: HttpRequest) -> HttpResponse:
    """The page of components; the people on it do not exist."""
    context = {
        "tones": ["neutral", "good", "info", "warn", "bad"],
        "certainties": ["confirmed", "practice", "derived", "recalled"],
        "rungs": range(1, 7),
        "form": SampleForm(),
        "wrong_form": SampleForm(WRONG, auto_id="wrong_%s"),
        "page": Paginator(range(137), 25).page(2),
        "tabs": [
            {"url": "#tabs", "label": _("Overzicht"), "current": True},
            {"url": "#tabs", "label": _("Traject"), "count": 3},
            {"url": "#tabs", "label": _("Documenten"), "count": 12},
        ],
        "steps": [_("Bestand kiezen"), _("Kolommen"), _("Nakijken"), _("Klaar")],
    }
    return render(request, "gallery.html", context)
