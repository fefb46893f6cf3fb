"""Vandaag for who follows no files: invitations, looks to review, the state of the chain of events."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from trede.core.models import Absence, Event, Invitation, Look, Member, Seal
from trede.core.roles import Can, Role

MOST = 10
# The periodic command seals every night; later than this something is wrong.
SEALED_WITHIN = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Chain:
    """When the events were last sealed; `late` when one has waited too long for its seal."""

    sealed_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Office:
    invitations: list[Invitation]
    looks: list[Look]
    chain: Chain | None
    partner: bool

    def __bool__(self) -> bool:
        return bool(self.invitations or self.looks or self.chain or self.partner)


def office_of(member: Member) -> Office:
    """What waits for the administrator, the DPO and the partner; at most four queries."""
    return Office(
        invitations=_invitations(member) if member.may(Can.MANAGE_MEMBERS) else [],
        looks=_looks(member) if member.may(Can.REVIEW_LOOKS) else [],
        chain=_chain() if member.may(Can.REVIEW_LOOKS) or member.may(Can.MANAGE_ORGANISATION) else None,
        partner=member.roles == {Role.PARTNER},
    )


def _invitations(member: Member) -> list[Invitation]:
    waiting = Invitation.objects.filter(
        organisation=member.organisation_id, accepted_at=None, withdrawn_at=None
    )
    return list(waiting.order_by("expires_at")[:MOST])


def _looks(member: Member) -> list[Look]:
    waiting = Look.objects.filter(organisation=member.organisation_id, reviewed_at=None)
    return list(waiting.select_related("member__user").order_by("opened_at")[:MOST])


def _chain() -> Chain:
    seal = Seal.objects.order_by("-pk").only("at").first()
    oldest = Event.objects.filter(seal=None).order_by("pk").values_list("at", flat=True).first()
    late = oldest is not None and oldest < timezone.now() - SEALED_WITHIN
    return Chain(seal.at if seal else None, late)


def covered_by(member: Member) -> list[Absence]:
    """The colleagues whose files this member works in today, because they are away."""
    away = Absence.objects.current().filter(cover=member)
    return list(away.select_related("member__user").order_by("ends_on"))
