"""What cannot have happened on anybody's way up; added to the list of what cannot stand in a database."""

from typing import Any, TypeAlias

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from trede.clients.models import CaseAssignment, Client, IncomeSpell
from trede.core.models import Event
from trede.demo.tests.impossible_rows import TODAY, impossible
from trede.ladder.models import (
    Assessment,
    DomainNote,
    DomainScore,
    Intake,
    LadderGoal,
    LadderPosition,
    Observation,
    TaskRun,
)
from trede.offers.models import (
    MOVES,
    Edition,
    EditionSession,
    Offer,
    Participation,
    ParticipationStep,
    PartnerReferral,
    ProgressReport,
    SessionPresence,
)

Rows: TypeAlias = "QuerySet[Any]"
WORKED = ("wage",)


def outside_the_file(field: str) -> Q:
    """The day lies before the file opened, after it closed or after the person died."""
    late = Q(**{f"{field}__gt": F("client__closed_on")}) | Q(**{f"{field}__gt": F("client__died_on")})
    return Q(**{f"{field}__lt": F("client__opened_on")}) | late | Q(**{f"{field}__gte": TODAY})


@impossible
def intake_outside_the_file() -> Rows:
    return Intake.objects.filter(outside_the_file("held_on"))


@impossible
def intake_without_a_guide() -> Rows:
    guided = CaseAssignment.objects.filter(
        client=OuterRef("client"), role="guide", starts_on__lte=OuterRef("held_on")
    )
    return Intake.objects.filter(~Exists(guided))


@impossible
def intake_closed_before_it_was_held() -> Rows:
    return Intake.objects.filter(closed_on__lt=F("held_on"))


@impossible
def closed_intake_without_a_first_step() -> Rows:
    return Intake.objects.filter(closed_on__isnull=False, first_step="")


@impossible
def note_or_score_of_another_client_than_its_intake() -> Rows:
    strange = DomainNote.objects.exclude(client=F("intake__client"))
    return (
        strange
        if strange.exists()
        else DomainScore.objects.filter(intake__isnull=False).exclude(client=F("intake__client"))
    )


@impossible
def score_outside_the_file() -> Rows:
    return DomainScore.objects.filter(outside_the_file("on"))


@impossible
def rung_outside_the_file() -> Rows:
    return LadderPosition.objects.filter(outside_the_file("starts_on"))


@impossible
def same_rung_twice_in_a_row() -> Rows:
    before = LadderPosition.objects.filter(client=OuterRef("client"), starts_on__lt=OuterRef("starts_on"))
    rung = Subquery(before.order_by("-starts_on").values("rung")[:1])
    return LadderPosition.objects.annotate(before=rung).filter(before=F("rung"))


@impossible
def gap_between_two_rungs() -> Rows:
    later = LadderPosition.objects.filter(client=OuterRef("client"), starts_on__gt=OuterRef("starts_on"))
    return LadderPosition.objects.filter(Exists(later), ends_on=None)


@impossible
def move_without_what_shows_it() -> Rows:
    return LadderPosition.objects.filter(evidence="")


@impossible
def first_rung_that_is_no_first_estimate() -> Rows:
    before = LadderPosition.objects.filter(client=OuterRef("client"), starts_on__lt=OuterRef("starts_on"))
    return LadderPosition.objects.filter(~Exists(before)).exclude(reason="first")


@impossible
def on_the_sixth_rung_without_paid_work() -> Rows:
    works = IncomeSpell.objects.filter(client=OuterRef("client"), kind__in=WORKED).filter(
        starts_on__lte=OuterRef("starts_on")
    )
    return LadderPosition.objects.filter(~Exists(works), rung=6)


@impossible
def goal_before_the_first_rung() -> Rows:
    first = LadderPosition.objects.filter(client=OuterRef("client")).order_by("starts_on")
    return LadderGoal.objects.annotate(first=Subquery(first.values("starts_on")[:1])).filter(
        Q(first=None) | Q(starts_on__lt=F("first"))
    )


@impossible
def assessment_before_the_intake_or_outside_the_file() -> Rows:
    intake = Intake.objects.filter(client=OuterRef("client"), held_on__lte=OuterRef("starts_on"))
    return Assessment.objects.filter(~Exists(intake) | outside_the_file("starts_on"))


@impossible
def assessment_concluded_before_it_began() -> Rows:
    return Assessment.objects.filter(concluded_on__lt=F("starts_on"))


@impossible
def observed_in_a_task_that_was_not_done() -> Rows:
    done = TaskRun.objects.filter(
        assessment=OuterRef("assessment"), task=OuterRef("indicator__task"), done_on__isnull=False
    )
    return Observation.objects.filter(~Exists(done))


@impossible
def task_of_another_kind_of_assessment() -> Rows:
    return TaskRun.objects.exclude(task__kind=F("assessment__kind"))


@impossible
def task_neither_done_nor_skipped() -> Rows:
    return TaskRun.objects.filter(done_on=None, skipped_because="")


@impossible
def participation_in_another_state_than_its_last_step() -> Rows:
    last = ParticipationStep.objects.filter(participation=OuterRef("pk")).order_by("-at", "-pk")
    return Participation.objects.exclude(state=Subquery(last.values("state")[:1]))


@impossible
def move_that_a_participation_cannot_make() -> Rows:
    before = ParticipationStep.objects.filter(participation=OuterRef("participation"), at__lt=OuterRef("at"))
    came_from = Subquery(before.order_by("-at").values("state")[:1], output_field=CharField())
    moved = ParticipationStep.objects.annotate(came_from=Coalesce(came_from, Value("")))
    allowed = Q(came_from="", state="proposed")
    for state, moves in MOVES.items():
        allowed |= Q(came_from=state, state__in=moves)
    return moved.exclude(allowed)


@impossible
def step_outside_the_file() -> Rows:
    return ParticipationStep.objects.filter(outside_the_file("on"))


@impossible
def began_or_ended_on_another_day_than_its_step() -> Rows:
    def step(state: str) -> Any:
        found = ParticipationStep.objects.filter(participation=OuterRef("pk"), state=state)
        return Subquery(found.order_by("at").values("on")[:1])

    rows = Participation.objects.annotate(began=step("running"), over=step("ended"))
    return rows.filter(
        Q(started_on__isnull=True, began__isnull=False)
        | Q(ended_on__isnull=True, over__isnull=False)
        | Q(began__isnull=False) & ~Q(started_on=F("began"))
        | Q(over__isnull=False) & ~Q(ended_on=F("over"))
    )


@impossible
def ended_without_a_result() -> Rows:
    return Participation.objects.filter(state="ended", result="")


@impossible
def refused_without_a_reason() -> Rows:
    return ParticipationStep.objects.filter(state="refused", reason="")


@impossible
def two_things_at_once() -> Rows:
    """The town gives nobody more than one thing at a time."""
    also = Participation.objects.filter(client=OuterRef("client"), started_on__isnull=False).exclude(
        pk=OuterRef("pk")
    )
    meets = also.filter(started_on__lte=OuterRef("started_on")).filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("started_on"))
    )
    return Participation.objects.filter(Exists(meets), started_on__isnull=False)


@impossible
def took_part_in_what_is_not_offered_here() -> Rows:
    return Participation.objects.filter(~Q(offer__status="offered"), client__organisation__slug="oostende")


@impossible
def edition_of_another_offer() -> Rows:
    return Participation.objects.filter(edition__isnull=False).exclude(edition__offer=F("offer"))


@impossible
def more_people_than_places() -> Rows:
    sat = Q(participations__steps__state="accepted")
    return Edition.objects.annotate(sat=Count("participations", filter=sat, distinct=True)).filter(
        sat__gt=F("places")
    )


@impossible
def began_before_the_edition() -> Rows:
    return Participation.objects.filter(edition__isnull=False, started_on__lt=F("edition__starts_on"))


@impossible
def session_outside_its_edition() -> Rows:
    return EditionSession.objects.filter(Q(on__lt=F("edition__starts_on")) | Q(on__gt=F("edition__ends_on")))


@impossible
def present_outside_the_participation() -> Rows:
    return SessionPresence.objects.filter(
        Q(session__on__lt=F("participation__started_on"))
        | Q(session__on__gt=F("participation__ended_on"))
        | Q(session__on__gte=TODAY)
    )


@impossible
def present_in_another_edition() -> Rows:
    return SessionPresence.objects.exclude(session__edition=F("participation__edition"))


@impossible
def reported_outside_the_participation() -> Rows:
    return ProgressReport.objects.filter(
        Q(participation__started_on=None)
        | Q(on__lt=F("participation__started_on"))
        | Q(on__gt=F("participation__ended_on"))
    )


@impossible
def learns_the_language_that_is_the_mother_tongue() -> Rows:
    return Participation.objects.filter(
        offer__kind__in=("language", "language_practice"), client__speaks="nl"
    )


@impossible
def man_among_the_women() -> Rows:
    return Participation.objects.filter(offer__key__in=("vrouwenklap", "women-at-work")).exclude(
        client__sex="f"
    )


@impossible
def artikel_60_without_its_wage() -> Rows:
    wage = IncomeSpell.objects.filter(
        client=OuterRef("client"), kind="wage", starts_on=OuterRef("started_on")
    )
    return Participation.objects.filter(~Exists(wage), offer__key="artikel-60", started_on__isnull=False)


@impossible
def sent_to_a_partner_without_the_step() -> Rows:
    step = ParticipationStep.objects.filter(
        participation=OuterRef("participation"), state="referred", on=OuterRef("sent_on")
    )
    return PartnerReferral.objects.filter(~Exists(step))


@impossible
def shared_without_consent() -> Rows:
    return PartnerReferral.objects.filter(participation__offer__needs_consent=True).filter(
        Q(consent=None) | Q(consent__starts_on__gt=F("sent_on"))
    )


@impossible
def open_referral_of_what_is_over() -> Rows:
    return PartnerReferral.objects.filter(
        closed_on=None, participation__state__in=("ended", "refused", "withdrawn")
    )


@impossible
def something_open_in_a_closed_file() -> Rows:
    over = Q(client__closed_on__lt=TODAY) | Q(client__died_on__lt=TODAY)
    return Participation.objects.open().filter(over)


@impossible
def proposed_without_an_event() -> Rows:
    told = Event.objects.filter(verb="participation.proposed", object_id=OuterRef("pk"))
    return Participation.objects.filter(~Exists(told))


@impossible
def event_of_a_step_on_another_day() -> Rows:
    told = Event.objects.filter(verb="participation.ended", object_id=OuterRef("participation")).annotate(
        day=TruncDate("at")
    )
    return ParticipationStep.objects.filter(~Exists(told.filter(day=OuterRef("on"))), state="ended")


@impossible
def two_running_offers_of_one_key() -> Rows:
    return Offer.objects.values("organisation", "key").annotate(many=Count("pk")).filter(many__gt=1)


@impossible
def guided_up_in_an_erased_file() -> Rows:
    return Client.objects.filter(erased_at__isnull=False, intakes__isnull=False)
