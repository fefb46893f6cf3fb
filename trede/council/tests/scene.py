"""Who plays in the tests of this room, and the shortest way to a proposal, a meeting and a decision."""

from datetime import date, timedelta
from typing import Any

from tests.cast import client_of, member_of
from trede.clients.models import Address, Client, FileLock
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.decisions import decide
from trede.council.actions.meetings import make_meeting, put_on_agenda
from trede.council.actions.proposals import propose
from trede.council.models import Decision, Meeting, Proposal

LONG_AGO = date(2020, 1, 1)


def clerk_of(member: Member) -> Member:
    """Who keeps the agenda of the committee and follows no file."""
    return member_of(member.organisation, Role.ADMINISTRATIEF)


def proposal_of(client: Client, by: Member, **kwargs: Any) -> Proposal:
    values = {"kind": "other", "asked": "Een fiets van 100 euro", "motivation": "De bus rijdt niet."} | kwargs
    return propose(client, by=by, **values)


def meeting_on(day: date, by: Member) -> Meeting:
    return make_meeting(Meeting(on=day, place="Raadzaal"), by=by)


def decided(proposal: Proposal, by: Member, **kwargs: Any) -> Decision:
    values = {"outcome": "granted", "motivation": "Het is nodig.", "decided_on": today()} | kwargs
    return decide(proposal, by=by, **values)


def on_agenda(proposal: Proposal, by: Member, *, days: int = 0) -> Meeting:
    """A meeting so many days from now, with this proposal on it."""
    meeting = meeting_on(today() + timedelta(days=days), by)
    put_on_agenda(proposal, meeting, by=by)
    return meeting


def lock(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def lives_somewhere(client: Client) -> Address:
    return Address.objects.create(
        organisation=client.organisation,
        client=client,
        street="Kerkstraat",
        house_number="1",
        postcode="8400",
        municipality="Oostende",
        starts_on=LONG_AGO,
    )


__all__ = [
    "clerk_of",
    "client_of",
    "decided",
    "lives_somewhere",
    "lock",
    "meeting_on",
    "on_agenda",
    "proposal_of",
]
