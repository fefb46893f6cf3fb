from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser

from tests.cast import ClientFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.interpreters import want
from trede.orientation.models import OrientationInvitation, OrientationSession, SessionSeries, WaitingEntry
from trede.orientation.tests.planning_scene import invited, ready, session_on, waits

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def planner(worker: Member) -> Member:
    return member_of(worker.organisation, "administratief")


@pytest.fixture
def browser(planner: Member) -> Browser:
    return sign_in(planner)


def names(answer: Any) -> list[str]:
    """The people in the rows of the first table."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return [
        cell.a.get_text()
        for cell in soup.select("tbody th[scope=row]")
        if cell.a and "dossier" in cell.a["href"]
    ]


def pages(worker: Member) -> dict[str, str]:
    """Every page of planning, with something on it."""
    session = session_on(worker)
    entry = ready(worker, speaks="tr", interpreter_needed=True)
    invitation = invited(entry, session.slots.first())
    request = want(invitation, language="tr", how="place", by=worker)
    series = SessionSeries.objects.create(
        organisation=worker.organisation,
        name="Vrijdag",
        starts_on=today(),
        begin="13:00",
        place="Hier",
        counsellor=worker,
    )
    other = ready(worker)
    fresh = ClientFactory(organisation=worker.organisation)
    found = {name: url(name) for name in ("waiting", "sessions", "session_new", "series_new", "interpreters")}
    found |= {
        name: url(name, pk=other.pk)
        for name in ("waiting_priority", "waiting_promise", "waiting_leave", "waiting_invite")
    }
    found |= {name: url(name, pk=series.pk) for name in ("series", "series_change", "series_end")}
    found |= {
        name: url(name, pk=session.pk)
        for name in ("session", "session_fill", "session_letters", "session_change", "session_cancel")
    }
    found |= {
        name: url(name, pk=invitation.pk) for name in ("invitation", "invitation_release", "interpreter_want")
    }
    found["waiting_add"] = url("waiting_add", pk=fresh.pk)
    found["interpreter"] = url("interpreter", pk=request.pk)
    return found


def test_every_page_answers_who_plans_and_nobody_else(worker: Member, browser: Browser) -> None:
    outsider = sign_in(member_of(worker.organisation, "maatschappelijk_werker"))
    partner = sign_in(member_of(worker.organisation, "partner"))
    anonymous = Browser()
    for name, address in pages(worker).items():
        assert browser.get(address).status_code == 200, name
        assert outsider.get(address).status_code == 403, name
        assert partner.get(address).status_code == 403, name
        assert anonymous.get(address).status_code == 302, name


def test_another_organisation_finds_nothing(worker: Member, outsider: Member) -> None:
    stranger = sign_in(member_of(outsider.organisation, "administratief"))
    for name, address in pages(worker).items():
        if any(sign.isdigit() for sign in address):
            assert stranger.get(address).status_code == 404, name


def test_looking_writes_nothing(worker: Member, browser: Browser) -> None:
    addresses = pages(worker)
    before = [
        list(model.objects.values()) for model in (WaitingEntry, OrientationInvitation, OrientationSession)
    ]
    for address in addresses.values():
        browser.get(address)
    after = [
        list(model.objects.values()) for model in (WaitingEntry, OrientationInvitation, OrientationSession)
    ]
    assert before == after


def many(worker: Member, count: int, session: OrientationSession) -> None:
    for number, slot in enumerate(session.slots.all()[:count]):
        invitation = invited(ready(worker, speaks="ti"), slot)
        if number % 2:
            want(invitation, language="ti", how="place", by=worker)
    for number in range(count):
        ready(worker, days=number, entry={"promised_by": today() + timedelta(days=5)})


def test_queries_stay_few_however_many_rows(worker: Member, browser: Browser) -> None:
    session = session_on(worker, slots=55)
    many(worker, 1, session)
    addresses = [
        url("waiting"),
        url("waiting") + "?taal=ti&tolk=on&kort=on&belofte=on&wie=zonder",
        url("sessions"),
        url("session", pk=session.pk),
        url("session_fill", pk=session.pk),
        url("interpreters"),
    ]
    few = [queries_of(browser, address) for address in addresses]
    for slot in list(session.slots.all())[1:51]:
        invitation = invited(ready(worker, speaks="ti"), slot)
        want(invitation, language="ti", how="place", by=worker)
    for number in range(50):
        ready(worker, days=number)
        session_on(worker, today() + timedelta(days=30 + number), slots=1)
    many_ = [queries_of(browser, address) for address in addresses]
    assert many_ == few
    assert max(many_) <= 12, dict(zip(addresses, many_, strict=True))


def test_the_list_is_in_order_and_goes_on_by_key(worker: Member, browser: Browser) -> None:
    for days in range(30):
        waits(worker, days=days, last_name=f"Dag{days:02d}", first_names="")
    waits(
        worker, last_name="Eerst", first_names="", entry={"priority": "job_waits", "priority_note": "bakker"}
    )
    first = browser.get(url("waiting"))
    assert names(first) == ["Eerst", *[f"Dag{days:02d}" for days in range(29, 5, -1)]]
    following = BeautifulSoup(first.content, "html.parser").find("a", rel="next")["href"]
    second = browser.get(following)
    assert names(second) == [f"Dag{days:02d}" for days in range(5, -1, -1)]
    assert BeautifulSoup(second.content, "html.parser").select("tbody td.num")[0].get_text() == "26"
    for wrong in ("x", "9_2026-02-31_1", "9_2026-01-01_" + "9" * 40, "🙂_🙂_🙂", "9__"):
        assert names(browser.get(url("waiting") + f"?na={wrong}"))[0] == "Eerst"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("taal=ti", ["Tigrinya"]),
        ("tolk=on", ["Tolk"]),
        ("kort=on", ["Kort"]),
        ("belofte=on", ["Beloofd"]),
        ("wie=met", ["Gevraagd"]),
        ("wie=zonder&taal=nl", ["Kort"]),
        ("taal=klingon&wie=zomaar", ["Gevraagd", "Beloofd", "Kort", "Tolk", "Tigrinya"]),
    ],
)
def test_filters(worker: Member, browser: Browser, query: str, expected: list[str]) -> None:
    past = today() - timedelta(days=1)
    waits(worker, days=1, last_name="Tigrinya", first_names="", speaks="ti")
    waits(worker, days=2, last_name="Tolk", first_names="", speaks="tr", interpreter_needed=True)
    waits(
        worker,
        days=3,
        last_name="Kort",
        first_names="",
        reads_in="nl",
        speaks="fr",
        entry={"short_notice": True},
    )
    waits(worker, days=4, last_name="Beloofd", first_names="", entry={"promised_by": past})
    asked = waits(worker, days=5, last_name="Gevraagd", first_names="")
    invited(asked, session_on(worker).slots.first())
    assert names(browser.get(url("waiting") + f"?{query}")) == expected


def test_a_locked_file_shows_on_no_page(worker: Member, planner: Member, browser: Browser) -> None:
    session = session_on(worker)
    entry = ready(worker, last_name="Geheim", first_names="", interpreter_needed=True)
    invitation = invited(entry, session.slots.first())
    request = want(invitation, language="tr", how="place", by=worker)
    waiting = ready(worker, last_name="Geheim", first_names="")
    for client in (entry.client, waiting.client):
        lock_file(client, by=worker, reason="relative", members=[worker])
    for name in ("waiting", "sessions", "interpreters"):
        assert b"Geheim" not in browser.get(url(name)).content
    for name in ("session", "session_fill"):
        assert b"Geheim" not in browser.get(url(name, pk=session.pk)).content
    assert "afgeschermd" in words(browser.get(url("session", pk=session.pk)))
    for name, pk in (
        ("waiting_priority", waiting.pk),
        ("invitation", invitation.pk),
        ("invitation_letter", invitation.pk),
        ("interpreter", request.pk),
    ):
        assert browser.get(url(name, pk=pk)).status_code == 404
    assert b"Geheim" in sign_in(worker).get(url("waiting")).content
    assert b"Geheim" not in browser.get(url("session_letters", pk=session.pk)).content


def test_the_forecast_speaks_and_says_when_it_cannot(worker: Member, browser: Browser) -> None:
    waits(worker)
    assert "te weinig zittingen gepland" in words(browser.get(url("waiting")))
    for weeks in range(2, 9, 2):
        session_on(worker, today() + timedelta(weeks=weeks))
    said = words(browser.get(url("waiting")))
    assert "over ongeveer 2 weken" in said
    assert "steunt deels op een aanname" in said


def test_past_sessions_by_key(worker: Member, browser: Browser) -> None:
    for days in range(1, 31):
        session_on(worker, today() - timedelta(days=days), slots=1)
    first = browser.get(url("sessions") + "?toon=voorbij")
    soup = BeautifulSoup(first.content, "html.parser")
    assert len(soup.select("tbody tr")) == 25
    second = browser.get(url("sessions") + soup.find("a", rel="next")["href"].replace(url("sessions"), ""))
    assert len(BeautifulSoup(second.content, "html.parser").select("tbody tr")) == 5
    for wrong in ("x", "9" * 30, "-1"):
        assert browser.get(url("sessions") + f"?na={wrong}").status_code == 200


def test_titles_and_names_of_files_hold_no_person(worker: Member, browser: Browser) -> None:
    session = session_on(worker)
    entry = ready(worker, last_name="Achternaamx")
    invitation = invited(entry, session.slots.first())
    for address in (
        url("waiting"),
        url("session", pk=session.pk),
        url("invitation", pk=invitation.pk),
        url("waiting_priority", pk=entry.pk),
    ):
        title = BeautifulSoup(browser.get(address).content, "html.parser").title.get_text()
        assert "Achternaamx" not in title
