"""Letters that are only words, and the agenda of the committee, as tagged PDFs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from trede.letters.pdf import pdf, whole_numbers


@dataclass(frozen=True)
class Said:
    """A title and paragraphs in one language. In a paragraph, a line that starts with "- " is an item of a list."""

    title: str
    paragraphs: Sequence[str]
    language: str = "nl"
    right_to_left: bool = False


@dataclass(frozen=True)
class AgendaRow:
    """One point of the agenda, as people read it."""

    number: int
    client: str
    file_number: str
    asked: str
    motivation: str


def plain_letter_pdf(
    *,
    address_lines: Sequence[str],
    organisation: str,
    dutch: Said,
    other: Said | None = None,
    sender_lines: Sequence[str] = (),
    date: str = "",
    reference: str = "",
    signature: Sequence[str] = (),
) -> bytes:
    """A letter for a window envelope (window on the right), as long as its text. Raises CaseError.

    `other`: the same in the client's language; it stands first and larger, the binding Dutch beside it. `date` and
    `reference` are lines as they should stand there; `signature` the lines below, with the names of who signs.
    """
    return pdf(
        "plain",
        {
            "address": list(address_lines),
            "organisation": organisation,
            "sender": list(sender_lines),
            "date": date,
            "reference": reference,
            "columns": [_column(said) for said in (other, dutch) if said],
            "signature": list(signature),
        },
    )


def agenda_pdf(
    *, organisation: str, title: str, date: str, rows: Sequence[AgendaRow], place: str = ""
) -> bytes:
    """The agenda of a meeting, with room to write each decision; the head of the table stands on every page.

    The rows stand in the given order. Raises CaseError when the PDF cannot be made.
    """
    return pdf(
        "agenda",
        {
            "organisation": organisation,
            "title": title,
            "date": date,
            "place": place,
            "rows": [vars(row) for row in rows],
            "labels": {
                "columns": [_("Nr."), _("Cliënt"), _("Gevraagd"), _("Motivering"), _("Beslissing")],
                "outcomes": [_("Goedgekeurd"), _("Niet goedgekeurd"), _("Uitgesteld")],
                "nothing": _("Er staat niets op de agenda."),
            },
        },
    )


def _column(said: Said) -> dict[str, Any]:
    return {
        "title": said.title,
        "language": said.language,
        "right_to_left": said.right_to_left,
        "paragraphs": [whole_numbers(paragraph).splitlines() for paragraph in said.paragraphs],
    }
