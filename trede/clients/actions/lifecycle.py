"""The end of a file, and its return: closed, died, moved to another OCMW, opened again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.clients import end_assignment
from trede.clients.actions.facts import check_writable
from trede.clients.actions.signals import tell
from trede.clients.lifecycle_effects import file_ended
from trede.clients.models import CaseAssignment, Client, SignalKind
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today


@transaction.atomic
def close_file(
    client: Client, *, by: Member, expected: int, closed_on: date, reason: str, end_assignments: bool = False
) -> Client:
    """Close a file on its last day, with the reason. Raises CaseError (already closed) or Conflict."""
    _check_open(client, closed_on)
    if not reason.strip():
        raise CaseError(_("Schrijf waarom het dossier sluit."))
    _write(client, "client.closed", by=by, expected=expected, values={"closed_on": closed_on}, note=reason)
    file_ended(client, how="closed", by=by)
    _let_go(client, by=by, wanted=end_assignments)
    return client


@transaction.atomic
def record_death(
    client: Client, *, by: Member, expected: int, died_on: date, end_assignments: bool = False
) -> Client:
    """Note that this person died; the file closes and the sociale dienst is told. Raises CaseError or Conflict."""
    if client.died_on:
        raise CaseError(_("Het overlijden staat al in dit dossier."))
    if died_on > today():
        raise CaseError(_("Die datum ligt in de toekomst. Kijk het jaar na."))
    if client.birth_date and died_on < client.birth_date:
        raise CaseError(_("Die datum ligt vóór de geboorte. Kijk beide datums na."))
    values: dict[str, Any] = {"died_on": died_on}
    if client.closed_on is None:
        values["closed_on"] = today()
    _write(client, "client.died", by=by, expected=expected, values=values)
    tell(client, SignalKind.DEATH, happened_on=died_on, note=_("Overleden"), by=by)
    file_ended(client, how="died", by=by)
    _let_go(client, by=by, wanted=end_assignments)
    return client


@transaction.atomic
def move_away(
    client: Client,
    *,
    by: Member,
    expected: int,
    moved_to: str,
    closed_on: date,
    end_assignments: bool = False,
) -> Client:
    """Another OCMW is competent from now on: the file closes here. Raises CaseError or Conflict."""
    _check_open(client, closed_on)
    if not moved_to.strip():
        raise CaseError(_("Vul in naar welk OCMW de cliënt gaat."))
    values = {"moved_to": moved_to.strip(), "closed_on": closed_on}
    _write(client, "client.moved", by=by, expected=expected, values=values)
    note = _("Naar OCMW %(name)s") % {"name": moved_to.strip()}
    tell(client, SignalKind.ADDRESS, happened_on=closed_on, note=note, by=by)
    file_ended(client, how="moved", by=by)
    _let_go(client, by=by, wanted=end_assignments)
    return client


@transaction.atomic
def reopen_file(client: Client, *, by: Member, expected: int, reason: str) -> Client:
    """Open a closed file again, with the reason; a death or move noted by mistake goes too, and stays in history."""
    if client.closed_on is None:
        raise CaseError(_("Dit dossier is open."))
    if not reason.strip():
        raise CaseError(_("Schrijf waarom het dossier weer opengaat."))
    values = {"closed_on": None, "died_on": None, "moved_to": ""}
    _write(client, "client.reopened", by=by, expected=expected, values=values, note=reason)
    return client


def _check_open(client: Client, closed_on: date) -> None:
    if client.closed_on:
        raise CaseError(_("Dit dossier is al gesloten."))
    if closed_on > today():
        raise CaseError(_("Die datum ligt in de toekomst. Kijk het jaar na."))
    if closed_on < client.opened_on:
        raise CaseError(_("Die dag ligt vóór de opening van het dossier. Kies een latere dag."))


def _write(
    client: Client, verb: str, *, by: Member, expected: int, values: dict[str, Any], note: str = ""
) -> None:
    check_writable(client)
    before, after = versions.save_checked(client, expected=expected, values=values)
    events.record(
        verb,
        client,
        by=by,
        organisation_id=client.organisation_id,
        subject=client.pk,
        before=before,
        after=after,
        note=note.strip(),
    )


def _let_go(client: Client, *, by: Member, wanted: bool) -> None:
    if not wanted:
        return
    for assignment in CaseAssignment.objects.current().filter(client=client).order_by("pk"):
        end_assignment(assignment, by=by, last_day=today())
