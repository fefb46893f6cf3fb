"""The agenda of a meeting and the letter about a decision, as tagged PDFs."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from trede.clients.pdf import pdf
from trede.council.letters import Letter
from trede.council.models import Meeting, Proposal
from trede.council.notice import day


def agenda_pdf(meeting: Meeting, proposals: Iterable[Proposal], *, organisation: str) -> bytes:
    """Only what the committee needs to decide: who, what is asked, and why."""
    return pdf("copy", agenda_of(meeting, list(proposals), organisation=organisation))


def agenda_of(meeting: Meeting, proposals: list[Proposal], *, organisation: str) -> dict[str, Any]:
    """The agenda as plain data, each proposal a chapter."""
    place = f", {meeting.place}" if meeting.place else ""
    return {
        "title": _("Agenda van het bijzonder comité"),
        "subtitle": f"{organisation}, {day(meeting.on)}{place}",
        "organisation": organisation,
        "introduction": [_("Vertrouwelijk: enkel voor de leden van het comité."), _count(len(proposals))],
        "sections": [_chapter(number, proposal) for number, proposal in enumerate(proposals, start=1)],
    }


def _count(number: int) -> str:
    return _("Eén voorstel.") if number == 1 else _("%(number)s voorstellen.") % {"number": number}


def _chapter(number: int, proposal: Proposal) -> dict[str, Any]:
    client = proposal.client
    return {
        "title": f"{number}. {proposal.get_kind_display()}",
        "rows": [
            (_("Cliënt"), _("%(name)s, dossier %(number)s") % {"name": client.name, "number": client.number}),
            (_("Gevraagd"), proposal.asked),
            (_("Motivering"), proposal.motivation),
        ],
    }


def letter_pdf(letter: Letter) -> bytes:
    """The letter about a decision, ready for the envelope."""
    return pdf(
        "copy",
        {
            "title": letter.title,
            "subtitle": letter.organisation,
            "organisation": letter.organisation,
            "introduction": [*letter.address_lines, *letter.paragraphs],
            "sections": [],
        },
    )
