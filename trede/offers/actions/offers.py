"""Writes the catalogue: an offer, who confirmed it, when it stopped."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.core.versions import save_checked, snapshot
from trede.offers.fresh import LONGEST_MONTHS
from trede.offers.legal_values import unknown_names
from trede.offers.models import Offer, OfferStatus

FIELDS = [
    "name", "rung", "kind", "status", "seen_at", "provider_name", "provider", "about", "for_whom", "length", "hours",
    "allowance", "parameters", "how_to_refer", "contact_name", "contact_email", "contact_phone", "capacity",
    "evaluation_months", "needs_consent", "search_words", "source", "remark", "owner", "confirm_months",
]  # fmt: skip
# The database has no length for a long text; the form says the same.
LONGEST_ABOUT = 1500


@transaction.atomic
def save_offer(
    offer: Offer, *, by: Member, expected: int | None = None, values: dict[str, Any] | None = None
) -> Offer:
    """Write a new offer, or `values` over one that stands (`expected`: the version that the author saw).

    A new one counts as confirmed by its author today. Raises NotAllowed without EDIT_OFFERS or for the offer of
    another organisation, Conflict when a colleague was first, CaseError for an owner of elsewhere, a legal value that
    does not exist or an offer from elsewhere without a place, ValidationError beside the field.
    """
    if offer.pk is None:
        return _add(offer, by)
    current = own_offer(offer, by)
    for name, value in (values or {}).items():
        setattr(current, name, value)
    _check(current, by)
    before, after = save_checked(current, expected=expected or 0, values=values or {})
    if after:
        events.record(
            "offer.changed", current, by=by, organisation_id=by.organisation_id, before=before, after=after
        )
    return current


def _add(offer: Offer, by: Member) -> Offer:
    _may(by)
    offer.organisation = by.organisation
    offer.confirmed_on, offer.confirmed_by = today(), by
    _check(offer, by)
    offer.save(force_insert=True)
    after = {"key": offer.key, **snapshot(offer, FIELDS)}
    events.record("offer.added", offer, by=by, organisation_id=by.organisation_id, after=after)
    return offer


@transaction.atomic
def confirm_offer(offer: Offer, *, by: Member, on: date) -> Offer:
    """Somebody says that it is still as it is written down. Raises CaseError for a day to come or a stopped one."""
    current = own_offer(offer, by)
    if on > today():
        raise CaseError(_("Bevestigen kan enkel voor vandaag of vroeger."))
    if current.stopped_on and current.stopped_on <= on:
        raise CaseError(_("Dit aanbod is gestopt. Bied het eerst opnieuw aan."))
    if current.confirmed_on and current.confirmed_on > on:
        raise CaseError(_("Een collega bevestigde dit al op een latere dag."))
    before = snapshot(current, ["confirmed_on"])
    Offer.objects.filter(pk=current.pk).update(confirmed_on=on, confirmed_by=by)
    current.confirmed_on, current.confirmed_by = on, by
    after = snapshot(current, ["confirmed_on"])
    events.record(
        "offer.confirmed", current, by=by, organisation_id=by.organisation_id, before=before, after=after
    )
    return current


@transaction.atomic
def stop_offer(offer: Offer, *, by: Member, on: date, because: str) -> Offer:
    """From this day on it is not offered any more; what runs goes on. Raises CaseError when it stopped already."""
    current = own_offer(offer, by)
    if current.stopped_on:
        raise CaseError(_("Dit aanbod is al gestopt."))
    _write_stop(current, on)
    events.record(
        "offer.stopped",
        current,
        by=by,
        organisation_id=by.organisation_id,
        after={"stopped_on": on.isoformat()},
        note=because,
    )
    return current


@transaction.atomic
def restart_offer(offer: Offer, *, by: Member) -> Offer:
    """It is offered again. Raises CaseError when it never stopped."""
    current = own_offer(offer, by)
    if not current.stopped_on:
        raise CaseError(_("Dit aanbod loopt nog."))
    before = snapshot(current, ["stopped_on"])
    _write_stop(current, None)
    events.record("offer.restarted", current, by=by, organisation_id=by.organisation_id, before=before)
    return current


def own_offer(offer: Offer, by: Member) -> Offer:
    """The offer as it stands, held until the end of the transaction. Raises NotAllowed."""
    _may(by)
    found: Offer | None = Offer.objects.of(by).select_for_update().filter(pk=offer.pk).first()
    if found is None:
        raise NotAllowed(_("Dit aanbod is niet van uw organisatie."))
    return found


def _may(by: Member) -> None:
    if not by.may(Can.EDIT_OFFERS):
        raise NotAllowed(_("U mag het aanbod niet wijzigen. Vraag het aan wie het bijhoudt."))


def _check(offer: Offer, by: Member) -> None:
    if offer.owner_id and offer.owner and offer.owner.organisation_id != by.organisation_id:
        raise CaseError(_("Kies een collega van uw eigen organisatie."))
    if wrong := unknown_names(offer.parameters, today()):
        raise CaseError(
            _("De regels kennen “%(name)s” niet. Zoek de naam op bij Bedragen en regels.")
            % {"name": wrong[0][:60]}
        )
    if offer.status == OfferStatus.ELSEWHERE and not offer.seen_at.strip():
        raise CaseError(_("Schrijf wie dit doet: een gemeente of een organisatie."))
    if (offer.confirm_months or 0) > LONGEST_MONTHS:
        raise ValidationError({"confirm_months": _("Hoogstens %(most)s maanden.") % {"most": LONGEST_MONTHS}})
    if len(offer.about) > LONGEST_ABOUT:
        raise ValidationError(
            {"about": _("Hoogstens %(most)s tekens. Maak de tekst korter.") % {"most": LONGEST_ABOUT}}
        )
    offer.full_clean(exclude=["confirmed_by"])


def _write_stop(offer: Offer, day: date | None) -> None:
    Offer.objects.filter(pk=offer.pk).update(stopped_on=day, version=offer.version + 1)
    offer.stopped_on, offer.version = day, offer.version + 1
