"""Who works in the town."""

from collections import Counter

import pytest

from trede.demo.tests.town.impossible import TODAY
from trede.demo.town import organisations, population, staff
from trede.demo.town.places import TEAMS
from trede.demo.town.staff import head_count


def counted(clients: int) -> Counter[tuple[str, str]]:
    return Counter((member.organisation, member.role) for member in staff(clients, 1, TODAY))


def test_the_employment_service_has_the_size_of_oostende() -> None:
    count = counted(2000)
    assert count["oostende", "trajectbegeleider"] == 10
    assert count["oostende", "werkvloercoach"] == 4
    assert count["oostende", "administratief_medewerker"] == 3
    assert {count["oostende", role] for role in ("teamleider", "diensthoofd", "beheerder", "dpo")} == {1}
    assert count["eho", "partner_counsellor"] >= 2


def test_a_larger_town_has_more_hands() -> None:
    assert counted(150_000)["oostende", "maatschappelijk_werker"] == 1875
    assert counted(150_000)["oostende", "trajectbegeleider"] == 750
    assert counted(20)["oostende", "maatschappelijk_werker"] == 4


def test_people_of_the_staff_are_repeatable_and_distinct() -> None:
    members = staff(2000, 1, TODAY)
    assert members == staff(2000, 1, TODAY)
    assert len({member.key for member in members}) == len(members)
    assert len({member.phone for member in members}) == len(members)
    assert {member.email.rpartition("@")[2] for member in members} == {"example.org"}
    assert all(member.key.isascii() for member in members)


def test_absences_end_after_they_start_and_some_are_away_today() -> None:
    absences = [absence for member in staff(2000, 1, TODAY) for absence in member.absences]
    assert all(absence.ends is None or absence.ends >= absence.starts for absence in absences)
    assert any(absence.starts <= TODAY and (absence.ends or TODAY) >= TODAY for absence in absences)


def test_every_member_works_for_a_known_organisation() -> None:
    assert {member.organisation for member in staff(2000, 1, TODAY)} <= {one.slug for one in organisations()}
    assert {one.slug for one in organisations() if "ocmw" in one.capacities} == set(TEAMS)


@pytest.mark.parametrize(("slug", "clients"), [("oostende", 2000), ("oostende", 20), ("bredene", 60)])
def test_every_assignment_has_its_worker(slug: str, clients: int) -> None:
    count = head_count(clients, slug)
    people = list(population(clients, 1, TODAY, slug))
    assert {p.organisation for p in people} == {slug}
    assert {p.team for p in people} <= set(TEAMS[slug])
    for person in people:
        assert all(0 <= a.worker < count[a.role] for a in person.assignments)


def test_the_work_is_spread() -> None:
    load = Counter(
        a.worker
        for p in population(2000, 1, TODAY)
        for a in p.assignments
        if a.role == "trajectbegeleider" and a.ends is None
    )
    assert len(load) == 10
    assert max(load.values()) < 2 * min(load.values())
