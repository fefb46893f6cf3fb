"""A list of clients leaves the program: as an Excel file, with a purpose, and written in the log."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.spreadsheet import bold, harmless
from trede.desk.listing import Filters, Row, colleagues, listed, rows_of, with_contact
from trede.rules import mask_insz

MOST = 20_000
WIDTHS = (34, 10, 12, 8, 20, 22, 22, 14, 12, 32, 14, 14)


def export_clients(*, filters: Filters, purpose: str, by: Member) -> bytes:
    """The list as an Excel file, national numbers masked. Raises CaseError: more than 20,000 rows, or none."""
    clients = list(with_contact(listed(by, filters))[: MOST + 1])
    if len(clients) > MOST:
        raise CaseError(
            _("Deze lijst heeft meer dan 20.000 rijen. Kies een filter en voer de lijst in delen uit.")
        )
    if not clients:
        raise CaseError(_("Op deze lijst staat niemand. Kies een andere filter."))
    rows = rows_of(clients, colleagues(by), minimal=filters.get("wie") == "niemand")
    content = workbook(rows)
    with transaction.atomic():
        events.record(
            "clients.exported",
            by=by,
            organisation_id=by.organisation_id,
            after={"count": len(rows), "filter": dict(filters), "purpose": purpose},
        )
    return content


def workbook(rows: Iterable[Row]) -> bytes:
    """The rows as the bytes of an xlsx file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Cliënten"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([bold(sheet, heading) for heading in _headings()])
    for row in rows:
        sheet.append([harmless(value) for value in _values(row)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _headings() -> list[str]:
    return [
        _("Naam"),
        _("Dossier"),
        _("Geboren"),
        _("Leeftijd"),
        _("Rijksregisternummer"),
        _("Categorie"),
        _("Mag werken"),
        _("Document tot"),
        _("Nederlands"),
        _("Volgt"),
        _("Laatst bereikt"),
        _("Gesloten op"),
    ]


def _values(row: Row) -> list[Any]:
    client, work = row.client, row.work
    return [
        client.name,
        client.number,
        client.birth_date,
        row.age,
        mask_insz(client.insz) if client.insz else "",
        row.category,
        work.label if work else "",
        work.expires_on if work else None,
        row.dutch,
        ", ".join(row.followers),
        _day(row.last_contact),
        client.closed_on,
    ]


def _day(moment: datetime | None) -> Any:
    return timezone.localtime(moment).date() if moment else None
