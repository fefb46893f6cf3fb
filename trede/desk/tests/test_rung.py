"""The rung of a client where staff see it first: the head of the file, the list, its filter, the timeline."""

from datetime import date, timedelta

import pytest

from tests.cast import client_of, member_of
from trede.clients.actions.merging import merge_files
from trede.clients.models import Client
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.listing import listed
from trede.ladder.actions.positions import move_to, set_goal
from trede.ladder.models import LadderGoal, LadderPosition

pytestmark = pytest.mark.django_db(databases="__all__")
MARCH = date(2025, 3, 1)


def on_rung(client: Client, rung: int, by: Member, on: date = MARCH) -> Client:
    row = LadderPosition(client=client, rung=rung, reason="grew", evidence="Komt elke week.", starts_on=on)
    move_to(row, by=by)
    return client


def names(member: Member, **filters: str) -> set[str]:
    return {client.last_name for client in listed(member, {"wie": "mijn", **filters})}


def test_the_head_of_every_part_of_the_file_says_the_rung(worker: Member) -> None:
    client = on_rung(client_of(worker), 3, worker)
    goal = LadderGoal(client=client, rung=4, starts_on=MARCH, highest_within_reach=True)
    set_goal(goal, by=worker)
    browser = sign_in(worker)
    for name in ("file", "file_person", "file_timeline"):
        answer = browser.get(url(name, pk=client.pk))
        assert url("file_ladder", pk=client.pk) in answer.content.decode()
        assert "trede 3 doel trede 4" in words(answer)
    overview = words(browser.get(url("file", pk=client.pk)))
    assert "trede 3 arbeidsmatige activiteiten sinds 01/03/2025" in overview
    assert "hoogst haalbaar" in overview
    assert "Stap gezet op de participatieladder: Arbeidsmatige activiteiten" in words(
        browser.get(url("file_timeline", pk=client.pk))
    )


def test_the_list_shows_the_rung_and_filters_on_it(worker: Member, outsider: Member) -> None:
    on_rung(client_of(worker, last_name="Twee"), 2, worker)
    on_rung(client_of(worker, last_name="Drie"), 3, worker)
    client_of(worker, last_name="Geen")
    moved = on_rung(client_of(worker, last_name="Vroeger"), 3, worker)
    on_rung(moved, 2, worker, today() - timedelta(days=1))
    other, lead = client_of(worker, last_name="Deel"), client_of(worker, last_name="Geheel")
    on_rung(other, 3, worker)
    merge_files(lead=lead, other=other, by=worker, reason="Zelfde persoon.")
    on_rung(client_of(outsider, last_name="Elders"), 3, outsider)
    assert names(worker, trede="3") == {"Drie", "Geheel"}
    assert names(worker, trede="2") == {"Twee", "Vroeger"}
    assert names(worker, trede="geen") == {"Geen"}
    browser = sign_in(worker)
    answer = browser.get(url("clients"), {"wie": "mijn", "trede": "3"})
    assert {row.client.last_name: row.rung for row in answer.context["rows"]} == {"Drie": 3, "Geheel": 3}
    assert "telt niet mee" in words(browser.get(url("clients"), {"trede": "9"}))


def test_the_rung_costs_the_list_no_query_for_each_row(worker: Member) -> None:
    on_rung(client_of(worker), 2, worker)
    browser, address = sign_in(worker), url("clients") + "?trede=2"
    few = queries_of(browser, address)
    for _number in range(8):
        on_rung(client_of(worker), 2, worker)
    assert queries_of(browser, address) == few <= 12


def test_a_partner_finds_no_rungs(worker: Member) -> None:
    on_rung(client_of(worker), 3, worker)
    partner = member_of(worker.organisation, Role.PARTNER)
    assert list(listed(partner, {"wie": "mijn", "trede": "3"})) == []
