"""Saving one part of a werkintake as it is typed: what is kept, and what a colleague wrote meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core.errors import Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.actions.intakes import AGREED, score, write_agreed, write_note
from trede.ladder.guide import SCORES, Topic
from trede.ladder.models import DomainNote, DomainScore, Intake, Whose

Row = TypeVar("Row", DomainNote, DomainScore, Intake)
AGREED_WORDS: dict[str, Callable[[], str]] = {
    "wish": lambda: _("Wat wil de cliënt?"),
    "strengths": lambda: _("Wat kan de cliënt goed?"),
    "first_step": lambda: _("Eerste stap die we afspreken"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts of one thing, in words. `theirs_by`: who wrote what stands now."""

    label: str
    mine: str
    theirs: str
    theirs_by: str = ""


@dataclass(slots=True)
class Saved:
    """`fields`: what the page must know of what was written (versions). Nothing was written of what clashes:
    `standing` holds the versions of what stands there, for who chooses to write over it; `take` its content."""

    fields: dict[str, Any] = field(default_factory=dict)
    standing: dict[str, Any] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    take: dict[str, Any] = field(default_factory=dict)


def save_part(
    intake: Intake,
    client: Client,
    topic: Topic,
    values: Mapping[str, Any],
    sent: Mapping[str, str],
    *,
    by: Member,
) -> Saved:
    """Save the note, the marks and the scores of one domain; each by itself. Raises CaseError.

    `sent`: what the same page sent before without hearing an answer. When exactly that stands there now, the page
    met nobody but itself.
    """
    saved = Saved()
    for whose in Whose.values:
        _save_score(saved, intake, client, topic, whose, values, sent, by)
    if values["text"] or values["marks"] or values["version"]:
        _save_note(saved, intake, topic, values, sent, by)
    return saved


def _save_note(
    saved: Saved, intake: Intake, topic: Topic, values: Mapping[str, Any], sent: Mapping[str, str], by: Member
) -> None:
    def write(expected: int) -> DomainNote:
        return write_note(
            intake,
            domain=topic.domain,
            text=values["text"],
            marks=values["marks"],
            by=by,
            expected=expected,
        )

    def standing() -> tuple[DomainNote, bool]:
        rows = DomainNote.objects.select_related("noted_by__user")
        theirs = rows.get(intake=intake, domain=topic.domain)
        return theirs, (theirs.text, theirs.marks) == (sent.get("text"), sent.get("marks", ""))

    note, theirs = _mine_or_theirs(write, standing, values["version"] or 0)
    if note:
        saved.fields["version"] = note.version
    elif theirs:
        saved.standing["version"] = theirs.version
        saved.take |= {"text": theirs.text, "marks": [mark.code for mark in topic.marked(theirs.marks)]}
        saved.clashes += _note_clashes(topic, values, theirs)


def _note_clashes(topic: Topic, values: Mapping[str, Any], theirs: DomainNote) -> list[Clash]:
    by = theirs.noted_by.name if theirs.noted_by else ""
    clashes = []
    if values["text"] != theirs.text:
        clashes.append(Clash(_("Nota"), values["text"], theirs.text, by))
    mine, others = (marks_in_words(topic, marks) for marks in (",".join(values["marks"]), theirs.marks))
    if mine != others:
        clashes.append(Clash(_("Aangeduid"), mine, others, by))
    return clashes


def marks_in_words(topic: Topic, marks: str) -> str:
    """The labels of what was marked, in the order of the guide."""
    return ", ".join(str(mark.label) for mark in topic.marked(marks))


def _save_score(
    saved: Saved,
    intake: Intake,
    client: Client,
    topic: Topic,
    whose: str,
    values: Mapping[str, Any],
    sent: Mapping[str, str],
    by: Member,
) -> None:
    chosen = values[f"score_{whose}"]
    if not chosen or chosen == values[f"had_{whose}"]:
        return

    def write(expected: int) -> DomainScore:
        return score(
            client, domain=topic.domain, whose=whose, score=chosen, intake=intake, by=by, expected=expected
        )

    def standing() -> tuple[DomainScore, bool]:
        rows = DomainScore.objects.select_related("scored_by__user")
        theirs = rows.get(client__in=client.file_ids, domain=topic.domain, whose=whose, on=today())
        return theirs, str(theirs.score) == sent.get(f"score_{whose}")

    row, theirs = _mine_or_theirs(write, standing, values[f"version_{whose}"] or 0)
    if row:
        saved.fields |= {f"version_{whose}": row.version, f"had_{whose}": row.score}
    if theirs:
        saved.standing |= {f"version_{whose}": theirs.version, f"had_{whose}": theirs.score}
        saved.take[f"score_{whose}"] = str(theirs.score)
        label = _("Score van de cliënt") if whose == Whose.CLIENT else _("Score van de begeleider")
        said_by = theirs.scored_by.name if theirs.scored_by else ""
        saved.clashes.append(Clash(label, str(SCORES[chosen]), str(SCORES[theirs.score]), said_by))


def save_agreed(intake: Intake, values: Mapping[str, Any], sent: Mapping[str, str], *, by: Member) -> Saved:
    """Save wish, strengths and first step. Raises CaseError."""
    texts = {name: values[name] for name in AGREED}

    def write(expected: int) -> Intake:
        return write_agreed(intake, **texts, by=by, expected=expected)

    def standing() -> tuple[Intake, bool]:
        theirs = Intake.objects.get(pk=intake.pk)
        return theirs, all(getattr(theirs, name) == sent.get(name) for name in AGREED)

    mine, theirs = _mine_or_theirs(write, standing, values["version"] or 0)
    saved = Saved()
    if mine:
        saved.fields["version"] = mine.version
    if theirs:
        saved.standing["version"] = theirs.version
        saved.take = {name: getattr(theirs, name) for name in AGREED}
        saved.clashes = [
            Clash(AGREED_WORDS[name](), texts[name], getattr(theirs, name))
            for name in AGREED
            if texts[name] != getattr(theirs, name)
        ]
    return saved


def _mine_or_theirs(
    write: Callable[[int], Row], standing: Callable[[], tuple[Row, bool]], expected: int
) -> tuple[Row | None, Row | None]:
    """What was written, or what a colleague wrote; once more when it is what this page itself sent before."""
    try:
        return write(expected), None
    except Conflict:
        theirs, own = standing()
    if not own:
        return None, theirs
    try:
        return write(theirs.version), None
    except Conflict:
        return None, standing()[0]
