"""From the file to the plain values that the criteria weigh; one query for all facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trede import rules
from trede.clients.gather import Gathered, gather
from trede.clients.models import (
    Address,
    Barrier,
    CaseAssignment,
    CaseRole,
    Client,
    ContactPoint,
    LanguageLevel,
    VdabRegistration,
    WorkRight,
)
from trede.clients.standing import reach_of, work_of
from trede.referral.criteria import Criterion, Known, weigh
from trede.referral.effects import waiting_since
from trede.referral.models import Exemption, Referral, ReferralState

KINDS = (
    Barrier,
    WorkRight,
    LanguageLevel,
    VdabRegistration,
    ContactPoint,
    Address,
    CaseAssignment,
    Exemption,
    Referral,
)
OPEN = (ReferralState.SENT, ReferralState.SENT_BACK)
DUTCH_LEVEL = "referral.dutch_level"
NEWCOMER_MONTHS = "vdab.registration.newcomer_months"
# Of the newest measurements of each skill, the general one says most.
SKILLS = ("all", "speaking", "listening", "reading", "writing")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the criteria say, the barriers that run, the heaviest first, and the referral that is open already."""

    criteria: list[Criterion]
    barriers: list[Barrier]
    open_one: Referral | None


def look(client: Client, *, estimate: str, on: date, confidential: bool) -> Looked:
    """What the file says of this client on a day, with the estimate of the social worker.

    `confidential`: for who follows the file. Others learn that somebody is exempt, as the waiting list says, not
    until when, nor that an exemption was proposed.
    """
    facts = gather(KINDS, client.file_ids)
    known = known_of(client, facts, estimate=estimate, on=on, waiting=waiting_since(client))
    if not confidential:
        known = replace(known, exempt_until=None, exemption_asked=False)
    running = [barrier for barrier in facts.get(Barrier, []) if barrier.runs(on)]
    heaviest_first = sorted(running, key=lambda one: (-one.severity, one.code))
    open_ones = [one for one in facts.get(Referral, []) if one.state in OPEN]
    return Looked(weigh(known), heaviest_first, next(iter(open_ones), None))


def criteria_of(client: Client, *, estimate: str, on: date) -> list[Criterion]:
    """What the criteria say of this client on a day."""
    return look(client, estimate=estimate, on=on, confidential=True).criteria


def known_of(client: Client, facts: Gathered, *, estimate: str, on: date, waiting: date | None) -> Known:
    """Plain values from gathered facts."""
    work = work_of(facts.get(WorkRight, []), on)
    exemptions = facts.get(Exemption, [])
    in_force = [one for one in exemptions if one.decided_on and one.runs(on)]
    guides = [one for one in facts.get(CaseAssignment, []) if one.role == CaseRole.GUIDE]
    return Known(
        on=on,
        may_work=work.may_work,
        work_reason=work.reason,
        work_warning=work.warning,
        work_certainty=work.certainty,
        estimate=estimate,
        dutch=dutch_of(facts.get(LanguageLevel, [])),
        dutch_threshold=_text(DUTCH_LEVEL, on),
        at_vdab=any(one.runs(on) for one in facts.get(VdabRegistration, [])),
        arrived_on=client.arrived_on,
        newcomer_months=_months(on),
        reachable=reach_of(facts.get(ContactPoint, []), facts.get(Address, []), on).reachable,
        exempt=bool(in_force),
        exempt_until=max((one.ends_on for one in in_force if one.ends_on), default=None),
        exemption_asked=any(one.decided_on is None and one.refused_on is None for one in exemptions),
        guided=any(one.runs(on) for one in guides),
        waiting_since=waiting,
    )


def dutch_of(levels: Iterable[Any]) -> str | None:
    """The newest level of Dutch, of the skill that says most; None when nobody measured it."""
    dutch = [level for level in levels if level.language == "nl"]
    for skill in SKILLS:
        measured = [level for level in dutch if level.skill == skill]
        if measured:
            newest = max(measured, key=lambda level: (level.measured_on, level.pk or 0))
            return str(newest.level)
    return None


def _text(parameter: str, on: date) -> str | None:
    answer = rules.value(parameter, on)
    return str(answer.value) if answer.known else None


def _months(on: date) -> int | None:
    answer = rules.value(NEWCOMER_MONTHS, on)
    return int(answer.decimal()) if answer.known else None
