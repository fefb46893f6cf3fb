from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from tests.cast import ClientFactory
from trede.clients.models import Client
from trede.clients.tests.scene import words
from trede.core.models import Member
from trede.orientation import tokens
from trede.orientation.actions.answers import answer
from trede.orientation.models import OrientationInvitation, OrientationSession, Reply
from trede.portal.tests.scene import an_invitation, link_of, now_of, parsed, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
WRONG = "Wij vinden geen afspraak met deze code en deze geboortedatum."
BORN = {"day": "17", "month": "5", "year": "1990"}


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    return an_invitation(worker)


def code_of(invitation: OrientationInvitation) -> str:
    secret = tokens.secret_of(invitation)
    assert secret is not None
    return secret.code


def search(code: str, browser: Any = None, **typed: str) -> Any:
    return (browser or visitor()).post("/afspraak/", {"code": code} | BORN | typed)


def test_the_code_and_the_birth_date_lead_to_the_page(invitation: OrientationInvitation) -> None:
    code = code_of(invitation)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        found = search(typed)
        assert (found.status_code, found.headers["Location"]) == (303, link_of(invitation) + "?taal=nl")
    assert now_of(invitation).version == 1


def test_other_digits_are_digits(invitation: OrientationInvitation) -> None:
    assert search(code_of(invitation), day="١٧", month="٥", year="۱۹۹۰").status_code == 303


def test_the_answer_is_the_same_whatever_was_wrong(worker: Member, invitation: OrientationInvitation) -> None:
    other = an_invitation(worker, client={"birth_date": date(1985, 1, 1)})
    pages = [
        search("34CD-FGHJ"),
        search(code_of(invitation), day="18"),
        search(code_of(other)),
        search("🙂"),
        search("x" * 70),
        search("", day="17"),
    ]
    for page in pages:
        assert page.status_code == 200
        alert = parsed(page).select_one("[role=alert]").get_text(" ", strip=True)
        assert alert.startswith(WRONG)


@pytest.mark.parametrize(
    "typed",
    [
        {"day": "31", "month": "2"},
        {"day": "0"},
        {"month": "13"},
        {"year": "90"},
        {"year": "9" * 40},
        {"day": "een"},
        {"year": ""},
        {"month": "5\x00"},
    ],
)
def test_a_day_that_does_not_exist_is_said(typed: dict[str, str], invitation: OrientationInvitation) -> None:
    page = search(code_of(invitation), **typed)
    assert page.status_code == 200
    assert "Deze datum bestaat niet." in words(page)


def test_nothing_typed_stands_in_an_address_or_a_title(invitation: OrientationInvitation) -> None:
    page = search(code_of(invitation), day="18")
    html = parsed(page)
    form = html.select_one("form")
    assert (form["method"], form["action"]) == ("post", "/afspraak/?taal=nl")
    assert html.title.get_text() == "Uw afspraak"
    assert code_of(invitation) not in search(code_of(invitation)).headers["Location"]


def test_a_get_finds_nothing_whatever_the_address_says(invitation: OrientationInvitation) -> None:
    page = visitor().get("/afspraak/", {"code": code_of(invitation)} | BORN)
    assert page.status_code == 200
    assert not page.cookies
    assert code_of(invitation) not in page.content.decode()


def test_who_said_no_finds_the_page_again(invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CANNOT)
    assert search(code_of(invitation)).status_code == 303


def test_an_appointment_that_is_over_leads_to_the_page_that_says_so(
    invitation: OrientationInvitation,
) -> None:
    OrientationSession.objects.update(cancelled_at=timezone.now())
    found = search(code_of(invitation))
    assert found.status_code == 303
    assert visitor().get(found.headers["Location"]).status_code == 410


def test_a_merged_file_is_found_by_the_birth_date_of_either(
    worker: Member, invitation: OrientationInvitation
) -> None:
    head = ClientFactory(organisation=worker.organisation, birth_date=date(1991, 6, 18))
    Client.objects.filter(pk=invitation.client_id).update(alias_of=head)
    assert search(code_of(invitation)).status_code == 303
    assert search(code_of(invitation), day="18", month="6", year="1991").status_code == 303


def test_an_erased_file_is_not_found(invitation: OrientationInvitation) -> None:
    code = code_of(invitation)
    Client.objects.update(erased_at=timezone.now())
    assert search(code).status_code == 200


def test_one_address_tries_so_often_and_then_hears_when_to_come_back(
    invitation: OrientationInvitation,
) -> None:
    with time_machine.travel(timezone.make_aware(timezone.datetime(2026, 3, 10, 9, 50)), tick=False):
        for number in range(15):
            assert search(f"34CD-FGH{'346679CDFGHJKMN'[number]}").status_code == 200
        stopped = search(code_of(invitation))
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "900")
    assert "U hebt te vaak geprobeerd." in words(stopped)
    assert "10.05 uur" in words(stopped)
    elsewhere = visitor(REMOTE_ADDR="192.0.2.7")
    assert search(code_of(invitation), elsewhere).status_code == 303


def test_one_code_is_tried_so_often_from_wherever(invitation: OrientationInvitation) -> None:
    """Whoever holds the letter of somebody else cannot try every birthday."""
    code = code_of(invitation)
    for number in range(6):
        assert search(code, visitor(REMOTE_ADDR=f"192.0.2.{number}"), day="18").status_code == 200
    stopped = search(code, visitor(REMOTE_ADDR="192.0.2.99"))
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "3600")
    assert not [key for key in cache._cache if code in key or code.replace("-", "") in key]


def test_a_search_that_finds_does_not_count(invitation: OrientationInvitation, worker: Member) -> None:
    """Thirty people at one desk, behind one address."""
    codes = [code_of(an_invitation(worker)) for _person in range(30)]
    assert {search(code).status_code for code in codes} == {303}
    assert {search(codes[0]).status_code for _again in range(10)} == {303}
