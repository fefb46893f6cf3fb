"""The figures leave the program: as an Excel file, with a purpose, and written in the log."""

from collections.abc import Iterable
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook

from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.roles import Can
from trede.core.spreadsheet import bold, harmless
from trede.insight.months import Period
from trede.insight.stored import figures_of
from trede.insight.tables import Table, rule, tables

# A name of a sheet may not be longer.
SHEET_NAME = 31
WIDTHS = (34, 18, 18, 18, 18, 20, 14, 16)


def export_figures(*, period: Period, purpose: str, by: Member) -> bytes:
    """The tables as Excel, small numbers hidden as on the screen. Raises CaseError (nothing there) or NotAllowed."""
    if not by.may(Can.READ_FIGURES):
        raise NotAllowed(_("Uw rol laat niet toe de cijfers van de dienst te lezen."))
    found = figures_of(by.organisation_id, period)
    if found.empty:
        raise CaseError(_("Over deze periode zijn er geen cijfers. Kies een andere periode."))
    content = workbook(tables(found).values())
    with transaction.atomic():
        events.record(
            "figures.exported",
            by=by,
            organisation_id=by.organisation_id,
            after={"from": period.starts.isoformat(), "to": period.ends.isoformat(), "purpose": purpose},
        )
    return content


def workbook(found: Iterable[Table]) -> bytes:
    """A sheet for each table, and one that says how small numbers are hidden."""
    book = Workbook(write_only=True)
    for table in found:
        sheet = book.create_sheet(table.title.split(",")[0][:SHEET_NAME])
        sheet.freeze_panes = "A2"
        for number, width in enumerate(WIDTHS):
            sheet.column_dimensions[chr(ord("A") + number)].width = width
        sheet.append([bold(sheet, heading) for heading in table.headings])
        for row in table.rows:
            sheet.append([harmless(value) for value in row])
    note = book.create_sheet(_("Uitleg"))
    note.append([rule()])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
