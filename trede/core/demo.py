"""Who may be signed in without a password: people of a made-up town, and nobody else."""

from typing import Any

from django.conf import settings

from trede.core.models import Member, MemberRole
from trede.core.roles import Role


def demo_members() -> Any:
    """Members whose login serves made-up organisations only; none at all in production."""
    if settings.PRODUCTION:
        return Member.objects.none()
    real = Member.objects.filter(organisation__is_demo=False).values("user")
    return (
        Member.objects.working()
        .filter(organisation__is_demo=True, user__is_active=True)
        .exclude(user__in=real)
    )


def demo_roles() -> list[tuple[str, Member]]:
    """For each role the first person who has it, with the name of the role; of partners one per house."""
    periods = (
        MemberRole.objects.current()
        .filter(member__in=demo_members())
        .select_related("member__user", "member__organisation")
        .order_by("member__organisation_id", "member_id")
    )
    first: dict[tuple[str, int], Member] = {}
    for period in periods:
        home = period.member.organisation_id if period.role == Role.PARTNER else 0
        first.setdefault((period.role, home), period.member)
    return [
        (_door(role, member), member)
        for role in Role
        for (name, _home), member in first.items()
        if name == role
    ]


def _door(role: Role, member: Member) -> str:
    """Who sits in for a partner works at the OCMW's table; who works at the partner has an account of that house."""
    return f"{role.label} · {member.organisation.name}" if role == Role.PARTNER else str(role.label)
