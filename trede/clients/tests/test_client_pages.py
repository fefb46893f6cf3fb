from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import client_of, member_of
from trede.clients.actions.clients import change_client
from trede.clients.models import CaseAssignment, Client, FileLock, Signal
from trede.clients.search import index_clients
from trede.core.models import Event, Member, TextDraft
from trede.core.periods import today
from trede.rules.insz import check_number

pytestmark = pytest.mark.django_db(databases="__all__")
BORN = date(1985, 7, 30)


def number(first_nine: str) -> str:
    return first_nine + check_number(first_nine, from_2000=False)


INSZ = number("850730033")


@pytest.fixture
def mine(worker: Member) -> Client:
    client = client_of(worker, last_name="El Amrani", first_names="Mohamed", birth_date=BORN)
    index_clients([client])
    return client


def page(name: str, client: Client) -> str:
    return reverse(name, kwargs={"pk": client.pk})


def typed(browser: Browser, client: Client, **more: str) -> dict[str, str]:
    form = browser.get(page("client_edit", client)).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return {
        name: value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
        for name, value in values.items()
    } | more


def new(browser: Browser, **values: str) -> Any:
    return browser.post(reverse("client_new"), values)


PERSON = {"last_name": "Elamrani", "first_names": "Mohammed", "birth_date": "30/07/1985"}


def test_a_new_file_begins_with_a_search(as_worker: Browser) -> None:
    assert b'value="search"' in as_worker.get(reverse("client_new")).content


def test_nobody_alike_leads_to_the_form_with_what_was_typed(as_worker: Browser) -> None:
    answer = new(as_worker, step="search", **PERSON, insz=INSZ)
    assert answer.context["doubles"] == []
    assert answer.context["form"]["last_name"].value() == "Elamrani"
    assert not Client.objects.exists()


def test_a_likely_double_is_shown_with_why(as_worker: Browser, mine: Client) -> None:
    answer = new(as_worker, step="search", **PERSON)
    ((found, why),) = answer.context["doubles"]
    assert found.client_id == mine.pk
    assert "zelfde geboortedatum" in why


def test_a_double_is_made_only_with_a_reason_and_the_reason_is_kept(as_worker: Browser, mine: Client) -> None:
    answer = new(as_worker, step="make", **PERSON)
    assert answer.status_code == 200
    assert Client.objects.count() == 1
    answer = new(as_worker, step="make", **PERSON, reason="")
    assert "reason" in answer.context["reason"].errors
    assert 'role="alert"' in answer.content.decode()
    answer = new(as_worker, step="make", **PERSON, reason="Neef met dezelfde naam.")
    assert answer.status_code == 303
    assert Client.objects.count() == 2


def test_a_double_click_makes_one_file(as_worker: Browser, worker: Member) -> None:
    for _ in range(2):
        new(as_worker, step="make", **PERSON)
    assert Client.objects.count() == 1


def test_a_locked_double_is_hinted_without_a_name(as_worker: Browser, colleague: Member) -> None:
    secret = client_of(
        colleague, last_name="El Amrani", first_names="Mohamed", birth_date=BORN, known_as="Momo"
    )
    index_clients([secret])
    FileLock.objects.create(
        organisation=secret.organisation, client=secret, reason="relative", starts_on=BORN
    )
    answer = new(as_worker, step="search", **PERSON)
    text = answer.content.decode()
    assert "Er bestaat mogelijk al een afgeschermd dossier. Vraag uw diensthoofd." in text
    assert "Momo" not in text
    assert answer.context["doubles"] == []


def test_another_organisations_file_is_no_double(as_worker: Browser, outsider: Member) -> None:
    index_clients([client_of(outsider, last_name="El Amrani", first_names="Mohamed", birth_date=BORN)])
    assert not new(as_worker, step="search", **PERSON).context["doubles"]


@pytest.mark.parametrize(
    ("bad", "field", "sentence"),
    [
        ({"last_name": ""}, "last_name", "verplicht"),
        ({"birth_date": "31/02/1985"}, "birth_date", "Die dag bestaat niet"),
        ({"birth_date": "01/01/2099"}, "birth_date", "in de toekomst"),
        ({"insz": "12345678901"}, "insz", "Kijk"),
        ({"insz": "😀"}, "insz", "11 cijfers"),
        ({"speaks": "klingon"}, "speaks", "klingon"),
        ({"last_name": "x" * 121}, "last_name", "120"),
    ],
)
def test_bad_input_gets_a_sentence(
    bad: dict[str, str], field: str, sentence: str, as_worker: Browser
) -> None:
    answer = new(as_worker, step="make", **(PERSON | bad))
    assert answer.status_code == 200
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Client.objects.exists()


def test_a_number_that_tells_another_birth_date_is_a_question_not_a_refusal(as_worker: Browser) -> None:
    values = PERSON | {"birth_date": "31/07/1985", "insz": INSZ, "step": "make"}
    answer = new(as_worker, **values)
    assert "Volgens het nummer is de geboortedatum 30/07/1985" in str(
        answer.context["form"].errors["insz_sure"]
    )
    assert new(as_worker, **values, insz_sure="on").status_code == 303
    assert Client.objects.get().birth_date == date(1985, 7, 31)


def test_a_number_that_tells_another_sex_is_a_question(as_worker: Browser) -> None:
    answer = new(as_worker, **PERSON, insz=INSZ, sex="f", step="make")
    assert "insz_sure" in answer.context["form"].errors
    assert new(as_worker, **PERSON, insz=INSZ, sex="x", step="make").status_code == 303


def test_the_number_fills_in_what_was_left_empty(as_worker: Browser) -> None:
    new(as_worker, last_name="Elamrani", insz=INSZ, step="make")
    made = Client.objects.get()
    assert (made.insz, made.birth_date, made.sex) == (INSZ, BORN, "m")


def test_names_stay_as_they_are_written(as_worker: Browser) -> None:
    new(as_worker, last_name="Ñáñez-O’Brien van ’t Hof", first_names="محمد", step="make")
    assert str(Client.objects.get()) == "Ñáñez-O’Brien van ’t Hof محمد"


def test_changing_a_person_leaves_one_event(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(
        page("client_edit", mine),
        typed(as_worker, mine, known_as="Momo", speaks="ary", interpreter_needed="on"),
    )
    assert answer.status_code == 303
    mine.refresh_from_db()
    assert (mine.known_as, mine.speaks, mine.interpreter_needed, mine.version) == ("Momo", "ary", True, 2)
    assert Event.objects.filter(verb="client.changed").count() == 1
    lines = as_worker.get(page("client_history", mine)).context["lines"]
    assert ("Spreektaal", "", "Marokkaans Arabisch (Darija)") in lines[0].rows


def test_saving_without_a_change_leaves_no_event(as_worker: Browser, mine: Client) -> None:
    assert as_worker.post(page("client_edit", mine), typed(as_worker, mine)).status_code == 303
    assert not Event.objects.filter(verb="client.changed").exists()


def conflict(browser: Browser, worker: Member, client: Client) -> tuple[dict[str, str], Any]:
    own = typed(browser, client, known_as="Momo", accessibility="Rolstoel")
    second = member_of(worker.organisation, "trajectbegeleider")
    change_client(Client.objects.get(pk=client.pk), by=second, expected=1, values={"known_as": "Mo"})
    return own, browser.post(page("client_edit", client), own)


def test_two_people_at_once_both_texts_are_seen_and_kept(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    _own, answer = conflict(as_worker, worker, mine)
    assert answer.status_code == 409
    assert ("Momo", "Mo") in [(one.mine, one.theirs) for one in answer.context["differences"]]
    assert Client.objects.get(pk=mine.pk).known_as == "Mo"
    assert TextDraft.objects.get().member == worker
    assert "U had nog een niet-bewaarde tekst" in as_worker.get(page("client_edit", mine)).content.decode()


def test_the_choice_per_field_is_saved(as_worker: Browser, worker: Member, mine: Client) -> None:
    own, answer = conflict(as_worker, worker, mine)
    own |= {
        "version": str(answer.context["current"].version),
        "pick-known_as": "theirs",
        "pick-accessibility": "mine",
    }
    assert as_worker.post(page("client_edit", mine), own).status_code == 303
    mine.refresh_from_db()
    assert (mine.known_as, mine.accessibility) == ("Mo", "Rolstoel")
    assert not TextDraft.objects.exists()


def test_a_draft_is_kept_offered_and_thrown_away(as_worker: Browser, mine: Client) -> None:
    kept = {"draft_form": "client", "draft_object": str(mine.pk), "known_as": "Momo", "version": "1"}
    assert as_worker.post(page("draft_keep", mine), kept).status_code == 204
    restored = as_worker.get(page("client_edit", mine) + "?concept=1")
    assert restored.context["form"]["known_as"].value() == "Momo"
    answer = as_worker.post(page("draft_forget", mine), {**kept, "back": "https://elders.example/"})
    assert answer.headers["Location"] == page("file", mine)
    assert not TextDraft.objects.exists()


@pytest.mark.parametrize(
    ("form", "name", "field"), [("attempt", "attempt_add", "note"), ("week", "client_week", "work_0")]
)
def test_every_form_that_keeps_a_draft_offers_it_back(
    form: str, name: str, field: str, as_worker: Browser, mine: Client
) -> None:
    as_worker.post(page("draft_keep", mine), {"draft_form": form, field: "half getypt"})
    assert "U had nog een niet-bewaarde tekst" in as_worker.get(page(name, mine)).content.decode()
    restored = as_worker.get(page(name, mine) + "?concept=1")
    assert restored.context["form"][field].value() == "half getypt"


def test_nobody_else_sees_my_draft(as_worker: Browser, client: Browser, worker: Member, mine: Client) -> None:
    as_worker.post(
        page("draft_keep", mine), {"draft_form": "client", "draft_object": str(mine.pk), "known_as": "Momo"}
    )
    clerk = member_of(worker.organisation, "administratief")
    client.force_login(clerk.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(page("client_edit", mine)).context["draft"] is None


@pytest.mark.parametrize("bad", [{"draft_form": "iets"}, {"draft_form": "client", "draft_object": "x"}, {}])
def test_a_draft_of_an_unknown_form_does_not_exist(
    bad: dict[str, str], as_worker: Browser, mine: Client
) -> None:
    assert as_worker.post(page("draft_keep", mine), bad).status_code == 404


def test_a_draft_on_a_file_of_another_organisation_is_refused(as_worker: Browser, outsider: Member) -> None:
    theirs = client_of(outsider)
    assert (
        as_worker.post(page("draft_keep", theirs), {"draft_form": "client", "known_as": "x"}).status_code
        == 404
    )
    assert as_worker.get(page("draft_keep", theirs)).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "client_edit",
        "client_history",
        "client_close",
        "client_died",
        "client_moved",
        "client_week",
        "attempt_add",
        "signal_add",
    ],
)
def test_every_page_within_twelve_queries(
    name: str, as_worker: Browser, mine: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    as_worker.get(page("client_edit", mine))
    with django_assert_max_num_queries(12):
        assert as_worker.get(page(name, mine)).status_code == 200


def test_looking_for_doubles_stays_within_twelve_queries(
    as_worker: Browser, worker: Member, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for count in range(12):
        index_clients(
            [
                client_of(
                    worker, last_name="Elamrani", first_names="Mohammed", birth_date=BORN, known_as=str(count)
                )
            ]
        )
    as_worker.get(reverse("client_new"))
    with django_assert_max_num_queries(12):
        assert new(as_worker, step="search", **PERSON).status_code == 200


def test_closing_ends_who_follows_and_reopening_keeps_the_history(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    day = today().strftime("%d/%m/%Y")
    values = {"closed_on": day, "reason": "Doel bereikt.", "end_assignments": "on", "version": "1"}
    assert as_worker.post(page("client_close", mine), values).status_code == 303
    mine.refresh_from_db()
    assert mine.closed_on == today()
    assert CaseAssignment.objects.get().ends_on == today()
    assert (
        as_worker.post(page("client_reopen", mine), {"reason": "Teruggekomen.", "version": "2"}).status_code
        == 303
    )
    mine.refresh_from_db()
    assert mine.closed_on is None
    assert [e.verb for e in Event.objects.filter(object_kind="client").order_by("pk")] == [
        "client.closed",
        "client.reopened",
    ]


def test_a_death_closes_the_file_and_tells_the_sociale_dienst_once(as_worker: Browser, mine: Client) -> None:
    values = {"died_on": today().strftime("%d/%m/%Y"), "version": "1"}
    assert as_worker.post(page("client_died", mine), values).status_code == 303
    answer = as_worker.post(page("client_died", mine), values | {"version": "2"})
    assert "staat al in dit dossier" in str(answer.context["form"].non_field_errors())
    mine.refresh_from_db()
    assert (mine.died_on, mine.closed_on) == (today(), today())
    assert [signal.kind for signal in Signal.objects.all()] == ["death"]
    assert CaseAssignment.objects.get().ends_on is None


def test_a_death_before_the_birth_is_refused(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(page("client_died", mine), {"died_on": "01/01/1980", "version": "1"})
    assert "vóór de geboorte" in str(answer.context["form"].non_field_errors())


def test_a_move_to_another_ocmw_closes_the_file_here(as_worker: Browser, mine: Client) -> None:
    values = {"moved_to": "Brugge", "closed_on": today().strftime("%d/%m/%Y"), "version": "1"}
    assert as_worker.post(page("client_moved", mine), values).status_code == 303
    mine.refresh_from_db()
    assert (mine.moved_to, mine.closed_on) == ("Brugge", today())
    assert Signal.objects.get().kind == "address"


def test_closing_over_a_colleagues_change_asks_again(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    change_client(Client.objects.get(pk=mine.pk), by=worker, expected=1, values={"known_as": "Mo"})
    values = {"closed_on": today().strftime("%d/%m/%Y"), "reason": "Doel bereikt.", "version": "1"}
    answer = as_worker.post(page("client_close", mine), values)
    assert "Een collega wijzigde dit dossier net" in str(answer.context["form"].non_field_errors())
    assert answer.context["form"]["version"].value() == "2"


def test_a_number_belongs_to_one_file_whatever_the_reason(as_worker: Browser, mine: Client) -> None:
    Client.objects.filter(pk=mine.pk).update(insz=INSZ)
    index_clients([Client.objects.get(pk=mine.pk)])
    answer = new(as_worker, step="make", **PERSON, insz=INSZ, reason="Toch een andere persoon.")
    assert answer.status_code == 200
    assert "Er bestaat al een dossier met dit nummer." in answer.content.decode()
    assert Client.objects.count() == 1


def test_a_number_of_another_file_is_refused_when_correcting(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    Client.objects.filter(pk=mine.pk).update(insz=INSZ)
    other = client_of(worker, last_name="Iemand", birth_date=BORN)
    answer = as_worker.post(page("client_edit", other), typed(as_worker, other, insz=INSZ))
    assert answer.status_code == 200
    assert "Er bestaat al een dossier met dit nummer." in answer.content.decode()
