"""The invitation on paper: the client's own language first and larger, the binding Dutch beside it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trede.letters import qr
from trede.letters.dial import dial
from trede.letters.fitting import Block, scales
from trede.letters.pdf import page_count, pdf, whole_numbers
from trede.letters.speech import voice_for

# The blocks in the order in which somebody who knows nothing yet needs them, each with its pictograms.
BLOCKS: dict[str, tuple[str, ...]] = {
    "what": ("letter",),
    "when": ("clock",),
    "where": ("place",),
    "who": ("people",),
    "goal": ("goal",),
    "questions": ("question",),
    "bring": ("identity-card", "papers"),
    "if_absent": ("warning",),
    "interpreter": ("interpreter",),
    "answer": ("yes", "no"),
    "contact": ("phone",),
}
# Short words beside the large pictograms, where the texts have them.
SHORT = {
    "yes": "portal.come",
    "no": "portal.cannot",
    "interpreter": "portal.need_interpreter",
    "listen": "portal.listen",
}
USED = {"title", "unread_note", *BLOCKS, *SHORT.values()}
# Said to who listens to the page, where a pictogram stands without words.
ALT = {"identity-card": "identiteitskaart", "letter": "deze brief", "listen": "luister"}


@dataclass(frozen=True, kw_only=True)
class InvitationLetter:
    """Everything that one letter says, filled in and in its language; nothing is looked up or translated here.

    `dutch` and `other` map the key of a block ("invitation.what", or "what") to its text; "unread_note" and the
    short words of the pages ("portal.come") may be among them. The first line of a block is its heading, when more
    lines follow; a line that starts with "- " is an item of a list. A block that `other` lacks, or has in Dutch,
    stands there in Dutch over the whole width. `other` None: a letter in Dutch alone, one page instead of two.

    `date_line`, `time_line` and `place_line` are the big facts in Dutch; those of the other language default to
    them. `day` and `minutes` (since midnight) draw a calendar leaf and a clock that show the true day and hour.
    `pictograms`: a first page for who reads no language; the words follow on the second. `listen`: whether
    the page behind the QR code can be heard, and may be promised; None: where this machine has a voice for it.
    """

    address_lines: Sequence[str]
    organisation: str
    dutch: Mapping[str, str]
    date_line: str
    time_line: str
    place_line: str
    link: str
    code: str
    other: Mapping[str, str] | None = None
    language: str = "nl"
    right_to_left: bool = False
    other_date_line: str = ""
    other_time_line: str = ""
    other_place_line: str = ""
    sender_lines: Sequence[str] = ()
    letter_date: str = ""
    reference: str = ""
    day: date | None = None
    minutes: int | None = None
    pictograms: bool = False
    unread: bool = False
    listen: bool | None = None


def letter_pdf(letter: InvitationLetter) -> bytes:
    """One letter as a tagged PDF, for a window envelope with its window on the right. Raises CaseError."""
    return _fitted(_data(letter))[0]


def letter_pdfs(letters: Sequence[InvitationLetter]) -> list[bytes]:
    """Each letter as a PDF of its own, in the given order; every processor of the machine works on them.

    Letters of one language are made after each other: what they share is then laid out once.
    """
    order = sorted(range(len(letters)), key=lambda number: (letters[number].language, number))
    # Two for each processor: while one waits for the lock of the interpreter, another one compiles.
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        made = dict(zip(order, pool.map(lambda number: letter_pdf(letters[number]), order), strict=True))
    return [made[number] for number in range(len(letters))]


def print_run(letters: Sequence[InvitationLetter]) -> bytes:
    """The letters in the given order in one PDF, each on a fresh sheet of a printer that prints on both sides.

    Raises ValueError without a letter, CaseError when the PDF cannot be made.
    """
    if not letters:
        raise ValueError("A print run needs a letter.")
    known = [_data(letter) for letter in letters]
    made = _made([{**data, "scale": next(_scales(data))} for data in known])
    if page_count(made) <= _sheets([_most(data) for data in known]):
        return made
    return _made([_fitted(data)[1] for data in known])


def _made(letters: Sequence[dict[str, Any]]) -> bytes:
    # One letter is for the client, and says so in Dutch; a run is for who prints it.
    title = letters[0]["title"]["dutch"] if len(letters) == 1 else _("Uitnodigingen")
    return pdf("invitation", {"title": title, "letters": letters})


def _fitted(data: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The letter in the largest size that fits its pages, or else the smallest; and what was said to the template."""
    made, sized = b"", data
    for scale in _scales(data):
        sized = {**data, "scale": scale}
        made = _made([sized])
        if page_count(made) <= _most(data):
            break
    return made, sized


def _most(data: dict[str, Any]) -> int:
    return 1 if data["alone"] and not data["pictograms"] else 2


def _sheets(pages: Sequence[int]) -> int:
    """The most pages of a print run in which each letter keeps to its own: all but the last fill their sheets."""
    return sum(count + count % 2 for count in pages[:-1]) + pages[-1]


def _scales(data: dict[str, Any]) -> Iterator[float]:
    return scales(
        [
            Block(part["text"]["own"], part["text"]["dutch"], len(part["pictograms"]))
            for part in data["blocks"]
        ],
        data["language"],
        alone=data["alone"],
        pictured=data["pictograms"],
        noted=data["note"] is not None,
    )


def _data(letter: InvitationLetter) -> dict[str, Any]:
    dutch = _by_block(letter.dutch)
    other = {} if letter.language == "nl" else _by_block(letter.other or {})
    return {
        "address": list(letter.address_lines),
        "organisation": letter.organisation,
        "sender": list(letter.sender_lines),
        "letter_date": letter.letter_date,
        "reference": letter.reference,
        "language": letter.language if other else "nl",
        "right_to_left": letter.right_to_left and bool(other),
        "alone": not other,
        "title": _pair("title", dutch, other),
        "facts": _facts(letter, alone=not other),
        "blocks": [
            {"pictograms": list(pictograms), "text": _lines(_pair(block, dutch, other))}
            for block, pictograms in BLOCKS.items()
            if dutch.get(block) or other.get(block)
        ],
        "short": {picture: _pair(key, dutch, other) for picture, key in SHORT.items()},
        "note": _pair("unread_note", dutch, other) if letter.unread and other else None,
        "link": letter.link,
        "code": letter.code,
        "qr": qr.svg(letter.link),
        "alt": ALT | {"qr": f"QR-code: {letter.link}"},
        "pictograms": letter.pictograms,
        "listen": voice_for(letter.language) is not None if letter.listen is None else letter.listen,
    }


def _by_block(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that a letter has, by their short keys.

    The isolate of a link ends with its line: what comes below has a direction of its own.
    """
    return {
        short: whole_numbers(body.replace("\n\u2069", "\u2069\n").strip())
        for key, body in texts.items()
        if (short := key.removeprefix("invitation.")) in USED
    }


def _pair(block: str, dutch: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The text in both languages; `own` is empty where only the Dutch may be said."""
    binding, own = dutch.get(block, ""), other.get(block, "")
    return {"own": "" if own == binding else own, "dutch": binding}


def _lines(pair: dict[str, str]) -> dict[str, list[str]]:
    return {side: [line.strip() for line in body.splitlines() if line.strip()] for side, body in pair.items()}


def _facts(letter: InvitationLetter, *, alone: bool) -> list[dict[str, Any]]:
    lines = [
        (_leaf(letter.day), letter.date_line, letter.other_date_line),
        (_clock(letter.minutes), letter.time_line, letter.other_time_line),
        ({"picture": "place"}, letter.place_line, letter.other_place_line),
    ]
    return [
        {**picture, "own": "" if alone or own == dutch else own, "dutch": dutch}
        for picture, dutch, own in lines
    ]


def _leaf(day: date | None) -> dict[str, Any]:
    return {"picture": "calendar", **({"day": day.day} if day else {})}


def _clock(minutes: int | None) -> dict[str, Any]:
    return {"picture": "clock", **({} if minutes is None else {"dial": dial(minutes)})}
