"""Bewaartermijnen: what is due, the dry run, and erasing with a written permission."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trede.clients.actions import retention
from trede.core.forms import ActionForm
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import privacy_tabs, see_other


class PermissionForm(ActionForm):
    permission = forms.CharField(
        label=gettext_lazy("Kenmerk van de toestemming van het Rijksarchief"),
        max_length=120,
        help_text=gettext_lazy("Zonder schriftelijke toestemming mag niets vernietigd worden."),
    )
    sure = forms.BooleanField(label=gettext_lazy("Ik las de proefronde en weet dat dit niet terug kan"))


@policy(Can.RUN_RETENTION)
def index(request: MemberRequest) -> HttpResponse:
    return _page(request, PermissionForm())


def _page(request: MemberRequest, form: PermissionForm) -> HttpResponse:
    member = request.member
    page = {
        "form": form,
        "rule": retention.rule_of(member.organisation_id, today()),
        "report": retention.last_dry_run(member.organisation_id),
        "tabs": privacy_tabs(member, "retention"),
    }
    return render(request, "clients/retention.html", page)


@policy(Can.RUN_RETENTION)
@require_POST
def dry_run(request: MemberRequest) -> HttpResponse:
    retention.dry_run(by=request.member)
    return see_other(request, _("De proefronde is klaar. Er is niets gewist."), "retention")


@policy(Can.RUN_RETENTION)
@require_POST
def execute(request: MemberRequest) -> HttpResponse:
    form = PermissionForm(request.POST)
    if form.is_valid():
        reference = form.cleaned_data["permission"]
        done = form.attempt(lambda: retention.execute(by=request.member, permission=reference))
        if done is not None:
            return see_other(request, _("Gewist: %(files)s dossiers.") % {"files": done}, "retention")
    return _page(request, form)
