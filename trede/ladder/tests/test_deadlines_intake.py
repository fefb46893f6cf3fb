"""What is due of the werkintake: to the day, for who guides, and without looking at every client."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.deadlines import Deadline, Room, due_for
from trede.clients.models import CaseRole, Client
from trede.core.local import INTAKE_DAYS, local_values
from trede.core.models import LocalSetting, Member
from trede.core.periods import today
from trede.ladder.actions.intakes import start_intake
from trede.ladder.deadlines_intake import RULES, sources
from trede.ladder.models import Intake
from trede.orientation.models import OrientationDecision
from trede.orientation.tests.session_scene import Scene, scene, seat

pytestmark = pytest.mark.django_db(databases="__all__")
ROOM = Room(RULES, sources)
TERM = {INTAKE_DAYS: 30}


@pytest.fixture
def made() -> Scene:
    return scene(people=1, attendance="present")


def due(member: Member, *clients: Client) -> list[Deadline]:
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, [one.pk for one in clients], today=today(), local=local, rooms=[ROOM])
    return [one for one in found if one.rule in RULES]


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def decided(made: Scene, days: int, outcome: str = "ocmw", **more: Any) -> OrientationDecision:
    """A decision of so many days ago, about the client of the scene, whom the counsellor follows."""
    client: Client = made.first.client
    if not client.assignments.exists():
        assign(client, member=made.counsellor, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    values = {"organisation": made.office, "client": client, "invitation": made.first, "motivation": "Zo"}
    return OrientationDecision.objects.create(**values, outcome=outcome, decided_on=ago(days), **more)


@pytest.mark.parametrize(("days", "shows"), [(29, False), (30, True), (31, True), (365, True), (366, False)])
def test_an_intake_is_due_so_many_days_after_the_decision(made: Scene, days: int, shows: bool) -> None:
    decided(made, days)
    found = due(made.counsellor, made.first.client)
    assert bool(found) == shows
    if shows:
        assert (found[0].rule, found[0].due) == ("intake_missing", ago(days - 30))
        assert found[0].url == f"/dossier/{made.first.client_id}/intake/nieuw/"
        assert ago(days - 30).strftime("%d/%m/%Y") in found[0].sentence


def test_the_office_chooses_its_own_term(made: Scene) -> None:
    decided(made, 20)
    LocalSetting.objects.create(organisation=made.office, key=INTAKE_DAYS, value="14", starts_on=LONG_AGO)
    assert [one.due for one in due(made.counsellor, made.first.client)] == [ago(6)]


@pytest.mark.parametrize("outcome", ["vdab", "not_yet", "exemption"])
def test_only_who_the_ocmw_guides(made: Scene, outcome: str) -> None:
    decided(made, 60, outcome, first="Eerst les")
    assert due(made.counsellor, made.first.client) == []


@pytest.mark.parametrize(
    ("held", "closed", "shows"), [(70, True, True), (70, False, False), (60, True, False), (3, True, False)]
)
def test_a_conversation_since_then_counts_and_one_that_is_open(
    made: Scene, held: int, closed: bool, shows: bool
) -> None:
    decided(made, 60)
    made_on = Intake(
        client=made.first.client,
        organisation=made.office,
        held_on=ago(held),
        closed_on=ago(1) if closed else None,
    )
    made_on.save()
    assert [one.rule for one in due(made.counsellor, made.first.client)] == (
        ["intake_missing"] if shows else []
    )


def test_a_later_decision_takes_the_place(made: Scene) -> None:
    decided(made, 90)
    again = seat(made, 1, attendance="present")
    values = {"organisation": made.office, "client": made.first.client, "motivation": "Staat sterk"}
    OrientationDecision.objects.create(invitation=again, outcome="vdab", decided_on=ago(5), **values)
    assert due(made.counsellor, made.first.client) == []


@pytest.mark.parametrize(("days", "shows"), [(29, False), (30, True), (365, True), (366, False)])
def test_an_open_conversation_that_lies_still_shows(made: Scene, days: int, shows: bool) -> None:
    client = client_of(made.counsellor)
    intake = start_intake(Intake(client=client), by=made.counsellor)
    Intake.objects.filter(pk=intake.pk).update(touched_on=ago(days))
    found = due(made.counsellor, client)
    assert bool(found) == shows
    if shows:
        assert (found[0].rule, found[0].due) == ("intake_still", ago(days - 30))
        assert found[0].url == f"/dossier/{client.pk}/intake/{intake.pk}/"


def test_a_closed_one_and_a_closed_file_are_at_rest(made: Scene) -> None:
    client = client_of(made.counsellor)
    intake = start_intake(Intake(client=client), by=made.counsellor)
    Intake.objects.filter(pk=intake.pk).update(touched_on=ago(60), closed_on=ago(60))
    assert due(made.counsellor, client) == []
    Intake.objects.filter(pk=intake.pk).update(closed_on=None)
    Client.objects.filter(pk=client.pk).update(closed_on=today())
    assert due(made.counsellor, client) == []


def test_the_desk_that_helps_with_every_file_leaves_it_to_who_guides(made: Scene) -> None:
    decided(made, 60)
    desk = member_of(made.office, "administratief")
    assert due(desk, made.first.client) == []
    assert due(made.counsellor) == []


def test_it_asks_one_question_whatever_the_number_and_goes_by_the_clients_of_the_caseload(
    made: Scene,
) -> None:
    clients = [client_of(made.counsellor) for _ in range(12)]
    for client in clients:
        intake = start_intake(Intake(client=client), by=made.counsellor)
        Intake.objects.filter(pk=intake.pk).update(touched_on=ago(40))
    local = local_values(made.office, today())
    with CaptureQueriesContext(connection) as watched:
        found, _more = due_for(
            made.counsellor, [one.pk for one in clients], today=today(), local=local, rooms=[ROOM]
        )
    assert len(watched) == 1
    assert len(found) == 12


def test_no_table_is_read_from_end_to_end(made: Scene) -> None:
    """PostgreSQL reads a table of a few rows whole, whatever its indexes: only SQLite tells before it is large."""
    plans = [str(rows.explain()) for rows in sources(made.counsellor, [made.first.client_id], today(), TERM)]
    assert len(plans) == 2
    if connection.vendor == "sqlite":
        assert [plan for plan in plans if "SCAN ladder" in plan or "SCAN orientation" in plan] == []
