"""Small helpers for the tests of planning: a list, a session with slots, an invitation."""

from datetime import date, timedelta
from typing import Any

from tests.cast import ClientFactory, member_of
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation, OrientationSession, Slot, WaitingEntry


def planner(organisation: Any) -> Member:
    return member_of(organisation, "administratief")


def waits(
    member: Member, *, days: int = 30, entry: dict[str, Any] | None = None, **kwargs: Any
) -> WaitingEntry:
    """A client of this organisation, on the list since so many days."""
    client = ClientFactory(organisation=member.organisation, **kwargs)
    return put(client, days=days, **(entry or {}))


def put(client: Client, *, days: int = 30, **kwargs: Any) -> WaitingEntry:
    since = kwargs.pop("since", today() - timedelta(days=days))
    return WaitingEntry.objects.create(
        organisation_id=client.organisation_id, client=client, since=since, **kwargs
    )


def session_on(
    member: Member, day: date | None = None, *, slots: int = 4, **kwargs: Any
) -> OrientationSession:
    """A session with slots of ten minutes from 13:00."""
    values: dict[str, Any] = {"place": "Stationsplein 1", "counsellor": member} | kwargs
    session = OrientationSession.objects.create(
        organisation_id=member.organisation_id, on=day or today() + timedelta(days=21), **values
    )
    Slot.objects.bulk_create(
        Slot(organisation_id=member.organisation_id, session=session, begin=780 + 10 * place, minutes=10)
        for place in range(slots)
    )
    return session


def invited(entry: WaitingEntry, slot: Slot, **kwargs: Any) -> OrientationInvitation:
    """An invitation as the program would make it, without messages."""
    secret = tokens.new_secret()
    kept = tokens.columns_of(secret, organisation_id=entry.organisation_id, client_id=entry.client_id)
    values: dict[str, Any] = {"language": "nl", **kept} | kwargs
    return OrientationInvitation.objects.create(
        organisation_id=entry.organisation_id, client_id=entry.client_id, entry=entry, slot=slot, **values
    )
