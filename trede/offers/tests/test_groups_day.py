"""The pages of an edition while it runs and when it ends: attendance, sessions, results, employers; what pages cost."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser

from tests.cast import client_of, member_of
from trede.clients.models import Document
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.letters.tests.reading import pages
from trede.offers.actions.editions import Mark, add_host, mark_presence
from trede.offers.models import Edition, HostSeat, Offer, Participation, ParticipationState, SessionPresence
from trede.offers.tests.groups_scene import (
    Scene,
    edition_for,
    fresh,
    person,
    scene,
    seat,
    waits,
)

pytestmark = pytest.mark.django_db(databases="__all__")
_S = ParticipationState
MOST = 12 if settings.SQLITE else 13
MANY = "Ж🙂" * 300_000


@pytest.fixture
def made(db: None) -> Scene:
    return scene(places=4)


@pytest.fixture
def browser(made: Scene) -> Browser:
    return sign_in(made.worker)


def at(made: Scene, name: str, **kwargs: Any) -> str:
    return url(name, edition_id=made.edition.pk, **kwargs)


@pytest.fixture
def past(db: None) -> Scene:
    return scene(start=-15, places=9)


def tap(
    browser: Browser, made: Scene, one: Participation, presence: str, version: int, number: int = 0
) -> Any:
    data = {"who": one.pk, "presence": presence, "version": version}
    return browser.post(at(made, "edition_mark", session_id=made.sessions[number].pk), data)


def test_one_tap_a_person(past: Scene) -> None:
    browser, one = sign_in(past.worker), seat(past, "A")
    answer = tap(browser, past, one, "present", 0)
    assert (answer.status_code, answer["Location"].partition("#")[2]) == (303, f"p-{one.pk}")
    pressed = BeautifulSoup(browser.get(answer["Location"]).content, "html.parser").select(
        "[aria-pressed=true]"
    )
    assert [one.get_text(strip=True) for one in pressed] == ["Aanwezig"]
    tap(browser, past, one, "absent", 0)
    assert "Een collega noteerde intussen iets anders" in browser.get(answer["Location"]).content.decode()
    tap(browser, past, one, "", 1)
    assert not SessionPresence.objects.exists()
    tap(browser, past, one, "🙂", 0)
    assert "Kies aanwezig" in browser.get(answer["Location"]).content.decode()
    assert AccessLog.objects.filter(page="edition_session", subject=one.client_id).count() == 4


def test_everyone_else_was_there(past: Scene) -> None:
    browser = sign_in(past.worker)
    people = [seat(past, name) for name in ("A", "B", "C")]
    tap(browser, past, people[0], "absent", 0)
    address = at(past, "edition_session", session_id=past.sessions[0].pk)
    form = BeautifulSoup(browser.get(address).content, "html.parser").select("main form")[-1]
    rest = [one["value"] for one in form.select("input[name=who]")]
    browser.post(form["action"], {"who": rest, "version": "0", "presence": "present"})
    assert sorted(SessionPresence.objects.values_list("presence", flat=True)) == [
        "absent",
        "present",
        "present",
    ]


def test_three_absences_in_a_row_are_said_with_a_link_to_the_file(past: Scene) -> None:
    browser, one = sign_in(past.worker), seat(past, "Weg")
    for number in range(3):
        tap(browser, past, one, "absent", 0, number)
    answer = browser.get(at(past, "edition"))
    assert "3 keer na elkaar afwezig" in words(answer)
    missing = BeautifulSoup(answer.content, "html.parser").find(id="missing")
    assert [link["href"] for link in missing.select("a")] == [url("file", pk=one.client_id)]


def test_a_session_still_to_come_has_no_buttons(made: Scene, browser: Browser) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    address = at(made, "edition_session", session_id=session.pk)
    assert "op de dag zelf" in words(browser.get(address))
    browser.post(at(made, "edition_mark", session_id=session.pk), {"who": one.pk, "presence": "present"})
    assert not SessionPresence.objects.exists()


def test_sessions_added_moved_and_cancelled(made: Scene, browser: Browser) -> None:
    day = (made.edition.starts_on + timedelta(days=1)).strftime("%d/%m/%Y")
    data = {"on": day, "begin": "13:30", "end": "15", "topic": "Bezoek"}
    assert browser.post(at(made, "edition_session_add"), data).status_code == 303
    extra = made.edition.sessions.get(topic="Bezoek")
    moving = at(made, "edition_session_move", session_id=extra.pk)
    assert browser.get(moving).status_code == 200
    assert browser.post(moving, data | {"end": "16", "version": 1}).status_code == 303
    assert "einduur" in words(browser.post(moving, data | {"end": "12", "version": 2}))
    assert browser.get(at(made, "edition_session_cancel", session_id=extra.pk)).status_code == 405
    assert browser.post(at(made, "edition_session_cancel", session_id=extra.pk)).status_code == 303
    extra.refresh_from_db()
    assert (extra.end, extra.cancelled_on) == (16 * 60, today())


def test_results_and_certificates(past: Scene) -> None:
    browser = sign_in(past.worker)
    done, never = seat(past, "Klaar"), seat(past, "Nooit")
    for session in past.sessions:
        mark_presence(session, {done.pk: Mark("present")}, by=past.worker)
    form = words(browser.get(at(past, "edition_finish")))
    assert "3 van 3" in form
    data = {
        f"result_{done.pk}": "completed",
        f"note_{done.pk}": "Sterk",
        f"certificate_{done.pk}": "on",
        f"result_{never.pk}": "never_came",
    }
    assert "Geen certificaat" not in words(browser.get(at(past, "edition_certificates"), follow=True))
    answer = browser.post(at(past, "edition_finish"), data)
    assert answer.status_code == 303
    assert (fresh(done).result, fresh(never).state, Document.objects.count()) == ("completed", "withdrawn", 1)
    printed = browser.get(at(past, "edition_certificates"))
    assert printed["Content-Type"] == "application/pdf"
    assert "Klaar" not in printed["Content-Disposition"]
    assert [("Alex Klaar" in page, "Nooit" in page) for page in pages(printed.content)] == [(True, False)]
    assert AccessLog.objects.filter(page="edition_certificates").count() == 1
    settled = words(browser.get(at(past, "edition")))
    assert ("Volledig gevolgd" in settled, "Nog niemand" in settled, "Wachtlijst" in settled) == (
        True,
        False,
        False,
    )
    wrong = browser.post(at(past, "edition_finish"), {f"result_{done.pk}": "🙂"})
    assert wrong.status_code == 303


def test_results_need_not_wait_until_tomorrow(made: Scene) -> None:
    """As soon as the last session is marked, also on the day itself."""
    seated = seat(made, "Vandaag")
    browser, last = sign_in(made.worker), made.sessions[-1]
    made.edition.sessions.exclude(pk=last.pk).delete()
    type(last).objects.filter(pk=last.pk).update(on=today())
    type(made.edition).objects.filter(pk=made.edition.pk).update(starts_on=today(), ends_on=today())
    finish, certificates = at(made, "edition_finish"), at(made, "edition_certificates")
    before = browser.get(at(made, "edition")).content.decode()
    assert finish not in before
    assert certificates not in before
    last.refresh_from_db()
    mark_presence(last, {seated.pk: Mark("present")}, by=made.worker)
    after = browser.get(at(made, "edition")).content.decode()
    assert finish in after
    assert certificates in after
    data = {f"result_{seated.pk}": "completed"}
    assert browser.post(finish, data).status_code == 303
    assert "Wie er was" in words(browser.get(at(made, "edition")))


def test_a_letter_with_the_days(made: Scene, browser: Browser) -> None:
    one = seat(made, "Desmet")
    made.offer.about = "Samen werk zoeken."
    made.offer.save()
    printed = browser.get(at(made, "edition_letter", participation_id=one.pk))
    said = " ".join(" ".join(pages(printed.content)).split())
    for part in (
        "U doet mee aan: Bootcamp.",
        "Alex Desmet",
        "Zaal 2",
        "van 9:00 tot 12:00 uur",
        "Samen werk zoeken.",
    ):
        assert part in said
    waiting = waits(made, "Wacht", 2)
    refused = browser.get(at(made, "edition_letter", participation_id=waiting.pk))
    assert refused["Content-Type"] != "application/pdf"


def test_people_of_employers_on_the_page(made: Scene, browser: Browser) -> None:
    hosts = edition_for(made.offer, made.worker, start=0, for_hosts=True)
    address = url("edition_hosts", edition_id=hosts.pk)
    assert browser.get(at(made, "edition_hosts")).status_code == 404
    assert (
        browser.post(address, {"host": "Bakkerij Vers", "person": "Mia Maes", "email": ""}).status_code == 303
    )
    seat_ = HostSeat.objects.get()
    one = {"edition_id": hosts.pk, "seat_id": seat_.pk}
    for came, now in (("yes", True), ("", None), ("no", False)):
        browser.post(url("edition_host_note", **one), {"came": came})
        seat_.refresh_from_db()
        assert seat_.came is now
    assert "Mia Maes" in words(browser.get(url("edition", edition_id=hosts.pk)))
    browser.post(url("edition_host_withdraw", **one))
    seat_.refresh_from_db()
    assert seat_.withdrawn_on == today()
    assert (
        browser.post(url("edition_host_note", edition_id=made.edition.pk, seat_id=seat_.pk)).status_code
        == 404
    )
    assert browser.post(address, {"host": "", "person": MANY, "email": "x"}).status_code == 200


def test_reading_writes_nothing_and_titles_name_nobody(made: Scene, browser: Browser) -> None:
    one = waits(made, "Naamloos", 3)
    Edition.objects.update(starts_on=today())
    before = list(Participation.objects.values())
    for address in (
        at(made, "edition"),
        at(made, "edition_enrol"),
        at(made, "edition_finish"),
        at(made, "edition_place", participation_id=one.pk),
        at(made, "edition_leave", participation_id=one.pk),
    ):
        title = BeautifulSoup(browser.get(address).content, "html.parser").title.get_text()
        assert "Naamloos" not in title
    assert list(Participation.objects.values()) == before


def test_pages_cost_the_same_for_one_row_and_for_fifty(past: Scene) -> None:
    browser = sign_in(past.worker)
    session = past.sessions[0]
    addresses = [
        at(past, "edition"),
        at(past, "edition_enrol"),
        at(past, "edition_finish"),
        at(past, "edition_session", session_id=session.pk),
        url("editions"),
        url("editions") + "?toon=voorbij",
    ]

    def fill(count: int) -> None:
        for number in range(count):
            one = seat(past, f"Z{number}")
            SessionPresence.objects.create(
                organisation=past.office,
                client=one.client,
                session=session,
                participation=one,
                presence="absent",
            )
            waits(past, f"W{number}", number)
            person(past, f"V{number}", state=_S.PROPOSED)
            client_of(past.worker)
            edition_for(past.offer, past.worker, sessions=1)
            edition_for(past.offer, past.worker, sessions=1, start=-40)

    fill(1)
    Edition.objects.update(places=500)
    one = [queries_of(browser, address) for address in addresses]
    fill(24)
    many = [queries_of(browser, address) for address in addresses]
    assert (one, max(many) <= MOST) == (many, True)


def test_a_host_list_costs_the_same(made: Scene, browser: Browser) -> None:
    hosts = edition_for(made.offer, made.worker, start=0, for_hosts=True, places=90)
    address = url("edition_hosts", edition_id=hosts.pk)
    add_host(HostSeat(edition=hosts, host="A", person="A"), by=made.worker)
    one = queries_of(browser, address)
    for number in range(30):
        add_host(HostSeat(edition=hosts, host="B", person=f"P{number}"), by=made.worker)
    assert queries_of(browser, address) == one <= MOST


def test_an_offer_that_stopped_is_no_choice(made: Scene, browser: Browser) -> None:
    Offer.objects.update(stopped_on=today())
    offers = BeautifulSoup(browser.get(url("edition_new")).content, "html.parser").select("#id_offer option")
    assert [one.get("value") for one in offers] == [""]


def test_a_member_without_editions_sees_what_to_do(db: None) -> None:
    from tests.cast import OrganisationFactory

    worker: Member = member_of(OrganisationFactory(), Role.TRAJECTBEGELEIDER)
    assert "Plan een reeks" in words(sign_in(worker).get(url("editions")))
