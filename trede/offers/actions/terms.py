"""Writes the conditions and limits of an offer. A change of the law ends one row and adds another."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.versions import save_checked, snapshot
from trede.offers.actions.offers import own_offer
from trede.offers.condition_values import ASKS_WORDS, check_value, check_weight
from trede.offers.legal_values import answer_on
from trede.offers.models import OfferCondition, OfferLimit

CONDITION = ["kind", "value", "parameter", "weight", "text", "lifts", "source", "starts_on", "ends_on"]
LIMIT = ["unit", "most", "parameter", "source", "starts_on", "ends_on"]
T = TypeVar("T", OfferCondition, OfferLimit)


@transaction.atomic
def add_condition(condition: OfferCondition, *, by: Member) -> OfferCondition:
    """Put a condition on an offer. Raises NotAllowed, CaseError (a value that this kind cannot have, one that stands
    already on the same days, a question without words) or ValidationError beside the field."""
    own_offer(condition.offer, by)
    _check_condition(condition)
    condition.position = condition.offer.conditions.count()
    return _added(condition, CONDITION, by)


@transaction.atomic
def change_condition(
    condition: OfferCondition, *, by: Member, expected: int, values: dict[str, Any]
) -> OfferCondition:
    """Correct a condition. When the law changed, end it and add another: then the past stays true. Raises as
    `add_condition`, and Conflict when a colleague was first."""
    current = _own(OfferCondition, condition, by)
    for name, value in values.items():
        setattr(current, name, value)
    _check_condition(current)
    return _changed(current, by, expected, {name: getattr(current, name) for name in values})


@transaction.atomic
def end_condition(condition: OfferCondition, *, by: Member, on: date) -> OfferCondition:
    """It holds until and including this day. Raises CaseError when it ended before."""
    return _ended(_own(OfferCondition, condition, by), by, on)


@transaction.atomic
def add_limit(limit: OfferLimit, *, by: Member) -> OfferLimit:
    """Set how much one person may use of an offer. Raises NotAllowed, CaseError (another limit of this unit on the
    same days, no amount, a legal value that does not exist) or ValidationError."""
    own_offer(limit.offer, by)
    _check_limit(limit)
    return _added(limit, LIMIT, by)


@transaction.atomic
def change_limit(limit: OfferLimit, *, by: Member, expected: int, values: dict[str, Any]) -> OfferLimit:
    """Correct a limit. Raises as `add_limit`, and Conflict when a colleague was first."""
    current = _own(OfferLimit, limit, by)
    for name, value in values.items():
        setattr(current, name, value)
    _check_limit(current)
    return _changed(current, by, expected, {name: getattr(current, name) for name in values})


@transaction.atomic
def end_limit(limit: OfferLimit, *, by: Member, on: date) -> OfferLimit:
    """It holds until and including this day. Raises CaseError when it ended before."""
    return _ended(_own(OfferLimit, limit, by), by, on)


def _own(model: type[T], row: T, by: Member) -> T:
    own_offer(row.offer, by)
    found: T | None = model._base_manager.filter(pk=row.pk, offer=row.offer_id).first()
    if found is None:
        raise NotAllowed(_("Deze voorwaarde of grens bestaat niet meer."))
    return found


def _added(row: T, names: list[str], by: Member) -> T:
    row.full_clean()
    row.save(force_insert=True)
    verb = f"{row._meta.model_name}.added"
    after = {"offer": row.offer_id, **snapshot(row, names)}
    events.record(verb, row, by=by, organisation_id=by.organisation_id, after=after)
    return row


def _changed(row: T, by: Member, expected: int, values: dict[str, Any]) -> T:
    row.full_clean()
    before, after = save_checked(row, expected=expected, values=values)
    if after:
        verb = f"{row._meta.model_name}.changed"
        events.record(verb, row, by=by, organisation_id=by.organisation_id, before=before, after=after)
    return row


def _ended(row: T, by: Member, on: date) -> T:
    if row.ends_on is not None and row.ends_on <= on:
        raise CaseError(_("Dit eindigde al op %(day)s.") % {"day": row.ends_on.strftime("%d/%m/%Y")})
    row.ends_on = on
    row.full_clean()
    before, after = save_checked(row, expected=row.version, values={"ends_on": on})
    verb = f"{row._meta.model_name}.ended"
    events.record(verb, row, by=by, organisation_id=by.organisation_id, before=before, after=after)
    return row


def _check_condition(condition: OfferCondition) -> None:
    _check_parameter(condition.parameter, condition.starts_on)
    condition.value = check_value(condition.kind, condition.value, parameter=condition.parameter)
    check_weight(condition.kind, condition.weight)
    if condition.kind in ASKS_WORDS and not condition.text.strip():
        raise CaseError(_("Schrijf de vraag in woorden: die staat op het scherm."))
    same = OfferCondition.objects.filter(
        offer=condition.offer_id, kind=condition.kind, value=condition.value, parameter=condition.parameter
    )
    if _beside(same, condition).exists():
        raise CaseError(_("Deze voorwaarde staat er al op die dagen. Beëindig of verbeter die andere."))


def _check_limit(limit: OfferLimit) -> None:
    _check_parameter(limit.parameter, limit.starts_on)
    if limit.most is None and not limit.parameter:
        raise CaseError(_("Schrijf hoeveel er hoogstens mag, of kies een wettelijke waarde."))
    same = OfferLimit.objects.filter(offer=limit.offer_id, unit=limit.unit)
    if _beside(same, limit).exists():
        raise CaseError(_("Er staat al zo'n grens op die dagen. Beëindig of verbeter die andere."))


def _beside(rows: Any, row: Any) -> Any:
    """Of these rows the others that hold on one of its days."""
    meets = rows.exclude(pk=row.pk).filter(Q(ends_on=None) | Q(ends_on__gte=row.starts_on))
    return meets.filter(starts_on__lte=row.ends_on) if row.ends_on else meets


def _check_parameter(name: str, on: date) -> None:
    if name and answer_on(name, on) is None:
        raise CaseError(
            _("De regels kennen “%(name)s” niet. Zoek de naam op bij Bedragen en regels.")
            % {"name": name[:60]}
        )
