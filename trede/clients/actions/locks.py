"""A relative or a colleague who is a client: the file opens only for the members named."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trede.clients.models import Client, FileLock
from trede.core import access, events, promises
from trede.core.errors import CaseError, Conflict
from trede.core.models import AccessGrant, Member, Purpose
from trede.core.periods import today


def cause_of(lock: FileLock) -> str:
    return f"lock:{lock.pk}"


def locks_of(client: Client) -> list[FileLock]:
    """The locks that hold now on this file or on a part merged into it."""
    return list(FileLock.objects.current().filter(client__in=client.file_ids).order_by("pk"))


def names_of_lock(client: Client) -> set[int]:
    """The members for whom this file opens; empty when it is not locked."""
    causes = [cause_of(lock) for lock in locks_of(client)]
    named = AccessGrant.objects.current().filter(
        cause__in=causes, purpose=Purpose.NAMED, member__isnull=False
    )
    return set(named.values_list("member_id", flat=True))


@transaction.atomic
def lock_file(client: Client, *, by: Member, reason: str, members: Collection[Member]) -> FileLock:
    """From now on the file opens only for `members`, whoever follows it. Raises CaseError."""
    _check_names(client, members)
    lock = FileLock(organisation_id=client.organisation_id, client=client, reason=reason, starts_on=today())
    if locks_of(client):
        raise CaseError(
            _("Dit dossier is al afgeschermd. Verander de lijst van medewerkers, of hef de afscherming op.")
        )
    lock.full_clean(exclude=["organisation"])
    with promises.explained(), transaction.atomic():
        lock.save(force_insert=True)
    _name(lock, {member.pk for member in members})
    _record("filelock.opened", lock, by=by, after={"reason": reason, "members": _pks(members)})
    return lock


@transaction.atomic
def change_names(client: Client, *, by: Member, expected: int, members: Collection[Member]) -> None:
    """Other members for whom the locked file opens; who is left out loses it at once.

    Raises CaseError, or Conflict when a colleague changed the lock first.
    """
    _check_names(client, members)
    locks = _checked_locks(client, expected)
    wanted, present = {member.pk for member in members}, names_of_lock(client)
    for lock in locks:
        named = AccessGrant.objects.filter(cause=cause_of(lock))
        access.end_at_once(named.filter(member__in=present - wanted))
        _name(lock, wanted - present)
        _record(
            "filelock.changed",
            lock,
            by=by,
            before={"members": sorted(present)},
            after={"members": sorted(wanted)},
        )


@transaction.atomic
def end_lock(client: Client, *, by: Member, expected: int, last_day: date, note: str) -> None:
    """The file opens for its followers again after `last_day` (inclusive). Raises CaseError or Conflict."""
    locks = _checked_locks(client, expected)
    if not note.strip():
        raise CaseError(_("Schrijf waarom de afscherming niet meer nodig is."))
    for lock in locks:
        if last_day < max(lock.starts_on, today()):
            raise CaseError(_("De laatste dag kan niet in het verleden liggen. Kies vandaag of later."))
        FileLock.objects.filter(pk=lock.pk).update(ends_on=last_day)
        access.close_grants(cause=cause_of(lock), last_day=last_day)
        _record("filelock.ended", lock, by=by, after={"ends_on": last_day.isoformat()}, note=note.strip())


@transaction.atomic
def carry_lock(*, from_client: Client, to_client: Client, by: Member) -> None:
    """After a split: what was locked as a whole stays locked in this part too, for the same members."""
    own = FileLock.objects.current()
    source = own.filter(client=from_client).first()
    if source is None or own.filter(client=to_client).exists():
        return
    names = names_of_lock(from_client)
    members = Member.objects.filter(pk__in=names)
    lock_file(to_client, by=by, reason=source.reason, members=list(members))


def _checked_locks(client: Client, expected: int) -> list[FileLock]:
    locks = locks_of(client)
    if not locks:
        raise CaseError(_("Dit dossier is niet (meer) afgeschermd."))
    first = FileLock.objects.filter(pk=locks[0].pk, version=expected)
    if not first.update(version=F("version") + 1):
        raise Conflict(_("Iemand anders heeft deze afscherming intussen gewijzigd. Kijk ze opnieuw na."))
    return locks


def _check_names(client: Client, members: Collection[Member]) -> None:
    if not members:
        raise CaseError(_("Kies minstens één medewerker die het dossier nog mag openen."))
    if any(member.organisation_id != client.organisation_id for member in members):
        raise CaseError(_("Deze medewerker werkt niet voor de organisatie van dit dossier."))


def _name(lock: FileLock, member_ids: Collection[int]) -> None:
    for member in Member.objects.filter(pk__in=member_ids).order_by("pk"):
        access.open_grant(
            organisation=lock.organisation_id,
            subject=lock.client_id,
            member=member,
            purpose=Purpose.NAMED,
            cause=cause_of(lock),
        )


def _pks(members: Collection[Member]) -> list[int]:
    return sorted(member.pk for member in members)


def _record(verb: str, lock: FileLock, *, by: Member, note: str = "", **payload: Any) -> None:
    events.record(
        verb,
        lock,
        by=by,
        organisation_id=lock.organisation_id,
        subject=lock.client_id,
        note=note,
        **payload,
    )
