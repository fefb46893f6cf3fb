"""Searching from any page: a POST, an answer that the back button finds again, nothing personal in an address."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients import models as m
from trede.clients.actions.facts import add_fact
from trede.clients.search import index_clients
from trede.core.models import Member
from trede.core.roles import Role
from trede.desk.finding import typed_person

pytestmark = pytest.mark.django_db(databases="__all__")
URL = "/zoeken/"


@pytest.fixture
def amrani(worker: Member) -> m.Client:
    found = client_of(
        worker, last_name="El Amrani", first_names="Mohamed", insz="91031400157", number=4711, known_as="Momo"
    )
    phone = m.ContactPoint(client=found, channel="mobile", value="+32470123456", starts_on=LONG_AGO)
    add_fact(phone, by=worker)
    index_clients([found])
    return found


def login(browser: Browser, member: Member) -> Browser:
    browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def found_by(browser: Browser, typed: str) -> str:
    answer = browser.post(URL, {"q": typed}, follow=True)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())


@pytest.mark.parametrize(
    "typed", ["elamrani mohammed", "Mohamed El Amrani", "amrani 17/05/1990", "0470 12 34 56", "momo amrani"]
)
@pytest.mark.usefixtures("amrani")
def test_people_are_found_as_people_search(typed: str, as_worker: Browser, worker: Member) -> None:
    text = found_by(as_worker, typed)
    assert "El Amrani Mohamed" in text
    assert "uw caseload" in text
    assert worker.name in text
    assert "001" not in text.replace("4711", "")


@pytest.mark.parametrize("typed", ["4711", "91031400157", "91.03.14-001.57"])
def test_a_whole_number_opens_the_file(typed: str, as_worker: Browser, amrani: m.Client) -> None:
    answer = as_worker.post(URL, {"q": typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/dossier/{amrani.pk}/")


@pytest.mark.parametrize("typed", ["471", "910314", "1990"])
@pytest.mark.usefixtures("amrani")
def test_a_part_of_a_number_only_searches(typed: str, as_worker: Browser) -> None:
    assert as_worker.post(URL, {"q": typed}).headers["Location"] == URL


@pytest.mark.usefixtures("amrani")
def test_the_answer_comes_back_with_the_back_button(as_worker: Browser) -> None:
    assert as_worker.post(URL, {"q": "amrani"}).headers["Location"] == URL
    page = BeautifulSoup(as_worker.get(URL).content, "html.parser")
    assert page.select_one("#search-text")["value"] == "amrani"
    assert "El Amrani" in page.main.get_text()
    assert "amrani" not in page.title.get_text().lower()


def test_a_colleague_sees_that_a_reason_is_asked(
    client: Browser, colleague: Member, amrani: m.Client
) -> None:
    assert "met reden" in found_by(login(client, colleague), "amrani")
    answer = client.post(URL, {"q": "4711"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/dossier/{amrani.pk}/reden/"


def test_outsiders_and_locks_hide_a_file(
    client: Browser, worker: Member, outsider: Member, amrani: m.Client
) -> None:
    assert "Niemand gevonden" in found_by(login(client, outsider), "amrani")
    m.FileLock.objects.create(
        client=amrani, organisation=amrani.organisation, reason="colleague", starts_on=LONG_AGO
    )
    assert "Niemand gevonden" in found_by(login(client, worker), "amrani")
    assert client.post(URL, {"q": "4711"}).headers["Location"] == URL


def test_the_dpo_finds_but_does_not_open(client: Browser, worker: Member, amrani: m.Client) -> None:
    login(client, member_of(worker.organisation, Role.DPO))
    assert "uw rol opent geen dossiers" in found_by(client, "amrani")
    assert client.post(URL, {"q": "4711"}).headers["Location"] == URL


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BEHEERDER])
def test_who_may_not_search_has_no_box(role: str, client: Browser, worker: Member) -> None:
    login(client, member_of(worker.organisation, role))
    assert client.post(URL, {"q": "amrani"}).status_code == 403
    assert b"quick-search" not in client.get("/vandaag/").content


@pytest.mark.usefixtures("amrani")
def test_suggestions_come_while_typing_and_are_not_kept(as_worker: Browser) -> None:
    part = as_worker.post(URL, {"q": "amra"}, headers={"HX-Request": "true"}).content.decode()
    assert "El Amrani" in part
    assert "<html" not in part
    assert "amra" not in as_worker.get(URL).content.decode()


@pytest.mark.parametrize("typed", ["", "a", "   "])
@pytest.mark.usefixtures("amrani")
def test_too_little_suggests_nothing(typed: str, as_worker: Browser) -> None:
    assert not as_worker.post(URL, {"q": typed}, headers={"HX-Request": "true"}).content.strip()


@pytest.mark.parametrize("typed", ["\x00", "😀😀", "' OR 1=1 --", "محمد", "%%%", "x" * 5000, "31/02/1990"])
@pytest.mark.usefixtures("amrani")
def test_strange_text_is_no_error(typed: str, as_worker: Browser) -> None:
    found_by(as_worker, typed)
    assert as_worker.post(URL, {"q": typed}, headers={"HX-Request": "true"}).status_code == 200


def test_nobody_found_carries_what_was_typed_to_a_new_file(as_worker: Browser) -> None:
    as_worker.post(URL, {"q": "Zandvoort Piet 17/05/1990"})
    form = BeautifulSoup(as_worker.get(URL).content, "html.parser").select_one(".search-new")
    values = {field["name"]: field["value"] for field in form.select("input[name]")}
    assert form["action"] == "/clienten/nieuw/"
    assert values["last_name"] == "Zandvoort Piet"
    assert values["birth_date"] == "17/05/1990"
    answer = as_worker.post(form["action"], values)
    assert "Zandvoort Piet" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Jan Peeters", ("Jan Peeters", "", "")),
        ("91.03.14-001.57 Amrani", ("Amrani", "", "91.03.14-001.57")),
        ("amrani 31/02/1990", ("amrani", "", "")),
        ("0470123456", ("", "", "")),
    ],
)
def test_typed_text_is_laid_in_the_right_fields(typed: str, person: tuple[str, str, str]) -> None:
    assert tuple(typed_person(typed).values()) == person


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_an_answer_takes_few_queries(
    rows: int, as_worker: Browser, worker: Member, django_assert_max_num_queries
) -> None:
    index_clients([client_of(worker, last_name="Peeters") for _ in range(rows)])
    as_worker.post(URL, {"q": "peeters"})
    as_worker.get(URL)
    with django_assert_max_num_queries(10):
        as_worker.get(URL)
