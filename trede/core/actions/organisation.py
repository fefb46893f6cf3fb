"""The organisation itself: its name and number, what it is, its local rules."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events, promises, versions
from trede.core.actions.members import check_same_organisation
from trede.core.ends import end_period
from trede.core.errors import CaseError
from trede.core.local import KEYS
from trede.core.models import Capacity, LocalSetting, Member, Organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    by: Member,
    expected: int,
    name: str,
    municipality: str,
    enterprise_number: str | None,
) -> Organisation:
    """Raises Conflict when a colleague was first, ValidationError for a number that is wrong or taken."""
    check_same_organisation(by, organisation.pk)
    values = {
        "name": name.strip(),
        "municipality": municipality.strip(),
        "enterprise_number": enterprise_number or None,
    }
    for field, value in values.items():
        setattr(organisation, field, value)
    organisation.full_clean()
    before, after = versions.save_checked(organisation, expected=expected, values=values)
    if after:
        _record("organisation.changed", organisation, by, before=before, after=after)
    return organisation


@transaction.atomic
def add_capacity(organisation: Organisation, *, by: Member, kind: str, starts_on: date) -> Capacity:
    """What the organisation is, from a day on. Raises CaseError on an overlap."""
    check_same_organisation(by, organisation.pk)
    capacity = Capacity(organisation=organisation, kind=kind, starts_on=starts_on)
    with promises.explained(), transaction.atomic():
        capacity.save(force_insert=True)
    _record("capacity.added", organisation, by, after={"kind": kind, "starts_on": starts_on})
    return capacity


@transaction.atomic
def end_capacity(capacity: Capacity, *, by: Member, last_day: date) -> Capacity:
    """Raises CaseError when the organisation would be nothing at all."""
    check_same_organisation(by, capacity.organisation_id)
    others = Capacity.objects.on(last_day + timedelta(days=1)).filter(organisation=capacity.organisation_id)
    if not others.exclude(pk=capacity.pk).exists():
        raise CaseError(_("Dit is de laatste hoedanigheid. Voeg eerst een andere toe."))
    change = end_period(capacity, last_day=last_day)
    change["before"]["kind"] = capacity.kind
    _record("capacity.ended", capacity.organisation, by, **change)
    return capacity


@transaction.atomic
def set_local(
    organisation: Organisation, *, by: Member, key: str, value: str, starts_on: date, reason: str
) -> LocalSetting:
    """Choose a local rule from a day on; the one that ran ends the day before.

    Raises CaseError for a value outside its bounds, without a reason, or when a later one stands already.
    """
    check_same_organisation(by, organisation.pk)
    if key not in KEYS:
        raise CaseError(_("Deze instelling bestaat niet. Kies er een uit de lijst."))
    number = KEYS[key].read(value)
    if not reason.strip():
        raise CaseError(_("Schrijf waarom u dit kiest: wie het later leest, moet het begrijpen."))
    rows = LocalSetting.objects.filter(organisation=organisation, key=key)
    if rows.filter(starts_on__gte=starts_on).exists():
        raise CaseError(_("Er staat al een keuze vanaf die dag of later. Kies een latere begindatum."))
    running = rows.on(starts_on).first()
    if running:
        end_period(running, last_day=starts_on - timedelta(days=1))
    setting = LocalSetting(
        organisation=organisation, key=key, value=str(number), starts_on=starts_on, reason=reason.strip()
    )
    with promises.explained(), transaction.atomic():
        setting.save(force_insert=True)
    _record(
        "setting.chosen",
        organisation,
        by,
        before={"value": running.value} if running else {},
        after={"key": key, "value": number, "starts_on": starts_on},
        note=reason.strip(),
    )
    return setting


def _record(verb: str, organisation: Organisation, by: Member, **payload: Any) -> None:
    events.record(verb, organisation, by=by, organisation_id=organisation.pk, **payload)
