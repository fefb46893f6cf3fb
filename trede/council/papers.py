"""The agenda of a meeting and the letter about a decision, as tagged PDFs. Both Dutch, as the committee speaks."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from trede.council.letters import Letter, Side
from trede.council.models import Meeting, Proposal
from trede.letters import plain
from trede.texts.languages import RIGHT_TO_LEFT
from trede.texts.saying import say_date


def agenda_pdf(meeting: Meeting, proposals: Iterable[Proposal], *, organisation: str) -> bytes:
    """Only what the committee needs to decide: who, what is asked, and why."""
    with translation.override("nl"):
        return plain.agenda_pdf(
            organisation=organisation,
            title=_("Agenda van het bijzonder comité (vertrouwelijk)"),
            date=say_date(meeting.on, "nl"),
            place=meeting.place,
            rows=[row_of(number, proposal) for number, proposal in enumerate(proposals, start=1)],
        )


def row_of(number: int, proposal: Proposal) -> plain.AgendaRow:
    """One point of the agenda."""
    return plain.AgendaRow(
        number=number,
        client=proposal.client.name,
        file_number=str(proposal.client.number),
        asked=proposal.asked,
        motivation=proposal.motivation,
    )


def letter_pdf(letter: Letter, *, organisation: str, on: date) -> bytes:
    """The letter about a decision, ready for the envelope; the Dutch stands beside the other language."""
    return plain.plain_letter_pdf(
        address_lines=letter.address_lines,
        organisation=organisation,
        dutch=_said(letter.dutch),
        other=_said(letter.other) if letter.other else None,
        date=say_date(on, "nl"),
    )


def _said(side: Side) -> plain.Said:
    return plain.Said(side.title, side.paragraphs, side.language, side.language in RIGHT_TO_LEFT)
