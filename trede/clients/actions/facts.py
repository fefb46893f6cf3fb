"""The verbs of every fact on the file: add, correct, end, retract. Each leaves an Event."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trede.clients.actions.signals import signal_change
from trede.clients.consent_effects import consent_ended
from trede.clients.indexing import index_clients
from trede.clients.models import (
    Client,
    Consent,
    ContactPoint,
    DatedFact,
    Document,
    Fact,
    OwnBarrier,
    Restriction,
)
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Compartment, Member
from trede.core.periods import today

HIDDEN = {
    "id",
    "organisation",
    "client",
    "recorded_at",
    "recorded_by",
    "retracted_at",
    "retracted_because",
    "version",
}
# For whom and for what a consent is: with another of these it is another consent.
WHOSE = {"given_to", "purpose"}
# Pointed at by a fact, and named in its events.
NAMED = (Document, OwnBarrier)


def editable_names(kind: type[Fact]) -> list[str]:
    return [field.name for field in kind._meta.concrete_fields if field.name not in HIDDEN and field.editable]


def compartment_of(fact: Fact) -> str:
    confidential = getattr(fact, "confidential", False) or getattr(fact, "is_confidential", False)
    return Compartment.CONFIDENTIAL if confidential else fact.compartment


def check_writable(client: Client) -> None:
    """Raises CaseError when the file may not change: erased, merged away, or restricted (GDPR 18)."""
    if client.erased_at:
        raise CaseError(_("Dit dossier is gewist na de bewaartermijn. Er kan niets meer bij."))
    if Restriction.objects.current().filter(client__in={client.pk, client.alias_of_id}).exists():
        raise CaseError(_("De verwerking van dit dossier is beperkt. Vraag de DPO wanneer dat voorbij is."))


@transaction.atomic
def add_fact(fact: Fact, *, by: Member | None, quiet: bool = False) -> Fact:
    """Write a new fact. Raises CaseError (overlap, restricted file) or ValidationError with field messages.

    `quiet` leaves out the signal to the sociale dienst: for facts that come from there.
    """
    check_writable(fact.client)
    if fact.client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Schrijf in het dossier waar het bij hoort."))
    fact.organisation_id = fact.client.organisation_id
    fact.recorded_by = by
    _validate(fact)
    with promises.explained(), transaction.atomic():
        fact.save(force_insert=True)
    after = {name: value for name, value in _snapshot(fact).items() if value not in (None, "")}
    _record("added", fact, by=by, after=after)
    if not quiet:
        signal_change("added", fact, by=by)
    return fact


@transaction.atomic
def correct_fact(fact: Fact, *, by: Member, expected: int, values: dict[str, Any]) -> Fact:
    """Correct what was entered; the history stays in the Event. Raises Conflict when somebody else was first."""
    check_writable(fact.client)
    was = compartment_of(fact)
    for name, value in values.items():
        setattr(fact, name, value)
    _validate(fact)
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(fact, expected=expected, values=values)
    if after:
        _record("corrected", fact, by=by, was=was, before=before, after=after)
        signal_change("corrected", fact, by=by, before=before)
        _tell_end(fact, by=by, other=not after.keys().isdisjoint(WHOSE))
    return fact


@transaction.atomic
def end_fact(fact: DatedFact, *, by: Member, expected: int, ends_on: date) -> DatedFact:
    """End a running period on its last day (inclusive)."""
    check_writable(fact.client)
    if ends_on < fact.starts_on:
        raise CaseError(_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."))
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(fact, expected=expected, values={"ends_on": ends_on})
    if after:
        _record("ended", fact, by=by, before=before, after=after)
        signal_change("ended", fact, by=by)
        _tell_end(fact, by=by)
    return fact


@transaction.atomic
def retract_fact(fact: Fact, *, by: Member, expected: int, because: str) -> Fact:
    """Take back what should never have been entered (wrong person, double); stays in the history with its reason."""
    check_writable(fact.client)
    if not because.strip():
        raise CaseError(_("Schrijf waarom dit gegeven hier niet hoort."))
    now = timezone.now()
    versions.save_checked(
        fact, expected=expected, values={"retracted_at": now, "retracted_because": because.strip()}
    )
    _record("retracted", fact, by=by, before=_snapshot(fact), note=because.strip())
    signal_change("retracted", fact, by=by)
    _tell_end(fact, by=by)
    return fact


def _snapshot(fact: Fact) -> dict[str, Any]:
    return versions.snapshot(fact, editable_names(type(fact)))


def _record(verb: str, fact: Fact, *, by: Member | None, was: str = "", **payload: Any) -> None:
    """`was`: where the fact stood before a correction; an event that tells of the confidential part stays there."""
    now = compartment_of(fact)
    sides: dict[str, Any] = {
        name: _named(fact, side) if isinstance(side, dict) else side for name, side in payload.items()
    }
    events.record(
        f"{fact._meta.model_name}.{verb}",
        fact,
        by=by,
        organisation_id=fact.organisation_id,
        subject=fact.client_id,
        compartment=Compartment.CONFIDENTIAL if Compartment.CONFIDENTIAL in (was, now) else now,
        **sides,
    )
    if isinstance(fact, ContactPoint):
        index_clients([fact.client])


def _named(fact: Fact, values: dict[str, Any]) -> dict[str, Any]:
    """What the fact points at as it is called today: a number says nothing to who reads the history later."""
    told = dict(values)
    for name, value in values.items():
        field: Any = fact._meta.get_field(name)
        if value is not None and field.related_model in NAMED:
            told[name] = _name_of(field.related_model._base_manager.filter(pk=value).first())
    return told


def _name_of(pointed: Any) -> str:
    """The title of a confidential document stays in the confidential part."""
    if isinstance(pointed, Document) and pointed.confidential:
        with translation.override(settings.LANGUAGE_CODE):
            return _("vertrouwelijk document")
    return str(pointed or "")


def _tell_end(fact: Fact, *, by: Member, other: bool = False) -> None:
    """What hangs on a consent stops with it, also when it ended by a correction, never belonged here, or turned out
    to be for somebody or something else (`other`)."""
    if isinstance(fact, Consent) and (other or not fact.runs(today()) or fact.ends_on == today()):
        consent_ended(fact, by=by)


def _validate(fact: Fact) -> None:
    """Field rules and constraints as sentences. Overlaps are left to the database, which sees every writer."""
    checks: list[Callable[[], None]] = [fact.clean_fields, fact.clean, fact.validate_constraints]
    errors: dict[str, Any] = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
            break
    if errors:
        raise ValidationError(errors)
