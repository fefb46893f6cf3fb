"""The pages of editions: who opens them, what does not leak, what one does on them, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser

from tests.cast import client_of, member_of
from trede.clients.indexing import index_clients
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
    lock_file,
    offer_of,
    person,
    scene,
    seat,
    steps,
    waits,
)

pytestmark = pytest.mark.django_db(databases="__all__")
_S = ParticipationState
MOST = 12 if settings.SQLITE else 13
RUNS = {
    "trajectbegeleider",
    "werkvloercoach",
    "maatschappelijk_werker",
    "administratief",
    "teamleider",
    "diensthoofd",
}
MANY = "Ж🙂" * 300_000


@pytest.fixture
def made(db: None) -> Scene:
    return scene(places=4)


@pytest.fixture
def browser(made: Scene) -> Browser:
    return sign_in(made.worker)


def at(made: Scene, name: str, **kwargs: Any) -> str:
    return url(name, edition_id=made.edition.pk, **kwargs)


def names_in(answer: Any, table: str) -> list[str]:
    """The names in the first column of rows of a card."""
    card = BeautifulSoup(answer.content, "html.parser").find(id=table)
    return [link.get_text() for link in card.select("th a")] if card else []


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_who_opens_them(role: str, made: Scene) -> None:
    other = sign_in(member_of(made.office, role))
    addresses = [url("editions"), url("edition_new"), at(made, "edition"), at(made, "edition_enrol")]
    wanted = 200 if role in RUNS else 403
    assert [other.get(address).status_code for address in addresses] == [wanted] * 4


def test_an_edition_of_another_office_does_not_exist(made: Scene) -> None:
    strange = scene()
    one, session = seat(strange, "Elders"), strange.sessions[0]
    other = sign_in(made.worker)
    person_ = {"participation_id": one.pk}
    for name, kwargs in (
        ("edition", {}),
        ("edition_edit", {}),
        ("edition_cancel", {}),
        ("edition_enrol", {}),
        ("edition_finish", {}),
        ("edition_certificates", {}),
        ("edition_session", {"session_id": session.pk}),
        ("edition_session_move", {"session_id": session.pk}),
        ("edition_place", person_),
        ("edition_leave", person_),
        ("edition_letter", person_),
    ):
        assert other.get(at(strange, name, **kwargs)).status_code == 404, name
    posted = other.post(
        at(strange, "edition_mark", session_id=session.pk), {"who": one.pk, "presence": "present"}
    )
    assert posted.status_code == 404
    # A session or a person of another edition is not reached through the own one either.
    assert other.get(at(made, "edition_session", session_id=session.pk)).status_code == 404
    assert other.get(at(made, "edition_leave", participation_id=one.pk)).status_code == 404


def test_the_list_says_how_full_and_in_which_time(made: Scene, browser: Browser) -> None:
    seat(made, "A"), waits(made, "B", 3)
    running = edition_for(made.offer, made.worker, start=-1, name="Loopt al")
    over = edition_for(made.offer, made.worker, start=-60, name="Lang voorbij")
    gone = edition_for(made.offer, made.worker, name="Afgelast", starts_on=made.edition.starts_on)
    Edition.objects.filter(pk=gone.pk).update(cancelled_on=today())
    scene()
    shown = {
        part: words(browser.get(url("editions"), {"toon": part})) for part in ("komt", "loopt", "voorbij")
    }
    assert "Bootcamp van maart" in shown["komt"]
    assert "3 van 4 vrij" in shown["komt"]
    found = {
        part: [name for name in (made.edition.name, running.name, over.name, gone.name) if name in said]
        for part, said in shown.items()
    }
    assert found == {
        "komt": ["Bootcamp van maart"],
        "loopt": ["Loopt al"],
        "voorbij": ["Lang voorbij", "Afgelast"],
    }
    other = offer_of(made.office, name="Praattafel")
    edition_for(other, made.worker, name="Praten op dinsdag")
    said = words(browser.get(url("editions"), {"aanbod": other.pk}))
    assert ("Praten op dinsdag" in said, "Bootcamp van maart" in said) == (True, False)


@pytest.mark.parametrize(
    "query", ["?aanbod=x", "?na=abc", "?toon=%F0%9F%99%82", f"?na={'9' * 40}", "?aanbod=99999999999999999999"]
)
def test_a_list_asked_with_nonsense_shows_the_list(query: str, browser: Browser) -> None:
    assert "Bootcamp van maart" in words(browser.get(url("editions") + query))


def test_the_list_goes_on_by_key(made: Scene, browser: Browser) -> None:
    for number in range(32):
        edition_for(made.offer, made.worker, start=20 + number % 5, sessions=1, name=f"Reeks {number:02d}")
    first = browser.get(url("editions"))
    soup = BeautifulSoup(first.content, "html.parser")
    second = browser.get(soup.find("a", rel="next")["href"])

    def listed(answer: Any) -> list[str]:
        return [one.get_text() for one in BeautifulSoup(answer.content, "html.parser").select("th a")]

    assert len(listed(first)) == 30
    assert sorted(listed(first) + listed(second)) == sorted(Edition.objects.values_list("name", flat=True))


def test_the_page_shows_who_is_in_and_who_waits_and_why(made: Scene, browser: Browser) -> None:
    seat(made, "Zit"), seat(made, "Anders")
    waits(made, "Later", 4), waits(made, "Eerst", 40)
    waits(made, "Belofte", 2, promised_on=today() - timedelta(days=1))
    waits(made, "Algemeen", 9, edition=None)
    elsewhere = scene()
    waits(elsewhere, "Vreemd", 90)
    answer = browser.get(at(made, "edition"))
    assert names_in(answer, "seated") == ["Anders Alex", "Zit Alex"]
    assert names_in(answer, "waiting") == ["Belofte Alex", "Eerst Alex", "Algemeen Alex", "Later Alex"]
    said = words(answer)
    assert "beloofd tegen" in said
    assert f"wacht sinds {today() - timedelta(days=40):%d/%m/%Y}" in said
    assert "Belofte Alex is eerst aan de beurt" in said
    assert "Vreemd" not in said


def test_a_locked_file_is_counted_and_never_named(made: Scene, browser: Browser) -> None:
    hidden, hidden_waits = seat(made, "Geheim"), waits(made, "Verborgen", 90)
    seat(made, "Gewoon")
    for one in (hidden, hidden_waits):
        lock_file(one.client)
    session = made.sessions[0]
    Edition.objects.update(starts_on=today())
    type(session).objects.filter(pk=session.pk).update(on=today())
    for address in (
        at(made, "edition"),
        at(made, "edition_session", session_id=session.pk),
        at(made, "edition_finish"),
        at(made, "edition_enrol"),
    ):
        body = browser.get(address).content.decode()
        assert [name for name in ("Geheim", "Verborgen") if name in body] == [], address
        assert f"/dossier/{hidden.client_id}/" not in body
    answer = browser.get(at(made, "edition"))
    assert names_in(answer, "seated") == ["Gewoon Alex"]
    assert "1 afgeschermd" in words(answer)
    assert "Afgeschermd dossier" in words(answer)
    for name in ("edition_place", "edition_leave", "edition_promise", "edition_letter"):
        assert browser.get(at(made, name, participation_id=hidden_waits.pk)).status_code == 404
    marked = {"who": hidden.pk, "presence": "present"}
    browser.post(at(made, "edition_mark", session_id=session.pk), marked)
    browser.post(at(made, "edition_enrol_add"), {"clients": [hidden_waits.client_id]})
    assert not SessionPresence.objects.exists()


def new_edition(made: Scene, **changes: Any) -> dict[str, Any]:
    first = today() + timedelta(days=30)
    monday = first - timedelta(days=first.weekday())
    return {
        "offer": made.offer.pk,
        "name": "Nieuwe groep",
        "starts_on": monday.strftime("%d/%m/%Y"),
        "ends_on": (monday + timedelta(days=13)).strftime("%d/%m/%Y"),
        "begin": "9:00",
        "end": "12u30",
        "weekdays": ["0", "3"],
        "school_holidays": "on",
        "places": "8",
        "enrol_until": "",
        "place": "Zaal 1",
        "leader": "",
    } | changes


def test_planning_a_series(made: Scene, browser: Browser) -> None:
    asked = browser.get(url("edition_new") + f"?aanbod={made.offer.pk}")
    assert 'value="Bootcamp"' in asked.content.decode()
    answer = browser.post(url("edition_new"), new_edition(made))
    edition = Edition.objects.get(name="Nieuwe groep")
    assert (answer.status_code, answer["Location"]) == (303, url("edition", edition_id=edition.pk))
    found = [(one.on.weekday(), one.begin, one.end) for one in edition.sessions.all()]
    assert found
    assert set(found) <= {(0, 540, 750), (3, 540, 750)}
    assert "gepland" in browser.get(answer["Location"]).content.decode()


def test_one_day_is_a_series_of_one(made: Scene, browser: Browser) -> None:
    browser.post(url("edition_new"), new_edition(made, ends_on="", weekdays=[]))
    edition = Edition.objects.get(name="Nieuwe groep")
    assert (edition.starts_on, edition.sessions.count()) == (edition.ends_on, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts_on": "31/02/2027"}, "Die dag bestaat niet"),
        ({"starts_on": "🙂"}, "Schrijf de datum"),
        ({"ends_on": "01/01/2020"}, "vóór de eerste"),
        ({"ends_on": "01/01/2099"}, "hoogstens twee jaar"),
        ({"begin": "25:00"}, "geldige tijd"),
        ({"begin": "13:00"}, "einduur"),
        ({"places": "0"}, "minstens 1"),
        ({"weekdays": ["9"]}, "geldige keuze"),
        ({"offer": "99999999999"}, "Kies"),
        ({"name": MANY}, "120"),
        ({"enrol_until": "01/01/2098"}, "ten laatste op de laatste dag"),
    ],
)
def test_planning_refuses_nonsense(changes: dict[str, Any], said: str, made: Scene, browser: Browser) -> None:
    answer = browser.post(url("edition_new"), new_edition(made, **changes))
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Edition.objects.filter(places=8).exists()


def test_changing_and_its_conflict(made: Scene, browser: Browser) -> None:
    form = BeautifulSoup(browser.get(at(made, "edition_edit")).content, "html.parser").select_one("main form")
    data = {one["name"]: one.get("value", "") for one in form.select("input")} | {"places": "7", "leader": ""}
    assert browser.post(at(made, "edition_edit"), data).status_code == 303
    assert Edition.objects.get(pk=made.edition.pk).places == 7
    assert "Iemand anders" in words(browser.post(at(made, "edition_edit"), data | {"places": "9"}))


def test_cancelling_asks_why(made: Scene, browser: Browser) -> None:
    one = seat(made, "Zit")
    assert browser.post(at(made, "edition_cancel"), {"reason": ""}).status_code == 200
    assert browser.post(at(made, "edition_cancel"), {"reason": "Te weinig volk"}).status_code == 303
    assert fresh(one).state == "waiting"
    assert "Te weinig volk" in words(browser.get(at(made, "edition")))


def test_several_clients_enrolled_at_once(made: Scene, browser: Browser) -> None:
    people = [client_of(made.worker, last_name=f"Eigen{number}") for number in range(5)]
    page = words(browser.get(at(made, "edition_enrol")))
    assert [one.name in page for one in people] == [True] * 5
    answer = browser.post(at(made, "edition_enrol_add"), {"clients": [one.pk for one in people]})
    assert (answer.status_code, answer["Location"]) == (303, at(made, "edition"))
    said = browser.get(answer["Location"]).content.decode()
    assert "4 personen hebben een plaats." in said
    assert "1 persoon staat op de wachtlijst." in said
    assert sorted(Participation.objects.values_list("state", flat=True)) == ["accepted"] * 4 + ["waiting"]
    assert AccessLog.objects.filter(page="edition_enrol").count() == 5
    assert all(one.name not in words(browser.get(at(made, "edition_enrol"))) for one in people)


def test_a_client_found_by_name(made: Scene, browser: Browser) -> None:
    mine = client_of(made.worker, last_name="Zoekbaar")
    other = client_of(member_of(made.office, Role.TRAJECTBEGELEIDER), last_name="Zoekbaar")
    proposed = Participation.objects.create(
        organisation=made.office,
        client=client_of(member_of(made.office, Role.TRAJECTBEGELEIDER), last_name="Zoekbaar"),
        offer=made.offer,
    )
    index_clients([mine, other, proposed.client])
    answer = browser.post(at(made, "edition_enrol"), {"q": "Zoekbaar"})
    box = BeautifulSoup(answer.content, "html.parser").find(id="found")
    found = {int(one["value"]) for one in box.select("input")}
    assert found == {mine.pk, proposed.client_id}
    assert "Zoekbaar" not in answer.request["QUERY_STRING"]
    browser.post(at(made, "edition_enrol_add"), {"clients": [other.pk]})
    assert not Participation.objects.filter(client=other).exists()
    browser.post(at(made, "edition_enrol_add"), {"clients": [proposed.client_id, "x", "9" * 30]})
    assert fresh(proposed).state == "accepted"


def test_who_cannot_be_enrolled_is_named_with_the_reason(made: Scene, browser: Browser) -> None:
    one = person(made, "Wacht op partner", state=_S.REFERRED)
    browser.post(at(made, "edition_enrol_add"), {"clients": [one.client_id]})
    assert "heeft nog niet geantwoord" in browser.get(at(made, "edition")).content.decode()
    nobody = browser.post(at(made, "edition_enrol_add"), {})
    assert nobody["Location"] == at(made, "edition_enrol")


def test_a_place_in_turn_and_out_of_turn(made: Scene, browser: Browser) -> None:
    Edition.objects.update(places=1)
    first, second = waits(made, "Eerst", 30), waits(made, "Later", 2)
    page = browser.get(at(made, "edition_place", participation_id=second.pk))
    assert "Plaats 2 op de wachtlijst" in words(page)
    refused = browser.post(at(made, "edition_place", participation_id=second.pk), {"reason": ""})
    assert "eerst aan de beurt" in words(refused)
    done = browser.post(at(made, "edition_place", participation_id=second.pk), {"reason": "Job wacht."})
    assert (done.status_code, steps(second)) == (303, [("accepted", "Job wacht.")])
    full = browser.post(at(made, "edition_place", participation_id=first.pk))
    assert "Deze reeks is vol" in words(full)


def test_one_button_for_who_is_in_turn(made: Scene, browser: Browser) -> None:
    first = waits(made, "Eerst", 30)
    assert browser.post(at(made, "edition_place", participation_id=first.pk)).status_code == 303
    assert fresh(first).state == "accepted"


def test_leaving_and_promising(made: Scene, browser: Browser) -> None:
    waiting, busy = waits(made, "Wacht", 9), seat(made, "Bezig", state=_S.RUNNING, started_on=today())
    day = today() + timedelta(days=5)
    data = {"on": day.strftime("%d/%m/%Y"), "short_notice": "on"}
    assert browser.post(at(made, "edition_promise", participation_id=waiting.pk), data).status_code == 303
    assert (fresh(waiting).promised_on, fresh(waiting).short_notice) == (day, True)
    wrong = browser.post(at(made, "edition_promise", participation_id=waiting.pk), {"on": "31/02/2027"})
    assert "Die dag bestaat niet" in words(wrong)
    done = {"note": "Heeft werk", "result": "work"}
    assert browser.post(at(made, "edition_leave", participation_id=busy.pk), done).status_code == 303
    assert (fresh(busy).state, fresh(busy).result) == ("ended", "work")
    assert (
        browser.post(at(made, "edition_leave", participation_id=waiting.pk), {"note": ""}).status_code == 200
    )
    assert (
        browser.post(at(made, "edition_leave", participation_id=waiting.pk), {"note": "Wil niet"}).status_code
        == 303
    )
    assert fresh(waiting).state == "withdrawn"
    assert AccessLog.objects.filter(page="edition_person", subject=waiting.client_id).count() == 4


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
    wrong = browser.post(at(past, "edition_finish"), {f"result_{done.pk}": "🙂"})
    assert wrong.status_code == 303


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
