"""Which consents of a client let something be sent to a partner on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from trede.clients.models import Client, Consent, ConsentPurpose
from trede.core.models import Organisation
from trede.offers.models import Offer, PartnerReferral


def consents_for(client: Client, on: date) -> Any:
    """Running consents to refer to a partner, of all that was merged into the file; withdrawn ones left out."""
    head = client.alias_of or client
    rows = Consent.objects.on(on).filter(client__in=head.file_ids, purpose=ConsentPurpose.PARTNER)
    return rows.filter(withdrawn_on=None)


def named(given_to: str, names: Iterable[str]) -> bool:
    """Was it given for one of these names, whatever the capitals and spaces?"""
    return _plain(given_to) in {_plain(name) for name in names if name.strip()}


def covers(consent: Consent, *, to_name: str, to_organisation: Organisation | None, offer: Offer) -> bool:
    """Was this consent given for who will read it? With an account that is the organisation, whatever name was typed.

    The names by which the catalogue knows the provider count as one.
    """
    reads = to_organisation.name if to_organisation else to_name
    provider = {offer.provider_name, offer.provider.name if offer.provider else ""}
    same = offer.provider_id == to_organisation.pk if to_organisation else named(to_name, provider)
    return named(consent.given_to, {reads, *(provider if same else ())})


def still_covers(consent: Consent, referral: PartnerReferral, on: date) -> bool:
    """May what was sent on this consent stay open? Not on the last day of one that was ended early."""
    return (
        consent.purpose == ConsentPurpose.PARTNER
        and consent.withdrawn_on is None
        and consent.retracted_at is None
        and consent.runs(on)
        and consent.ends_on != on
        and covers(
            consent,
            to_name=referral.to_name,
            to_organisation=referral.to_organisation,
            offer=referral.participation.offer,
        )
    )


def outlived(referral: Any) -> bool:
    """Is what this was sent on gone, so that it must be sent anew? Expects `with_standing`."""
    if referral.consent_id:
        return not referral.consented
    return bool(referral.participation.offer.needs_consent)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
