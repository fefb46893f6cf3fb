"""Who plays in the tests of this room, and the shortest way to a referral and an exemption."""

from datetime import date
from typing import Any

from tests.cast import client_of, member_of
from trede.clients.models import Client, WorkRight
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.models import Proposal
from trede.referral.actions.exemptions import propose_exemption
from trede.referral.actions.referrals import refer
from trede.referral.models import Exemption, Referral
from trede.rules.dates import add_months

LONG_AGO = date(2020, 1, 1)


def social_of(member: Member) -> Member:
    return member_of(member.organisation, Role.MAATSCHAPPELIJK_WERKER)


def may_work(client: Client, marking: str = "onbeperkt") -> WorkRight:
    return WorkRight.objects.create(
        organisation=client.organisation, client=client, ground="other", marking=marking, starts_on=LONG_AGO
    )


def referral_of(client: Client, by: Member, *, barriers: tuple[str, ...] = (), **kwargs: Any) -> Referral:
    values = {"estimate": "yes"} | kwargs
    return refer(Referral(client=client, **values), by=by, barriers=barriers)


def exemption_of(client: Client, by: Member, **kwargs: Any) -> Exemption:
    values: dict[str, Any] = {
        "ground": "health",
        "reason": "medical",
        "starts_on": today(),
        "review_on": add_months(today(), 6),
    } | kwargs
    return propose_exemption(Exemption(client=client, **values), motivation="Zie het attest.", by=by)


def proposal_for(exemption: Exemption) -> Proposal:
    found: Proposal = Proposal.objects.get(cause=exemption.cause)
    return found


__all__ = ["client_of", "exemption_of", "may_work", "member_of", "proposal_for", "referral_of", "social_of"]
