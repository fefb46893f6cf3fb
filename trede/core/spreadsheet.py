"""What every Excel file of the program needs: texts that run nothing, and bold headings."""

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# A spreadsheet reads a text that begins so as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula becomes plain text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
