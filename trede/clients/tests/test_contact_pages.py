from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import client_of, member_of
from trede.clients.actions.facts import add_fact, correct_fact, end_fact
from trede.clients.actions.signals import raise_signal
from trede.clients.models import (
    Address,
    Availability,
    Client,
    ContactAttempt,
    FileLock,
    HouseholdMember,
    IncomeSpell,
    Relation,
    Signal,
)
from trede.core.models import Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")
START = date(2026, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


@pytest.fixture
def social(worker: Member) -> Member:
    return member_of(worker.organisation, "maatschappelijk_werker")


def page(name: str, client: Client, **more: int) -> str:
    return reverse(name, kwargs={"pk": client.pk, **more})


def kinds() -> list[str]:
    return [signal.kind for signal in Signal.objects.order_by("pk")]


def test_called_not_reached_in_one_line(as_worker: Browser, worker: Member, mine: Client) -> None:
    values = {"how": "phone", "reached": "no", "note": "Voicemail."}
    for _ in range(2):
        assert as_worker.post(page("attempt_add", mine), values).status_code == 303
    attempt = ContactAttempt.objects.get()
    assert (attempt.how, attempt.reached, attempt.note, attempt.recorded_by) == (
        "phone",
        False,
        "Voicemail.",
        worker,
    )
    assert as_worker.post(page("attempt_add", mine), values | {"reached": "yes"}).status_code == 303
    assert ContactAttempt.objects.count() == 2


@pytest.mark.parametrize(
    "bad", [{"how": "duif"}, {"on": "31/02/2026"}, {"on": "01/01/2099"}, {"note": "x" * 201}]
)
def test_a_wrong_line_is_not_written(bad: dict[str, str], as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(page("attempt_add", mine), {"how": "phone", "reached": "no"} | bad)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(bad)
    assert not ContactAttempt.objects.exists()


def address(client: Client, by: Member, **kwargs: Any) -> Address:
    values = {
        "kind": "home",
        "street": "Torhoutsesteenweg",
        "municipality": "Oostende",
        "starts_on": START,
    } | kwargs
    return add_fact(Address(client=client, **values), by=by, quiet=True)  # type: ignore[return-value]


def test_returned_post_marks_the_address_and_the_log(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    home = address(mine, worker)
    day = today().strftime("%d/%m/%Y")
    assert as_worker.get(page("post_returned", mine, fact_id=home.pk)).status_code == 200
    answer = as_worker.post(page("post_returned", mine, fact_id=home.pk), {"on": day, "version": "1"})
    assert answer.status_code == 303
    home.refresh_from_db()
    assert home.returned_on == today()
    assert ContactAttempt.objects.get().how == "returned"
    assert Event.objects.filter(verb="address.returned").count() == 1
    assert kinds() == []
    assert as_worker.post(page("post_works", mine, fact_id=home.pk)).status_code == 303
    home.refresh_from_db()
    assert home.returned_on is None


def test_the_address_of_another_client_does_not_exist(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    theirs = address(client_of(worker), worker)
    assert as_worker.get(page("post_returned", mine, fact_id=theirs.pk)).status_code == 404
    assert as_worker.post(page("post_works", mine, fact_id=theirs.pk)).status_code == 404


def wage(client: Client, by: Member, **kwargs: Any) -> IncomeSpell:
    values = {"kind": "wage", "starts_on": START, "amount_cents": 100000, "hours_per_week": 19} | kwargs
    return add_fact(IncomeSpell(client=client, **values), by=by)  # type: ignore[return-value]


def test_one_change_of_income_is_one_signal(worker: Member, mine: Client) -> None:
    spell = wage(mine, worker)
    assert kinds() == ["work_started"]
    spell = correct_fact(spell, by=worker, expected=1, values={"hours_per_week": 38})  # type: ignore[assignment]
    end_fact(spell, by=worker, expected=2, ends_on=date(2026, 3, 31))
    assert kinds() == ["work_started", "hours", "work_ended"]
    assert Signal.objects.get(kind="work_ended").happened_on == date(2026, 3, 31)


@pytest.mark.parametrize("values", [{"source": "document"}, {"source": "document", "amount_cents": 100000}])
def test_a_correction_of_no_substance_raises_none(
    values: dict[str, Any], worker: Member, mine: Client
) -> None:
    spell = wage(mine, worker)
    correct_fact(spell, by=worker, expected=1, values=values)
    assert kinds() == ["work_started"]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("leefloon", {"category": "A"}, []),
        ("leefloon", {"kind": "equivalent", "category": "B"}, []),
        ("leefloon", {"kind": "wage", "category": ""}, ["work_started"]),
        ("wage", {"kind": "leefloon", "category": "B"}, ["work_started", "work_ended"]),
        ("wage", {"amount_cents": 5}, ["work_started", "income"]),
        ("sickness", {"amount_cents": 5}, ["income"]),
        ("allowance", {"amount_cents": 5}, ["allowance"]),
    ],
)
def test_which_correction_tells_what(
    kind: str, values: dict[str, Any], expected: list[str], worker: Member, mine: Client
) -> None:
    spell = wage(mine, worker, kind=kind, category="B" if kind == "leefloon" else "", hours_per_week=None)
    correct_fact(spell, by=worker, expected=1, values=values)
    assert kinds() == expected


@pytest.mark.parametrize(
    ("known", "note"),
    [
        ({"employer": "Bakkerij Ostend"}, "Nieuw: Loon, 19 uur per week, Bakkerij Ostend"),
        ({"hours_per_week": 0}, "Nieuw: Loon, 0 uur per week"),
        ({"hours_per_week": None}, "Nieuw: Loon"),
    ],
)
def test_a_signal_of_work_says_the_hours_and_where(
    known: dict[str, Any], note: str, worker: Member, mine: Client
) -> None:
    wage(mine, worker, **known)
    assert Signal.objects.get().note == note


def test_a_household_that_moves_in_is_one_signal_with_every_name(worker: Member, mine: Client) -> None:
    for name in ("Amira", "Sami"):
        add_fact(
            HouseholdMember(client=mine, relation=Relation.CHILD, first_name=name, starts_on=START), by=worker
        )
    signal = Signal.objects.get()
    assert signal.note == "Nieuw: Kind Amira; Nieuw: Kind Sami"
    assert [e.verb for e in Event.objects.filter(object_kind="signal").order_by("pk")] == [
        "signal.raised",
        "signal.extended",
    ]


def test_a_spelling_of_a_first_name_is_no_news(worker: Member, social: Member, mine: Client) -> None:
    child = add_fact(
        HouseholdMember(client=mine, relation=Relation.CHILD, first_name="Amyra", starts_on=START),
        by=worker,
        quiet=True,
    )
    correct_fact(child, by=worker, expected=1, values={"first_name": "Amira"})
    assert kinds() == []


def test_the_sociale_dienst_does_not_signal_to_itself(social: Member, mine: Client) -> None:
    wage(mine, social)
    assert kinds() == []


def test_a_postal_address_is_no_change_of_residence(worker: Member, mine: Client) -> None:
    add_fact(Address(client=mine, kind="post", municipality="Brugge", starts_on=START), by=worker)
    assert kinds() == []
    add_fact(Address(client=mine, kind="reference", municipality="Brugge", starts_on=START), by=worker)
    assert kinds() == ["address"]


def test_a_signal_by_hand_waits_and_is_acknowledged_once(
    as_worker: Browser, client: Browser, social: Member, mine: Client
) -> None:
    values = {"kind": "absence", "happened_on": "01/03/2026", "note": "Drie weken ziek."}
    assert as_worker.post(page("signal_add", mine), values).status_code == 303
    client.force_login(social.user, backend=BACKEND)
    rows = client.get(reverse("signals")).context["signals"]
    assert [row.note for row in rows] == ["Drie weken ziek."]
    url = reverse("signal_acknowledge", kwargs={"signal_id": rows[0].pk})
    assert client.get(url).status_code == 200
    assert client.post(url, {"answer": "Herzien."}).status_code == 303
    again = client.post(url, {"answer": "Nog eens."})
    assert "al bevestigd" in str(again.context["form"].non_field_errors())
    signal = Signal.objects.get()
    assert (signal.answer, signal.acknowledged_by) == ("Herzien.", social)
    assert client.get(reverse("signals")).context["signals"] == []


def test_another_thing_needs_words(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(page("signal_add", mine), {"kind": "other", "happened_on": "01/03/2026"})
    assert "note" in answer.context["form"].errors


def test_only_who_acknowledges_sees_the_list(as_worker: Browser) -> None:
    assert as_worker.get(reverse("signals")).status_code == 403


def test_signals_of_others_and_of_locked_files_are_not_listed(
    client: Browser, worker: Member, social: Member, outsider: Member
) -> None:
    locked, theirs = client_of(worker), client_of(outsider)
    FileLock.objects.create(
        organisation=locked.organisation, client=locked, reason="colleague", starts_on=START
    )
    hidden = [
        raise_signal(Signal(client=one, kind="hours", happened_on=START), by=None) for one in (locked, theirs)
    ]
    shown = raise_signal(Signal(client=client_of(worker), kind="hours", happened_on=START), by=worker)
    client.force_login(social.user, backend=BACKEND)
    assert [row.pk for row in client.get(reverse("signals")).context["signals"]] == [shown.pk]
    for one in hidden:
        assert client.get(reverse("signal_acknowledge", kwargs={"signal_id": one.pk})).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_list_is_paged_oldest_first_in_a_fixed_number_of_queries(
    rows: int,
    client: Browser,
    worker: Member,
    social: Member,
    mine: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    made = [
        raise_signal(Signal(client=mine, kind="hours", happened_on=START), by=worker).pk for _ in range(rows)
    ]
    client.force_login(social.user, backend=BACKEND)
    client.get(reverse("signals"))
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("signals"))
    assert [row.pk for row in answer.context["signals"]] == made[:30]
    if rows > 30:
        after = client.get(reverse("signals"), {"na": answer.context["more"]})
        assert [row.pk for row in after.context["signals"]] == made[30:]


def week(**cells: str) -> dict[str, str]:
    return {"starts_on": today().strftime("%d/%m/%Y"), "seen": ""} | cells


def blocks() -> list[tuple[str, int, int, int]]:
    found = Availability.objects.current().filter(retracted_at=None)
    return sorted((one.kind, one.weekday, one.from_minute, one.to_minute) for one in found)


def test_a_week_is_written_in_one_go_and_only_differences_after(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(
        page("client_week", mine), week(work_0="8:30-12, 13-16u", childcare_0="van 7 tot 18")
    )
    assert answer.status_code == 303
    assert blocks() == [("childcare", 0, 420, 1080), ("work", 0, 510, 720), ("work", 0, 780, 960)]
    form = as_worker.get(page("client_week", mine)).context["form"]
    assert form["work_0"].value() == "8:30-12:00, 13:00-16:00"
    later = today() + timedelta(days=7)
    values = week(
        work_0="8:30-12", childcare_0="7-18", seen=form["seen"].value(), starts_on=later.strftime("%d/%m/%Y")
    )
    as_worker.post(page("client_week", mine), values)
    ended = Availability.objects.get(ends_on__isnull=False)
    assert (ended.from_minute, ended.ends_on) == (780, later - timedelta(days=1))
    assert Availability.objects.count() == 3


@pytest.mark.parametrize("text", ["morgen", "8-25", "16-8", "8-12, 11-13", "8:75-9", "😀"])
def test_hours_that_cannot_be_are_refused(text: str, as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(page("client_week", mine), week(work_3=text))
    assert "work_3" in answer.context["form"].errors
    assert not Availability.objects.exists()


def test_a_week_that_a_colleague_changed_is_compared_not_overwritten(
    as_worker: Browser, mine: Client
) -> None:
    as_worker.post(page("client_week", mine), week(work_0="8-12"))
    answer = as_worker.post(page("client_week", mine), week(work_0="13-16"))
    errors = answer.context["form"].errors
    assert "Nu bewaard: 8:00-12:00." in str(errors["work_0"])
    assert blocks() == [("work", 0, 480, 720)]
    again = week(work_0="13-16", seen=answer.context["form"]["seen"].value())
    assert as_worker.post(page("client_week", mine), again).status_code == 303
    assert blocks() == [("work", 0, 780, 960)]
