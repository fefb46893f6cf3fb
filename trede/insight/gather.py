"""Reads what the figures are made of: five queries, whatever the size of the town. Numbers and dates, no names."""

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from functools import cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from trede.clients.models import CaseAssignment, CaseRole, ContactAttempt
from trede.insight.months import Period
from trede.insight.rows import Asked, Caseload, Entry, Facts, Guided, Invited
from trede.orientation.caseload import NEW_MONTHS, Load, weigh
from trede.orientation.models import (
    Appointment,
    AppointmentKind,
    Attendance,
    DecisionOutcome,
    OrientationDecision,
    OrientationInvitation,
    WaitingEntry,
)
from trede.outbox.models import Message
from trede.referral.models import Referral
from trede.rules.dates import add_months


def gather(organisation_id: int, period: Period) -> Facts:
    """Everything of the organisation that the period touches."""
    return Facts(
        entries=_entries(organisation_id, period),
        invited=_invited(organisation_id, period),
        asked=_asked(organisation_id, period),
        guided=_guided(organisation_id, period),
        caseloads=_caseloads(organisation_id, period.today),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(_zone()).date() if moment else None


@cache
def _zone() -> tzinfo:
    return timezone.get_default_timezone()


def _entries(organisation_id: int, period: Period) -> list[Entry]:
    """Those who waited at some time in the period, or came in it."""
    touched = Q(left_on=None) | Q(left_on__gte=period.starts)
    rows = WaitingEntry.objects.filter(touched, organisation=organisation_id, since__lte=period.ends)
    return [Entry(*row) for row in rows.order_by().values_list("pk", "since", "left_on").iterator()]


def _invited(organisation_id: int, period: Period) -> list[Invited]:
    rows = OrientationInvitation.objects.filter(
        organisation=organisation_id, slot__session__on__gte=period.starts, slot__session__cancelled_at=None
    ).order_by("slot__session__on", "pk")
    # Moments cost the most to read: of two of them only whether they are there matters.
    rows = rows.annotate(keeps=_is(Q(released_at=None)), opened=_is(Q(opened_at__isnull=False)))
    rows = rows.annotate(held_on=F("slot__session__on"), arrived=_of_absent(_messages()))
    rows = rows.annotate(spoken=_of_absent(_attempts()))
    columns = rows.values_list(
        "entry_id",
        "made_at",
        "held_on",
        "keeps",
        "attendance",
        "reply",
        "language",
        "opened",
        "arrived",
        "spoken",
    )
    zone = _zone()
    return [
        Invited(entry, made.astimezone(zone).date(), *rest)
        for entry, made, *rest in columns.iterator(chunk_size=5000)
    ]


def _is(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _of_absent(sign: Exists) -> Case:
    """Looked up for those who were not seen only."""
    return Case(When(Q(attendance=Attendance.ABSENT) & Q(sign), then=Value(True)), default=Value(False))


def _messages() -> Exists:
    """Something left, and did not fail as far as we know."""
    cause = Concat(Value("invitation:"), Cast(OuterRef("pk"), CharField()))
    return Exists(Message.objects.filter(cause=cause, sent_at__isnull=False, failed_at=None))


def _attempts() -> Exists:
    """Somebody spoke to the client between the invitation and the session."""
    attempts = ContactAttempt.objects.standing().filter(client=OuterRef("client"), reached=True)
    return Exists(attempts.filter(at__gte=OuterRef("made_at"), at__date__lte=OuterRef("held_on")))


def _asked(organisation_id: int, period: Period) -> list[Asked]:
    starts = datetime.combine(period.starts, time.min, _zone())
    rows = Referral.objects.filter(organisation=organisation_id, sent_at__gte=starts).order_by()
    return [
        Asked(_day(sent) or period.starts, _day(answered), state == "withdrawn")
        for sent, answered, state in rows.values_list("sent_at", "answered_at", "state").iterator()
    ]


def _guided(organisation_id: int, period: Period) -> list[Guided]:
    intakes = Appointment.objects.filter(
        client=OuterRef("client"),
        kind=AppointmentKind.INTAKE,
        cancelled_at=None,
        starts_at__date__gte=OuterRef("decided_on"),
    ).order_by("starts_at")
    rows = (
        OrientationDecision.objects.filter(
            organisation=organisation_id, outcome=DecisionOutcome.OCMW, decided_on__gte=period.starts
        )
        .order_by()
        .annotate(intake=Subquery(intakes.values("starts_at")[:1]))
    )
    columns = rows.values_list("decided_on", "intake", "client__closed_on")
    return [Guided(decided, _day(intake), closed) for decided, intake, closed in columns]


def _caseloads(organisation_id: int, today: date) -> list[Caseload]:
    """The open files that each member guides today; the weights are those of the decision screen."""
    new = add_months(today, -NEW_MONTHS)
    rows = (
        CaseAssignment.objects.on(today)
        .filter(organisation=organisation_id, role=CaseRole.GUIDE, client__closed_on=None)
        .order_by()
        .values("member_id", "member__user__name")
        .annotate(
            files=Count("pk"),
            new=Count("pk", filter=Q(starts_on__gte=new)),
            interpreter=Count("pk", filter=Q(client__interpreter_needed=True)),
        )
    )
    return sorted((_caseload(row) for row in rows), key=lambda one: (-one.weight, one.name))


def _caseload(row: Mapping[str, Any]) -> Caseload:
    weight = weigh(Load(row["files"], row["new"], row["interpreter"]))
    return Caseload(row["member__user__name"], row["files"], weight.total)
