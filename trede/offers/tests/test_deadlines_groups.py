"""What is due around editions, for whom, and until when."""

from datetime import timedelta

import pytest

from tests.cast import member_of
from trede.clients.caseload import caseload_ids
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.deadlines import collect
from trede.offers.actions.editions import Mark, mark_presence
from trede.offers.models import Edition, ParticipationState
from trede.offers.tests.groups_scene import lock_file, scene, seat, waits

pytestmark = pytest.mark.django_db(databases="__all__")


def due(member: Member) -> list[tuple[str, int]]:
    found, _more = collect(member, caseload_ids(member), today=today())
    return [(one.rule, (one.due - today()).days) for one in found if one.rule.startswith("edition")]


@pytest.mark.parametrize(("start", "shown"), [(0, True), (14, True), (15, False)])
def test_free_places_with_people_waiting(start: int, shown: bool) -> None:
    made = scene(start=start)
    assert due(made.worker) == []
    waits(made, "A", 3, edition=None)
    assert due(made.worker) == ([("edition_free", start)] if shown else [])
    seat(made, "B"), seat(made, "C")
    assert due(made.worker) == []


@pytest.mark.parametrize(("days", "shown"), [(0, True), (7, True), (8, False), (-1, False)])
def test_enrolment_that_closes_while_there_is_room(days: int, shown: bool) -> None:
    made = scene(start=20)
    Edition.objects.update(enrol_until=today() + timedelta(days=days))
    assert due(made.worker) == ([("edition_closes", days)] if shown else [])
    Edition.objects.update(places=1)
    seat(made, "A")
    assert due(made.worker) == []


def test_a_session_without_marks_and_an_edition_without_results() -> None:
    made = scene(start=-8, sessions=2)
    assert due(made.worker) == []
    one = seat(made, "A")
    assert due(made.worker) == [("edition_unmarked", -8), ("edition_unmarked", -1), ("edition_results", -1)]
    for session in made.sessions:
        mark_presence(session, {one.pk: Mark("present")}, by=made.worker)
    assert due(made.worker) == [("edition_results", -1)]
    type(one).objects.update(state=ParticipationState.ENDED)
    assert due(made.worker) == []


def test_a_promise_that_passed_is_for_who_follows_the_client() -> None:
    made = scene(start=60)
    one = waits(made, "A", 3, promised_on=today())
    assert due(made.worker) == []
    type(one).objects.update(promised_on=today() - timedelta(days=1))
    assert due(made.worker) == [("edition_promise", -1)]
    assert due(member_of(made.office, Role.TRAJECTBEGELEIDER)) == []
    lock_file(one.client)
    assert due(made.worker) == []


def test_who_leads_sees_it_and_nobody_of_another_office() -> None:
    made = scene(start=3)
    waits(made, "A", 3)
    other = member_of(made.office, Role.WERKVLOERCOACH)
    assert due(other) == [("edition_free", 3)]
    Edition.objects.update(leader=other)
    assert (due(other), due(made.worker)) == ([("edition_free", 3)], [])
    assert due(member_of(made.office, Role.DPO)) == []
    assert due(scene().worker) == []
    Edition.objects.update(cancelled_on=today())
    assert due(other) == []


def test_vandaag_shows_a_row_without_a_client() -> None:
    made = scene(start=3)
    waits(made, "A", 3)
    page = sign_in(made.worker).get(url("today"))
    assert "er is plaats en er wachten mensen" in words(page)
    assert url("edition", edition_id=made.edition.pk) in page.content.decode()
