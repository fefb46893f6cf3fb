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
    """For each role the first person who has it, with the name of the role."""
    periods = (
        MemberRole.objects.current()
        .filter(member__in=demo_members())
        .select_related("member__user", "member__organisation")
        .order_by("member__organisation_id", "member_id")
    )
    first: dict[str, Member] = {}
    for period in periods:
        first.setdefault(period.role, period.member)
    return [(str(role.label), first[role]) for role in Role if role in first]
