"""The paper that a client takes along after a talk, as a tagged PDF: in their language with the Dutch beside it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trede.letters.pdf import pdf, whole_numbers


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase in both languages; `own` is empty where only the Dutch may be said."""

    dutch: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written under a heading, in whatever language it was."""

    heading: Phrase
    text: str


@dataclass(frozen=True, slots=True)
class Face:
    """One of the faces of a score, as an SVG."""

    svg: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """How it goes in one domain: the faces, and the chosen one in words."""

    domain: Phrase
    word: Phrase
    faces: Sequence[Face]


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written about one domain: the marks in words, and the note."""

    domain: Phrase
    marks: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """`agreed` comes first and large; `closing` are the last lines. `as_written`: said beside another language than
    Dutch. `note`: said when nobody read the translation."""

    organisation: str
    name: str
    date: str
    language: str
    right_to_left: bool
    title: Phrase
    intro: Phrase
    agreed: Sequence[Written]
    scores_heading: Phrase
    scores: Sequence[Scored]
    notes_heading: Phrase
    notes: Sequence[Noted]
    as_written: Phrase
    closing: Sequence[Phrase]
    note: Phrase | None = None


def talk_pdf(talk: Talk) -> bytes:
    """The paper as long as its text. Raises CaseError when it cannot be made."""
    data: dict[str, Any] = asdict(talk)
    data["closing"] = [
        {side: whole_numbers(body) for side, body in asdict(one).items()} for one in talk.closing
    ]
    return pdf("talk", data)
