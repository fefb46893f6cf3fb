"""Small helpers for the tests of planning: a list, a session with slots, an invitation."""

from datetime import date, timedelta
from typing import Any

from tests.cast import ClientFactory, member_of
from trede.clients.models import Address, Client, ContactPoint
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


def reached_by(
    client: Client, *, street: str = "Kerkstraat 1", postcode: str = "8400", sms: str = "", email: str = ""
) -> Client:
    """Write where a letter, a text message and an e-mail may go; "" leaves a way out."""
    common = {"organisation_id": client.organisation_id, "client": client, "starts_on": today()}
    if street:
        name, _space, number = street.rpartition(" ")
        Address.objects.create(
            street=name, house_number=number, postcode=postcode, municipality="Oostende", **common
        )
    for channel, value in (("mobile", sms), ("email", email)):
        if value:
            ContactPoint.objects.create(channel=channel, value=value, **common)
    return client


def ready(
    member: Member, *, days: int = 30, ways: dict[str, str] | None = None, **kwargs: Any
) -> WaitingEntry:
    """Somebody on the list who can be invited."""
    entry = waits(member, days=days, **kwargs)
    reached_by(entry.client, **(ways or {}))
    return entry


def seats(session: OrientationSession) -> list[tuple[str, int]]:
    """Who holds which slot: (time, client)."""
    rows = OrientationInvitation.objects.holding().filter(slot__session=session).select_related("slot")
    return [(row.slot.clock, row.client_id) for row in rows.order_by("slot__begin")]
