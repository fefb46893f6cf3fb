"""Attendance, results, certificates, and the people of employers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from trede.clients.models import Document
from trede.clients.storage import read
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event
from trede.core.periods import today
from trede.letters.tests.reading import is_accessible, pages
from trede.offers.actions.editions import (
    NEVER_CAME,
    Mark,
    Outcome,
    add_host,
    cancel_session,
    finish_edition,
    keep_certificates,
    mark_presence,
    note_host,
    withdraw_host,
)
from trede.offers.models import Edition, HostSeat, Participation, ParticipationState, SessionPresence
from trede.offers.reading_groups import free_places, participants_of
from trede.offers.tests.groups_scene import (
    Scene,
    edition_for,
    fresh,
    lock_file,
    restrict,
    scene,
    seat,
    steps,
    waits,
)

pytestmark = pytest.mark.django_db(databases="__all__")
_S = ParticipationState


@pytest.fixture
def made(db: None) -> Scene:
    """Three sessions, the last one yesterday."""
    return scene(start=-15, places=9)


def refusal(action: object) -> str:
    with pytest.raises(CaseError) as refused:
        action()
    return str(refused.value)


def test_the_first_time_somebody_comes_they_have_begun(made: Scene) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    assert mark_presence(session, {one.pk: Mark("absent")}, by=made.worker) == 1
    assert fresh(one).state == "accepted"
    assert mark_presence(session, {one.pk: Mark("late", "Bus te laat")}, by=made.worker) == 1
    now = fresh(one)
    assert (now.state, now.started_on) == ("running", session.on)
    row = SessionPresence.objects.get()
    assert (row.presence, row.note, row.version, row.marked_by) == ("late", "Bus te laat", 2, made.worker)


def test_the_same_mark_twice_is_one_and_the_empty_mark_takes_it_back(made: Scene) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    marks = {one.pk: Mark("present")}
    assert [mark_presence(session, marks, by=made.worker) for _time in range(2)] == [1, 0]
    assert mark_presence(session, {one.pk: Mark("")}, by=made.worker) == 1
    assert not SessionPresence.objects.exists()
    assert verbs_on(one.client_id).count("sessionpresence.marked") == 2


def test_two_people_who_mark_differently(made: Scene) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    mark_presence(session, {one.pk: Mark("present", expected=0)}, by=made.worker)
    with pytest.raises(Conflict):
        mark_presence(session, {one.pk: Mark("absent", expected=0)}, by=made.worker)
    assert mark_presence(session, {one.pk: Mark("present", expected=0)}, by=made.worker) == 0
    assert SessionPresence.objects.get().presence == "present"


def test_a_mark_that_is_refused_leaves_no_other(made: Scene) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    other = waits(made, "B", 3)
    assert "geen plaats meer" in refusal(
        lambda: mark_presence(session, {one.pk: Mark("present"), other.pk: Mark("present")}, by=made.worker)
    )
    assert "Kies aanwezig" in refusal(lambda: mark_presence(session, {one.pk: Mark("🙂")}, by=made.worker))
    restrict(one.client)
    assert "beperkt" in refusal(lambda: mark_presence(session, {one.pk: Mark("present")}, by=made.worker))
    assert not SessionPresence.objects.exists()


def test_no_marks_for_a_session_to_come_or_a_cancelled_one(made: Scene) -> None:
    one, session = seat(made, "A"), made.sessions[0]
    cancel_session(session, by=made.worker)
    assert "geschrapt" in refusal(lambda: mark_presence(session, {one.pk: Mark("present")}, by=made.worker))
    later = edition_for(made.offer, made.worker, start=1)
    assert "moet nog komen" in refusal(
        lambda: mark_presence(later.sessions.first(), {one.pk: Mark("present")}, by=made.worker)
    )


def test_the_page_says_how_often_somebody_came(made: Scene) -> None:
    often, never = seat(made, "Vaak"), seat(made, "Nooit")
    hidden = seat(made, "Geheim")
    lock_file(hidden.client)
    for session in made.sessions:
        mark_presence(session, {often.pk: Mark("present"), never.pk: Mark("absent")}, by=made.worker)
    found = participants_of(made.edition, made.worker)
    assert [(one.name, one.attendance.percent, one.attendance.too_often) for one in found.seated] == [
        ("Nooit Alex", 0, True),
        ("Vaak Alex", 100, False),
    ]
    assert found.hidden == 1


def test_everyone_gets_a_result_and_who_waits_waits_on(made: Scene) -> None:
    done, stopped, never = seat(made, "Klaar"), seat(made, "Gestopt"), seat(made, "Nooit")
    waiting = waits(made, "Wacht", 9)
    mark_presence(made.sessions[0], {done.pk: Mark("present")}, by=made.worker)
    outcomes = {
        done.pk: Outcome("completed", "Heel actief.", certificate=True),
        stopped.pk: Outcome("work"),
        never.pk: Outcome(NEVER_CAME, "Telefoon niet opgenomen."),
    }
    assert finish_edition(made.edition, outcomes, by=made.worker) == 3
    assert finish_edition(made.edition, outcomes, by=made.worker) == 0
    ended = fresh(done)
    assert (ended.state, ended.result, ended.result_note) == ("ended", "completed", "Heel actief.")
    assert (ended.started_on, ended.ended_on) == (made.sessions[0].on, made.edition.ends_on)
    assert (fresh(stopped).state, fresh(stopped).result) == ("ended", "work")
    assert (fresh(never).state, steps(never)[-1]) == ("withdrawn", ("withdrawn", "Telefoon niet opgenomen."))
    assert (fresh(waiting).state, fresh(waiting).edition, fresh(waiting).waits_since) == (
        "waiting",
        None,
        today() - timedelta(days=9),
    )
    assert Event.objects.filter(verb="edition.finished").count() == 1


def test_results_that_cannot_be(made: Scene) -> None:
    came = seat(made, "Kwam")
    mark_presence(made.sessions[0], {came.pk: Mark("present")}, by=made.worker)
    for outcome, words in (
        (Outcome("🙂"), "Kies een resultaat"),
        (Outcome(NEVER_CAME), "kan niet"),
    ):
        assert words in refusal(lambda o=outcome: finish_edition(made.edition, {came.pk: o}, by=made.worker))
    other = seat(scene(), "Elders")
    outcomes = {other.pk: Outcome("completed")}
    assert "hoort niet bij" in refusal(lambda: finish_edition(made.edition, outcomes, by=made.worker))
    running = edition_for(made.offer, made.worker, start=-1)
    assert "loopt nog" in refusal(lambda: finish_edition(running, {}, by=made.worker))
    assert fresh(came).state == "running"


def test_a_certificate_is_kept_once_on_the_file(made: Scene) -> None:
    one, other = seat(made, "Desmet"), seat(made, "Anders")
    for session in made.sessions[:2]:
        mark_presence(session, {one.pk: Mark("present")}, by=made.worker)
    finish_edition(made.edition, {one.pk: Outcome("completed")}, by=made.worker)
    asked = [one.pk, other.pk]
    assert [keep_certificates(made.edition, asked, by=made.worker) for _time in range(2)] == [1, 0]
    document = Document.objects.get()
    assert (document.client, document.kind, fresh(one).certificate) == (one.client, "certificate", document)
    made_pdf = read(document)
    words = " ".join(pages(made_pdf)[0].split())
    for said in ("Attest van deelname", "Alex Desmet", "Bootcamp", "2 bijeenkomsten, samen 6 uur"):
        assert said in words
    assert is_accessible(made_pdf)


def test_people_of_employers(made: Scene) -> None:
    hosts = edition_for(made.offer, made.worker, start=0, for_hosts=True, places=1)
    seat_ = add_host(HostSeat(edition=hosts, host="Bakkerij Vers", person="Mia Maes"), by=made.worker)
    again = add_host(HostSeat(edition=hosts, host="bakkerij vers ", person="MIA MAES"), by=made.worker)
    assert (again.pk, free_places(hosts)) == (seat_.pk, 0)
    with pytest.raises(ValidationError) as refused:
        add_host(HostSeat(edition=hosts, host="Kapsalon", person="Jan"), by=made.worker)
    assert "vol" in refused.value.message_dict["person"][0]
    assert note_host(seat_, came=True, by=made.worker).came is True
    assert note_host(seat_, came=True, by=made.worker).version == 2
    assert withdraw_host(seat_, by=made.worker).withdrawn_on == today()
    assert (withdraw_host(seat_, by=made.worker).version, free_places(hosts)) == (3, 1)
    assert "komt niet meer" in refusal(lambda: note_host(seat_, came=False, by=made.worker))
    verbs = Event.objects.filter(object_kind="hostseat").values_list("verb", "subject")
    assert list(verbs.order_by("pk")) == [
        ("hostseat.added", None),
        ("hostseat.noted", None),
        ("hostseat.withdrawn", None),
    ]


def test_employers_only_where_they_belong(made: Scene) -> None:
    wrong = HostSeat(edition=made.edition, host="Bakkerij", person="Mia")
    assert "voor cliënten" in refusal(lambda: add_host(wrong, by=made.worker))
    later = edition_for(made.offer, made.worker, for_hosts=True)
    with pytest.raises(ValidationError) as refused:
        add_host(HostSeat(edition=later, host="", person="x" * 121, email="geen"), by=made.worker)
    assert sorted(refused.value.message_dict) == ["email", "host", "person"]
    seat_ = add_host(HostSeat(edition=later, host="Bakkerij", person="Mia"), by=made.worker)
    assert "moet nog beginnen" in refusal(lambda: note_host(seat_, came=True, by=made.worker))
    Edition.objects.filter(pk=later.pk).update(cancelled_on=today())
    assert "geschrapt" in refusal(
        lambda: add_host(HostSeat(edition=later, host="B", person="C"), by=made.worker)
    )
    assert Participation.objects.count() == 0
