"""What cannot stand in any database of ours. Each check is the query for the rows that are wrong.

Written from the law, from life and from the promises of the models; it shares no code with what fills the town.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, ExtractWeekDay

from trede.clients.models import (
    Address,
    Barrier,
    CaseAssignment,
    Client,
    ContactAttempt,
    ContactPoint,
    DatedFact,
    Fact,
    FileLock,
    HouseholdMember,
    IncomeSpell,
    SearchKey,
    Signal,
    VdabRegistration,
    WorkRight,
)
from trede.core.models import Absence, AccessGrant, Event, Look, Member, SubjectKey
from trede.core.periods import Period

TODAY = date(2026, 11, 22)
FOREVER = Value(date(9999, 12, 31), DateField())
# Whole leap days aside: a day too little is caught by the test of the town itself.
EIGHTEEN_YEARS = timedelta(days=18 * 365)
Check = Callable[[], "QuerySet[Any]"]
IMPOSSIBLE: dict[str, Check] = {}


def impossible(check: Check) -> Check:
    IMPOSSIBLE[check.__name__] = check
    return check


def kinds_of(base: type) -> list[Any]:
    return [kind for kind in apps.get_models() if issubclass(kind, base)]


def meets(prefix: str = "") -> Q:
    """The row's period has a day in common with that of the outer row."""
    return Q(**{f"{prefix}starts_on__lte": Coalesce(OuterRef("ends_on"), FOREVER)}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": OuterRef("starts_on")})
    )


def starts_in(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Rows whose period holds the day on which the outer row starts."""
    return rows.filter(starts_on__lte=OuterRef("starts_on")).filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_on"))
    )


def per_kind(base: type, wrong: Callable[[Any], "QuerySet[Any]"], name: str) -> None:
    for kind in kinds_of(base):
        IMPOSSIBLE[f"{kind._meta.model_name}: {name}"] = lambda kind=kind: wrong(kind)


def overlapping(kind: type[Model]) -> "QuerySet[Any]":
    same = {key: OuterRef(key) for key in getattr(kind, "no_overlap", ())}
    others = kind._default_manager.filter(meets(), **same).exclude(pk=OuterRef("pk"))
    return kind._default_manager.filter(Exists(others)) if same else kind._default_manager.none()


per_kind(
    Period, lambda kind: kind._default_manager.filter(ends_on__lt=F("starts_on")), "ends before it starts"
)
per_kind(Period, overlapping, "overlaps")
per_kind(
    Fact,
    lambda kind: kind._default_manager.exclude(organisation=F("client__organisation")),
    "of another organisation than the client",
)
per_kind(
    Fact,
    lambda kind: kind._default_manager.exclude(recorded_by__organisation=F("organisation")),
    "written by nobody, or by somebody of another organisation",
)
per_kind(
    Fact, lambda kind: kind._default_manager.filter(recorded_at__date__gte=TODAY), "written in the future"
)
per_kind(
    DatedFact,
    lambda kind: kind._default_manager.filter(starts_on__gt=F("client__died_on")),
    "starts after death",
)
per_kind(
    DatedFact,
    lambda kind: kind._default_manager.filter(starts_on__gt=TODAY),
    "starts in the future",
)


@impossible
def support_without_category() -> "QuerySet[Any]":
    return IncomeSpell.objects.filter(kind__in=("leefloon", "equivalent"), category="")


@impossible
def category_of_something_else() -> "QuerySet[Any]":
    return IncomeSpell.objects.exclude(kind__in=("leefloon", "equivalent")).exclude(category="")


@impossible
def support_before_eighteen() -> "QuerySet[Any]":
    spells = IncomeSpell.objects.filter(kind__in=("leefloon", "equivalent"))
    age = ExpressionWrapper(F("starts_on") - F("client__birth_date"), output_field=DurationField())
    return spells.alias(age=age).filter(age__lt=EIGHTEEN_YEARS)


@impossible
def family_category_without_a_child() -> "QuerySet[Any]":
    children = HouseholdMember.objects.filter(client=OuterRef("client"), relation="child")
    return IncomeSpell.objects.filter(category="C").exclude(Exists(starts_in(children)))


@impossible
def single_category_with_a_housemate() -> "QuerySet[Any]":
    mates = HouseholdMember.objects.filter(client=OuterRef("client"))
    return IncomeSpell.objects.filter(Exists(starts_in(mates)), category="B")


@impossible
def cohabiting_category_alone() -> "QuerySet[Any]":
    mates = HouseholdMember.objects.filter(client=OuterRef("client"))
    return IncomeSpell.objects.filter(category="A").exclude(Exists(starts_in(mates)))


@impossible
def support_and_a_benefit_at_once() -> "QuerySet[Any]":
    benefits = IncomeSpell.objects.filter(
        meets(), client=OuterRef("client"), kind__in=("unemployment", "sickness", "pension")
    )
    return IncomeSpell.objects.filter(Exists(benefits), kind__in=("leefloon", "equivalent"))


@impossible
def support_and_a_full_wage_at_once() -> "QuerySet[Any]":
    wages = IncomeSpell.objects.filter(meets(), client=OuterRef("client"), kind="wage", hours_per_week__gt=30)
    return IncomeSpell.objects.filter(Exists(wages), kind__in=("leefloon", "equivalent"))


@impossible
def wage_without_amount_or_hours() -> "QuerySet[Any]":
    return IncomeSpell.objects.filter(Q(amount_cents=None) | Q(hours_per_week=None), kind="wage")


@impossible
def two_partners_at_once() -> "QuerySet[Any]":
    others = HouseholdMember.objects.filter(meets(), client=OuterRef("client"), relation="partner")
    return HouseholdMember.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))), relation="partner")


@impossible
def housemate_before_birth() -> "QuerySet[Any]":
    return HouseholdMember.objects.filter(starts_on__lt=F("birth_date"))


@impossible
def dependent_who_is_no_child() -> "QuerySet[Any]":
    return HouseholdMember.objects.filter(dependent=True).exclude(relation="child")


@impossible
def care_for_who_is_no_child() -> "QuerySet[Any]":
    return HouseholdMember.objects.filter(needs_care=True).exclude(relation="child")


@impossible
def registered_at_vdab_without_the_right_to_work() -> "QuerySet[Any]":
    barred = WorkRight.objects.filter(client=OuterRef("client"), marking="neen", starts_on__lte=TODAY)
    return VdabRegistration.objects.filter(
        Exists(barred.filter(Q(ends_on=None) | Q(ends_on__gte=TODAY))), ends_on=None
    )


@impossible
def belgian_with_a_foreign_right() -> "QuerySet[Any]":
    foreign = WorkRight.objects.filter(client=OuterRef("pk"), ends_on=None).exclude(ground="belgian")
    return Client.objects.filter(Exists(foreign), nationality="BE")


@impossible
def asylum_seeker_without_a_date_of_asking() -> "QuerySet[Any]":
    return WorkRight.objects.filter(ground="asylum", asylum_asked_on=None)


@impossible
def two_homes_at_once() -> "QuerySet[Any]":
    others = Address.objects.filter(meets(), client=OuterRef("client")).exclude(pk=OuterRef("pk"))
    return Address.objects.filter(Exists(others))


@impossible
def preferred_where_nobody_may_write() -> "QuerySet[Any]":
    return ContactPoint.objects.filter(Q(never=True) | Q(opted_out=True), preferred=True, channel="email")


@impossible
def attempt_at_the_weekend() -> "QuerySet[Any]":
    return ContactAttempt.objects.alias(day=ExtractWeekDay("at")).filter(day__in=(1, 7))


@impossible
def attempt_outside_the_file() -> "QuerySet[Any]":
    early = Q(at__date__lt=F("client__opened_on"))
    late = Q(at__date__gt=F("client__closed_on"))
    return ContactAttempt.objects.filter(early | late)


@impossible
def acknowledged_before_it_was_raised() -> "QuerySet[Any]":
    return Signal.objects.filter(acknowledged_at__lt=F("recorded_at"))


@impossible
def acknowledged_by_who_may_not() -> "QuerySet[Any]":
    allowed = Member.objects.with_role("maatschappelijk_werker", "teamleider")
    return Signal.objects.exclude(acknowledged_by=None).exclude(acknowledged_by__in=allowed)


@impossible
def death_without_a_closed_file() -> "QuerySet[Any]":
    return Client.objects.filter(Q(closed_on=None) | Q(closed_on__lt=F("died_on")), died_on__isnull=False)


@impossible
def moved_away_with_an_open_file() -> "QuerySet[Any]":
    return Client.objects.filter(closed_on=None).exclude(moved_to="")


@impossible
def assigned_to_another_organisation() -> "QuerySet[Any]":
    return CaseAssignment.objects.exclude(member__organisation=F("client__organisation"))


@impossible
def assigned_outside_the_file() -> "QuerySet[Any]":
    late = Q(client__closed_on__isnull=False) & (Q(ends_on=None) | Q(ends_on__gt=F("client__closed_on")))
    return CaseAssignment.objects.filter(Q(starts_on__lt=F("client__opened_on")) | late)


@impossible
def two_members_in_one_role_at_once() -> "QuerySet[Any]":
    others = CaseAssignment.objects.filter(meets(), client=OuterRef("client"), role=OuterRef("role"))
    return CaseAssignment.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@impossible
def role_that_the_member_does_not_hold() -> "QuerySet[Any]":
    wanted = {
        "guide": "trajectbegeleider",
        "coach": "werkvloercoach",
        "social_worker": "maatschappelijk_werker",
    }
    right = Q(pk__in=[])
    for role, held in wanted.items():
        right |= Q(role=role, member__role_periods__role=held)
    return CaseAssignment.objects.exclude(right)


@impossible
def open_file_that_nobody_follows() -> "QuerySet[Any]":
    running = CaseAssignment.objects.filter(client=OuterRef("pk"), role="social_worker", ends_on=None)
    return Client.objects.filter(closed_on=None).exclude(Exists(running))


@impossible
def assignment_without_its_access() -> "QuerySet[Any]":
    grants = AccessGrant.objects.filter(
        subject=OuterRef("client_id"), member=OuterRef("member_id"), starts_on=OuterRef("starts_on")
    )
    ended = grants.filter(ends_on=OuterRef("ends_on"))
    running = grants.filter(ends_on=None)
    return CaseAssignment.objects.exclude(Q(Exists(running), ends_on=None) | Q(Exists(ended)))


@impossible
def access_to_a_file_elsewhere() -> "QuerySet[Any]":
    own = Client.objects.filter(pk=OuterRef("subject"), organisation=OuterRef("organisation"))
    return AccessGrant.objects.exclude(Exists(own))


@impossible
def access_of_a_member_elsewhere() -> "QuerySet[Any]":
    return AccessGrant.objects.exclude(member=None).exclude(member__organisation=F("organisation"))


@impossible
def access_shared_with_oneself() -> "QuerySet[Any]":
    return AccessGrant.objects.filter(to_organisation=F("organisation"))


@impossible
def locked_for_everybody() -> "QuerySet[Any]":
    named = AccessGrant.objects.filter(subject=OuterRef("client_id"), purpose="named")
    return FileLock.objects.exclude(Exists(named))


@impossible
def client_without_a_key() -> "QuerySet[Any]":
    keys = SubjectKey.objects.filter(subject=OuterRef("pk"), organisation=OuterRef("organisation"))
    return Client.objects.exclude(Exists(keys))


@impossible
def client_who_cannot_be_found() -> "QuerySet[Any]":
    return Client.objects.exclude(Exists(SearchKey.objects.filter(client=OuterRef("pk"))))


@impossible
def file_that_never_opened() -> "QuerySet[Any]":
    opened = Event.objects.filter(verb="client.opened", subject=OuterRef("pk"), object_id=OuterRef("pk"))
    return Client.objects.exclude(Exists(opened))


@impossible
def event_before_its_file_opened() -> "QuerySet[Any]":
    opened = Event.objects.filter(verb="client.opened", subject=OuterRef("subject"), at__gt=OuterRef("at"))
    return Event.objects.filter(Exists(opened))


@impossible
def event_in_the_future() -> "QuerySet[Any]":
    return Event.objects.exclude(verb__startswith="demo.").filter(at__date__gte=TODAY)


@impossible
def event_of_somebody_elsewhere() -> "QuerySet[Any]":
    return Event.objects.exclude(by=None).exclude(by__organisation=F("organisation"))


@impossible
def event_without_payload() -> "QuerySet[Any]":
    return Event.objects.filter(payload=None)


@impossible
def lifted_barrier_without_its_event() -> "QuerySet[Any]":
    ended = Event.objects.filter(
        verb="barrier.lifted", object_id=OuterRef("pk"), subject=OuterRef("client_id")
    )
    return Barrier.objects.exclude(ends_on=None).exclude(Exists(ended))


@impossible
def cover_who_is_away_too() -> "QuerySet[Any]":
    away = Absence.objects.filter(meets(), member=OuterRef("cover"))
    return Absence.objects.filter(Exists(away))


@impossible
def cover_from_elsewhere() -> "QuerySet[Any]":
    return Absence.objects.exclude(cover=None).exclude(cover__organisation=F("member__organisation"))


@impossible
def look_into_an_own_file() -> "QuerySet[Any]":
    own = CaseAssignment.objects.filter(client=OuterRef("subject"), member=OuterRef("member"))
    return Look.objects.filter(Exists(own))


@impossible
def look_into_a_locked_file() -> "QuerySet[Any]":
    return Look.objects.filter(Exists(FileLock.objects.filter(client=OuterRef("subject"))))
