"""What cannot be true of anybody. Each check answers whether the person is impossible in that one way.

The checks are written from the law and from life, not from the generator, and share no code with it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from stdnum.be import bis, nn

from trede.demo.town.shapes import HouseholdMember, Person

TODAY = date(2026, 11, 22)
FOREVER = date(9999, 12, 31)
SUPPORT = {"leefloon", "equivalent"}
NT2 = ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2"]
Check = Callable[[Person], bool]
IMPOSSIBLE: dict[str, Check] = {}


class Period(Protocol):
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date | None: ...


def impossible(check: Check) -> Check:
    IMPOSSIBLE[check.__name__] = check
    return check


def age_on(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def overlaps(periods: Iterable[Period]) -> bool:
    ordered = sorted(periods, key=lambda period: period.starts)
    return any((one.ends or FOREVER) >= other.starts for one, other in pairwise(ordered))


def running(period: Period, on: date) -> bool:
    return period.starts <= on <= (period.ends or FOREVER)


def at_home(person: Person, on: date) -> list[HouseholdMember]:
    return [member for member in person.household if running(member, on)]


def everything_dated(person: Person) -> list[date]:
    """Every day on which something happened to or was recorded of the person."""
    periods: Sequence[Period] = (
        *person.addresses,
        *person.categories,
        *person.incomes,
        *person.vdab,
        *person.experience,
        *person.assignments,
    )
    days = [period.starts for period in periods] + [period.ends for period in periods if period.ends]
    days += [level.measured_on for level in person.languages] + [
        licence.obtained_on for licence in person.licences
    ]
    days += [barrier.since for barrier in person.barriers] + [right.starts for right in person.work_rights]
    days += [barrier.lifted for barrier in person.barriers if barrier.lifted]
    days += [contact.on for contact in person.contacts] + [signal.on for signal in person.signals]
    days += [signal.acknowledged_on for signal in person.signals if signal.acknowledged_on]
    return days + [document.dated for document in person.documents]


@impossible
def child_less_than_15_years_younger(p: Person) -> bool:
    return any(m.relation == "child" and age_on(p.birth_date, m.birth_date) < 15 for m in p.household)


@impossible
def mother_past_50_at_birth(p: Person) -> bool:
    return p.sex == "f" and any(
        m.relation == "child" and age_on(p.birth_date, m.birth_date) > 50 for m in p.household
    )


@impossible
def parent_less_than_15_years_older(p: Person) -> bool:
    return any(m.relation == "parent" and age_on(m.birth_date, p.birth_date) < 15 for m in p.household)


@impossible
def siblings_too_close_without_being_twins(p: Person) -> bool:
    births = sorted(m.birth_date for m in p.household if m.relation == "child")
    return any(0 < (later - earlier).days < 250 for earlier, later in pairwise(births))


@impossible
def two_partners_at_once(p: Person) -> bool:
    return overlaps(m for m in p.household if m.relation == "partner")


@impossible
def partner_under_18_when_moving_in(p: Person) -> bool:
    return any(
        m.relation == "partner" and min(age_on(m.birth_date, m.starts), age_on(p.birth_date, m.starts)) < 18
        for m in p.household
    )


@impossible
def household_member_before_birth(p: Person) -> bool:
    return any(m.starts < m.birth_date for m in p.household)


@impossible
def dependent_child_of_age(p: Person) -> bool:
    return any(
        m.dependent and (m.relation != "child" or age_on(m.birth_date, TODAY) >= 18) for m in p.household
    )


@impossible
def period_ends_before_it_starts(p: Person) -> bool:
    periods: Sequence[Period] = (
        *p.household,
        *p.addresses,
        *p.categories,
        *p.incomes,
        *p.vdab,
        *p.experience,
        *p.assignments,
    )
    return any(period.ends is not None and period.ends < period.starts for period in periods)


@impossible
def category_c_without_minor_child(p: Person) -> bool:
    return any(
        not any(m.relation == "child" and age_on(m.birth_date, on) < 18 for m in at_home(p, on))
        for c in p.categories
        if c.category == "C"
        for on in (c.starts, c.ends or TODAY)
    )


@impossible
def category_a_without_anybody(p: Person) -> bool:
    return any(
        not at_home(p, on) for c in p.categories if c.category == "A" for on in (c.starts, c.ends or TODAY)
    )


@impossible
def category_b_with_somebody(p: Person) -> bool:
    return any(
        bool(at_home(p, on)) for c in p.categories if c.category == "B" for on in (c.starts, c.ends or TODAY)
    )


@impossible
def category_without_support_or_support_without_category(p: Person) -> bool:
    def days(periods: Iterable[Period]) -> int:
        return sum(((period.ends or TODAY) - period.starts).days + 1 for period in periods)

    support = [i for i in p.incomes if i.kind in SUPPORT]
    outside = any(not any(running(i, c.starts) for i in support) for c in p.categories)
    return outside or days(support) != days(p.categories)


@impossible
def overlapping_categories(p: Person) -> bool:
    return overlaps(p.categories)


@impossible
def overlapping_incomes_of_one_kind(p: Person) -> bool:
    return any(overlaps(i for i in p.incomes if i.kind == kind) for kind in {i.kind for i in p.incomes})


@impossible
def benefit_on_top_of_leefloon_or_wage(p: Person) -> bool:
    benefits = [i for i in p.incomes if i.kind in ("unemployment", "sickness", "pension")]
    return any(
        overlaps((benefit, other)) for benefit in benefits for other in p.incomes if other is not benefit
    )


@impossible
def full_wage_on_top_of_support(p: Person) -> bool:
    return any(
        w.kind == "wage" and (w.hours_per_week or 0) > 30 and s.kind in SUPPORT and overlaps((w, s))
        for w in p.incomes
        for s in p.incomes
    )


@impossible
def leefloon_before_18(p: Person) -> bool:
    return any(i.kind in SUPPORT and age_on(p.birth_date, i.starts) < 18 for i in p.incomes)


@impossible
def leefloon_for_the_temporarily_protected(p: Person) -> bool:
    wrong = (
        "leefloon"
        if p.residence in ("temporary_protection", "humanitarian", "medical_pending")
        else "equivalent"
    )
    return any(i.kind == wrong for i in p.incomes)


@impossible
def wage_before_15(p: Person) -> bool:
    wages = [i.starts for i in p.incomes if i.kind == "wage"] + [w.starts for w in p.experience]
    return any(age_on(p.birth_date, on) < 15 for on in wages)


@impossible
def wage_without_right_to_work(p: Person) -> bool:
    def free(on: date) -> bool:
        return any(r.starts <= on and r.marking != "neen" for r in p.work_rights)

    return any(i.kind == "wage" and not free(i.starts) for i in p.incomes)


@impossible
def pension_before_65(p: Person) -> bool:
    return any(i.kind == "pension" and age_on(p.birth_date, i.starts) < 65 for i in p.incomes)


@impossible
def unemployment_after_66(p: Person) -> bool:
    return any(
        i.kind in ("unemployment", "sickness") and age_on(p.birth_date, i.starts) >= 66 for i in p.incomes
    )


@impossible
def student_over_30(p: Person) -> bool:
    studying = any(e.ended_on is None for e in p.education)
    return studying != p.student or (p.student and age_on(p.birth_date, TODAY) > 30)


@impossible
def diploma_before_its_age(p: Person) -> bool:
    least = {"primary": 11, "middle": 14, "upper": 17, "bachelor": 20}
    return any(e.ended_on and age_on(p.birth_date, e.ended_on) < least[e.level] for e in p.education)


@impossible
def belgian_school_before_arrival(p: Person) -> bool:
    return p.arrival is not None and any(
        e.country == "BE" and e.ended_on is not None and e.ended_on < p.arrival for e in p.education
    )


@impossible
def arrived_before_birth(p: Person) -> bool:
    return p.arrival is not None and not p.birth_date <= p.arrival <= p.file_opened


@impossible
def permit_before_arrival(p: Person) -> bool:
    return p.arrival is not None and any(right.starts < p.arrival for right in p.work_rights)


@impossible
def permits_overlap_or_end_before_they_start(p: Person) -> bool:
    for one, other in pairwise(p.work_rights):
        if one.valid_until is None or one.valid_until >= other.starts:
            return True
    return any(right.valid_until is not None and right.valid_until < right.starts for right in p.work_rights)


@impossible
def foreign_nationality_with_a_belgian_right(p: Person) -> bool:
    last = p.work_rights[-1]
    return (p.nationality == "BE") != (last.ground == "belgian") or (
        last.ground == "eu" and p.nationality not in {"RO", "BG", "PL"}
    )


@impossible
def temporary_protection_before_the_war(p: Person) -> bool:
    return p.residence == "temporary_protection" and (p.arrival is None or p.arrival < date(2022, 2, 24))


@impossible
def work_marking_free_in_the_first_months_of_asylum(p: Person) -> bool:
    return any(
        right.ground == "asylum"
        and right.marking != "neen"
        and p.arrival
        and (right.starts - p.arrival).days < 120
        for right in p.work_rights
    )


@impossible
def belgian_job_before_arrival(p: Person) -> bool:
    return p.arrival is not None and any(
        job.starts < p.arrival if job.country == "BE" else (job.ends or TODAY) > p.arrival
        for job in p.experience
    )


@impossible
def insz_that_does_not_check(p: Person) -> bool:
    if p.insz is None:
        return p.insz_kind != "none"
    return not (bis if p.insz_kind == "bis" else nn).is_valid(p.insz)


@impossible
def insz_of_another_birth_date(p: Person) -> bool:
    if p.insz is None:
        return False
    if p.birth_date_precision != "day":
        return p.insz[:2] != f"{p.birth_date:%y}" or p.birth_date.day != 1
    found: date | None = (bis if p.insz_kind == "bis" else nn).get_birth_date(p.insz)
    return found != p.birth_date


@impossible
def insz_of_another_sex(p: Person) -> bool:
    return p.insz is not None and p.sex != "x" and (int(p.insz[6:9]) % 2 == 1) != (p.sex == "m")


@impossible
def dutch_before_arrival(p: Person) -> bool:
    return p.arrival is not None and any(level.measured_on < p.arrival for level in p.languages)


@impossible
def dutch_that_shrinks(p: Person) -> bool:
    steps = [(level.measured_on, NT2.index(level.level)) for level in p.languages if level.scale == "nt2"]
    return steps != sorted(steps) or any(one[0] >= other[0] for one, other in pairwise(steps))


@impossible
def interpreter_for_who_speaks_dutch(p: Person) -> bool:
    return p.interpreter_needed and p.speaking_language == "nl"


@impossible
def language_barrier_of_a_native_speaker(p: Person) -> bool:
    native = any(level.scale == "mother_tongue" and level.language == "nl" for level in p.languages)
    return native and any(barrier.code == "language" for barrier in p.barriers)


@impossible
def reads_badly_with_a_degree(p: Person) -> bool:
    return p.literacy != "well" and any(e.level in ("upper", "bachelor") for e in p.education)


@impossible
def licence_too_young(p: Person) -> bool:
    least = {"AM": 16, "A": 18, "B": 18, "C": 21}
    return any(age_on(p.birth_date, one.obtained_on) < least[one.category] for one in p.licences)


@impossible
def belgian_licence_before_arrival(p: Person) -> bool:
    return p.arrival is not None and any(
        one.country == "BE" and one.obtained_on < p.arrival for one in p.licences
    )


@impossible
def drives_without_a_licence(p: Person) -> bool:
    valid = {one.category for one in p.licences if one.valid_in_belgium}
    return ("car" in p.mobility and "B" not in valid) or ("moped" in p.mobility and "AM" not in valid)


@impossible
def childcare_without_a_young_child(p: Person) -> bool:
    young = any(
        m.relation == "child" and age_on(m.birth_date, TODAY) < 12 for m in at_home(p, p.died_on or TODAY)
    )
    return bool(p.childcare) and not young


@impossible
def childcare_barrier_before_the_child(p: Person) -> bool:
    return any(
        b.code == "childcare"
        and not any(m.relation == "child" and m.birth_date <= b.since for m in p.household)
        for b in p.barriers
    )


@impossible
def works_while_nobody_minds_the_child(p: Person) -> bool:
    cared = {slot.weekday: slot for slot in p.childcare}
    return bool(cared) and any(
        slot.weekday not in cared
        or slot.starts_minute < cared[slot.weekday].starts_minute
        or slot.ends_minute > cared[slot.weekday].ends_minute
        for slot in p.availability
    )


@impossible
def week_of_more_time_than_there_is(p: Person) -> bool:
    days = [slot.weekday for slot in p.availability]
    total = sum(slot.ends_minute - slot.starts_minute for slot in p.availability)
    return (
        len(days) != len(set(days))
        or total != p.weekly_minutes
        or any(
            not 0 <= slot.starts_minute < slot.ends_minute <= 1440 or slot.weekday > 6
            for slot in p.availability
        )
    )


@impossible
def two_homes_at_once_or_a_gap(p: Person) -> bool:
    pairs = list(pairwise(p.addresses))
    gap = any(one.ends is None or one.ends + timedelta(days=1) != other.starts for one, other in pairs)
    return gap or not p.addresses or p.addresses[0].starts > p.file_opened


@impossible
def home_before_arrival_or_birth(p: Person) -> bool:
    return any(address.starts < (p.arrival or p.birth_date) for address in p.addresses)
