"""What came of trying to reach somebody: attempts in one line, letters that came back."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import add_fact, check_writable
from trede.clients.models import Address, Client, ContactAttempt
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today

# The same line by the same member within this many seconds is a double click.
DOUBLE_CLICK = 60


def moment_of(day: date) -> datetime:
    """Now for today; noon for a day before, whose hour nobody remembers."""
    if day == today():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


@transaction.atomic
def note_attempt(
    client: Client,
    *,
    by: Member,
    how: str,
    reached: bool,
    on: date,
    note: str = "",
    confidential: bool = False,
) -> ContactAttempt:
    """One line in the contact log; the same line twice within a minute is written once. Raises CaseError."""
    if on > today():
        raise CaseError(_("Een contactpoging ligt nooit in de toekomst. Kijk de datum na."))
    values: dict[str, Any] = {
        "how": how,
        "reached": reached,
        "note": note.strip(),
        "confidential": confidential,
    }
    recent = timezone.now() - timedelta(seconds=DOUBLE_CLICK)
    same: ContactAttempt | None = (
        ContactAttempt.objects.standing()
        .filter(client=client, recorded_by=by, recorded_at__gte=recent, at__date=on, **values)
        .first()
    )
    if same:
        return same
    attempt = ContactAttempt(client=client, at=moment_of(on), source="worker", **values)
    made: ContactAttempt = add_fact(attempt, by=by)  # type: ignore[assignment]
    return made


@transaction.atomic
def post_returned(address: Address, *, by: Member, expected: int, on: date, note: str = "") -> Address:
    """A letter came back from this address: nothing more is sent there. Raises CaseError or Conflict."""
    if on > today():
        raise CaseError(_("Die datum ligt in de toekomst. Kijk het jaar na."))
    _mark(address, "address.returned", by=by, expected=expected, returned_on=on)
    how = ContactAttempt.How.RETURNED
    note_attempt(address.client, by=by, how=how, reached=False, on=on, note=note)
    return address


@transaction.atomic
def post_arrives(address: Address, *, by: Member, expected: int) -> Address:
    """Somebody checked: letters arrive here again. Raises CaseError or Conflict."""
    _mark(address, "address.works", by=by, expected=expected, returned_on=None)
    return address


def _mark(address: Address, verb: str, *, by: Member, expected: int, returned_on: date | None) -> None:
    check_writable(address.client)
    before, after = versions.save_checked(address, expected=expected, values={"returned_on": returned_on})
    if after:
        events.record(
            verb,
            address,
            by=by,
            organisation_id=address.organisation_id,
            subject=address.client_id,
            before=before,
            after=after,
        )
