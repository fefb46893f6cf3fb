from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.cast import ClientFactory, client_of, member_of
from trede.clients.actions.clients import assign, change_client, open_file
from trede.clients.actions.facts import add_fact, correct_fact, retract_fact
from trede.clients.models import CaseRole, Channel, Client, ContactPoint, FileLock, SearchKey
from trede.clients.naming import Matched, Reason
from trede.clients.search import find, find_doubles, index_clients, searchable
from trede.core.models import Member

pytestmark = pytest.mark.django_db(databases="__all__")


def indexed(member: Member, **kwargs: Any) -> Client:
    client = client_of(member, **kwargs)
    index_clients([client])
    return client


def ids(member: Member, text: str) -> list[int]:
    return [found.client_id for found in find(member, text)]


def test_a_new_file_is_found_at_once_by_name_number_and_birth_date(worker: Member) -> None:
    made = open_file(
        Client(
            last_name="El Amrani", first_names="Mohamed", insz="85073003328", birth_date=date(1985, 7, 30)
        ),
        by=worker,
    )
    for text in ("amrani", "Mohammed Elamrani", "30/07/1985", "85.07.30-033.28", "amrany"):
        assert ids(worker, text) == [made.pk], text


def test_a_changed_name_is_found_under_the_new_one_only(worker: Member) -> None:
    client = indexed(worker, last_name="Peeters", first_names="Jan")
    change_client(client, by=worker, expected=client.version, values={"last_name": "Vandenbroucke"})
    assert ids(worker, "vandenbroucke") == [client.pk]
    assert ids(worker, "peeters") == []


def test_a_telephone_is_found_until_it_is_taken_back(worker: Member) -> None:
    client = indexed(worker)
    point = add_fact(
        ContactPoint(client=client, channel=Channel.MOBILE, value="+32470112233", starts_on=date(2026, 1, 1)),
        by=worker,
    )
    assert ids(worker, "0470 11 22 33") == [client.pk]
    correct_fact(point, by=worker, expected=1, values={"value": "+32470445566"})
    assert ids(worker, "0470 11 22 33") == []
    retract_fact(point, by=worker, expected=2, because="Van iemand anders.")
    assert ids(worker, "0470 44 55 66") == []


def test_another_organisation_finds_nothing(worker: Member, outsider: Member) -> None:
    indexed(outsider, last_name="Zonderling")
    assert find(worker, "Zonderling") == []


def test_a_file_outside_the_caseload_is_found_but_not_mine(worker: Member, colleague: Member) -> None:
    indexed(colleague, last_name="Zonderling")
    (found,) = find(worker, "zonderling")
    assert not found.mine
    (found,) = find(colleague, "zonderling")
    assert found.mine


def test_the_number_is_masked_in_what_is_found(worker: Member) -> None:
    indexed(worker, last_name="Zonderling", insz="85073003328")
    (found,) = find(worker, "85073003328")
    assert found.masked_insz == "85.••.••-•••.••"
    assert found.matched == frozenset({Matched.INSZ})


def test_a_locked_file_is_not_found(worker: Member) -> None:
    client = indexed(worker, last_name="Zonderling")
    FileLock.objects.create(
        organisation=worker.organisation, client=client, reason="colleague", starts_on=date(2026, 1, 1)
    )
    assert find(worker, "zonderling") == []


def test_a_merged_file_leads_to_the_whole_one_and_says_which_name_matched(worker: Member) -> None:
    whole = indexed(worker, last_name="Peeters", first_names="Jan")
    part = indexed(worker, last_name="Zonderling", first_names="Jan")
    Client.objects.filter(pk=part.pk).update(alias_of=whole)
    (found,) = find(worker, "zonderling")
    assert (found.client_id, found.name, found.also) == (whole.pk, "Peeters Jan", "Zonderling Jan")
    assert ids(worker, "jan") == [whole.pk]


def test_whoever_may_not_find_clients_finds_nothing(worker: Member) -> None:
    indexed(worker, last_name="Zonderling")
    assert find(member_of(worker.organisation, "beheerder"), "zonderling") == []


@pytest.mark.parametrize("text", ["", "   ", "😀", "'; DROP TABLE clients_client; --", "%%%", "x" * 100_000])
def test_odd_text_is_answered_calmly(worker: Member, text: str) -> None:
    indexed(worker)
    assert isinstance(find(worker, text), list)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_is_three_queries(
    worker: Member, rows: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(rows):
        indexed(worker, last_name="Zonderling", first_names=f"Jan {number}")
    assert worker.verbs
    assert worker.acts_for
    with django_assert_max_num_queries(3):
        assert len(find(worker, "zonderling")) == min(rows, 20)


def test_the_index_is_written_once_and_only_the_difference_after(worker: Member) -> None:
    clients = [ClientFactory(organisation=worker.organisation) for _ in range(3)]
    assert index_clients(iter(clients)) == 3
    before = set(SearchKey.objects.values_list("key", "client"))
    with connection.execute_wrapper(refuse_writes):
        index_clients(clients)
    assert set(SearchKey.objects.values_list("key", "client")) == before


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.startswith("SELECT") or "SAVEPOINT" in sql, sql
    return execute(sql, params, many, context)


def test_an_erased_file_leaves_the_index(worker: Member) -> None:
    client = indexed(worker)
    client.erased_at = client.recorded_at
    client.save()
    index_clients([client])
    assert not SearchKey.objects.exists()


def test_a_double_is_seen_with_its_reasons(worker: Member, colleague: Member) -> None:
    known = indexed(colleague, last_name="El Amrani", first_names="Mohamed", birth_date=date(1985, 7, 30))
    new = Client(last_name="Elamrani", first_names="Mohammed", birth_date=date(1985, 7, 30))
    doubles = find_doubles(worker, searchable(new))
    assert [double.found.client_id for double in doubles.shown] == [known.pk]
    assert Reason.SAME_BIRTH_DATE in doubles.shown[0].reasons
    assert not doubles.hidden


def test_a_namesake_with_another_birth_date_is_no_double(worker: Member) -> None:
    indexed(worker, last_name="Peeters", first_names="Jan", birth_date=date(1985, 7, 30))
    new = Client(last_name="Peeters", first_names="Jan", birth_date=date(1999, 1, 2))
    assert not find_doubles(worker, searchable(new))


def test_a_locked_double_is_hinted_without_its_name(worker: Member, colleague: Member) -> None:
    known = indexed(colleague, last_name="El Amrani", first_names="Mohamed", birth_date=date(1985, 7, 30))
    FileLock.objects.create(
        organisation=worker.organisation, client=known, reason="relative", starts_on=date(2026, 1, 1)
    )
    doubles = find_doubles(
        worker,
        searchable(
            known.__class__(last_name="El Amrani", first_names="Mohamed", birth_date=date(1985, 7, 30))
        ),
    )
    assert doubles.shown == ()
    assert doubles.hidden


def test_a_file_is_not_its_own_double(worker: Member) -> None:
    known = indexed(worker, insz="85073003328")
    assert not find_doubles(worker, searchable(known))


def test_doubles_take_three_queries(
    worker: Member, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(20):
        indexed(worker, last_name="Peeters", first_names=f"Jan {number}")
    assert worker.acts_for
    with django_assert_max_num_queries(3):
        find_doubles(worker, searchable(Client(last_name="Peeters", first_names="Jan")))


def test_a_file_somebody_else_follows_is_mine_through_an_assignment(
    worker: Member, colleague: Member
) -> None:
    client = indexed(colleague, last_name="Zonderling")
    assign(client, member=worker, role=CaseRole.SUPPORT, by=None)
    assert [found.mine for found in find(worker, "zonderling")] == [True]
