"""Opening a file outside the own caseload: a reason first, and the DPO reads it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.models import Client, FileLock
from trede.core.models import AccessLog, Event, Look, Member
from trede.core.roles import Role

pytestmark = pytest.mark.django_db(databases="__all__")
GOOD = {"reason": "counter", "explanation": "Zij vraagt aan het loket naar haar attest."}


@pytest.fixture
def as_colleague(client: Browser, colleague: Member) -> Browser:
    client.force_login(colleague.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url_of(client: Client) -> str:
    return reverse("look", kwargs={"pk": client.pk})


def test_the_page_shows_only_who_it_is(as_colleague: Browser, worker: Member) -> None:
    theirs = client_of(worker, last_name="Haile", insz="90051700188", speaks="ti")
    text = BeautifulSoup(as_colleague.get(url_of(theirs)).content, "html.parser").main.get_text(" ")
    assert "Haile Alex" in text
    assert "90.05.17-001" not in text
    assert worker.name in text
    assert "De DPO leest uw reden" in text
    assert "Tigrinya" not in text
    assert not AccessLog.objects.exists()


def test_a_reason_opens_the_file_for_today(as_colleague: Browser, worker: Member, colleague: Member) -> None:
    theirs = client_of(worker)
    answer = as_colleague.post(url_of(theirs), GOOD)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/dossier/{theirs.pk}/")
    look = Look.objects.get()
    assert look.member == colleague
    assert look.reason == "De cliënt staat aan het loket of belt: Zij vraagt aan het loket naar haar attest."
    assert Event.objects.filter(verb="look.opened").count() == 1
    assert as_colleague.get(answer.headers["Location"]).status_code == 200
    assert AccessLog.objects.get().why == "reason_given"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies waarom u dit dossier nodig hebt."),
        ({"reason": "counter"}, "Schrijf in één zin wat u nu moet weten of doen."),
        ({"reason": "counter", "explanation": "loket"}, "minstens tien tekens"),
        ({"reason": "counter", "explanation": "a         b"}, "minstens tien tekens"),
        ({"reason": "counter", "explanation": "x" * 201}, "hoogstens 200 tekens"),
        ({"reason": "zomaar", "explanation": "Een lange uitleg hier"}, "zomaar"),
    ],
)
def test_without_a_good_reason_nothing_opens(
    data: dict[str, str], sentence: str, as_colleague: Browser, worker: Member
) -> None:
    theirs = client_of(worker)
    answer = as_colleague.post(url_of(theirs), data | {"sent": "1"})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Look.objects.exists()


def test_a_locked_or_foreign_file_does_not_exist(
    as_colleague: Browser, worker: Member, outsider: Member
) -> None:
    theirs, foreign = client_of(worker), client_of(outsider)
    FileLock.objects.create(
        client=theirs, organisation=theirs.organisation, reason="colleague", starts_on=LONG_AGO
    )
    for one in (theirs, foreign):
        assert as_colleague.get(url_of(one)).status_code == 404
        assert as_colleague.post(url_of(one), GOOD).status_code == 404
    assert not Look.objects.exists()


def test_an_own_file_needs_no_reason(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    assert as_worker.get(url_of(mine)).headers["Location"] == f"/dossier/{mine.pk}/"


def test_a_merged_file_leads_to_the_whole_one(as_colleague: Browser, worker: Member) -> None:
    whole = client_of(worker)
    part = client_of(worker, alias_of=whole)
    assert as_colleague.get(url_of(part)).headers["Location"] == f"/dossier/{whole.pk}/"


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BEHEERDER, Role.DPO, Role.ADMINISTRATIEF])
def test_roles_without_the_verb_are_refused(role: str, client: Browser, worker: Member) -> None:
    theirs, other = client_of(worker), member_of(worker.organisation, role)
    client.force_login(other.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(url_of(theirs), GOOD).status_code == 403
