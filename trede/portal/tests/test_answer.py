import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import OrganisationFactory, member_of
from trede.clients.models import Client, ContactPoint
from trede.clients.tests.scene import words
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.answers import answer, release
from trede.orientation.models import InterpreterRequest, InvitationAnswer, OrientationInvitation, Reply
from trede.orientation.tests.planning_scene import invited, session_on, waits
from trede.portal.tests.scene import (
    an_invitation,
    buttons,
    link_of,
    now_of,
    parsed,
    token_of,
    visitor,
)

pytestmark = pytest.mark.django_db(databases="__all__")
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    return an_invitation(worker)


def counted() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def press(invitation: OrientationInvitation, **pressed: Any) -> Any:
    return visitor().post(link_of(invitation), pressed)


def test_opening_the_link_changes_nothing(invitation: OrientationInvitation) -> None:
    before, row = counted(), OrientationInvitation.objects.values().get()
    browser = visitor()
    for _look in range(3):
        shown = browser.get(link_of(invitation))
        assert shown.status_code == 200
    assert browser.head(link_of(invitation)).status_code == 200
    assert counted() == before
    assert OrientationInvitation.objects.values().get() == row
    assert not shown.cookies
    assert "Set-Cookie" not in shown.headers


def test_the_page_says_when_where_with_whom_and_nothing_of_the_person(
    worker: Member, invitation: OrientationInvitation
) -> None:
    shown = visitor().get(link_of(invitation))
    said = words(shown)
    for part in ("Uw afspraak", "13 uur", "Stationsplein 1", worker.name, "Komt u?", "Ja, ik kom"):
        assert part in said
    everything = shown.content.decode() + str(shown.headers)
    for person in ("Zyxwvutskij", "Qoppaline", "1990"):
        assert person not in everything
    assert parsed(shown).title.get_text() == "Uw afspraak"


def test_no_browser_and_no_search_engine_keeps_it(invitation: OrientationInvitation) -> None:
    for shown in (
        visitor().get(link_of(invitation)),
        visitor().get("/a/onbekend/"),
        visitor().get("/afspraak/"),
    ):
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert "media-src 'self'" in shown.headers["Content-Security-Policy"]


def test_one_press_without_a_cookie_is_enough(invitation: OrientationInvitation) -> None:
    answered = press(invitation, reply="comes")
    assert (answered.status_code, answered.headers["Location"]) == (303, link_of(invitation) + "?taal=nl")
    assert now_of(invitation).reply == Reply.COMES
    said = words(visitor().get(link_of(invitation)))
    assert "Dank u. Wij verwachten u:" in said


def test_what_another_site_sends_is_refused(invitation: OrientationInvitation) -> None:
    for site in ("cross-site", "same-site"):
        forged = visitor(headers={"Sec-Fetch-Site": site}).post(link_of(invitation), {"reply": "cannot"})
        assert forged.status_code == 403
    assert now_of(invitation).reply == ""
    honest = visitor(headers={"Sec-Fetch-Site": "same-origin"}).post(link_of(invitation), {"reply": "comes"})
    assert honest.status_code == 303


def test_a_double_press_is_one_answer(invitation: OrientationInvitation) -> None:
    for _press in range(2):
        assert press(invitation, reply="cannot").status_code == 303
    assert InvitationAnswer.objects.count() == 1
    assert now_of(invitation).released_at is not None


def test_who_cannot_come_chooses_another_moment(worker: Member, invitation: OrientationInvitation) -> None:
    later = session_on(worker, today() + timedelta(days=28)).slots.last()
    press(invitation, reply="cannot")
    shown = visitor().get(link_of(invitation))
    assert "U krijgt een nieuw bericht" in words(shown)
    assert "facts--off" in shown.content.decode(), "the moment that is off is struck through"
    moments = [value for name, value in buttons(shown) if name == "slot"]
    assert 1 <= len(moments) <= 6
    assert ("reply", "call_me") in buttons(shown)
    assert press(invitation, slot=later.pk).status_code == 303
    assert (now_of(invitation).slot, now_of(invitation).reply) == (later, Reply.COMES)
    assert "facts--off" not in visitor().get(link_of(invitation)).content.decode()


def test_who_cannot_come_asks_to_be_called(invitation: OrientationInvitation) -> None:
    press(invitation, reply="call_me")
    assert "Wij bellen u" in words(visitor().get(link_of(invitation)))
    assert press(invitation, reply="comes").status_code == 303
    assert now_of(invitation).released_at is None


def test_where_no_moment_is_free_we_ask_whether_to_call(worker: Member) -> None:
    invitation = an_invitation(worker, session={"slots": 1})
    press(invitation, reply="cannot")
    shown = visitor().get(link_of(invitation))
    assert "Er is nu geen ander moment vrij." in words(shown)
    assert ("reply", "call_me") in buttons(shown)
    press(invitation, reply="call_me")
    again = visitor().get(link_of(invitation))
    assert "Er is nu geen ander moment vrij." not in words(again)
    assert buttons(again) == [("reply", "comes")]


def test_two_clients_grab_the_same_moment(worker: Member, invitation: OrientationInvitation) -> None:
    other, free = an_invitation(worker), invitation.slot.session.slots.last()
    assert press(invitation, slot=free.pk).status_code == 303
    late = press(other, slot=free.pk)
    assert late.status_code == 409
    assert "Iemand anders nam dit moment net." in words(late)
    assert ("slot", str(free.pk)) not in buttons(late)
    assert now_of(other).slot_id == other.slot_id


def test_no_moment_of_another_organisation(invitation: OrientationInvitation) -> None:
    theirs = session_on(member_of(OrganisationFactory(), "trajectbegeleider")).slots.first()
    assert press(invitation, slot=theirs.pk).status_code == 409
    assert ("slot", str(theirs.pk)) not in buttons(visitor().get(link_of(invitation)))


def test_an_interpreter_is_asked_and_no_longer_asked(invitation: OrientationInvitation) -> None:
    press(invitation, interpreter="1")
    shown = visitor().get(link_of(invitation))
    assert "Wij zoeken een tolk" in words(shown)
    assert ("interpreter", "0") in buttons(shown)
    assert InterpreterRequest.objects.filter(cancelled_on=None).count() == 1
    press(invitation, interpreter="0")
    assert not InterpreterRequest.objects.filter(cancelled_on=None).exists()


@pytest.mark.parametrize(
    "pressed",
    [
        {},
        {"reply": "other_time"},
        {"reply": "😀"},
        {"reply": "comes", "slot": "1"},
        {"slot": "-1"},
        {"slot": "9" * 40},
        {"slot": "31/02/2026"},
        {"interpreter": "misschien\x00"},
    ],
)
def test_bad_input_gets_the_page_again(pressed: dict[str, str], invitation: OrientationInvitation) -> None:
    shown = press(invitation, **pressed)
    assert shown.status_code == 400
    assert parsed(shown).select_one("[role=alert]").get_text(strip=True).startswith("Er ging iets mis")
    assert now_of(invitation).version == 1


def test_a_slot_that_does_not_exist_is_taken(invitation: OrientationInvitation) -> None:
    assert press(invitation, slot="999999").status_code == 409


def ended(invitation: OrientationInvitation, how: str, worker: Member) -> None:
    session = invitation.slot.session
    if how == "cancelled":
        session.cancelled_at = timezone.now()
    elif how == "past":
        session.on = today() - timedelta(days=1)
    elif how == "released":
        release(invitation, because="Vrijgesteld", by=worker)
    elif how == "seen":
        OrientationInvitation.objects.update(attendance="present")
    elif how == "newer":
        answer(invitation, reply=Reply.CANNOT)
        invited(invitation.entry, session.slots.last())
    session.save()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("cancelled", "Deze afspraak gaat niet door."),
        ("past", "De dag van de afspraak is voorbij."),
        ("released", "Deze afspraak geldt niet meer."),
        ("seen", "Deze afspraak geldt niet meer."),
        ("newer", "Deze afspraak geldt niet meer."),
    ],
)
def test_a_link_that_is_over_says_why_and_what_to_do(
    how: str, sentence: str, worker: Member, invitation: OrientationInvitation
) -> None:
    Member.objects.filter(pk=worker.pk).update(phone="059 12 34 56")
    ended(invitation, how, worker)
    row = now_of(invitation)
    for shown in (visitor().get(link_of(invitation)), press(invitation, reply="comes")):
        assert shown.status_code == 410
        assert sentence in words(shown)
        page = parsed(shown)
        assert page.select_one("a[href='tel:059123456']")
        assert page.select_one("a[href^='/afspraak/']")
        assert not page.select("button")
    assert now_of(invitation).version == row.version


def test_an_unknown_link_gets_the_same_kind_of_page(invitation: OrientationInvitation) -> None:
    for token in ("onbekend", "x" * 32, "x" * 3000, "%00", "😀"):
        shown = visitor().get(f"/a/{token}/")
        assert shown.status_code == 404
        assert "Wij kennen deze link niet." in words(shown)
    assert visitor().post("/a/onbekend/", {"reply": "comes"}).status_code == 404


def test_an_erased_file_has_no_page(invitation: OrientationInvitation) -> None:
    link = link_of(invitation)
    Client.objects.update(erased_at=timezone.now())
    assert visitor().get(link).status_code == 404


def test_until_midnight_in_brussels(worker: Member) -> None:
    with time_machine.travel(datetime(2026, 1, 5, 9, tzinfo=BRUSSELS), tick=False):
        invitation = an_invitation(worker, session={"day": today() + timedelta(days=2)})
        link = link_of(invitation)
    for moment, status in (
        (datetime(2026, 1, 7, 23, 59, 59, tzinfo=BRUSSELS), 200),
        (datetime(2026, 1, 8, 0, 0, tzinfo=BRUSSELS), 410),
    ):
        with time_machine.travel(moment, tick=False):
            assert visitor().get(link).status_code == status


def test_who_tries_links_is_slowed_down_and_who_has_one_is_not(invitation: OrientationInvitation) -> None:
    browser = visitor()
    for number in range(30):
        assert browser.get(f"/a/{number}/").status_code == 404
    slowed = browser.get("/a/nogeen/")
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "600")
    assert browser.get(link_of(invitation)).status_code == 200


def test_a_button_pressed_without_end_is_stopped(invitation: OrientationInvitation) -> None:
    statuses = [press(invitation, reply=("comes", "cannot")[turn % 2]).status_code for turn in range(41)]
    assert statuses == [303] * 40 + [429]
    cache.clear()


def test_the_name_of_the_service_stays_out_where_others_read_along(
    worker: Member, invitation: OrientationInvitation
) -> None:
    name = worker.organisation.name
    assert name in words(visitor().get(link_of(invitation)))
    ContactPoint.objects.create(
        organisation=worker.organisation,
        client=invitation.client,
        channel="mobile",
        value="+32468987654",
        neutral_sender=True,
        starts_on=today(),
    )
    assert name not in visitor().get(link_of(invitation)).content.decode()


def test_a_page_takes_few_queries_however_many_moments_are_free(
    worker: Member, invitation: OrientationInvitation
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert visitor().get(link_of(invitation)).status_code == 200
        return len(asked)

    few = queries()
    for week in range(1, 5):
        session_on(worker, today() + timedelta(days=7 * week), slots=30)
    assert queries() == few <= 12


def test_a_first_visit_weighs_less_than_a_picture(invitation: OrientationInvitation) -> None:
    shown = visitor().get(link_of(invitation))
    page = parsed(shown)
    files = {tag.get("src") or tag.get("href") for tag in page.select("img, link[rel=stylesheet], script")}
    sizes = [Path(finders.find(name.removeprefix("/static/"))).stat().st_size for name in files - {"data:,"}]
    assert len(shown.content) + sum(sizes) < 60_000
    assert not page.select("script")
    assert not page.select("audio[autoplay]")


def test_a_merged_file_keeps_its_link(worker: Member, invitation: OrientationInvitation) -> None:
    head = waits(worker).client
    Client.objects.filter(pk=invitation.client_id).update(alias_of=head)
    assert press(invitation, reply="comes").status_code == 303
    assert token_of(invitation)


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_two_phones_grab_one_moment_at_the_same_instant() -> None:
    worker = member_of(OrganisationFactory(), "trajectbegeleider")
    people = [an_invitation(worker) for _person in range(2)]
    free, links = people[0].slot.session.slots.last(), [link_of(one) for one in people]
    # The database of the tests on SQLite lives in memory, where one writer refuses the other instead of waiting.
    together = connection.vendor == "postgresql"
    gate, statuses = threading.Barrier(2 if together else 1), []

    def grabs(link: str) -> None:
        try:
            gate.wait(10)
            statuses.append(visitor().post(link, {"slot": free.pk}).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=grabs, args=(link,)) for link in links]
    for group in [threads] if together else [[thread] for thread in threads]:
        for thread in group:
            thread.start()
        for thread in group:
            thread.join(60)
    assert sorted(statuses) == [303, 409]
    assert OrientationInvitation.objects.holding().filter(slot=free).count() == 1
