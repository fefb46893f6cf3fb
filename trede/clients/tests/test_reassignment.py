from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions import reassignment
from trede.clients.actions.clients import assign
from trede.clients.actions.reassignment import Passing, loads_of, open_assignments, pass_files
from trede.clients.balance import spread
from trede.clients.models import CaseAssignment, CaseRole, Client, FileLock
from trede.core import seals
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessGrant, Event, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.core.tests.office import everybody, get, post, warm

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def lead(worker):
    return member_of(worker.organisation, Role.TEAMLEIDER)


def passing(worker, *takers, role="", last_day=YESTERDAY, note="Let op de opvang"):
    return Passing(worker, takers, role, last_day, note)


def fresh(member):
    return Member.objects.get(pk=member.pk)


@given(
    files=st.lists(st.integers(1, 10**6), unique=True, max_size=60),
    loads=st.dictionaries(st.integers(1, 9), st.integers(0, 40), min_size=1, max_size=5),
)
def test_spreading_evens_the_loads(files, loads):
    chosen = spread([(file, "guide") for file in files], loads, taken={})
    after = {m: load + list(chosen.values()).count(m) for m, load in loads.items()}
    got = [member for member in loads if after[member] > loads[member]]
    assert len(chosen) == len(files)
    assert all(after[member] <= min(after.values()) + 1 for member in got)


def test_the_files_pass_and_the_access_with_them(worker, colleague, lead):
    clients = {client_of(worker).pk for _each in range(3)}
    outcome = pass_files(passing(worker, colleague), by=lead)
    assert outcome.passed == {colleague.pk: 3}
    assert set(Client.objects.visible_to(fresh(colleague)).values_list("pk", flat=True)) == clients
    assert not Client.objects.visible_to(fresh(worker)).exists()
    assert {row.note for row in CaseAssignment.objects.filter(member=colleague)} == {"Let op de opvang"}
    seals.seal_events()
    assert seals.verify().exit_code == 0


def test_a_later_last_day_overlaps_nothing(worker, colleague, lead):
    client = client_of(worker)
    later = today() + timedelta(days=7)
    pass_files(passing(worker, colleague, last_day=later), by=lead)
    assert client in Client.objects.visible_to(fresh(worker))
    assert client not in Client.objects.visible_to(fresh(colleague))
    assert CaseAssignment.objects.get(member=colleague).starts_on == later + timedelta(days=1)


def test_more_takers_end_even(worker, colleague, lead):
    other = member_of(worker.organisation)
    for _each in range(4):
        client_of(other)
    for _each in range(8):
        client_of(worker)
    pass_files(passing(worker, colleague, other), by=lead)
    assert loads_of((colleague, other)) == {colleague.pk: 6, other.pk: 6}


def test_only_the_chosen_role_passes(worker, colleague, lead):
    client = client_of(worker)
    assign(client, member=worker, role=CaseRole.COACH, by=None, starts_on=LONG_AGO)
    outcome = pass_files(passing(worker, colleague, role=CaseRole.COACH), by=lead)
    assert outcome.total == 1
    assert [row.role for row in open_assignments(worker, last_day=today())] == [CaseRole.GUIDE]


def test_a_taker_who_follows_the_file_already_is_not_assigned_twice(worker, colleague, lead):
    client = client_of(worker)
    assign(client, member=colleague, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    outcome = pass_files(passing(worker, colleague), by=lead)
    assert (outcome.passed, outcome.joined) == ({}, 1)
    assert CaseAssignment.objects.filter(client=client, ends_on=None).get().member == colleague


def test_an_assignment_that_had_not_begun_passes_as_well(worker, colleague, lead):
    client = client_of(colleague)
    assign(client, member=worker, role=CaseRole.COACH, by=None, starts_on=today() + timedelta(days=5))
    pass_files(passing(worker, colleague), by=lead)
    assert not CaseAssignment.objects.filter(member=worker).exists()
    assert CaseAssignment.objects.filter(member=colleague, role=CaseRole.COACH).exists()
    assert not AccessGrant.objects.filter(member=worker).exists()


def test_locked_files_wait_for_a_person(worker, colleague, lead):
    client = client_of(worker)
    FileLock.objects.create(
        organisation=worker.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )
    outcome = pass_files(passing(worker, colleague), by=lead)
    assert (outcome.total, outcome.locked) == (0, 1)


def test_stopped_halfway_it_is_resumed_and_twice_is_once(worker, colleague, lead, monkeypatch):
    for _each in range(7):
        client_of(worker)
    monkeypatch.setattr(reassignment, "PIECE", 3)
    real, calls = reassignment._pass_piece, []

    def dying(*args):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("stroom weg")
        return real(*args)

    monkeypatch.setattr(reassignment, "_pass_piece", dying)
    with pytest.raises(RuntimeError):
        pass_files(passing(worker, colleague), by=lead)
    assert loads_of((colleague,)) == {colleague.pk: 3}
    assert pass_files(passing(worker, colleague), by=lead).total == 4
    assert pass_files(passing(worker, colleague), by=lead).total == 0
    assert Event.objects.filter(verb="assignment.opened", by=lead).count() == 7


def test_a_piece_costs_the_same_for_many(worker, colleague, lead, django_assert_max_num_queries):
    for _each in range(40):
        client_of(worker)
    with django_assert_max_num_queries(45):
        assert pass_files(passing(worker, colleague), by=lead).total == 40


@pytest.mark.parametrize("who", ["nobody", "self", "gone", "stranger"])
def test_who_cannot_take(worker, colleague, outsider, lead, who):
    client_of(worker)
    Member.objects.filter(pk=colleague.pk).update(ends_on=YESTERDAY)
    takers = {"nobody": (), "self": (worker,), "gone": (fresh(colleague),), "stranger": (outsider,)}[who]
    with pytest.raises(CaseError):
        pass_files(passing(worker, *takers), by=lead)
    assert open_assignments(worker, last_day=YESTERDAY).count() == 1


def test_a_stranger_passes_nothing(worker, colleague, outsider):
    client_of(worker)
    with pytest.raises(NotAllowed):
        pass_files(passing(worker, colleague), by=outsider)
    assert get(outsider, "reassign", pk=worker.pk).status_code == 404


def test_who_may_open_the_page():
    office = everybody()
    pk = office[Role.TRAJECTBEGELEIDER].pk
    may = {role for role, member in office.items() if get(member, "reassign", pk=pk).status_code == 200}
    assert may == {Role.TEAMLEIDER, Role.DIENSTHOOFD, Role.BEHEERDER}


def test_from_the_page(worker, colleague, lead):
    client_of(worker)
    data = {"role": "all", "takers": [colleague.pk], "last_day": YESTERDAY.strftime("%d/%m/%Y"), "note": "x"}
    assert post(lead, "reassign", data, pk=worker.pk).status_code == 303
    assert loads_of((colleague,)) == {colleague.pk: 1}
    assert "Niets meer over te dragen" in get(lead, "reassign", pk=worker.pk).content.decode()


def test_the_page_without_a_taker_says_so(worker, lead):
    client_of(worker)
    answer = post(lead, "reassign", {"last_day": "01/01/2026"}, pk=worker.pk)
    assert answer.status_code == 200
    assert "field--error" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_is_flat(worker, lead, rows, django_assert_max_num_queries):
    for _each in range(rows):
        client_of(worker)
        member_of(worker.organisation)
    browser = warm(lead)
    with django_assert_max_num_queries(11):
        assert browser.get(f"/beheer/medewerkers/{worker.pk}/dossiers/").status_code == 200
