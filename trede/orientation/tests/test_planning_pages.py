from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import ClientFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.orientation.actions.answers import answer
from trede.orientation.actions.filling import fill_session
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


def test_priority_and_promise_from_the_page(worker: Member, browser: Browser) -> None:
    entry = waits(worker)
    address = url("waiting_priority", pk=entry.pk)
    assert browser.post(address, {"priority": "young", "note": "", "version": 1}).status_code == 200
    assert browser.post(address, {"priority": "young", "note": "jong", "version": 1}).status_code == 303
    late = browser.post(address, {"priority": "", "note": "toch niet", "version": 1})
    assert "intussen" in words(late)
    address = url("waiting_promise", pk=entry.pk)
    wrong = browser.post(address, {"promised_by": "31/02/2027", "version": 2})
    assert "bestaat niet" in words(wrong)
    assert (
        browser.post(address, {"promised_by": "1/3/2099", "short_notice": "on", "version": 2}).status_code
        == 303
    )
    entry.refresh_from_db()
    assert (entry.priority, entry.promised_by, entry.short_notice) == ("young", date(2099, 3, 1), True)


def test_off_the_list_and_on_it_from_the_page(worker: Member, browser: Browser) -> None:
    entry = waits(worker)
    assert browser.post(url("waiting_leave", pk=entry.pk), {"because": "moved"}).status_code == 303
    assert browser.get(url("waiting_leave", pk=entry.pk)).status_code == 404
    address = url("waiting_add", pk=entry.client_id)
    assert browser.post(address, {"priority": "young"}).status_code == 200
    assert browser.post(address, {"priority": "young", "priority_note": "19 jaar"}).status_code == 303
    assert WaitingEntry.objects.waiting().get().client_id == entry.client_id


def test_inviting_by_hand_from_the_page(worker: Member, browser: Browser) -> None:
    entry, session = ready(worker), session_on(worker)
    address = url("waiting_invite", pk=entry.pk)
    for wrong in ("", "x", "9" * 30, "-1"):
        assert browser.post(address, {"slot": wrong}).status_code == 200
    assert browser.post(address, {"slot": session.slots.first().pk}).status_code == 303
    assert browser.post(address, {"slot": session.slots.last().pk}).status_code == 200
    assert OrientationInvitation.objects.count() == 1


SERIES = {
    "name": "Vrijdag",
    "starts_on": "16/10/2099",
    "every_weeks": "2",
    "begin": "13:00",
    "slots": "12",
    "slot_minutes": "10",
    "interpreter_minutes": "20",
    "place": "Sociaal Huis",
    "way": "Bus 5",
}


def test_a_series_with_its_sessions_from_the_page(worker: Member, browser: Browser) -> None:
    data = SERIES | {"counsellor": worker.pk}
    for wrong in (
        {"begin": "25:00"},
        {"slots": "9" * 30},
        {"starts_on": "31/02/2099"},
        {"counsellor": "9" * 30},
    ):
        assert browser.post(url("series_new"), data | wrong).status_code == 200
    answer = browser.post(url("series_new"), data)
    assert answer.status_code == 303
    series = SessionSeries.objects.get()
    made = browser.post(url("series", pk=series.pk), {"until": "30/11/2099"}, follow=True)
    assert "4 zittingen gemaakt" in words(made)
    again = browser.post(url("series", pk=series.pk), {"until": "30/11/2099"}, follow=True)
    assert "0 zittingen gemaakt" in words(again)
    change = {**data, "place": "Stadhuis", "version": 1}
    assert browser.post(url("series_change", pk=series.pk), change).status_code == 303
    assert browser.post(url("series_change", pk=series.pk), change | {"place": "Bib"}).status_code == 200
    assert browser.post(url("series_end", pk=series.pk), {"last_day": "2099-12-31"}).status_code == 303
    series.refresh_from_db()
    assert (series.place, series.ends_on) == ("Stadhuis", date(2099, 12, 31))


def test_a_single_session_is_made_filled_printed_and_cancelled(worker: Member, browser: Browser) -> None:
    data = {key: value for key, value in SERIES.items() if key not in ("name", "starts_on", "every_weeks")}
    day = today() + timedelta(days=20)
    data |= {"counsellor": str(worker.pk), "on": day.strftime("%d/%m/%Y"), "slots": "2"}
    assert browser.post(url("session_new"), data).status_code == 303
    session = OrientationSession.objects.get()
    for number in range(3):
        ready(worker, days=90 - number, last_name=f"Persoon{number}", first_names="")
    preview = browser.get(url("session_fill", pk=session.pk))
    assert names(preview) == []
    assert "Nodig 2 personen uit" in words(preview)
    for _twice in range(2):
        browser.post(url("session_fill", pk=session.pk))
    assert OrientationInvitation.objects.count() == 2
    letters = browser.get(url("session_letters", pk=session.pk))
    shown = BeautifulSoup(letters.content, "html.parser").find("input", {"name": "invitations"})["value"]
    pdf = browser.get(url("session_letters_pdf", pk=session.pk))
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"] == f'inline; filename="uitnodigingen-{day:%Y-%m-%d}.pdf"'
    assert set(AccessLog.objects.filter(page="session_letters").values_list("subject", flat=True)) == set(
        OrientationInvitation.objects.values_list("client", flat=True)
    )
    done = browser.post(url("session_letters", pk=session.pk), {"invitations": shown}, follow=True)
    assert "2 brieven zijn in de post" in words(done)
    none = browser.get(url("session_letters_pdf", pk=session.pk), follow=True)
    assert "geen brieven" in words(none)
    assert browser.post(url("session_cancel", pk=session.pk), {"reason": ""}).status_code == 200
    assert browser.post(url("session_cancel", pk=session.pk), {"reason": "ziek"}).status_code == 303
    assert "afgelast" in words(browser.get(url("session", pk=session.pk)))
    assert browser.get(url("session_fill", pk=session.pk)).status_code == 303


@pytest.mark.parametrize("bad", ["", "x,y", "🙂", "9" * 40, "1,2,3", "1" * 20_001])
def test_marking_what_was_not_shown_marks_nothing(worker: Member, browser: Browser, bad: str) -> None:
    session = session_on(worker)
    ready(worker)
    fill_session(session, by=worker)
    browser.post(url("session_letters", pk=session.pk), {"invitations": bad.replace("1,2,3", "0")})
    assert not OrientationInvitation.objects.exclude(printed_at=None).exists()


def test_letters_about_a_cancelled_session(worker: Member, browser: Browser) -> None:
    session = session_on(worker)
    invitation = invited(ready(worker), session.slots.first(), printed_at=timezone.now())
    browser.post(url("session_cancel", pk=session.pk), {"reason": "ziek"})
    assert "1 brief om dat te melden" in words(browser.get(url("session", pk=session.pk)))
    page = browser.get(url("session_letters", pk=session.pk))
    assert url("invitation_cancelled", pk=invitation.pk) in page.content.decode()
    pdf = browser.get(url("invitation_cancelled", pk=invitation.pk))
    assert "gaat niet door" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    shown = {"invitations": str(invitation.pk)}
    assert "1 brief is in de post" in words(
        browser.post(url("session_letters", pk=session.pk), shown, follow=True)
    )
    assert "om dat te melden" not in words(browser.get(url("session", pk=session.pk)))


def test_another_counsellor_and_another_place(worker: Member, colleague: Member, browser: Browser) -> None:
    session = session_on(worker)
    address = url("session_change", pk=session.pk)
    data = {"counsellor": colleague.pk, "place": "Stadhuis", "way": "", "version": 1}
    assert browser.post(address, data | {"place": " "}).status_code == 200
    assert browser.post(address, data | {"counsellor": "9" * 30}).status_code == 200
    assert browser.post(address, data).status_code == 303
    assert "intussen" in words(browser.post(address, data | {"place": "Bib"}))
    invited(ready(worker), session.slots.first())
    refused = browser.post(address, data | {"place": "Bib", "version": 2})
    assert "al mensen uitgenodigd" in words(refused)
    assert browser.post(address, data | {"counsellor": worker.pk, "version": 2}).status_code == 303
    session.refresh_from_db()
    assert (session.place, session.counsellor) == ("Stadhuis", worker)


def test_slots_from_the_page(worker: Member, browser: Browser) -> None:
    session = session_on(worker, slots=2)
    first, second = session.slots.all()
    invited(ready(worker), first)
    refused = browser.post(url("slot_withdraw", pk=first.pk), follow=True)
    assert "Geef het eerst vrij" in refused.content.decode()
    browser.post(url("slot_withdraw", pk=second.pk))
    second.refresh_from_db()
    assert second.withdrawn_at
    browser.post(url("slot_restore", pk=second.pk))
    browser.post(url("slot_add", pk=session.pk))
    assert session.slots.filter(withdrawn_at=None).count() == 3
    for name, pk in (("slot_add", session.pk), ("slot_withdraw", first.pk), ("slot_restore", first.pk)):
        assert browser.get(url(name, pk=pk)).status_code == 405
        assert browser.post(url(name, pk=10**15)).status_code == 404


def test_time_that_a_longer_talk_uses_is_not_offered_again(worker: Member, browser: Browser) -> None:
    session = session_on(worker, slots=3)
    ready(worker, interpreter_needed=True)
    fill_session(session, by=worker)
    first, second, third = session.slots.all()
    assert (first.minutes, second.withdrawn_at is not None) == (20, True)
    browser.post(url("slot_withdraw", pk=third.pk))
    page = browser.get(url("session", pk=session.pk))
    assert [seat.lent for seat in page.context["seats"]] == [False, True, False]
    assert url("slot_restore", pk=second.pk) not in page.content.decode()
    assert url("slot_restore", pk=third.pk) in page.content.decode()


def test_who_must_be_followed_up_first_has_no_turn_and_the_list_says_so(
    worker: Member, browser: Browser
) -> None:
    session = session_on(worker, today())
    invitation = invited(ready(worker), session.slots.first())
    assert "na de opvolging" not in words(browser.get(url("waiting")))
    invitation.attendance = "absent"
    invitation.save()
    assert "na de opvolging van de vorige zitting" in words(browser.get(url("waiting")))


def test_one_invitation_its_letter_and_its_slot(worker: Member, browser: Browser) -> None:
    session = session_on(worker)
    ready(worker, ways={"sms": "+32470112233"})
    (invitation,) = fill_session(session, by=worker)
    page = words(browser.get(url("invitation", pk=invitation.pk)))
    assert "Brief" in page
    assert "uitnodiging" in page
    pdf = browser.get(url("invitation_letter", pk=invitation.pk))
    assert pdf["Content-Disposition"] == f'inline; filename="uitnodiging-{invitation.pk}.pdf"'
    invitation.client.address_set.update(returned_on=today())
    no_way = browser.get(url("invitation_letter", pk=invitation.pk), follow=True)
    assert "geen adres" in no_way.content.decode()
    address = url("invitation_release", pk=invitation.pk)
    assert browser.post(address, {"reason": " "}).status_code == 200
    assert browser.post(address, {"reason": "dubbele afspraak"}).status_code == 303
    assert browser.post(address, {"reason": "nog eens"}).status_code == 200
    assert "dubbele afspraak" in words(browser.get(url("invitation", pk=invitation.pk)))


def test_who_asked_to_be_called_shows_until_there_is_a_new_invitation(
    worker: Member, browser: Browser
) -> None:
    session = session_on(worker)
    entry = ready(worker, last_name="Belterug", first_names="")
    answer(invited(entry, session.slots.first()), reply="call_me")
    assert "Bel terug Belterug" in words(browser.get(url("session", pk=session.pk)))
    invited(entry, session.slots.last())
    assert "Bel terug" not in words(browser.get(url("session", pk=session.pk)))


def test_an_interpreter_from_wanted_to_paid(worker: Member, browser: Browser) -> None:
    session = session_on(worker)
    invitation = invited(ready(worker, speaks="ti"), session.slots.first())
    assert (
        browser.post(url("interpreter_want", pk=invitation.pk), {"language": "", "how": "place"}).status_code
        == 200
    )
    assert (
        browser.post(
            url("interpreter_want", pk=invitation.pk), {"language": "ti", "how": "phone"}
        ).status_code
        == 303
    )
    request = invitation.interpreter_requests.get()
    address = url("interpreter", pk=request.pk)
    assert browser.post(address, {"to": "booked", "version": 1}).status_code == 200
    assert browser.post(address, {"to": "booked", "provider": "Tolk & Co", "version": 1}).status_code == 303
    assert browser.post(address, {"to": "confirmed", "version": 1}).status_code == 200
    assert browser.post(address, {"to": "confirmed", "version": 2}).status_code == 303
    assert "tolk bevestigd" in words(browser.get(url("session", pk=session.pk)))
    assert "Tigrinya" in words(browser.get(address))
    for wrong in ("gratis", "-5", "1.2.3", "9" * 40):
        bad = browser.post(address, {"to": "paid", "cost_cents": wrong, "version": 3})
        assert bad.status_code == 200
    assert browser.post(address, {"to": "paid", "cost_cents": "60,50", "version": 3}).status_code == 303
    month = session.on.strftime("%Y-%m")
    assert "€ 60,50" in words(browser.get(url("interpreters") + f"?maand={month}"))
    assert "€ 0,00" in words(browser.get(url("interpreters") + "?maand=2031-01"))
    for wrong in ("2031-13", "x", "🙂", "9" * 99):
        assert browser.get(url("interpreters") + f"?maand={wrong}").status_code == 200


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
