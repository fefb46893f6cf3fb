"""On and off the waiting list, and what changes the order: always visible, always with a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.models import LeftBecause, WaitingEntry
from trede.referral.models import Priority, Referral

NOTE_LENGTH = 200


@transaction.atomic
def add_to_list(
    client: Client,
    *,
    by: Member | None,
    referral: Referral | None = None,
    priority: str = "",
    priority_note: str = "",
    short_notice: bool = False,
    since: date | None = None,
) -> WaitingEntry:
    """Put a client on the waiting list. Who is on it already stays where they stand.

    Raises CaseError: the file is erased, restricted, merged, closed, or the person died.
    """
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Gebruik het dossier waar het bij hoort."))
    if client.closed_on or client.died_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))
    running: WaitingEntry | None = WaitingEntry.objects.waiting().filter(client=client).first()
    if running:
        return running
    entry = WaitingEntry(
        organisation_id=client.organisation_id,
        client=client,
        referral=referral,
        since=min(since or today(), today()),
        priority=priority,
        priority_note=priority_note[:NOTE_LENGTH],
        short_notice=short_notice,
        added_by=by,
    )
    with promises.explained(), transaction.atomic():
        entry.save(force_insert=True)
    _record("added", entry, by=by, after={"since": entry.since.isoformat(), "priority": priority})
    return entry


@transaction.atomic
def leave_list(
    entry: WaitingEntry, *, because: str, by: Member | None, on: date | None = None
) -> WaitingEntry:
    """Take a client off the list, with the coded reason. Raises CaseError when that happened before."""
    if because not in LeftBecause.values:
        raise CaseError(_("Kies waarom deze cliënt van de lijst gaat."))
    day = on or today()
    if not WaitingEntry.objects.waiting().filter(pk=entry.pk).update(left_on=day, left_because=because):
        raise CaseError(_("Deze cliënt staat niet meer op de wachtlijst."))
    entry.refresh_from_db()
    _record("left", entry, by=by, after={"left_on": day.isoformat(), "left_because": because})
    return entry


def set_priority(
    entry: WaitingEntry, *, priority: str, note: str, by: Member, expected: int | None = None
) -> WaitingEntry:
    """Let somebody come before who waits longer, or no longer; the reason is obligatory and stands on the list.

    Raises CaseError (no reason, left the list) or Conflict.
    """
    if priority not in Priority.values:
        raise CaseError(_("Kies een soort voorrang uit de lijst."))
    if not note.strip():
        raise CaseError(
            _("Schrijf waarom. De reden staat op de wachtlijst, zodat de volgorde uit te leggen is.")
        )
    values = {"priority": priority, "priority_note": note.strip()[:NOTE_LENGTH]}
    return _change(entry, "prioritised", values, by=by, expected=expected)


def promise(
    entry: WaitingEntry, *, promised_by: date | None, by: Member, expected: int | None = None
) -> WaitingEntry:
    """Note by when an appointment was promised; None takes the promise back. Raises CaseError or Conflict."""
    if promised_by and promised_by < today():
        raise CaseError(_("Beloof een datum die nog komt."))
    return _change(entry, "promised", {"promised_by": promised_by}, by=by, expected=expected)


def change_place(
    entry: WaitingEntry,
    *,
    promised_by: date | None,
    short_notice: bool,
    by: Member,
    expected: int | None = None,
) -> WaitingEntry:
    """The promise and whether this person can come at short notice, at once. Raises CaseError or Conflict."""
    if promised_by and promised_by != entry.promised_by and promised_by < today():
        raise CaseError(_("Beloof een datum die nog komt."))
    values = {"promised_by": promised_by, "short_notice": short_notice}
    return _change(entry, "promised", values, by=by, expected=expected)


@transaction.atomic
def _change(
    entry: WaitingEntry, deed: str, values: dict[str, Any], *, by: Member, expected: int | None
) -> WaitingEntry:
    check_writable(entry.client)
    current = WaitingEntry.objects.select_for_update().get(pk=entry.pk)
    if current.left_on:
        raise CaseError(_("Deze cliënt staat niet meer op de wachtlijst."))
    version = current.version if expected is None else expected
    before, after = versions.save_checked(current, expected=version, values=values)
    if after:
        _record(deed, current, by=by, before=before, after=after)
    return current


def _record(deed: str, entry: WaitingEntry, *, by: Member | None, **payload: Any) -> None:
    events.record(
        f"waitingentry.{deed}",
        entry,
        by=by,
        organisation_id=entry.organisation_id,
        subject=entry.client_id,
        **payload,
    )
