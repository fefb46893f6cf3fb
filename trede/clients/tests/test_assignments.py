from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import client_of, member_of
from trede.clients.actions.assignments import add_follower, hand_over, stop_following
from trede.clients.actions.locks import lock_file
from trede.clients.models import CaseAssignment, Client
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessLog, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def leader(worker: Member) -> Member:
    return member_of(worker.organisation, "teamleider", "administratief")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return client_of(worker)


def mine(dossier: Client) -> CaseAssignment:
    return CaseAssignment.objects.select_related("client").get(client=dossier)


def opens(member: Member, client: Client) -> bool:
    return bool(Client.objects.visible_to(Member.objects.get(pk=member.pk)).filter(pk=client.pk).exists())


def test_a_follower_hands_over_with_an_overlap(dossier: Client, worker: Member, colleague: Member) -> None:
    hand_over(mine(dossier), to=colleague, by=worker, overlap_days=7, note="bel altijd na 16 u")
    assert (opens(worker, dossier), opens(colleague, dossier)) == (True, True)
    assert CaseAssignment.objects.get(member=worker).ends_on == today() + timedelta(days=7)
    assert CaseAssignment.objects.get(member=colleague).note == "bel altijd na 16 u"
    assert sorted(verbs_on(dossier.pk)[-2:]) == ["assignment.ended", "assignment.opened"]
    with time_machine.travel(today() + timedelta(days=8)):
        assert (opens(worker, dossier), opens(colleague, dossier)) == (False, True)


@pytest.mark.parametrize(("days", "sentence"), [(-1, "overlap"), (61, "overlap")])
def test_an_impossible_overlap_is_refused(
    dossier: Client, worker: Member, colleague: Member, days: int, sentence: str
) -> None:
    with pytest.raises(CaseError, match=sentence):
        hand_over(mine(dossier), to=colleague, by=worker, overlap_days=days)
    assert CaseAssignment.objects.count() == 1


def test_one_hands_over_only_what_is_ones_own(dossier: Client, worker: Member, colleague: Member) -> None:
    with pytest.raises(NotAllowed):
        hand_over(mine(dossier), to=colleague, by=colleague)
    with pytest.raises(NotAllowed):
        stop_following(mine(dossier), by=colleague, last_day=today())
    with pytest.raises(NotAllowed):
        add_follower(dossier, member=colleague, role="coach", by=worker)
    with pytest.raises(CaseError, match="andere collega"):
        hand_over(mine(dossier), to=worker, by=worker)


def test_a_colleague_elsewhere_follows_nothing_here(
    dossier: Client, outsider: Member, leader: Member
) -> None:
    with pytest.raises(CaseError, match="organisatie"):
        add_follower(dossier, member=outsider, role="coach", by=leader)


def test_a_locked_file_goes_only_to_who_is_named(
    dossier: Client, worker: Member, colleague: Member, leader: Member
) -> None:
    lock_file(dossier, by=leader, reason="relative", members=[worker])
    with pytest.raises(CaseError, match="aangewezen"):
        hand_over(mine(dossier), to=colleague, by=worker)
    with pytest.raises(CaseError, match="aangewezen"):
        add_follower(dossier, member=colleague, role="coach", by=leader)


def test_the_same_role_twice_is_said_in_a_sentence(dossier: Client, worker: Member, leader: Member) -> None:
    with pytest.raises(CaseError, match="periode"):
        add_follower(dossier, member=worker, role="guide", by=leader)


def test_following_stops_after_its_last_day(dossier: Client, worker: Member) -> None:
    with pytest.raises(CaseError, match="verleden"):
        stop_following(mine(dossier), by=worker, last_day=today() - timedelta(days=1))
    stop_following(mine(dossier), by=worker, last_day=today())
    assert opens(worker, dossier)
    with time_machine.travel(today() + timedelta(days=1)):
        assert not opens(worker, dossier)
        with pytest.raises(CaseError, match="afgelopen"):
            stop_following(mine(dossier), by=worker, last_day=today())


def test_the_page_shows_who_follows_now_and_before(
    dossier: Client, worker: Member, colleague: Member
) -> None:
    client_of(colleague)
    hand_over(mine(dossier), to=colleague, by=worker, note="let op de hond")
    CaseAssignment.objects.filter(member=worker).update(ends_on=today() - timedelta(days=1))
    page = words(sign_in(colleague).get(url("file_assign", pk=dossier.pk)))
    now, _sep, before = page.partition("Vroeger")
    assert colleague.name in now
    assert "volgt 2 dossiers" in now
    assert "let op de hond" in now
    assert worker.name in before


def test_the_pages_hand_over_and_end(dossier: Client, worker: Member, colleague: Member) -> None:
    browser = sign_in(worker)
    page = url("assignment_hand_over", pk=dossier.pk, assignment_id=mine(dossier).pk)
    assert "volgt 0 dossiers" in words(browser.get(page))
    answer = browser.post(page, {"member": colleague.pk, "overlap_days": 0, "note": "x"})
    assert (answer.status_code, answer.url) == (303, url("file_assign", pk=dossier.pk))
    theirs = CaseAssignment.objects.get(member=colleague)
    assert browser.get(url("assignment_stop", pk=dossier.pk, assignment_id=theirs.pk)).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies een collega"),
        ({"member": "abc", "overlap_days": "veel"}, "Nog niet bewaard"),
        ({"member": "", "overlap_days": "100"}, "Nog niet bewaard"),
    ],
)
def test_bad_input_gets_a_sentence(dossier: Client, worker: Member, data: Any, sentence: str) -> None:
    page = url("assignment_hand_over", pk=dossier.pk, assignment_id=mine(dossier).pk)
    assert sentence in words(sign_in(worker).post(page, data))
    assert CaseAssignment.objects.count() == 1


def test_who_assigns_needs_not_open_the_file(dossier: Client, worker: Member, colleague: Member) -> None:
    leader = member_of(worker.organisation, "teamleider")
    browser = sign_in(leader)
    page = url("assignment_add", pk=dossier.pk)
    data = {
        "member": colleague.pk,
        "role": "coach",
        "starts_on": today().strftime("%d/%m/%Y"),
        "note": "😀 سلام",
    }
    assert browser.post(page, data).status_code == 303
    assert opens(colleague, dossier)
    assert not opens(leader, dossier)
    assert set(AccessLog.objects.values_list("page", "why")) == {("assign", "role")}
    assert "In die periode" in words(browser.post(page, data))


def test_an_outsider_and_a_stranger_find_nothing(
    dossier: Client, outsider: Member, colleague: Member
) -> None:
    assert sign_in(outsider).get(url("file_assign", pk=dossier.pk)).status_code == 404
    assert sign_in(outsider).get(url("assignment_add", pk=dossier.pk)).status_code == 404
    assert sign_in(colleague).get(url("file_assign", pk=dossier.pk)).status_code == 302
    assert sign_in(colleague).get(url("assignment_add", pk=dossier.pk)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_page_takes_few_queries_whatever_the_number(worker: Member, rows: int) -> None:
    dossier = client_of(worker)
    for _row in range(rows):
        add_follower(
            dossier,
            member=member_of(worker.organisation, "werkvloercoach"),
            role="coach",
            by=member_of(worker.organisation, "teamleider"),
        )
    assert queries_of(sign_in(worker), url("file_assign", pk=dossier.pk)) <= 12
