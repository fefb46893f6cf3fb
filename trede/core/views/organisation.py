"""Beheer: the organisation, what it is, and its local rules."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from trede.core.actions import organisation as actions
from trede.core.forms import LastDayForm
from trede.core.forms_organisation import CapacityForm, LocalSettingForm, OrganisationForm
from trede.core.local import KEYS
from trede.core.models import Capacity, LocalSetting
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page, manage_tabs


@policy(Can.MANAGE_ORGANISATION)
def detail(request: MemberRequest) -> HttpResponse:
    organisation = request.member.organisation
    rows = LocalSetting.objects.filter(organisation=organisation).order_by("-starts_on")
    page = {
        "capacities": organisation.capacities.order_by("-starts_on", "kind"),
        "settings": _settings(list(rows)),
        "tabs": manage_tabs(request.member, "organisation"),
    }
    return render(request, "core/organisation.html", page)


def _settings(rows: list[LocalSetting]) -> list[dict[str, Any]]:
    """Every known key with its value today and what was chosen before or later."""
    listed = []
    for key in KEYS.values():
        chosen = [row for row in rows if row.key == key.name]
        now = next((row for row in chosen if row.runs(today())), None)
        listed.append({"key": key, "now": now, "chosen": chosen})
    return listed


@policy(Can.MANAGE_ORGANISATION)
def change(request: MemberRequest) -> HttpResponse:
    organisation = request.member.organisation
    names = ("name", "municipality", "enterprise_number", "version")
    form = OrganisationForm(
        request.POST or None, initial={name: getattr(organisation, name) for name in names}
    )
    return form_page(
        request,
        form,
        lambda data: actions.change_organisation(
            organisation,
            by=request.member,
            expected=data["version"],
            name=data["name"],
            municipality=data["municipality"],
            enterprise_number=data["enterprise_number"],
        ),
        title=_("Gegevens van de organisatie"),
        submit=_("Bewaren"),
        done=_("Bewaard."),
        go=("organisation", {}),
    )


@policy(Can.MANAGE_ORGANISATION)
def capacity_add(request: MemberRequest) -> HttpResponse:
    return form_page(
        request,
        CapacityForm(request.POST or None),
        lambda data: actions.add_capacity(request.member.organisation, by=request.member, **data),
        title=_("Hoedanigheid toevoegen"),
        submit=_("Toevoegen"),
        done=_("Toegevoegd."),
        go=("organisation", {}),
    )


@policy(Can.MANAGE_ORGANISATION)
def capacity_end(request: MemberRequest, pk: int) -> HttpResponse:
    mine = Capacity.objects.filter(organisation=request.member.organisation_id)
    capacity = get_object_or_404(mine.select_related("organisation"), pk=pk)
    return form_page(
        request,
        LastDayForm(request.POST or None),
        lambda data: actions.end_capacity(capacity, by=request.member, **data),
        title=_("Hoedanigheid %(kind)s beëindigen") % {"kind": capacity.get_kind_display()},
        submit=_("Beëindigen"),
        done=_("Beëindigd."),
        go=("organisation", {}),
    )


@policy(Can.MANAGE_ORGANISATION)
def setting(request: MemberRequest) -> HttpResponse:
    chosen = request.GET.get("key", "")
    return form_page(
        request,
        LocalSettingForm(request.POST or None, initial={"key": chosen if chosen in KEYS else ""}),
        lambda data: actions.set_local(request.member.organisation, by=request.member, **data),
        title=_("Lokale instelling kiezen"),
        intro=_("Een lokale keuze vervangt nooit een wettelijk bedrag of een wettelijke termijn."),
        submit=_("Instelling kiezen"),
        done=_("De instelling is gekozen."),
        go=("organisation", {}),
    )
