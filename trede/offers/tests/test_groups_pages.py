"""The pages of editions: who opens them, what does not leak, what one does on them, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser

from tests.cast import client_of, member_of
from trede.clients.indexing import index_clients
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import AccessLog
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.models import Edition, Participation, ParticipationState, SessionPresence
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
        links = BeautifulSoup(answer.content, "html.parser").select("th a")
        assert {one.get_text("|").split("|")[0] for one in links} == {made.offer.name}
        return [one.get_text("|", strip=True).split("|")[-1] for one in links]

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


def test_whose_file_one_came_from_is_ticked_and_first(made: Scene, browser: Browser) -> None:
    for number in range(45):
        client_of(made.worker, last_name=f"Aa{number:02d}")
    last = client_of(made.worker, last_name="Zz")
    soup = BeautifulSoup(browser.get(at(made, "edition_enrol"), {"dossier": last.pk}).content, "html.parser")
    boxes = soup.find(id="mine").select("input")
    assert (len(boxes), int(boxes[0]["value"]), boxes[0].has_attr("checked")) == (40, last.pk, True)
    assert sum(box.has_attr("checked") for box in boxes) == 1
    assert "U volgt er meer" in soup.find(id="mine").get_text()
    nonsense = browser.get(at(made, "edition_enrol"), {"dossier": ["x", "9" * 40, "🙂"]})
    assert nonsense.status_code == 200


def test_a_locked_file_in_turn_is_said_without_a_name(made: Scene, browser: Browser) -> None:
    hidden = waits(made, "Geheim", 90)
    waits(made, "Volgt", 3)
    lock_file(hidden.client)
    said = words(browser.get(at(made, "edition")))
    assert "Een afgeschermd dossier is eerst aan de beurt" in said
    assert "Geheim" not in said


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
