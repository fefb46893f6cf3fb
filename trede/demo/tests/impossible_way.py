"""What cannot have happened on anybody's way in; added to the list of what cannot stand in a database."""

from datetime import timedelta
from typing import Any, TypeAlias

from django.db.models import (
    CharField,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, ExtractWeekDay, TruncDate

from trede.clients.models import CaseAssignment, ContactPoint, WorkRight
from trede.core.models import AccessGrant, Member
from trede.council.models import Decision, Meeting, Notification, Proposal
from trede.demo.tests.impossible_rows import TODAY, impossible
from trede.orientation.models import (
    Appointment,
    InterpreterRequest,
    InvitationAnswer,
    NoShowStep,
    OrientationDecision,
    OrientationInvitation,
    OrientationSession,
    PartnerEvaluation,
    SessionSeries,
    Slot,
    WaitingEntry,
)
from trede.outbox.models import Message
from trede.referral.models import Exemption, Referral, ReferralStep

SEEN, NOT_SEEN = ("present", "late"), ("absent", "excused")
GUIDANCE_BEGINS_WITHIN = timedelta(days=60)
HOLIDAYS = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
Rows: TypeAlias = "QuerySet[Any]"


def on_a_holiday() -> Q:
    found = Q(pk__in=[])
    for month, day in HOLIDAYS:
        found |= Q(on__month=month, on__day=day)
    return found


@impossible
def referred_outside_the_file() -> Rows:
    late = Q(at__date__gt=F("client__closed_on")) | Q(at__date__gt=F("client__died_on"))
    return ReferralStep.objects.filter(Q(at__date__lt=F("client__opened_on")) | late)


@impossible
def referral_in_another_state_than_its_last_step() -> Rows:
    last = ReferralStep.objects.filter(referral=OuterRef("pk")).order_by("-at", "-pk")
    return Referral.objects.exclude(state=Subquery(last.values("state")[:1]))


@impossible
def move_that_a_referral_cannot_make() -> Rows:
    before = ReferralStep.objects.filter(referral=OuterRef("referral"), at__lt=OuterRef("at"))
    came_from = Subquery(before.order_by("-at").values("state")[:1], output_field=CharField())
    moved = ReferralStep.objects.annotate(came_from=Coalesce(came_from, Value("")))
    allowed = (
        Q(state="sent", came_from__in=("", "sent_back"))
        | Q(state__in=("accepted", "sent_back"), came_from="sent")
        | Q(state="withdrawn", came_from__in=("sent", "sent_back"))
    )
    return moved.exclude(allowed)


@impossible
def sent_back_without_saying_why() -> Rows:
    return ReferralStep.objects.filter(Q(reason="") | Q(note=""), state="sent_back")


@impossible
def accepted_and_not_on_the_list_or_the_other_way_round() -> Rows:
    listed = Q(Exists(WaitingEntry.objects.filter(referral=OuterRef("pk"))))
    return Referral.objects.filter(Q(~listed, state="accepted") | (listed & ~Q(state="accepted")))


@impossible
def waits_from_another_day_than_the_acceptance() -> Rows:
    return WaitingEntry.objects.exclude(since=TruncDate("referral__answered_at"))


@impossible
def left_before_it_came() -> Rows:
    return WaitingEntry.objects.filter(Q(left_on__lt=F("since")) | Q(left_on__gte=TODAY))


@impossible
def waits_in_a_closed_file() -> Rows:
    return WaitingEntry.objects.waiting().filter(client__closed_on__isnull=False)


@impossible
def decided_and_still_waiting() -> Rows:
    return WaitingEntry.objects.waiting().filter(
        Exists(OrientationDecision.objects.filter(invitation__entry=OuterRef("pk")))
    )


@impossible
def left_as_decided_without_a_decision() -> Rows:
    decided = OrientationDecision.objects.filter(
        invitation__entry=OuterRef("pk"), decided_on=OuterRef("left_on")
    )
    return WaitingEntry.objects.filter(left_because="decided").exclude(Exists(decided))


@impossible
def referred_as_a_child_or_past_working_age() -> Rows:
    years = ExpressionWrapper(TruncDate("at") - F("client__birth_date"), output_field=DurationField())
    steps = ReferralStep.objects.alias(age=years)
    return steps.filter(Q(age__lt=timedelta(days=18 * 365)) | Q(age__gt=timedelta(days=65 * 366)))


@impossible
def accepted_without_the_right_to_work() -> Rows:
    rights = WorkRight.objects.filter(client=OuterRef("client"), starts_on__lte=OuterRef("since"))
    valid = rights.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("since"))).exclude(marking="neen")
    return WaitingEntry.objects.exclude(Exists(valid))


@impossible
def invited_before_the_referral_was_accepted() -> Rows:
    return OrientationInvitation.objects.filter(made_at__date__lt=F("entry__since"))


@impossible
def invited_on_the_day_itself_or_later() -> Rows:
    return OrientationInvitation.objects.filter(made_at__date__gte=F("slot__session__on"))


@impossible
def invited_after_death_or_in_a_closed_file() -> Rows:
    after = Q(slot__session__on__gt=F("client__died_on")) | Q(slot__session__on__gt=F("client__closed_on"))
    return OrientationInvitation.objects.filter(after)


@impossible
def invited_while_another_invitation_ran() -> Rows:
    others = OrientationInvitation.objects.filter(
        entry=OuterRef("entry"),
        made_at__lt=OuterRef("made_at"),
        released_at=None,
        slot__session__on__gte=OuterRef("day"),
    )
    return OrientationInvitation.objects.alias(day=TruncDate("made_at")).filter(Exists(others))


@impossible
def more_invitations_than_slots() -> Rows:
    return OrientationSession.objects.alias(
        holding=Count("slots__invitations", filter=Q(slots__invitations__released_at=None), distinct=True),
        free=Count("slots", filter=Q(slots__withdrawn_at=None), distinct=True),
    ).filter(holding__gt=F("free"))


@impossible
def invited_to_a_slot_that_was_taken_away() -> Rows:
    return OrientationInvitation.objects.filter(slot__withdrawn_at__isnull=False)


@impossible
def slots_that_run_into_each_other() -> Rows:
    later = Slot.objects.filter(
        session=OuterRef("session"),
        begin__gt=OuterRef("begin"),
        begin__lt=OuterRef("begin") + OuterRef("minutes"),
        withdrawn_at=None,
    )
    return Slot.objects.filter(Exists(later), withdrawn_at=None)


@impossible
def invited_to_a_session_that_fell_out() -> Rows:
    return OrientationInvitation.objects.holding().filter(slot__session__cancelled_at__isnull=False)


@impossible
def answered_before_it_was_asked_or_after_the_session() -> Rows:
    early, late = Q(at__lt=F("invitation__made_at")), Q(at__date__gt=F("invitation__slot__session__on"))
    return InvitationAnswer.objects.filter(early | late)


@impossible
def link_opened_or_reminded_before_it_was_made() -> Rows:
    return OrientationInvitation.objects.filter(
        Q(opened_at__lt=F("made_at"))
        | Q(reminded_last_at__lt=F("made_at"))
        | Q(replied_at__lt=F("made_at"))
        | Q(printed_at__lt=F("made_at"))
    )


@impossible
def attendance_of_a_session_that_still_comes() -> Rows:
    return OrientationInvitation.objects.filter(slot__session__on__gte=TODAY).exclude(attendance="")


@impossible
def past_session_without_attendance() -> Rows:
    return OrientationInvitation.objects.holding().filter(slot__session__on__lt=TODAY, attendance="")


@impossible
def released_and_yet_seen() -> Rows:
    return OrientationInvitation.objects.exclude(released_at=None).exclude(attendance="")


@impossible
def released_after_the_session() -> Rows:
    return OrientationInvitation.objects.filter(released_at__date__gte=F("slot__session__on"))


@impossible
def decided_on_somebody_who_was_not_seen() -> Rows:
    return OrientationDecision.objects.exclude(invitation__attendance__in=SEEN)


@impossible
def decided_on_another_day_than_the_session() -> Rows:
    return OrientationDecision.objects.exclude(decided_on=F("invitation__slot__session__on"))


@impossible
def decided_by_somebody_who_did_not_sit() -> Rows:
    return OrientationDecision.objects.exclude(decided_by=F("invitation__slot__session__counsellor"))


@impossible
def guided_by_the_ocmw_without_an_assignment_that_follows() -> Rows:
    follows = CaseAssignment.objects.filter(
        client=OuterRef("client"),
        member=OuterRef("guide"),
        role="guide",
        starts_on__gte=OuterRef("decided_on"),
    ).alias(after=ExpressionWrapper(F("starts_on") - OuterRef("decided_on"), output_field=DurationField()))
    soon = follows.filter(after__lte=GUIDANCE_BEGINS_WITHIN)
    return OrientationDecision.objects.filter(outcome="ocmw").exclude(Exists(soon))


@impossible
def guided_by_a_partner_without_access() -> Rows:
    shared = AccessGrant.objects.filter(
        subject=OuterRef("client_id"), purpose="shared", to_organisation=OuterRef("partner")
    )
    return OrientationDecision.objects.filter(outcome="partner").exclude(Exists(shared))


@impossible
def not_yet_without_a_day_to_look_again() -> Rows:
    return OrientationDecision.objects.filter(outcome="not_yet", again_on=None)


@impossible
def sent_to_vdab_without_a_registration() -> Rows:
    registered = Q(client__vdabregistration_set__starts_on__lte=F("decided_on"))
    return OrientationDecision.objects.filter(outcome="vdab").exclude(
        pk__in=OrientationDecision.objects.filter(registered).values("pk")
    )


@impossible
def intake_before_the_decision() -> Rows:
    decided = OrientationDecision.objects.filter(
        client=OuterRef("client"), outcome="ocmw", decided_on__gt=OuterRef("day")
    )
    return Appointment.objects.alias(day=TruncDate("starts_at")).filter(Exists(decided), kind="intake")


@impossible
def appointment_outside_the_guidance() -> Rows:
    guided = CaseAssignment.objects.filter(
        client=OuterRef("client"), member=OuterRef("member"), starts_on__lte=OuterRef("day")
    )
    running = guided.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("day")))
    return Appointment.objects.alias(day=TruncDate("starts_at")).exclude(Exists(running))


@impossible
def two_appointments_of_a_member_at_once() -> Rows:
    others = Appointment.objects.filter(member=OuterRef("member"), starts_at=OuterRef("starts_at"))
    return Appointment.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@impossible
def appointment_seen_that_still_comes_or_never_noted() -> Rows:
    comes = Q(starts_at__date__gte=TODAY)
    return Appointment.objects.filter((comes & Q(seen__isnull=False)) | (~comes & Q(seen=None)))


@impossible
def interpreter_in_the_wrong_order() -> Rows:
    return InterpreterRequest.objects.filter(
        Q(booked_on__lt=F("asked_on"))
        | Q(confirmed_on__lt=F("booked_on"))
        | Q(confirmed_on__gt=F("invitation__slot__session__on"))
        | Q(paid_on__lte=F("invitation__slot__session__on"))
        | Q(paid_on__gte=TODAY)
        | Q(paid_on__isnull=False, cost_cents=None)
    )


@impossible
def interpreter_for_who_needs_none() -> Rows:
    return InterpreterRequest.objects.filter(client__interpreter_needed=False)


@impossible
def interpreter_in_a_short_slot() -> Rows:
    return InterpreterRequest.objects.filter(
        invitation__slot__minutes__lt=20, invitation__released_at=None, cancelled_on=None
    )


@impossible
def followed_up_without_a_no_show() -> Rows:
    return NoShowStep.objects.exclude(invitation__attendance__in=NOT_SEEN)


@impossible
def followed_up_before_the_session() -> Rows:
    return NoShowStep.objects.filter(at__date__lte=F("invitation__slot__session__on"))


@impossible
def evaluation_before_the_decision_or_in_the_future() -> Rows:
    return PartnerEvaluation.objects.filter(
        Q(due_on__lte=F("decision__decided_on"))
        | Q(done_on__lte=F("decision__decided_on"))
        | Q(done_on__gte=TODAY)
        | Q(done_on__isnull=False, going="")
        | ~Q(decision__outcome="partner")
    )


@impossible
def session_on_a_holiday_or_at_the_weekend() -> Rows:
    rows = OrientationSession.objects.alias(day=ExtractWeekDay("on"))
    return rows.filter(on_a_holiday() | Q(day__in=(1, 7)))


@impossible
def session_held_by_who_may_not() -> Rows:
    guides = Member.objects.with_role("trajectbegeleider")
    partners = Member.objects.with_role("partner")
    wrong = ~Q(counsellor__in=guides) | (~Q(partner_counsellor=None) & ~Q(partner_counsellor__in=partners))
    return SessionSeries.objects.filter(wrong)


@impossible
def meeting_on_a_holiday() -> Rows:
    return Meeting.objects.filter(on_a_holiday())


@impossible
def exemption_in_force_without_the_committee() -> Rows:
    named = Concat(Value("exemption:"), Cast(OuterRef("pk"), CharField()))
    granted = Decision.objects.filter(
        proposal__cause=named, outcome__in=("granted", "partly"), decided_on=OuterRef("decided_on")
    )
    return Exemption.objects.exclude(decided_on=None).exclude(Exists(granted))


@impossible
def exemption_that_never_lapses() -> Rows:
    return Exemption.objects.filter(
        Q(review_on__lte=F("starts_on")) | Q(decided_on__isnull=False, ends_on=None)
    )


@impossible
def exempt_and_on_the_waiting_list() -> Rows:
    exempt = Exemption.objects.in_force(TODAY).filter(client=OuterRef("client"))
    return WaitingEntry.objects.waiting().filter(Exists(exempt))


@impossible
def reviewed_before_it_ran_or_in_the_future() -> Rows:
    return Exemption.objects.filter(Q(reviewed_on__lte=F("starts_on")) | Q(reviewed_on__gte=TODAY))


@impossible
def decided_before_it_was_proposed_or_outside_a_meeting() -> Rows:
    early = Q(decided_on__lte=TruncDate("proposal__proposed_at"))
    return Decision.objects.filter(early | ~Q(decided_on=F("meeting__on")) | Q(decided_on__gte=TODAY))


@impossible
def held_meeting_that_left_a_proposal_open() -> Rows:
    return Proposal.objects.undecided().filter(meeting__on__lt=TODAY)


@impossible
def told_before_it_was_decided() -> Rows:
    return Notification.objects.filter(
        Q(sent_on__lte=F("decision__decided_on")) | Q(sent_on__gte=TODAY) | Q(message=None)
    )


@impossible
def settled_long_ago_and_never_told() -> Rows:
    told = Exists(Notification.objects.filter(decision=OuterRef("pk")))
    return (
        Decision.objects.filter(decided_on__lt=TODAY - timedelta(days=14))
        .exclude(outcome="postponed")
        .exclude(told)
    )


@impossible
def message_that_left_the_machine() -> Rows:
    return Message.objects.filter(held=False)


@impossible
def message_of_the_future_or_out_of_order() -> Rows:
    return Message.objects.filter(
        Q(queued_at__date__gte=TODAY)
        | Q(sent_at__lt=F("queued_at"))
        | Q(delivered_at__lt=F("sent_at"))
        | Q(failed_at__isnull=False, sent_at__isnull=False)
    )


@impossible
def message_to_a_phone_that_may_never_be_called() -> Rows:
    barred = ContactPoint.objects.filter(client=OuterRef("subject"), channel="mobile")
    return Message.objects.filter(Exists(barred.filter(Q(never=True) | Q(opted_out=True))), channel="sms")


@impossible
def message_without_a_cause() -> Rows:
    return Message.objects.filter(Q(cause="") | Q(subject=None))


@impossible
def written_by_somebody_of_another_organisation() -> Rows:
    return OrientationInvitation.objects.exclude(made_by__organisation=F("organisation"))


@impossible
def referred_by_who_does_not_follow_the_client() -> Rows:
    follows = CaseAssignment.objects.filter(
        client=OuterRef("client"), member=OuterRef("referred_by"), role="social_worker"
    )
    return Referral.objects.exclude(Exists(follows))


@impossible
def message_whose_cause_is_not_there() -> Rows:
    kinds = {"invitation": OrientationInvitation, "notification": Notification}
    wrong = Q(pk__in=[])
    for name, kind in kinds.items():
        there = kind._default_manager.alias(named=Concat(Value(f"{name}:"), Cast("pk", CharField())))
        wrong |= Q(cause__startswith=f"{name}:") & ~Q(Exists(there.filter(named=OuterRef("cause"))))
    return Message.objects.filter(wrong | ~Q(cause__regex=r"^(invitation|notification):[0-9]+$"))


@impossible
def two_proposals_on_one_place_of_an_agenda() -> Rows:
    same = Proposal.objects.filter(meeting=OuterRef("meeting"), position=OuterRef("position"))
    listed = Proposal.objects.exclude(meeting=None)
    return listed.filter(Q(position=0) | Exists(same.exclude(pk=OuterRef("pk"))))
