from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import ClientFactory, client_of, member_of
from trede.clients.actions.locks import change_names, end_lock, lock_file, names_of_lock
from trede.clients.models import Client, FileLock
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def leader(worker: Member) -> Member:
    return member_of(worker.organisation, "teamleider")


@pytest.fixture
def dpo(worker: Member) -> Member:
    return member_of(worker.organisation, "dpo")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return client_of(worker)


def lock(dossier: Client, by: Member, *members: Member) -> FileLock:
    return lock_file(dossier, by=by, reason="colleague", members=members)


def opens(member: Member, client: Client) -> bool:
    member.__dict__.pop("acts_for", None)
    return bool(Client.objects.visible_to(member).filter(pk=client.pk).exists())


def test_from_the_lock_on_only_who_is_named_opens_the_file(
    dossier: Client, worker: Member, colleague: Member
) -> None:
    lock(dossier, worker, colleague)
    assert (opens(worker, dossier), opens(colleague, dossier)) == (False, True)
    assert list(Client.objects.findable_by(worker)) == []
    assert sign_in(worker).get(url("documents", pk=dossier.pk)).status_code == 404
    assert verbs_on(dossier.pk)[-1:] == ["filelock.opened"]


def test_somebody_must_be_named_and_work_here(dossier: Client, worker: Member, outsider: Member) -> None:
    with pytest.raises(CaseError, match="minstens"):
        lock(dossier, worker)
    with pytest.raises(CaseError, match="organisatie"):
        lock(dossier, worker, worker, outsider)
    assert not FileLock.objects.exists()


def test_a_locked_file_is_not_locked_again(dossier: Client, worker: Member) -> None:
    lock(dossier, worker, worker)
    with pytest.raises(CaseError, match="al afgeschermd"):
        lock(Client.objects.get(pk=dossier.pk), worker, worker)


def test_other_names_count_at_once(dossier: Client, worker: Member, colleague: Member) -> None:
    lock(dossier, worker, worker)
    change_names(dossier, by=worker, expected=1, members=[colleague])
    assert (opens(worker, dossier), opens(colleague, dossier)) == (False, True)
    assert names_of_lock(dossier) == {colleague.pk}
    change_names(dossier, by=worker, expected=2, members=[colleague, worker])
    assert opens(worker, dossier)
    with pytest.raises(CaseError, match="minstens"):
        change_names(dossier, by=worker, expected=3, members=[])
    assert verbs_on(dossier.pk).count("filelock.changed") == 2


def test_a_change_over_an_older_list_is_refused(dossier: Client, worker: Member, colleague: Member) -> None:
    lock(dossier, worker, worker)
    change_names(dossier, by=worker, expected=1, members=[worker, colleague])
    with pytest.raises(Conflict):
        change_names(dossier, by=worker, expected=1, members=[worker])
    assert names_of_lock(dossier) == {worker.pk, colleague.pk}


def test_the_lock_ends_after_its_last_day(dossier: Client, worker: Member) -> None:
    lock(dossier, worker, worker)
    with pytest.raises(CaseError, match="verleden"):
        end_lock(dossier, by=worker, expected=1, last_day=today() - timedelta(days=1), note="x")
    with pytest.raises(CaseError, match="waarom"):
        end_lock(dossier, by=worker, expected=1, last_day=today(), note=" ")
    end_lock(dossier, by=worker, expected=1, last_day=today(), note="vergissing")
    third = member_of(worker.organisation, "administratief")
    assert not opens(third, dossier)
    with time_machine.travel(today() + timedelta(days=1)):
        assert opens(Member.objects.get(pk=third.pk), dossier)
        assert opens(Member.objects.get(pk=worker.pk), dossier)
        with pytest.raises(CaseError, match="niet"):
            end_lock(dossier, by=worker, expected=2, last_day=today(), note="x")


def test_the_dpo_locks_and_unlocks_a_file_without_opening_it(
    dossier: Client, worker: Member, dpo: Member
) -> None:
    browser = sign_in(dpo)
    found = browser.post(url("locks"), {"number": dossier.number})
    assert found.url == url("file_lock", pk=dossier.pk)
    answer = browser.post(found.url, {"reason": "relative", "members": [worker.pk]})
    assert (answer.status_code, names_of_lock(dossier)) == (303, {worker.pk})
    assert f"Dossier {dossier.number}" in words(browser.get(url("locks")))
    page = browser.get(url("file_lock", pk=dossier.pk))
    assert f'href="{url("file", pk=dossier.pk)}"' not in page.content.decode()
    ended = browser.post(
        url("file_unlock", pk=dossier.pk),
        {"last_day": today().strftime("%d/%m/%Y"), "note": "niet nodig", "version": 1},
    )
    assert ended.status_code == 303
    assert FileLock.objects.get().ends_on == today()
    assert browser.get(url("documents", pk=dossier.pk)).status_code == 403


def test_for_a_leader_who_is_not_named_the_locked_file_does_not_exist(
    dossier: Client, worker: Member, leader: Member
) -> None:
    lock(dossier, worker, worker)
    browser = sign_in(leader)
    assert browser.get(url("file_lock", pk=dossier.pk)).status_code == 404
    assert "Geen afgeschermde dossiers" in words(browser.get(url("locks")))
    assert "Geen dossier met dit nummer" in words(browser.post(url("locks"), {"number": dossier.number}))


def test_a_named_leader_changes_the_list(dossier: Client, leader: Member, worker: Member) -> None:
    lock(dossier, worker, leader)
    page = url("file_lock", pk=dossier.pk)
    assert sign_in(leader).post(page, {"members": [leader.pk, worker.pk], "version": 1}).status_code == 303
    assert names_of_lock(dossier) == {leader.pk, worker.pk}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies een reden"),
        ({"reason": "other"}, "minstens één medewerker"),
        ({"reason": "onzin", "members": "abc"}, "Nog niet bewaard"),
    ],
)
def test_bad_input_gets_a_sentence(dossier: Client, leader: Member, data: Any, sentence: str) -> None:
    assert sentence in words(sign_in(leader).post(url("file_lock", pk=dossier.pk), data))
    assert not FileLock.objects.exists()


@pytest.mark.parametrize("number", ["", "abc", "-1", "99999999999999999999"])
def test_a_bad_number_gets_a_sentence(leader: Member, number: str) -> None:
    answer = sign_in(leader).post(url("locks"), {"number": number})
    assert "Nog niet bewaard" in words(answer)


@pytest.mark.parametrize("role", ["trajectbegeleider", "administratief", "beheerder", "partner"])
def test_roles_that_do_not_lock_are_refused(dossier: Client, worker: Member, role: str) -> None:
    browser = sign_in(member_of(worker.organisation, role))
    assert browser.get(url("file_lock", pk=dossier.pk)).status_code == 403
    assert browser.get(url("locks")).status_code == 403


def test_an_outsider_finds_nothing_to_lock(dossier: Client, outsider: Member) -> None:
    assert sign_in(outsider).get(url("file_lock", pk=dossier.pk)).status_code == 404
    assert sign_in(outsider).post(url("locks"), {"number": dossier.number + 5000}).status_code == 200
    assert not Event.objects.filter(verb="filelock.opened").exists()


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_pages_take_few_queries_whatever_the_number(worker: Member, dpo: Member, rows: int) -> None:
    client = ClientFactory(organisation=worker.organisation)
    for _row in range(rows):
        member_of(worker.organisation, "trajectbegeleider")
        client = ClientFactory(organisation=worker.organisation)
        FileLock.objects.create(
            organisation=worker.organisation, client=client, reason="other", starts_on=today()
        )
    browser = sign_in(dpo)
    assert queries_of(browser, url("locks")) <= 12
    assert queries_of(browser, url("file_lock", pk=client.pk)) <= 12
