from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import ClientFactory, client_of, member_of
from trede.clients import doubles
from trede.clients.actions.locks import lock_file
from trede.clients.actions.merging import declare_not_double, merge_files
from trede.clients.models import Client, ContactPoint, DoublesSearch, LikelyDouble, NotADouble
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def pair(worker: Member) -> tuple[Client, Client]:
    born = date(1988, 3, 4)
    one = client_of(worker, last_name="El Amrani", first_names="Mohamed", birth_date=born)
    other = client_of(worker, last_name="Elamrani", first_names="Mohammed", birth_date=born)
    client_of(worker, last_name="Janssens", first_names="Ann", birth_date=born)
    return one, other


def test_files_of_one_person_are_found_whoever_else_was_born_that_day(
    pair: tuple[Client, Client], worker: Member
) -> None:
    assert doubles.refresh(worker.organisation_id) == 1
    found = LikelyDouble.objects.get()
    assert (found.one, found.other) == pair
    assert "zelfde geboortedatum" in found.reason_words
    assert doubles.refresh(worker.organisation_id) == 1
    assert LikelyDouble.objects.count() == 1


def test_a_shared_telephone_and_a_near_name_are_enough(worker: Member) -> None:
    one = client_of(worker, last_name="Nguyen", first_names="Thi Lan", birth_date=None)
    other = client_of(worker, last_name="Thi Lan", first_names="Nguyen", birth_date=None)
    for client in (one, other):
        ContactPoint.objects.create(
            organisation=worker.organisation,
            client=client,
            channel="mobile",
            value="+32470000001",
            starts_on=date(2026, 1, 1),
        )
    assert doubles.refresh(worker.organisation_id) == 1


def test_what_was_decided_or_merged_is_not_found_again(pair: tuple[Client, Client], worker: Member) -> None:
    doubles.refresh(worker.organisation_id)
    declare_not_double(one=pair[0], other=pair[1], by=worker)
    assert not LikelyDouble.objects.exists()
    assert doubles.refresh(worker.organisation_id) == 0
    NotADouble.objects.all().delete()
    merge_files(lead=pair[0], other=pair[1], by=worker, reason="x")
    assert doubles.refresh(worker.organisation_id) == 0


def test_another_organisation_is_never_looked_through(worker: Member, outsider: Member) -> None:
    born = date(1988, 3, 4)
    client_of(worker, last_name="Peeters", first_names="Jan", birth_date=born)
    client_of(outsider, last_name="Peeters", first_names="Jan", birth_date=born)
    assert doubles.refresh(worker.organisation_id) == 0


def test_every_organisation_gets_its_turn_once_a_day(worker: Member, outsider: Member) -> None:
    assert [doubles.refresh_oldest() for _turn in range(3)] == [1, 1, 0]
    DoublesSearch.objects.filter(organisation=worker.organisation).update(
        at=timezone.now() - timedelta(days=2)
    )
    assert doubles.refresh_oldest() == 1


def test_the_page_proposes_and_remembers_a_no(pair: tuple[Client, Client], worker: Member) -> None:
    browser = sign_in(worker)
    assert "Er is nog niet gezocht" in words(browser.get(url("doubles")))
    doubles.refresh(worker.organisation_id)
    page = browser.get(url("doubles"))
    assert "El Amrani Mohamed" in words(page)
    assert url("file_merge_with", pk=pair[0].pk, other_id=pair[1].pk) in page.content.decode()
    found = LikelyDouble.objects.get()
    assert browser.get(url("not_a_double", pair_id=found.pk)).status_code == 405
    assert browser.post(url("not_a_double", pair_id=found.pk)).status_code == 303
    assert NotADouble.objects.get().decided_by == worker
    assert "Geen mogelijke dubbels" in words(browser.get(url("doubles")))
    assert browser.post(url("not_a_double", pair_id=found.pk)).status_code == 404


def test_the_button_asks_the_work_of_the_background(worker: Member) -> None:
    assert sign_in(worker).post(url("doubles_search")).status_code == 303
    assert DBTaskResult.objects.count() == 1


def test_a_locked_file_is_not_proposed_to_others(pair: tuple[Client, Client], worker: Member) -> None:
    doubles.refresh(worker.organisation_id)
    other = member_of(worker.organisation, "teamleider")
    lock_file(pair[0], by=worker, reason="relative", members=[worker])
    assert sign_in(worker).get(url("doubles")).context["pairs"] != []
    assert sign_in(other).get(url("doubles")).context["pairs"] == []
    assert sign_in(other).post(url("not_a_double", pair_id=LikelyDouble.objects.get().pk)).status_code == 404


def test_pairs_of_another_organisation_do_not_exist(
    pair: tuple[Client, Client], worker: Member, outsider: Member
) -> None:
    doubles.refresh(worker.organisation_id)
    found = LikelyDouble.objects.get()
    assert sign_in(outsider).get(url("doubles")).context["pairs"] == []
    assert sign_in(outsider).post(url("not_a_double", pair_id=found.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_page_takes_few_queries_whatever_the_number(worker: Member, rows: int) -> None:
    for number in range(rows):
        one, other = ClientFactory.create_batch(2, organisation=worker.organisation)
        LikelyDouble.objects.create(
            organisation=worker.organisation, one=one, other=other, score=80 + number % 20
        )
    browser = sign_in(worker)
    assert queries_of(browser, url("doubles")) <= 12
    assert len(browser.get(url("doubles")).context["pairs"]) == min(rows, 25)


def test_every_pair_comes_once_on_the_pages(worker: Member) -> None:
    for number in range(60):
        one, other = ClientFactory.create_batch(2, organisation=worker.organisation)
        LikelyDouble.objects.create(
            organisation=worker.organisation, one=one, other=other, score=80 + number % 3
        )
    browser, place, seen = sign_in(worker), "", []
    for _page in range(3):
        context = browser.get(url("doubles"), {"na": place} if place else {}).context
        seen += [pair.pk for pair in context["pairs"]]
        place = context["next"]
    assert (len(seen), len(set(seen)), place) == (60, 60, "")


@pytest.mark.parametrize("place", ["x", "_", "80_", "80_x", "9" * 30 + "_1", "٣_١"])
def test_what_is_no_place_is_the_beginning(pair: tuple[Client, Client], worker: Member, place: str) -> None:
    doubles.refresh(worker.organisation_id)
    assert len(sign_in(worker).get(url("doubles"), {"na": place}).context["pairs"]) == 1


def test_before_the_first_search_the_page_says_what_to_do(worker: Member) -> None:
    page = sign_in(worker).get(url("doubles")).content.decode()
    assert "Nog niet gezocht" in page
    assert "Zoek nu" in page
    doubles.refresh(worker.organisation_id)
    assert "Geen mogelijke dubbels" in sign_in(worker).get(url("doubles")).content.decode()
