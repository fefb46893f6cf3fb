"""People of employers in a training for hosts: no clients, so only a name and an organisation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions.planning import check_open, lock
from trede.offers.models import HostSeat
from trede.offers.reading_groups import free_places


@transaction.atomic
def add_host(seat: HostSeat, *, by: Member) -> HostSeat:
    """A place for somebody of an employer; the same person twice is once. Raises CaseError or ValidationError."""
    edition = lock(seat.edition)
    check_open(edition)
    if not edition.for_hosts:
        raise CaseError(_("Deze reeks is voor cliënten. Schrijf hen in bij ‘Inschrijven’."))
    seat.organisation_id, seat.host, seat.person = (
        edition.organisation_id,
        seat.host.strip(),
        seat.person.strip(),
    )
    seat.full_clean(exclude=["organisation", "edition"])
    same = edition.host_seats.filter(host__iexact=seat.host, person__iexact=seat.person, withdrawn_on=None)
    if found := same.first():
        return found
    if not free_places(edition):
        raise ValidationError({"person": _("Deze reeks is vol. Maak eerst een plaats vrij.")})
    seat.save(force_insert=True)
    _record("added", seat, by=by)
    return seat


@transaction.atomic
def note_host(seat: HostSeat, *, came: bool | None, by: Member) -> HostSeat:
    """Did they come? None takes it back; the same twice is once. Raises CaseError."""
    edition = lock(seat.edition)
    check_open(edition)
    if edition.starts_on > today():
        raise CaseError(_("Deze reeks moet nog beginnen."))
    seat = _locked(seat)
    if seat.withdrawn_on:
        raise CaseError(_("Deze persoon komt niet meer."))
    return seat if seat.came == came else _save(seat, "noted", by=by, came=came)


@transaction.atomic
def withdraw_host(seat: HostSeat, *, by: Member) -> HostSeat:
    """They do not come; the place is free. Twice is once."""
    lock(seat.edition)
    seat = _locked(seat)
    return seat if seat.withdrawn_on else _save(seat, "withdrawn", by=by, withdrawn_on=today())


def _locked(seat: HostSeat) -> HostSeat:
    return HostSeat.objects.select_for_update(of=("self",)).select_related("edition").get(pk=seat.pk)


def _save(seat: HostSeat, deed: str, *, by: Member, **values: Any) -> HostSeat:
    for name, value in values.items():
        setattr(seat, name, value)
    seat.version += 1
    seat.save(update_fields=[*values, "version"])
    _record(deed, seat, by=by)
    return seat


def _record(deed: str, seat: HostSeat, *, by: Member) -> None:
    events.record(f"hostseat.{deed}", seat, by=by, organisation_id=seat.organisation_id)
