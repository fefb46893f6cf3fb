"""Attempts on editions: names of locked files, ids of elsewhere, letters that go where none may go."""

import io
from typing import Any

import pypdf
import pytest
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.caseload import caseload_ids
from trede.clients.models import Address, Client, ContactRule, FileLock
from trede.clients.tests.scene import sign_in, url
from trede.core.models import AccessGrant, Event
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.models import Edition, Participation, ParticipationState
from trede.offers.tests.groups_scene import Scene, edition_for, fresh, lock_file, offer_of, scene, seat, waits

pytestmark = pytest.mark.django_db(databases="__all__")
_S = ParticipationState


@pytest.fixture
def made() -> Scene:
    return scene(start=0)


def at(made: Scene, name: str, **more: Any) -> str:
    return url(name, edition_id=made.edition.pk, **more)


def lives(client: Client) -> None:
    Address.objects.create(
        organisation=client.organisation,
        client=client,
        kind="home",
        street="Kerkstraat",
        house_number="5",
        postcode="8400",
        municipality="Oostende",
        starts_on=LONG_AGO,
    )


def letter(browser: Browser, made: Scene, one: Participation) -> str:
    answer = browser.get(at(made, "edition_letter", participation_id=one.pk))
    assert answer.status_code == 200
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_a_letter_goes_nowhere_while_an_agreement_on_contact_runs(made: Scene) -> None:
    one = seat(made, "Janssens")
    lives(one.client)
    browser = sign_in(made.worker)
    assert "Kerkstraat" in letter(browser, made, one)
    ContactRule.objects.create(
        organisation=made.office, client=one.client, rule="Nooit een brief naar huis", starts_on=LONG_AGO
    )
    said = letter(browser, made, one)
    assert "Kerkstraat" not in said
    assert "Janssens" in said


def test_who_may_not_open_the_file_reads_no_address_in_the_letter(made: Scene) -> None:
    one = seat(made, "Janssens")
    lives(one.client)
    coach = member_of(made.office, Role.WERKVLOERCOACH)
    assert "Kerkstraat" not in letter(sign_in(coach), made, one)


def test_locked_files_stand_by_name_on_no_page_of_an_edition(made: Scene) -> None:
    people = [seat(made, "Geheimpje"), waits(made, "Geheimpje", 5)]
    gone = seat(made, "Geheimpje", state=_S.ENDED, started_on=today(), ended_on=today(), result="completed")
    for one in (*people, gone):
        lock_file(one.client)
    browser = sign_in(made.worker)
    for name in ("edition", "edition_enrol", "edition_finish", "edition_certificates", "edition_cancel"):
        answer = browser.get(at(made, name), follow=True)
        assert "Geheimpje" not in answer.content.decode(), name
    page = browser.get(at(made, "edition_session", session_id=made.sessions[0].pk))
    assert "Geheimpje" not in page.content.decode()
    changed = browser.post(
        at(made, "edition_edit"),
        {"name": "R", "places": 0, "starts_on": "01/01/2026", "ends_on": "31/12/2026", "version": 1},
    )
    assert "Geheimpje" not in changed.content.decode()
    for one in (*people, gone):
        for name in ("edition_place", "edition_leave", "edition_promise", "edition_letter"):
            assert browser.get(at(made, name, participation_id=one.pk)).status_code == 404


def test_a_lock_on_a_part_hides_the_whole_from_the_list_to_enrol(made: Scene) -> None:
    head, part = client_of(made.worker, last_name="Geheimpje"), client_of(made.worker)
    Client.objects.filter(pk=part.pk).update(alias_of=head)
    FileLock.objects.create(organisation=made.office, client=part, reason="colleague", starts_on=LONG_AGO)
    assert not Client.objects.visible_to(made.worker).filter(pk=head.pk).exists()
    assert head.pk not in caseload_ids(made.worker)
    page = sign_in(made.worker).get(at(made, "edition_enrol"))
    assert "Geheimpje" not in page.content.decode()


def test_a_mark_for_a_locked_file_or_another_edition_is_not_written(made: Scene) -> None:
    hidden = seat(made, "Geheimpje")
    lock_file(hidden.client)
    other = edition_for(made.offer, made.worker, start=0)
    elsewhere = seat(made, "Elders")
    Participation.objects.filter(pk=elsewhere.pk).update(edition=other)
    browser = sign_in(made.worker)
    address = at(made, "edition_mark", session_id=made.sessions[0].pk)
    for one in (hidden, elsewhere):
        browser.post(address, {"who": one.pk, "presence": "present"})
        assert fresh(one).state == _S.ACCEPTED
    assert not Event.objects.filter(verb="sessionpresence.marked").exists()
    there = other.sessions.first()
    assert (
        browser.post(at(made, "edition_mark", session_id=there.pk), {"who": elsewhere.pk}).status_code == 404
    )


def test_results_for_who_is_hidden_or_elsewhere_are_not_taken(made: Scene) -> None:
    Edition.objects.update(starts_on=LONG_AGO, ends_on=LONG_AGO)
    made.edition.sessions.exclude(pk=made.sessions[0].pk).delete()
    made.edition.sessions.update(on=LONG_AGO)
    hidden = seat(made, "Geheimpje", state=_S.RUNNING, started_on=LONG_AGO)
    lock_file(hidden.client)
    shown = seat(made, "Zichtbaar", state=_S.RUNNING, started_on=LONG_AGO)
    posted = {f"result_{one.pk}": "completed" for one in (hidden, shown)}
    posted |= {f"certificate_{one.pk}": "on" for one in (hidden, shown)}
    sign_in(made.worker).post(at(made, "edition_finish"), posted)
    assert (fresh(hidden).state, fresh(shown).state) == (_S.RUNNING, _S.ENDED)
    assert fresh(hidden).certificate_id is None


def test_ids_of_another_office_or_another_offer_do_not_go_in(made: Scene) -> None:
    away = scene()
    mine = client_of(made.worker)
    browser = sign_in(made.worker)
    propose = url("participation_new", pk=mine.pk)
    other = edition_for(offer_of(made.office), made.worker)
    for offer, edition in (
        (away.offer.pk, ""),
        (made.offer.pk, away.edition.pk),
        (made.offer.pk, other.pk),
        (10**17, ""),
        ("0", "0"),
    ):
        answer = browser.post(propose, {"offer": offer, "edition": edition, "why": "Daarom"})
        assert answer.status_code == 200
    browser.post(at(made, "edition_enrol_add"), {"clients": [client_of(away.worker).pk]})
    assert not Participation.objects.exists()
    for name in ("edition_cancel", "edition_edit", "edition_finish", "edition_enrol"):
        assert browser.post(url(name, edition_id=away.edition.pk), {"reason": "x"}).status_code == 404
    planned = browser.post(
        url("edition_new"),
        {
            "offer": away.offer.pk,
            "name": "R",
            "places": 2,
            "starts_on": "01/12/2030",
            "ends_on": "01/12/2030",
            "begin": "9:00",
            "end": "12:00",
            "leader": away.worker.pk,
        },
    )
    assert planned.status_code == 200
    assert Edition.objects.filter(organisation=made.office).count() == 2


def test_a_file_outside_the_caseload_is_not_enrolled_by_its_number(made: Scene) -> None:
    theirs = client_of(member_of(made.office, Role.TRAJECTBEGELEIDER))
    sign_in(made.worker).post(at(made, "edition_enrol_add"), {"clients": [theirs.pk]})
    assert not Participation.objects.exists()
    assert AccessGrant.objects.filter(subject=theirs.pk).count() == 1
