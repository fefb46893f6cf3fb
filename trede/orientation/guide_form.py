"""The guide as a form: nine questions in one form, each with its own version, so that nothing typed gets lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trede.orientation.actions.notes import Typed
from trede.orientation.models import Answer, OrientationInvitation, QuestionNote
from trede.orientation.questions import GUIDE, Question

ANSWERS = [(value, label) for value, label in Answer.choices if value]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands in the form. `had_*` is what stood there when the page was made."""

    question: Question
    answer: str
    note: str
    had_answer: str
    had_note: str
    version: int
    by: str


def names_of(invitation: OrientationInvitation) -> dict[int | None, str]:
    """The two who sit in the session, by id: they write the notes."""
    session = invitation.slot.session
    both = (session.counsellor, session.partner_counsellor)
    return {member.pk: member.name for member in both if member}


def asked_of(
    notes: Iterable[QuestionNote], draft: Mapping[str, str] | None, names: Mapping[int | None, str]
) -> list[Asked]:
    """Every question with what is saved; with a draft, what was typed on top of what was seen then."""
    saved = {note.question: note for note in notes}
    return [_asked(question, saved.get(question.code), draft, names) for question in GUIDE]


def _asked(
    question: Question,
    note: QuestionNote | None,
    draft: Mapping[str, str] | None,
    names: Mapping[int | None, str],
) -> Asked:
    answer, text, version = (note.answer, note.note, note.version) if note else ("", "", 0)
    by = names.get(note.noted_by_id, "") if note else ""
    if draft and f"note_{question.code}" in draft:
        typed = typed_at(question.code, draft)
        had = (draft.get(f"had_answer_{question.code}", ""), draft.get(f"had_note_{question.code}", ""))
        return Asked(question, typed.answer, typed.note, *had, typed.version, by)
    return Asked(question, answer, text, answer, text, version, by)


def typed_at(code: str, data: Mapping[str, str]) -> Typed:
    """What was sent for one question."""
    version = data.get(f"version_{code}") or "0"
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    note = (data.get(f"note_{code}") or "").replace("\r\n", "\n").strip()
    return Typed(code, data.get(f"answer_{code}") or "", note, number)


def changed_in(data: Mapping[str, str]) -> Iterator[Typed]:
    """Only the questions where something else was typed than what the page had shown."""
    for question in GUIDE:
        code = question.code
        typed = typed_at(code, data)
        had_note = (data.get(f"had_note_{code}") or "").replace("\r\n", "\n").strip()
        if f"note_{code}" in data and (typed.answer, typed.note) != (
            data.get(f"had_answer_{code}") or "",
            had_note,
        ):
            yield typed
