"""Members of an organisation: who they are, their roles, their leaving, their second factor."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from trede.core import events, promises, versions
from trede.core.ends import end_period
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.mail import send_after_commit
from trede.core.models import (
    Absence,
    AccessGrant,
    Member,
    MemberRole,
    Organisation,
    Purpose,
    TeamMembership,
    User,
)
from trede.core.periods import today
from trede.core.roles import Role


def check_same_organisation(by: Member, organisation_id: int) -> None:
    """Raises NotAllowed when `by` works for another organisation."""
    if by.organisation_id != organisation_id:
        raise NotAllowed(_("Dit hoort bij een andere organisatie dan die waarvoor u nu werkt."))


def check_self_promotion(by: Member, *, email: str, role: str) -> None:
    """The DPO watches over the beheerder: nobody makes themselves DPO. Raises CaseError."""
    if role == Role.DPO and by.user.email.lower() == email.lower():
        raise CaseError(_("U kunt uzelf niet de rol DPO geven. Vraag het aan een andere beheerder."))


def check_beheerder_remains(member: Member, *, after: date) -> None:
    """Raises CaseError when nobody else is beheerder after that day. Locks the organisation against a race."""
    Organisation.objects.select_for_update().get(pk=member.organisation_id)
    others = MemberRole.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=after),
        Q(member__ends_on__isnull=True) | Q(member__ends_on__gt=after),
        role=Role.BEHEERDER,
        starts_on__lte=max(after, today()),
        member__organisation=member.organisation_id,
    )
    if not others.exclude(member=member).exists():
        raise CaseError(
            _("Dit is de laatste beheerder. Geef eerst een collega de rol Beheerder, en probeer dan opnieuw.")
        )


@transaction.atomic
def change_member(
    member: Member, *, by: Member, expected: int, name: str, function: str, phone: str
) -> Member:
    """Change name, function and phone. The name belongs to the login and follows to other organisations.

    Raises Conflict when a colleague was first.
    """
    check_same_organisation(by, member.organisation_id)
    values = {"function": function.strip(), "phone": phone.strip()}
    before, after = versions.save_checked(member, expected=expected, values=values)
    user, name = member.user, name.strip()
    if name and name != user.name:
        before, after = {**before, "name": user.name}, {**after, "name": name}
        user.name = name
        user.save(update_fields=["name"])
        if member.version == expected:
            _bump(member)
    if after:
        _record("member.changed", member, by, before=before, after=after)
    return member


def _bump(member: Member) -> None:
    if not Member.objects.filter(pk=member.pk, version=member.version).update(version=F("version") + 1):
        raise Conflict(_("Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies."))
    member.version += 1


@transaction.atomic
def add_role(
    member: Member, *, by: Member, role: str, starts_on: date, ends_on: date | None = None
) -> MemberRole:
    """Give a role from a day on. Raises CaseError on an overlap or when somebody makes themselves DPO."""
    check_same_organisation(by, member.organisation_id)
    check_self_promotion(by, email=member.user.email, role=role)
    if member.ends_on and (ends_on or date.max) > member.ends_on:
        ends_on = member.ends_on
    period = MemberRole(member=member, role=role, starts_on=starts_on, ends_on=ends_on)
    period.full_clean(exclude=["member"])
    with promises.explained(), transaction.atomic():
        period.save(force_insert=True)
    after = {"role": role, "starts_on": starts_on, "ends_on": ends_on, "member": member.pk}
    _record("role.given", member, by, after=after)
    return period


@transaction.atomic
def end_role(period: MemberRole, *, by: Member, last_day: date) -> MemberRole:
    """End a role on `last_day`; yesterday ends it at once. Raises CaseError for the last beheerder."""
    check_same_organisation(by, period.member.organisation_id)
    if period.role == Role.BEHEERDER:
        check_beheerder_remains(period.member, after=last_day)
    change = end_period(period, last_day=last_day)
    change["before"]["role"] = period.role
    _record("role.ended", period.member, by, **change)
    return period


@transaction.atomic
def leave(member: Member, *, by: Member, last_day: date) -> Member:
    """End a member on `last_day`: roles, teams, grants, absences and covers end with it, sessions too.

    Files are passed on apart (clients.actions.reassignment). Raises CaseError for the last beheerder.
    """
    check_same_organisation(by, member.organisation_id)
    if last_day < member.starts_on:
        raise CaseError(_("De laatste dag ligt vóór de eerste werkdag. Kies een latere datum."))
    if MemberRole.objects.filter(member=member, role=Role.BEHEERDER).current().exists():
        check_beheerder_remains(member, after=last_day)
    ended = {
        "roles": _end_all(MemberRole.objects.filter(member=member), member, last_day),
        "teams": _end_all(TeamMembership.objects.filter(member=member), member, last_day),
        # A look with a reason ends by itself, the same day.
        "grants": _end_all(
            AccessGrant.objects.filter(member=member).exclude(purpose=Purpose.REASON_GIVEN), member, last_day
        ),
        "absences": _end_all(Absence.objects.filter(member=member), member, last_day),
        "covers": _uncover(member, last_day),
    }
    before, after = versions.save_checked(member, expected=member.version, values={"ends_on": last_day})
    _record("member.left", member, by, before=before, after={**after, **ended})
    if last_day <= today():
        end_sessions(member.user)
    return member


def _end_all(rows: QuerySet[Any], member: Member, last_day: date) -> int:
    """Also moves what ended with an earlier chosen last day, so that the day can still be changed."""
    with_the_member = Q(ends_on=member.ends_on) if member.ends_on else Q()
    running = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day) | with_the_member)
    running.filter(starts_on__gt=last_day).delete()
    return running.filter(starts_on__lte=last_day).update(ends_on=last_day)


def _uncover(member: Member, last_day: date) -> int:
    covers = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day), cover=member)
    return covers.update(cover=None)


def end_sessions(user: User) -> None:
    """Everybody who is signed in as this user has to sign in again."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


@transaction.atomic
def reset_second_factor(member: Member, *, by: Member, reason: str) -> int:
    """Remove the codes, passkeys, recovery codes and linked providers of a member; returns how many.

    The member is told by mail; an Event is left in every organisation this person works for.
    Raises CaseError for the own factor or without a reason.
    """
    check_same_organisation(by, member.organisation_id)
    if member.user_id == by.user_id:
        raise CaseError(_("Uw eigen tweede factor kunt u hier niet wissen. Vraag een andere beheerder."))
    if not reason.strip():
        raise CaseError(_("Schrijf waarom de tweede factor gewist wordt."))
    removed, _models = Authenticator.objects.filter(user=member.user_id).delete()
    # A provider counts as second factor; the next login there links anew.
    removed += SocialAccount.objects.filter(user=member.user_id).delete()[0]
    for each in Member.objects.working().filter(user=member.user_id):
        # The reason stays with the organisation that wrote it.
        note = reason.strip() if each.organisation_id == by.organisation_id else ""
        actor = by if each.organisation_id == by.organisation_id else None
        events.record("member.factor_reset", each, by=actor, organisation_id=each.organisation_id, note=note)
    end_sessions(member.user)
    send_after_commit(to=member.user.email, subject=_("Uw tweede factor is gewist"), text=_reset_text(by))
    return removed


def _reset_text(by: Member) -> str:
    return _(
        "Een beheerder van %(organisation)s heeft uw tweede factor voor Trede gewist.\n"
        "Bij de volgende aanmelding stelt u een nieuwe in.\n\n"
        "Hebt u dit niet gevraagd? Verwittig dan meteen uw beheerder of DPO."
    ) % {"organisation": by.organisation.name}


def _record(verb: str, member: Member, by: Member, **payload: Any) -> None:
    events.record(verb, member, by=by, organisation_id=member.organisation_id, **payload)
