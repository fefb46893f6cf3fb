"""The way of one client from referral to decision: everything of this room on one file, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from trede.clients.gather import Gathered, gather
from trede.clients.models import Client
from trede.core.models import Compartment
from trede.council.models import Decision, Proposal
from trede.orientation.models import (
    Answer,
    Appointment,
    NoShowStep,
    OrientationInvitation,
    PartnerEvaluation,
    QuestionNote,
    WaitingEntry,
)
from trede.orientation.questions import BY_CODE, CONFIDENTIAL
from trede.referral.models import Exemption, Referral, ReferralState, ReferralStep

OPEN = (ReferralState.SENT, ReferralState.SENT_BACK)
KINDS: tuple[Any, ...] = (
    Referral,
    ReferralStep,
    WaitingEntry,
    NoShowStep,
    QuestionNote,
    Proposal,
    Decision,
    Exemption,
    Appointment,
    PartnerEvaluation,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation with what followed: the notes of the talk, and what was done when nobody was seen."""

    invitation: Any
    decision: Any
    notes: list[tuple[str, str, str]]
    steps: list[Any]


@dataclass(frozen=True, slots=True)
class Way:
    referrals: list[tuple[Any, list[Any]]] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    proposals: list[tuple[Any, list[Any]]] = field(default_factory=list)
    exemptions: list[Any] = field(default_factory=list)
    appointments: list[Any] = field(default_factory=list)
    evaluations: list[Any] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """A referral waits for an answer, or the client is on the list: nobody refers twice."""
        asked = any(one.state in OPEN for one, _steps in self.referrals)
        return asked or any(one.left_on is None for one in self.waiting)

    @property
    def empty(self) -> bool:
        known = (self.referrals, self.waiting, self.asked, self.proposals, self.appointments)
        return not any((*known, self.exemptions, self.evaluations))


def way_of(client: Client, *, confidential: bool) -> Way:
    """Newest first. `confidential`: with what the committee was asked, exemptions, and what stands in the way."""
    found = gather(KINDS, client.file_ids)
    return Way(
        referrals=_with(found[Referral], found[ReferralStep], "referral_id"),
        waiting=found[WaitingEntry],
        asked=_asked(client.file_ids, found, confidential),
        proposals=_with(_readable(found[Proposal], confidential), found[Decision], "proposal_id"),
        exemptions=found[Exemption] if confidential else [],
        appointments=sorted(found[Appointment], key=lambda one: one.starts_at, reverse=True),
        evaluations=found[PartnerEvaluation],
    )


def _readable(proposals: Iterable[Any], confidential: bool) -> list[Any]:
    return [one for one in proposals if confidential or one.compartment == Compartment.GENERAL]


def _with(rows: Iterable[Any], parts: Iterable[Any], key: str) -> list[tuple[Any, list[Any]]]:
    return [(row, [part for part in parts if getattr(part, key) == row.pk]) for row in rows]


def _asked(ids: list[int], found: Gathered, confidential: bool) -> list[Asked]:
    notes = [one for one in found[QuestionNote] if confidential or one.question not in CONFIDENTIAL]
    rows = OrientationInvitation.objects.filter(client__in=ids).defer("secret")
    rows = rows.select_related("slot__session", "decision__partner", "decision__guide__user")
    return [
        Asked(
            row,
            getattr(row, "decision", None),
            [_note(note) for note in notes if note.invitation_id == row.pk],
            [step for step in found[NoShowStep] if step.invitation_id == row.pk],
        )
        for row in rows.order_by("-slot__session__on", "-pk")
    ]


def _note(note: QuestionNote) -> tuple[str, str, str]:
    question = BY_CODE.get(note.question)
    answer = str(Answer(note.answer).label) if note.answer else ""
    return (str(question.label) if question else note.question, answer, note.note)
