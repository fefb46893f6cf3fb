"""What is answered to the questions of the guide: a row a question, a version a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core import events, versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Compartment, Member
from trede.orientation.models import Answer, OrientationInvitation, QuestionNote
from trede.orientation.questions import BY_CODE, CONFIDENTIAL
from trede.orientation.seeing import head_of

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed at one question, over which version (0: nothing was there)."""

    question: str
    answer: str
    note: str
    version: int


def save_all(
    invitation: OrientationInvitation, typed: Iterable[Typed], *, by: Member
) -> tuple[list[QuestionNote], list[Typed]]:
    """Save each question by itself: what is saved, and what lost to a colleague. Raises CaseError on bad text."""
    saved, lost = [], []
    for one in typed:
        try:
            saved.append(save_note(invitation, one, by=by))
        except Conflict:
            lost.append(one)
    return saved, lost


@transaction.atomic
def save_note(invitation: OrientationInvitation, typed: Typed, *, by: Member) -> QuestionNote:
    """Write one answer and note. Raises CaseError, or Conflict when a colleague wrote at this question first."""
    _check(invitation, typed)
    note = QuestionNote.objects.filter(invitation=invitation, question=typed.question).first()
    if note is None:
        return _first(invitation, typed, by)
    values = {"answer": typed.answer, "note": typed.note, "noted_by": by}
    if (note.answer, note.note) == (typed.answer, typed.note):
        return note
    before, after = versions.save_checked(note, expected=typed.version, values=values)
    _record("questionnote.changed", note, by, before=before, after=after)
    return note


def _check(invitation: OrientationInvitation, typed: Typed) -> None:
    if typed.question not in BY_CODE or typed.answer not in Answer.values:
        raise CaseError(_("Deze vraag of dit antwoord bestaat niet. Laad de pagina opnieuw."))
    if len(typed.note) > LONGEST:
        raise CaseError(_("Een nota is hoogstens 500 tekens. Maak ze korter."))
    if invitation.slot.session.cancelled_at:
        raise CaseError(_("Deze zitting is afgelast."))
    check_writable(head_of(invitation.client))


def _first(invitation: OrientationInvitation, typed: Typed, by: Member) -> QuestionNote:
    note = QuestionNote(
        organisation_id=invitation.organisation_id,
        client_id=invitation.client_id,
        invitation=invitation,
        question=typed.question,
        answer=typed.answer,
        note=typed.note,
        noted_by=by,
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Een collega schreef net bij dezelfde vraag.")) from error
    after = {"question": typed.question, "answer": typed.answer, "note": typed.note}
    _record("questionnote.noted", note, by, after=after)
    return note


def _record(
    verb: str,
    note: QuestionNote,
    by: Member,
    *,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
) -> None:
    events.record(
        verb,
        note,
        by=by,
        organisation_id=note.organisation_id,
        subject=note.client_id,
        compartment=compartment_of(note),
        before=before,
        after=after,
    )


def compartment_of(note: QuestionNote) -> str:
    return Compartment.CONFIDENTIAL if note.question in CONFIDENTIAL else Compartment.GENERAL
