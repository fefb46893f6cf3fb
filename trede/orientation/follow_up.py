"""What waits for somebody after a session: who was not seen, which evaluation is due."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.roles import Can
from trede.orientation.models import (
    Attendance,
    DecisionOutcome,
    NoShowChoice,
    NoShowStep,
    OrientationInvitation,
    OrientationSession,
    PartnerEvaluation,
    SessionSeries,
)
from trede.orientation.seeing import unlocked

SEEN = (Attendance.PRESENT, Attendance.LATE)
# After these the matter is in other hands; "first call" leaves it on the list.
SETTLING = (NoShowChoice.REINVITE, NoShowChoice.VISIT, NoShowChoice.BACK)


def not_settled() -> Q:
    """Condition on an invitation: nobody chose yet what happens now."""
    return ~Q(Exists(NoShowStep.objects.filter(invitation=OuterRef("pk"), choice__in=SETTLING)))


def unsettled() -> Q:
    """Condition on an invitation: seen and nothing decided yet, or not seen and nobody chose what happens now.

    Until then no new invitation goes out by itself: somebody must first ask whether this person was reachable.
    """
    return Q(attendance__in=SEEN, decision=None) | Q(Q(attendance=Attendance.ABSENT) & not_settled())


def no_shows_for(member: Member) -> QuerySet[OrientationInvitation]:
    """Who was not seen and waits for a choice, whose name this member may see; the longest ago first."""
    if not member.may(Can.PLAN_SESSIONS):
        return OrientationInvitation.objects.none()
    findable = Client.objects.findable_by(member).filter(pk=OuterRef("client"))
    absent = OrientationInvitation.objects.filter(
        organisation=member.organisation_id, attendance=Attendance.ABSENT, entry__left_on=None
    )
    return absent.filter(not_settled(), Exists(findable))


def partners_of(member: Member) -> Any:
    """The partners for which this member sits in sessions or series."""
    mine = {"partner_counsellor": member, "organisation": member.organisation_id, "partner__isnull": False}
    sat = OrientationSession.objects.filter(**mine).order_by().values("partner")
    return sat.union(SessionSeries.objects.filter(**mine).order_by().values("partner"))


def evaluations_for(member: Member) -> QuerySet[PartnerEvaluation]:
    """Evaluations this member may see: of the organisation, or for a partner's member those of that partner."""
    rows = PartnerEvaluation.objects.filter(
        unlocked(member),
        organisation=member.organisation_id,
        decision__outcome=DecisionOutcome.PARTNER,
    )
    if member.may(Can.PLAN_SESSIONS):
        return rows
    return rows.filter(Q(partner__in=list(_partner_ids(member))))


def _partner_ids(member: Member) -> set[int]:
    return {row["partner"] for row in partners_of(member)}


def asked(evaluations: QuerySet[PartnerEvaluation]) -> QuerySet[PartnerEvaluation]:
    """Those that wait; not of a file that was closed."""
    return evaluations.filter(
        done_on=None, client__closed_on=None, client__died_on=None, client__erased_at=None
    )


def due(evaluations: QuerySet[PartnerEvaluation], by: date) -> QuerySet[PartnerEvaluation]:
    return asked(evaluations).filter(due_on__lte=by)
