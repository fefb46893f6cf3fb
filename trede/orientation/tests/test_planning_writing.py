from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import member_of
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.orientation.actions.answers import answer
from trede.orientation.actions.filling import fill_session
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
