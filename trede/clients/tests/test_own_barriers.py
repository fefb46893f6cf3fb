from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.barriers import lift_barrier
from trede.clients.actions.facts import add_fact, retract_fact
from trede.clients.actions.merging import merge_files
from trede.clients.actions.own_barriers import (
    add_own_barrier,
    rename_own_barrier,
    resume_own_barrier,
    retire_own_barrier,
)
from trede.clients.models import Barrier, BarrierCode, Client, OwnBarrier
from trede.clients.reading_own_barriers import own_barriers
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")


def made(by: Member, label: str = "Geen werkschoenen", code: str = "work_does_not_pay") -> OwnBarrier:
    return add_own_barrier(OwnBarrier(label=label, code=code), by=by)


def stands(own: OwnBarrier, client: Client, by: Member, **more: Any) -> Barrier:
    values = {"code": own.code, "severity": 1, "starts_on": LONG_AGO} | more
    return add_fact(Barrier(client=client, own=own, **values), by=by)  # type: ignore[return-value]


def shown(by: Member) -> dict[str, str]:
    return {used.own.label: used.clients for used in own_barriers(by.organisation_id)}


def verbs() -> list[str]:
    return list(Event.objects.filter(object_kind="ownbarrier").order_by("pk").values_list("verb", flat=True))


def test_it_is_added_renamed_retired_and_taken_up_again(worker: Member) -> None:
    own = made(worker, "  Geen werkschoenen ")
    assert (own.label, own.organisation, own.code) == (
        "Geen werkschoenen",
        worker.organisation,
        "work_does_not_pay",
    )
    rename_own_barrier(own, by=worker, expected=1, label="Geen werkkledij")
    retire_own_barrier(own, by=worker, expected=2)
    own.refresh_from_db()
    assert (own.label, own.retired_on, own.version) == ("Geen werkkledij", today(), 3)
    resume_own_barrier(own, by=worker, expected=3)
    assert OwnBarrier.objects.get().retired_on is None
    assert verbs() == [f"ownbarrier.{verb}" for verb in ("added", "renamed", "retired", "resumed")]
    assert all(event.subject is None for event in Event.objects.filter(object_kind="ownbarrier"))


def test_the_same_name_changes_nothing(worker: Member) -> None:
    rename_own_barrier(made(worker), by=worker, expected=1, label="Geen werkschoenen")
    assert verbs() == ["ownbarrier.added"]


def test_each_name_once_here_and_free_elsewhere(worker: Member, outsider: Member) -> None:
    own = made(worker)
    with pytest.raises(CaseError, match="bestaat al"):
        made(worker, "GEEN werkschoenen")
    other = made(worker, "Iets anders")
    with pytest.raises(CaseError, match="bestaat al"):
        rename_own_barrier(other, by=worker, expected=1, label=own.label)
    assert made(outsider).organisation == outsider.organisation


def test_what_cannot_be(worker: Member, outsider: Member) -> None:
    with pytest.raises(ValidationError):
        made(worker, "")
    with pytest.raises(ValidationError):
        made(worker, "x" * 61)
    with pytest.raises(ValidationError):
        made(worker, "Iets", "bestaat-niet")
    own = made(worker)
    for action, more in (
        (rename_own_barrier, {"label": "Van ons"}),
        (retire_own_barrier, {}),
        (resume_own_barrier, {}),
    ):
        with pytest.raises(CaseError, match="andere organisatie"):
            action(own, by=outsider, expected=1, **more)  # type: ignore[operator]
    with pytest.raises(CaseError, match="staat al in de lijst"):
        resume_own_barrier(own, by=worker, expected=1)
    retire_own_barrier(own, by=worker, expected=1)
    with pytest.raises(CaseError, match="al gestopt"):
        retire_own_barrier(own, by=worker, expected=2)
    with pytest.raises(Conflict):
        rename_own_barrier(OwnBarrier.objects.get(), by=worker, expected=1, label="Nieuw")


def test_people_are_counted_once_and_small_numbers_hidden(worker: Member, outsider: Member) -> None:
    own, rare, none = made(worker), made(worker, "Zeldzaam"), made(worker, "Nooit")
    clients = [client_of(worker) for _ in range(5)]
    for client in clients:
        stands(own, client, worker)
    stands(rare, clients[0], worker)
    merged = client_of(worker)
    stands(own, merged, worker)
    merge_files(lead=clients[0], other=merged, by=worker, reason="dezelfde persoon")
    assert shown(worker) == {own.label: "5", "Zeldzaam": "< 5", "Nooit": "0"}
    assert shown(outsider) == {}
    assert none.retired_on is None


@pytest.mark.parametrize("how", ["closed", "ended", "retracted", "merged into a closed one"])
def test_who_no_longer_has_it_is_not_counted(worker: Member, how: str) -> None:
    own = made(worker)
    clients = [client_of(worker) for _ in range(5)]
    facts = [stands(own, client, worker) for client in clients]
    assert shown(worker)[own.label] == "5"
    last = clients[-1]
    if how == "closed":
        Client.objects.filter(pk=last.pk).update(closed_on=today())
    elif how == "ended":
        yesterday = today() - timedelta(days=1)
        lift_barrier(facts[-1], by=worker, expected=1, on=yesterday, because="gekregen")
    elif how == "retracted":
        retract_fact(facts[-1], by=worker, expected=1, because="fout")
    else:
        lead = client_of(worker)
        Client.objects.filter(pk=lead.pk).update(closed_on=today())
        Client.objects.filter(pk=last.pk).update(alias_of=lead)
    assert shown(worker)[own.label] == "< 5"


# Pages


def test_the_list_adds_renames_and_retires(as_worker: Browser, worker: Member) -> None:
    assert "Nog geen eigen drempels" in words(as_worker.get(url("own_barriers")))
    new = {"label": "Geen werkschoenen", "code": "work_does_not_pay"}
    assert as_worker.post(url("own_barrier_new"), new).status_code == 303
    assert "bestaat al" in words(as_worker.post(url("own_barrier_new"), new))
    own = OwnBarrier.objects.get()
    assert "Geen werkschoenen Werken loont niet 0 in gebruik" in words(as_worker.get(url("own_barriers")))
    rename = url("own_barrier_rename", own_id=own.pk)
    assert as_worker.post(rename, {"label": "Geen kledij", "version": "1"}).status_code == 303
    late = as_worker.post(rename, {"label": "Te laat", "version": "1"})
    assert "gewijzigd" in words(late)
    assert late.context["form"]["version"].value() == "2"
    assert as_worker.post(url("own_barrier_retire", own_id=own.pk), {"version": "2"}).status_code == 303
    assert f"gestopt op {today():%d/%m/%Y}" in words(as_worker.get(url("own_barriers")))
    assert as_worker.post(url("own_barrier_resume", own_id=own.pk), {"version": "3"}).status_code == 303
    assert OwnBarrier.objects.get().label == "Geen kledij"


def test_a_button_pressed_twice_is_said(as_worker: Browser, worker: Member) -> None:
    own = made(worker)
    retire = url("own_barrier_retire", own_id=own.pk)
    assert as_worker.get(retire).status_code == 405
    as_worker.post(retire, {"version": "1"})
    answer = as_worker.post(retire, {"version": "1"})
    assert "al gestopt" in words(answer)
    assert verbs().count("ownbarrier.retired") == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"label": ""}, "Geef de drempel een naam"),
        ({"label": "   "}, "Geef de drempel een naam"),
        ({"label": "x" * 1_000_000}, "60"),
        ({"code": ""}, "Kies onder welke gedeelde drempel"),
        ({"code": "😀"}, "😀"),
    ],
)
def test_bad_input_gets_a_sentence(as_worker: Browser, data: dict[str, str], sentence: str) -> None:
    answer = as_worker.post(url("own_barrier_new"), {"label": "Iets", "code": "debts"} | data)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not OwnBarrier.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("trajectbegeleider", 200),
        ("administratief", 200),
        ("beheerder", 200),
        ("maatschappelijk_werker", 403),
        ("werkvloercoach", 403),
        ("partner", 403),
        ("dpo", 403),
    ],
)
def test_only_who_edits_the_catalogue_sees_the_list(worker: Member, role: str, status: int) -> None:
    own = made(worker)
    browser = sign_in(member_of(worker.organisation, role))
    for page in (
        url("own_barriers"),
        url("own_barrier_new"),
        url("own_barrier_rename", own_id=own.pk),
    ):
        assert browser.get(page).status_code == status
    if status == 403:
        assert browser.post(url("own_barrier_retire", own_id=own.pk)).status_code == 403


def test_those_of_another_organisation_do_not_exist(worker: Member, outsider: Member) -> None:
    own = made(worker)
    leader = sign_in(outsider)
    assert "Geen werkschoenen" not in words(leader.get(url("own_barriers")))
    assert leader.get(url("own_barrier_rename", own_id=own.pk)).status_code == 404
    assert leader.post(url("own_barrier_retire", own_id=own.pk)).status_code == 404
    assert leader.get(url("own_barrier_rename", own_id=2**70)).status_code == 404


def test_no_name_of_a_client_is_on_the_list(as_worker: Browser, worker: Member) -> None:
    own, client = made(worker), client_of(worker, last_name="Vindbaar")
    stands(own, client, worker, note="heel persoonlijk")
    page = as_worker.get(url("own_barriers")).content.decode()
    assert "Vindbaar" not in page
    assert "heel persoonlijk" not in page


def test_the_list_takes_few_queries_whatever_the_number(worker: Member) -> None:
    browser = sign_in(worker)
    made(worker)
    first = queries_of(browser, url("own_barriers"))
    client = client_of(worker)
    for number in range(50):
        stands(made(worker, f"Eigen {number}", BarrierCode.DEBTS), client, worker)
    assert queries_of(browser, url("own_barriers")) == first <= 12
