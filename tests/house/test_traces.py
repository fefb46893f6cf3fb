"""No person leaves a trace outside the page itself: not in an address, a title, a file name or a log."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.house.matrix import browser_of
from tests.house.town import Town, build
from tests.house.visits import first_reached, is_page, undone
from trede.clients.indexing import index_clients
from trede.clients.models import Client, ContactPoint, HouseholdMember
from trede.core.models import Invitation, Member, User

pytestmark = [pytest.mark.slow_sqlite_only, pytest.mark.django_db(databases="__all__")]
NAME, FIRST, NICK, CHILD = "Zyxwvutskij", "Qoppaline", "Wimplebof", "Xanthippor"
INSZ, PHONE, STAFF = "85073003328", "+32468987654", "Vrolijkstra"
PEOPLE = (NAME, FIRST, NICK, CHILD, INSZ, "85.07.30-033.28", PHONE, "0468 98 76 54", STAFF)
LINKS = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data-url")
COLUMNS = ("trajectbegeleider", "administratief", "teamleider", "beheerder", "dpo")


@pytest.fixture
def town(db: None) -> Town:
    town = build()
    Client.objects.update(last_name=NAME, first_names=FIRST, known_as=NICK)
    Client.objects.filter(pk=town["client", "own"]).update(insz=INSZ)
    ContactPoint.objects.update(value=PHONE)
    HouseholdMember.objects.update(first_name=CHILD)
    index_clients(list(Client.objects.all()))
    User.objects.update(name=STAFF)
    Invitation.objects.update(name=STAFF)
    return town


def named(text: str) -> bool:
    return any(person.lower() in text.lower() for person in PEOPLE)


def traces(answer: Any) -> Iterator[str]:
    """Where an answer names somebody outside the text of the page."""
    for header in ("Location", "Content-Disposition", "HX-Redirect", "HX-Push-Url"):
        if named(answer.headers.get(header, "")):
            yield f"{header}: {answer.headers[header]}"
    if not is_page(answer):
        return
    page = BeautifulSoup(answer.content, "html.parser")
    if page.title and named(page.title.get_text()):
        yield f"title: {page.title.get_text(strip=True)}"
    for tag in page.find_all(True):
        for name in LINKS:
            address = str(tag.get(name, ""))
            if named(address) and not address.startswith(("tel:", "mailto:")):
                yield f"{name}: {address}"


def logged(records: list[logging.LogRecord]) -> list[str]:
    """What stands in the log; the statements that the test itself makes Django write down aside."""
    lines = [f"{one.name}: {one.getMessage()}" for one in records if not one.name.startswith("django.db")]
    return [line for line in lines if named(line)]


@pytest.mark.parametrize("column", COLUMNS)
def test_no_page_names_anybody_in_an_address_a_title_or_a_log(
    column: str, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    browser, found = browser_of(town, column), set()
    with caplog.at_level(logging.DEBUG):
        for page, url, _group in first_reached(town, column, COLUMNS):
            found |= {f"{page}: {trace}" for trace in traces(undone(lambda url=url: browser.get(url)))}
    assert found == set()
    assert logged(caplog.records) == []


def test_what_is_typed_leaves_no_trace_either(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    own, colleague = town["client", "own"], town["client", "colleague"]
    person = {"last_name": NAME, "first_names": FIRST, "birth_date": "31/02/1990", "insz": INSZ}
    typed: list[tuple[str, dict[str, int], dict[str, str]]] = [
        ("search", {}, {"q": f"{FIRST} {NAME}"}),
        ("search", {}, {"q": INSZ}),
        ("client_new", {}, person | {"step": "search"}),
        ("client_new", {}, person | {"birth_date": "30/07/1985"}),
        ("client_edit", {"pk": own}, person),
        ("draft_keep", {"pk": own}, person | {"draft_form": "client"}),
        ("signal_add", {"pk": own}, {"kind": "hours", "note": NAME}),
        ("look", {"pk": colleague}, {"reason": "counter", "explanation": f"Voor {FIRST} {NAME} zelf"}),
        ("file_merge", {"pk": own}, {"q": NAME}),
    ]
    browser, found = browser_of(town, "trajectbegeleider"), set()
    with caplog.at_level(logging.DEBUG):
        for name, kwargs, data in typed:
            answer = browser.post(reverse(name, kwargs=kwargs), data)
            assert answer.status_code < 400, name
            found |= {f"{name}: {trace}" for trace in traces(answer)}
            if answer.status_code in (302, 303):
                found |= {f"{name}: {trace}" for trace in traces(browser.get(answer.headers["Location"]))}
    assert found == set()
    assert logged(caplog.records) == []


def test_a_page_that_breaks_tells_the_log_nothing_of_a_person(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ValueError("stuk")

    monkeypatch.setattr("trede.clients.views.client.history_of", broken)
    browser = browser_of(town, "trajectbegeleider")
    answer = browser.get(reverse("client_history", kwargs={"pk": town["client", "own"]}))
    assert answer.status_code == 500
    assert not named(answer.content.decode())
    assert logged(caplog.records) == []


def test_an_export_and_a_copy_have_names_that_say_nothing(town: Town) -> None:
    browser = browser_of(town, "trajectbegeleider")
    export = browser.post(reverse("clients_export"), {"purpose": "Overleg met de sociale dienst"})
    pages = {"pk": town["client", "own"], "document_id": town["document", "own"]}
    for answer in (export, browser.get(reverse("document_download", kwargs=pages))):
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"]
        assert list(traces(answer)) == []


def test_the_sentinels_are_on_the_pages_themselves(town: Town) -> None:
    """Otherwise the tests above would prove nothing."""
    browser = browser_of(town, "trajectbegeleider")
    text = browser.get(reverse("file", kwargs={"pk": town["client", "own"]})).content.decode()
    assert NAME in text
    assert Member.objects.filter(user__name=STAFF).exists()
