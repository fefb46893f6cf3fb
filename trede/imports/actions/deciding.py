"""What a person decides about one row of a staged list."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.imports import rows
from trede.imports.actions.commit import decided_of
from trede.imports.actions.staging import changes_json, counts, question_json, weigh_all
from trede.imports.models import ImportRow, Outcome


@transaction.atomic
def decide(
    row: ImportRow, *, by: Member, values: dict[str, Any], choice: str, client: Client | None = None
) -> ImportRow:
    """Answer the questions of a row: mended values, and whether it is new or belongs to `client`.

    Raises CaseError when the row was taken over before, or the file is of another organisation.
    """
    row = _still_open(row)
    if client and client.organisation_id != row.run.organisation_id:
        raise CaseError(_("Dat dossier hoort niet bij deze organisatie. Kies een ander dossiernummer."))
    person = rows.from_json({**row.person, **values, "row": row.number}, [])
    row.person = rows.to_json(person)
    row.choice, row.client_id, row.decided_by = choice, client.pk if client else None, by
    verdict = weigh_all(row.run, [person], decided=decided_of([row]))[0]
    row.outcome, row.client_id = verdict.outcome, verdict.client_id
    row.changes, row.findings = changes_json(verdict), question_json(verdict)
    row.safe = True
    row.save()
    return _record("import.row_decided", row, by=by, note=f"rij {row.number}: {row.get_outcome_display()}")


@transaction.atomic
def skip(row: ImportRow, *, by: Member) -> ImportRow:
    """Leave a row out of the files; it stays in the list until the list is purged."""
    row = _still_open(row)
    row.outcome, row.decided_by, row.safe = Outcome.SKIPPED, by, False
    row.save(update_fields=["outcome", "decided_by", "safe"])
    return _record("import.row_skipped", row, by=by, note=f"rij {row.number}")


def _still_open(row: ImportRow) -> ImportRow:
    row = ImportRow.objects.select_for_update(of=("self",)).select_related("run").get(pk=row.pk)
    if row.done_at:
        raise CaseError(_("Deze rij is al overgenomen. Verbeter het in het dossier zelf."))
    return row


def _record(verb: str, row: ImportRow, *, by: Member, note: str) -> ImportRow:
    events.record(verb, row.run, by=by, organisation_id=row.run.organisation_id, note=note)
    row.run.counts = counts(row.run)
    row.run.save(update_fields=["counts"])
    return row
