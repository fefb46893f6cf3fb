"""Passing files to colleagues: one page for one role or all, to one colleague or several."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.clients.actions import reassignment
from trede.clients.actions.reassignment import Passing
from trede.clients.forms_reassignment import EVERY_ROLE, ReassignForm
from trede.clients.models import CaseRole
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can, Role
from trede.core.views.pages import see_other

FOLLOWERS = (
    Role.TRAJECTBEGELEIDER,
    Role.WERKVLOERCOACH,
    Role.MAATSCHAPPELIJK_WERKER,
    Role.TEAMLEIDER,
    Role.DIENSTHOOFD,
    Role.ADMINISTRATIEF,
)


@policy(Can.ASSIGN)
def reassign(request: MemberRequest, pk: int) -> HttpResponse:
    everybody = Member.objects.filter(organisation=request.member.organisation_id).select_related("user")
    giver = get_object_or_404(everybody, pk=pk)
    colleagues = _colleagues(giver)
    form = ReassignForm(request.POST or None, giver=giver, choices=_choices(colleagues))
    if form.is_valid():
        outcome = form.attempt(lambda: reassignment.pass_files(_passing(giver, form), by=request.member))
        if outcome is not None:
            return see_other(request, _told(outcome), "reassign", pk=pk)
    last_day = giver.ends_on or today()
    waiting = reassignment.open_by_role(giver, last_day=last_day)
    manages = request.member.may(Can.MANAGE_MEMBERS)
    page = {
        "back": reverse("member", kwargs={"pk": pk}) if manages else "",
        "form": form,
        "giver": giver,
        "waiting": [(CaseRole(role).label, files) for role, files in waiting],
        "total": sum(files for _role, files in waiting),
        "locked": reassignment.locked_assignments(giver, last_day=last_day).count(),
    }
    return render(request, "clients/reassign.html", page)


def _colleagues(giver: Member) -> tuple[Member, ...]:
    """Who may follow files and still works here, without the giver."""
    working = Member.objects.working().filter(organisation=giver.organisation_id).with_role(*FOLLOWERS)
    return tuple(working.exclude(pk=giver.pk).select_related("user").order_by("user__name"))


def _choices(colleagues: tuple[Member, ...]) -> list[tuple[int, str]]:
    loads = reassignment.loads_of(colleagues)
    return [
        (member.pk, _("%(name)s (%(files)s dossiers)") % {"name": member.name, "files": loads[member.pk]})
        for member in colleagues
    ]


def _passing(giver: Member, form: ReassignForm) -> Passing:
    data = form.cleaned_data
    takers = tuple(data["takers"].select_related("user"))
    role = "" if data["role"] == EVERY_ROLE else data["role"]
    return Passing(giver, takers, role, data["last_day"], data["note"].strip())


def _told(outcome: reassignment.Outcome) -> str:
    told = ngettext("%(n)s dossier is overgedragen.", "%(n)s dossiers zijn overgedragen.", outcome.total)
    sentence = told % {"n": outcome.total}
    if outcome.locked:
        sentence += " " + _("Afgeschermde dossiers blijven staan: wijs daar zelf iemand aan.")
    return sentence
