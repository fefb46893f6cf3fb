"""The barriers that an organisation names itself. Their shared code never changes: figures stay comparable."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.models import OwnBarrier
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today


@transaction.atomic
def add_own_barrier(own: OwnBarrier, *, by: Member) -> OwnBarrier:
    """A new barrier of the member's organisation. Raises CaseError (name taken) or ValidationError (bad field)."""
    own.organisation_id = by.organisation_id
    own.label = own.label.strip()
    _check_free(own)
    own.clean_fields(exclude=["organisation"])
    with promises.explained(), transaction.atomic():
        own.save(force_insert=True)
    _record("ownbarrier.added", own, by, after={"label": own.label, "code": own.code})
    return own


@transaction.atomic
def rename_own_barrier(own: OwnBarrier, *, by: Member, expected: int, label: str) -> OwnBarrier:
    """Another name for the same barrier; files that have it show the new name.

    Raises CaseError (name taken, another organisation), ValidationError (bad name) or Conflict.
    """
    _check_ours(own, by)
    own.label = label.strip()
    _check_free(own)
    own.clean_fields(exclude=["organisation"])
    with promises.explained():
        return _write("ownbarrier.renamed", own, by=by, expected=expected, values={"label": own.label})


@transaction.atomic
def retire_own_barrier(own: OwnBarrier, *, by: Member, expected: int) -> OwnBarrier:
    """No longer offered in the list; who has it keeps it. Raises CaseError (already retired, elsewhere) or Conflict."""
    _check_ours(own, by)
    if own.retired_on:
        raise CaseError(_("Deze drempel is al gestopt."))
    return _write("ownbarrier.retired", own, by=by, expected=expected, values={"retired_on": today()})


@transaction.atomic
def resume_own_barrier(own: OwnBarrier, *, by: Member, expected: int) -> OwnBarrier:
    """Offered again. Raises CaseError (in use already, another organisation) or Conflict."""
    _check_ours(own, by)
    if own.retired_on is None:
        raise CaseError(_("Deze drempel staat al in de lijst."))
    return _write("ownbarrier.resumed", own, by=by, expected=expected, values={"retired_on": None})


def _write(verb: str, own: OwnBarrier, *, by: Member, expected: int, values: dict[str, Any]) -> OwnBarrier:
    with transaction.atomic():
        before, after = versions.save_checked(own, expected=expected, values=values)
    if after:
        _record(verb, own, by, before=before, after=after)
    return own


def _check_ours(own: OwnBarrier, by: Member) -> None:
    if own.organisation_id != by.organisation_id:
        raise CaseError(_("Deze drempel hoort bij een andere organisatie. Kies een andere."))


def _check_free(own: OwnBarrier) -> None:
    """Two names that differ only by capitals would be chosen at random."""
    taken = OwnBarrier.objects.filter(organisation=own.organisation_id, label__iexact=own.label)
    if taken.exclude(pk=own.pk).exists():
        raise CaseError(_("Deze drempel bestaat al. Kies een andere naam."))


def _record(verb: str, own: OwnBarrier, by: Member, **payload: Any) -> None:
    events.record(verb, own, by=by, organisation_id=own.organisation_id, **payload)
