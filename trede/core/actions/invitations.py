"""Inviting a member: a token by mail, kept as a hash only, seven days."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events, promises
from trede.core.actions.members import check_self_promotion
from trede.core.errors import CaseError
from trede.core.mail import send_after_commit
from trede.core.models import Invitation, Member, MemberRole, Team, TeamMembership, User
from trede.core.periods import today

VALID = timedelta(days=7)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> str:
    """The whole address that the invited person opens."""
    return settings.SITE_URL.rstrip("/") + reverse("invitation_accept", kwargs={"token": token})


@transaction.atomic
def invite(
    *, by: Member, email: str, name: str, roles: list[str], team: Team | None = None
) -> tuple[Invitation, str]:
    """Invite somebody to work for the organisation of `by`; returns the invitation and its token.

    Raises CaseError when the person is a member or was invited already.
    """
    email = User.objects.normalize_email(email).lower()
    _check_new(by, email)
    for role in roles:
        check_self_promotion(by, email=email, role=role)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation_id=by.organisation_id,
        email=email,
        name=name.strip(),
        roles=roles,
        team=team,
        token_hash=_hash(token),
        invited_by=by,
        expires_at=timezone.now() + VALID,
    )
    _record("invitation.sent", invitation, by, {"email": email, "name": name, "roles": roles})
    _send(invitation, token)
    return invitation, token


def _check_new(by: Member, email: str) -> None:
    working = Member.objects.working().filter(organisation=by.organisation_id, user__email=email)
    if working.exists():
        raise CaseError(
            _("Deze persoon werkt al voor uw organisatie. Pas de rollen aan op de medewerkerspagina.")
        )
    if waiting(by.organisation_id).filter(email=email).exists():
        raise CaseError(_("Voor dit adres loopt al een uitnodiging. Stuur die opnieuw of trek ze in."))


def waiting(organisation_id: int) -> QuerySet[Invitation]:
    """Invitations that nobody accepted or withdrew; an expired one can be sent again."""
    return Invitation.objects.filter(organisation=organisation_id, accepted_at=None, withdrawn_at=None)


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Member) -> str:
    """A new token, seven more days, a new mail; the old link stops working. Returns the token."""
    token = secrets.token_urlsafe(32)
    changed = waiting(by.organisation_id).filter(pk=invitation.pk)
    if not changed.update(token_hash=_hash(token), expires_at=timezone.now() + VALID):
        raise CaseError(_("Deze uitnodiging is al aanvaard of ingetrokken."))
    invitation.refresh_from_db()
    _record("invitation.renewed", invitation, by)
    _send(invitation, token)
    return token


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Member) -> Invitation:
    """Stop an invitation; its link no longer works."""
    if not waiting(by.organisation_id).filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise CaseError(_("Deze uitnodiging is al aanvaard of ingetrokken."))
    _record("invitation.withdrawn", invitation, by)
    return invitation


def open_invitation(token: str) -> Invitation | None:
    """The invitation that this token opens now, or None."""
    return (
        Invitation.objects.filter(token_hash=_hash(token), accepted_at=None, withdrawn_at=None)
        .filter(expires_at__gt=timezone.now())
        .select_related("organisation", "team")
        .first()
    )


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str = "", password: str = "") -> Member:
    """Become a member. A person who has a login keeps it; somebody new gets one with this password.

    Raises CaseError when it was used meanwhile, ValidationError for a weak password.
    """
    now = timezone.now()
    if not Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).update(accepted_at=now):
        raise CaseError(_("Deze uitnodiging is al gebruikt of verlopen. Vraag een nieuwe aan uw beheerder."))
    user = User.objects.filter(email=invitation.email).first() or _new_user(invitation, name, password)
    member = Member(user=user, organisation_id=invitation.organisation_id, starts_on=today())
    with promises.explained(), transaction.atomic():
        member.save(force_insert=True)
    for role in invitation.roles:
        MemberRole.objects.create(member=member, role=role, starts_on=today())
    if invitation.team and not invitation.team.closed_on:
        TeamMembership.objects.create(team=invitation.team, member=member, starts_on=today())
    _record("invitation.accepted", invitation, member, {"member": member.pk, "roles": invitation.roles})
    return member


def _new_user(invitation: Invitation, name: str, password: str) -> User:
    user = User(email=invitation.email, name=name.strip() or invitation.name)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    return user


def _send(invitation: Invitation, token: str) -> None:
    text = _(
        "Dag %(name)s,\n\n%(organisation)s nodigt u uit om in Trede te werken.\n"
        "Open deze link binnen zeven dagen en kies een wachtwoord:\n\n%(link)s\n\n"
        "Hebt u al een login? Dan aanvaardt u de uitnodiging met dezelfde link en meldt u aan zoals altijd.\n"
        "Verwacht u deze mail niet? Dan hoeft u niets te doen."
    ) % {"name": invitation.name, "organisation": invitation.organisation.name, "link": link_of(token)}
    send_after_commit(to=invitation.email, subject=_("Uitnodiging voor Trede"), text=text)


def _record(verb: str, invitation: Invitation, by: Member, after: dict[str, object] | None = None) -> None:
    events.record(verb, invitation, by=by, organisation_id=invitation.organisation_id, after=after)
