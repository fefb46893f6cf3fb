"""Which consents of a client let something be sent to a partner on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from trede.clients.models import Client, Consent, ConsentPurpose


def consents_for(client: Client, on: date) -> Any:
    """Running consents to refer to a partner, of all that was merged into the file; withdrawn ones left out."""
    head = client.alias_of or client
    rows = Consent.objects.on(on).filter(client__in=head.file_ids, purpose=ConsentPurpose.PARTNER)
    return rows.filter(withdrawn_on=None)


def named(given_to: str, names: Iterable[str]) -> bool:
    """Was it given for one of these names, whatever the capitals and spaces?"""
    return _plain(given_to) in {_plain(name) for name in names if name.strip()}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
