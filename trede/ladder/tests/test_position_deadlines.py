"""What the ladder puts on Vandaag, and what it leaves alone."""

from datetime import date, timedelta

import pytest

from tests.cast import client_of, member_of
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.deadlines import collect
from trede.ladder.actions.positions import confirm_position
from trede.ladder.models import Intake
from trede.ladder.tests.ladder_scene import goal, step

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


def due(member: Member, *clients: Client, on: date | None = None) -> list[tuple[str, str]]:
    found, _more = collect(member, [client.pk for client in clients], today=on or today())
    return [(one.rule, one.sentence) for one in found if one.rule.startswith("ladder_")]


def test_a_rung_that_nobody_looked_at(worker: Member) -> None:
    client = client_of(worker)
    began = today() - DAY * 183
    row = step(client, 3, began, by=worker)
    said = f"Op trede 3, niet meer bekeken sinds {began:%d/%m/%Y}"
    assert due(worker, client) == [("ladder_look", said)]
    assert due(worker, client, on=today() - DAY) == []
    confirm_position(row, by=worker, expected=1)
    assert due(worker, client) == []


def test_a_goal_whose_day_has_passed(worker: Member) -> None:
    client = client_of(worker)
    step(client, 3, today() - DAY * 90, by=worker)
    until = today() - DAY
    goal(client, 4, today() - DAY * 60, by=worker, by_when=until)
    assert due(worker, client) == [
        ("ladder_goal", f"Doel trede 4 was voorzien tegen {until:%d/%m/%Y}: bespreek het")
    ]
    assert due(worker, client, on=until) == []
    step(client, 4, by=worker)
    assert due(worker, client) == []


def test_after_the_intake_comes_a_rung(worker: Member) -> None:
    client = client_of(worker)
    closed = today() - DAY * 14
    Intake.objects.create(
        organisation=client.organisation, client=client, held_on=closed, closed_on=closed, held_by=worker
    )
    assert due(worker, client) == [
        ("ladder_choose", f"Intake afgerond op {closed:%d/%m/%Y}, nog geen trede gekozen")
    ]
    assert due(worker, client, on=today() - DAY) == []
    step(client, 2, by=worker)
    assert due(worker, client) == []


def test_paid_work_a_closed_file_and_long_ago_ask_nothing(worker: Member) -> None:
    working, closed, old = (client_of(worker) for _number in range(3))
    step(working, 6, today() - DAY * 300, by=worker)
    step(closed, 3, today() - DAY * 300, by=worker)
    step(old, 3, today() - DAY * 900, by=worker)
    Client.objects.filter(pk=closed.pk).update(closed_on=today())
    assert due(worker, working, closed, old) == []


def test_only_for_who_follows(worker: Member) -> None:
    client = client_of(worker)
    step(client, 3, today() - DAY * 300, by=worker)
    assert due(worker) == []
    assert due(member_of(worker.organisation, Role.ADMINISTRATIEF), client) == []
