"""Beheer: the members of the organisation, their roles and their leaving."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from trede.core.actions import invitations, members
from trede.core.forms import LastDayForm, ReasonForm
from trede.core.forms_members import MemberForm, RoleForm
from trede.core.models import AccessGrant, Member, MemberRole, Purpose, TeamMembership
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, form_page, manage_tabs, see_other


def _of(request: MemberRequest) -> Any:
    return Member.objects.filter(organisation=request.member.organisation_id).select_related("user")


def member_or_404(request: MemberRequest, pk: int) -> Member:
    member: Member = get_object_or_404(_of(request), pk=pk)
    return member


@policy(Can.MANAGE_MEMBERS)
def index(request: MemberRequest) -> HttpResponse:
    left = request.GET.get("show") == "left"
    rows = _of(request).prefetch_related(
        Prefetch("role_periods", MemberRole.objects.current().order_by("role"), "roles_now"),
        Prefetch("team_periods", TeamMembership.objects.current().select_related("team"), "teams_now"),
    )
    shown = rows.filter(ends_on__lt=today()) if left else rows.exclude(ends_on__lt=today()).with_absence()
    waiting = invitations.waiting(request.member.organisation_id).select_related("invited_by__user")
    page = {
        "members": shown.order_by("user__name", "pk"),
        "left": left,
        "invitations": [] if left else waiting,
        "tabs": manage_tabs(request.member, "members"),
    }
    return render(request, "core/members.html", page)


@policy(Can.MANAGE_MEMBERS)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    member = member_or_404(request, pk)
    page = {
        "person": member,
        "gone": bool(member.ends_on and member.ends_on < today()),
        "roles": member.role_periods.order_by("-starts_on", "role"),
        "teams": member.team_periods.select_related("team").order_by("-starts_on"),
        "absences": member.absences.select_related("cover__user").order_by("-starts_on")[:10],
        "files": open_files(member),
        "factors": _factors(member),
        "own": member.user_id == request.member.user_id,
        "reassign_url": reassign_url(request.member, member),
        "tabs": manage_tabs(request.member, "members"),
    }
    return render(request, "core/member.html", page)


def open_files(member: Member) -> int:
    """How many files this member follows now; without the looks of today."""
    mine = AccessGrant.objects.current().filter(member=member)
    return mine.exclude(purpose=Purpose.REASON_GIVEN).values("subject").distinct().count()


def _factors(member: Member) -> list[str]:
    words = {
        Authenticator.Type.TOTP: _("app met codes"),
        Authenticator.Type.WEBAUTHN: _("toegangssleutel"),
        Authenticator.Type.RECOVERY_CODES: _("herstelcodes"),
    }
    kinds = Authenticator.objects.filter(user=member.user_id).values_list("type", flat=True)
    return sorted(str(words.get(kind, kind)) for kind in set(kinds))


def reassign_url(by: Member, member: Member) -> str:
    """Where the files of this member are passed on; a later room brings that page."""
    try:
        return reverse("reassign", kwargs={"pk": member.pk}) if by.may(Can.ASSIGN) else ""
    except NoReverseMatch:
        return ""


@policy(Can.MANAGE_MEMBERS)
def change(request: MemberRequest, pk: int) -> HttpResponse:
    member = member_or_404(request, pk)
    stored: dict[str, Any] = {
        "name": member.name,
        "function": member.function,
        "phone": member.phone,
        "version": member.version,
    }
    form = MemberForm(request.POST or None, initial=stored)
    theirs = None
    if form.is_valid():
        data = dict(form.cleaned_data)
        version = data.pop("version")
        if form.attempt(lambda: _change(member, request.member, version, data)):
            return see_other(request, _("Bewaard."), "member", pk=pk)
        if form.conflict:
            # Saving again now knowingly replaces what the colleague wrote, shown above the form.
            theirs, form.data = stored, request.POST.dict() | {"version": str(stored["version"])}
    return render(request, "core/member_change.html", {"form": form, "person": member, "theirs": theirs})


def _change(member: Member, by: Member, version: int, data: dict[str, Any]) -> Member:
    return members.change_member(member, by=by, expected=version, **data)


@policy(Can.MANAGE_MEMBERS)
def role_add(request: MemberRequest, pk: int) -> HttpResponse:
    member = member_or_404(request, pk)
    return form_page(
        request,
        RoleForm(request.POST or None),
        lambda data: members.add_role(member, by=request.member, **data),
        title=_("Rol geven aan %(name)s") % {"name": member.name},
        submit=_("Rol geven"),
        done=_("De rol is gegeven."),
        go=("member", {"pk": pk}),
    )


@policy(Can.MANAGE_MEMBERS)
def role_end(request: MemberRequest, pk: int) -> HttpResponse:
    mine = MemberRole.objects.filter(member__organisation=request.member.organisation_id)
    period = get_object_or_404(mine.select_related("member__user"), pk=pk)
    return form_page(
        request,
        LastDayForm(
            request.POST or None,
            help_text=_("De rol geldt tot en met die dag. Kies gisteren om ze meteen te stoppen."),
        ),
        lambda data: members.end_role(period, by=request.member, **data),
        title=_("Rol %(role)s beëindigen") % {"role": period.get_role_display()},
        submit=_("Rol beëindigen"),
        done=_("De rol is beëindigd."),
        go=("member", {"pk": period.member_id}),
    )


@policy(Can.MANAGE_MEMBERS)
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    member = member_or_404(request, pk)
    form = LastDayForm(request.POST or None)
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        left = form.attempt(lambda: members.leave(member, by=request.member, last_day=last_day))
        if left is not None:
            return _after_leaving(request, member)
    page = {
        "form": form,
        "person": member,
        "files": open_files(member),
        "reassign_url": reassign_url(request.member, member),
    }
    return render(request, "core/member_leave.html", page)


def _after_leaving(request: MemberRequest, member: Member) -> HttpResponse:
    if url := reassign_url(request.member, member):
        see_other(request, _("Genoteerd. Kies nu wie de dossiers overneemt."), "members")
        return SeeOther(url)
    return see_other(request, _("De laatste dag is genoteerd."), "member", pk=member.pk)


@policy(Can.MANAGE_MEMBERS)
def factor_reset(request: MemberRequest, pk: int) -> HttpResponse:
    member = member_or_404(request, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: members.reset_second_factor(member, by=request.member, **data),
        title=_("Tweede factor wissen van %(name)s") % {"name": member.name},
        intro=_(
            "Doe dit enkel als u zeker bent wie het vraagt: bel terug of zie de persoon. "
            "Codes en toegangssleutels verdwijnen, de persoon moet opnieuw aanmelden en krijgt een mail."
        ),
        submit=_("Tweede factor wissen"),
        kind="danger",
        done=_("De tweede factor is gewist. De medewerker kreeg een mail."),
        go=("member", {"pk": pk}),
    )
