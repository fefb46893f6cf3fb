"""The catalogue that ships, taken over by an organisation."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower

from trede.core import bulk, events
from trede.core.events import Change
from trede.core.models import Member, Organisation
from trede.offers.library import Entry, entries
from trede.offers.models import Offer, OfferCondition, OfferLimit
from trede.offers.origin import standing


@transaction.atomic
def adopt_catalogue(
    organisation: Organisation,
    *,
    by: Member | None,
    today: date,
    as_town: str = "",
    at: datetime | None = None,
) -> int:
    """Write every entry of the library that the organisation does not have yet; answers how many.

    An offer with the same key stays as it is: local changes, and what was stopped, are kept. Nobody confirmed the
    new ones, so their owners are asked. A provider that exists by name is linked. `as_town`: take over what this
    town offers as one's own (a made-up town). `at`: when, if not now. `today`: conditions that ended before are
    written too, as history.
    """
    have = set(Offer.objects.filter(organisation=organisation).values_list("key", flat=True))
    missing = [entry for entry in entries() if entry.key not in have]
    town = as_town or organisation.municipality
    providers = _providers(missing)
    offers = [_offer(entry, organisation, town, providers) for entry in missing]
    bulk.insert(Offer, offers)
    pairs = list(zip(missing, offers, strict=True))
    bulk.insert(
        OfferCondition,
        [row for entry, offer in pairs for row in _conditions(entry, offer, organisation, town)],
    )
    bulk.insert(OfferLimit, [row for entry, offer in pairs for row in _limits(entry, offer)])
    changes = [_change(offer, at) for offer in offers]
    events.record_all(changes, by=by, organisation_id=organisation.pk)
    return len(offers)


def _offer(entry: Entry, organisation: Organisation, town: str, providers: dict[str, int]) -> Offer:
    stands = standing(entry, town)
    fields: dict[str, Any] = dict(entry.fields)
    name = fields.pop("provider", "")
    return bulk.fresh(
        Offer,
        organisation_id=organisation.pk,
        rung=entry.rung,
        status=stands.status,
        seen_at=stands.seen_at,
        provider_name=name,
        provider_id=providers.get(name.lower()),
        parameters=",".join(entry.parameters),
        **fields,
    )


def _conditions(entry: Entry, offer: Offer, organisation: Organisation, town: str) -> list[OfferCondition]:
    return [
        bulk.fresh(
            OfferCondition,
            offer_id=offer.pk,
            kind=term.kind,
            value=_own_town(term.kind, term.value, organisation, town),
            weight=term.weight,
            text=term.text,
            lifts=term.lifts,
            parameter=term.parameter,
            source=term.source,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            position=position,
        )
        for position, term in enumerate(entry.conditions)
    ]


def _own_town(kind: str, value: str, organisation: Organisation, town: str) -> str:
    """Who takes over the offer of a town asks people to live in the own municipality."""
    return organisation.municipality if kind == "lives_in" and value == town else value


def _limits(entry: Entry, offer: Offer) -> list[OfferLimit]:
    return [
        bulk.fresh(
            OfferLimit,
            offer_id=offer.pk,
            unit=cap.unit,
            most=cap.most,
            parameter=cap.parameter,
            source=cap.source,
            starts_on=cap.starts_on,
            ends_on=cap.ends_on,
        )
        for cap in entry.limits
    ]


def _providers(missing: list[Entry]) -> dict[str, int]:
    """Organisations with the name of a provider, by that name in small letters; of two with one name none."""
    names = {str(entry.fields.get("provider", "")).lower() for entry in missing} - {""}
    rows = Organisation.objects.annotate(lower=Lower("name")).filter(lower__in=names)
    found = list(rows.values_list("lower", "pk"))
    counted = [name for name, _pk in found]
    return {name: pk for name, pk in found if counted.count(name) == 1}


def _change(offer: Offer, at: datetime | None) -> Change:
    after = {"key": offer.key, "name": offer.name, "rung": offer.rung, "status": str(offer.status)}
    return Change("offer.adopted", object_kind="offer", object_id=offer.pk, after=after, at=at)
