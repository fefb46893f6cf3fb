"""Editions and their sessions: planned, changed, moved, cancelled, with everyone back where they came from."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.cast import member_of
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions.editions import (
    Meeting,
    add_session,
    cancel_edition,
    cancel_session,
    edit_edition,
    mark_presence,
    move_session,
    plan_edition,
)
from trede.offers.actions.presence import Mark
from trede.offers.models import Edition, Participation, ParticipationState
from trede.offers.tests.groups_scene import (
    NINE,
    NOON,
    Scene,
    edition_for,
    fresh,
    lock_file,
    offer_of,
    person,
    restrict,
    scene,
    seat,
    steps,
    waits,
)

pytestmark = pytest.mark.django_db(databases="__all__")
_S = ParticipationState
SOON = today() + timedelta(days=10)


@pytest.fixture
def made(db: None) -> Scene:
    return scene()


def refusal(action: object) -> str:
    with pytest.raises(CaseError) as refused:
        action()
    return str(refused.value)


def test_an_edition_with_its_sessions(made: Scene) -> None:
    assert [(one.on, one.begin, one.end) for one in made.sessions] == [
        (SOON + timedelta(days=7 * number), NINE, NOON) for number in range(3)
    ]
    event = Event.objects.get(verb="edition.planned")
    assert (event.object_id, event.subject) == (made.edition.pk, None)


@pytest.mark.parametrize(
    ("change", "sessions", "words"),
    [
        ({}, [], "geen enkele sessie"),
        ({}, [Meeting(SOON, NOON, NINE)], "einduur"),
        ({}, [Meeting(SOON, NINE, 25 * 60)], "einduur"),
        ({}, [Meeting(SOON + timedelta(days=1), NINE, NOON)], "valt buiten de reeks"),
        ({}, [Meeting(SOON, NINE, NOON), Meeting(SOON, NINE + 60, NOON + 60)], "door elkaar"),
        ({}, [Meeting(SOON, number, number + 1) for number in range(201)], "hoogstens 200"),
    ],
)
def test_sessions_that_cannot_be(made: Scene, change: dict, sessions: list, words: str) -> None:
    values = {"name": "Fout", "places": 3, "starts_on": SOON, "ends_on": SOON} | change
    edition = Edition(offer=made.offer, **values)
    assert words in refusal(lambda: plan_edition(edition, sessions=sessions, by=made.worker))
    assert not Edition.objects.filter(name="Fout").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"places": 0}, "__all__"),
        ({"ends_on": SOON - timedelta(days=1)}, "__all__"),
        ({"enrol_until": SOON + timedelta(days=1)}, "enrol_until"),
    ],
)
def test_fields_that_cannot_be(made: Scene, change: dict, field: str) -> None:
    values = {"name": "Fout", "places": 3, "starts_on": SOON, "ends_on": SOON} | change
    with pytest.raises(ValidationError) as refused:
        plan_edition(
            Edition(offer=made.offer, **values), sessions=[Meeting(SOON, NINE, NOON)], by=made.worker
        )
    assert list(refused.value.message_dict) == [field]


def test_an_offer_or_leader_of_another_office_and_a_stopped_offer(made: Scene) -> None:
    other = scene()
    values = {"name": "Fout", "places": 3, "starts_on": SOON, "ends_on": SOON}
    meetings = [Meeting(SOON, NINE, NOON)]
    with pytest.raises(ValidationError) as refused:
        plan_edition(
            Edition(offer=other.offer, leader=other.worker, **values), sessions=meetings, by=made.worker
        )
    assert sorted(refused.value.message_dict) == ["leader", "offer"]
    stopped = offer_of(made.office, stopped_on=today())
    assert "gestopt" in refusal(
        lambda: plan_edition(Edition(offer=stopped, **values), sessions=meetings, by=made.worker)
    )


def test_changing_an_edition(made: Scene) -> None:
    edited = edit_edition(made.edition, by=made.worker, expected=1, values={"places": 5, "name": "Lente"})
    assert (edited.places, edited.name, edited.version) == (5, "Lente", 2)
    with pytest.raises(Conflict):
        edit_edition(made.edition, by=made.worker, expected=1, values={"places": 6})
    assert "buiten de reeks" in refusal(
        lambda: edit_edition(edited, by=made.worker, expected=2, values={"ends_on": SOON})
    )


def test_fewer_places_than_taken_says_who_sits_there(made: Scene) -> None:
    seat(made, "Abel"), seat(made, "Bruno")
    lock_file(seat_of(made, "Bruno"))
    said = refusal(lambda: edit_edition(made.edition, by=made.worker, expected=1, values={"places": 1}))
    assert "2 plaatsen bezet" in said
    assert "Abel Alex" in said
    assert "1 afgeschermd" in said
    assert "Bruno" not in said
    assert edit_edition(made.edition, by=made.worker, expected=1, values={"places": 2}).places == 2


def seat_of(made: Scene, name: str) -> object:
    return Participation.objects.get(client__last_name=name, edition=made.edition).client


def test_a_session_moves_and_the_edition_stretches(made: Scene) -> None:
    last = made.sessions[-1]
    later = last.on + timedelta(days=3)
    moved = move_session(last, on=later, begin=13 * 60, end=15 * 60, by=made.worker, expected=1)
    assert (moved.on, moved.begin, Edition.objects.get().ends_on) == (later, 13 * 60, later)
    with pytest.raises(Conflict):
        move_session(last, on=later, begin=NINE, end=NOON, by=made.worker, expected=1)
    first = made.sessions[0]
    assert "door elkaar" in refusal(
        lambda: move_session(
            made.sessions[1], on=first.on, begin=NOON - 60, end=NOON, by=made.worker, expected=1
        )
    )


def test_one_more_session_and_one_that_is_cancelled(made: Scene) -> None:
    extra = add_session(
        made.edition, Meeting(SOON - timedelta(days=1), NINE, NOON, "Kennis maken"), by=made.worker
    )
    assert (extra.topic, Edition.objects.get().starts_on) == ("Kennis maken", SOON - timedelta(days=1))
    cancelled = cancel_session(extra, by=made.worker)
    assert (cancelled.cancelled_on, cancel_session(extra, by=made.worker).version) == (today(), 2)
    assert "al geschrapt" in refusal(
        lambda: move_session(cancelled, on=SOON, begin=NINE, end=NOON, by=made.worker, expected=2)
    )
    again = add_session(made.edition, replace_day(extra.on), by=made.worker)
    assert again.pk != extra.pk


def replace_day(on: object) -> Meeting:
    return replace(Meeting(on, NINE, NOON), begin=NINE + 30)


def test_a_session_with_marks_stays_where_it_is() -> None:
    made = scene(start=-7)
    one, session = seat(made, "A"), made.sessions[0]
    mark_presence(session, {one.pk: Mark("present")}, by=made.worker)
    for action in (
        lambda: cancel_session(session, by=made.worker),
        lambda: move_session(session, on=SOON, begin=NINE, end=NOON, by=made.worker, expected=1),
    ):
        assert "aanwezigheid genoteerd" in refusal(action)


def test_a_cancelled_edition_loses_nobody(made: Scene) -> None:
    Edition.objects.update(places=9)
    proposed = person(made, "Voorstel", state=_S.PROPOSED, edition=made.edition)
    waiting = waits(made, "Wacht", 20)
    accepted = seat(made, "Zit", waits_since=today() - timedelta(days=30))
    straight = seat(made, "Meteen", proposed_on=today() - timedelta(days=8))
    busy = seat(made, "Bezig", state=_S.RUNNING, started_on=today() - timedelta(days=2))
    kept = seat(made, "Beperkt")
    restrict(kept.client)
    assert "waarom" in refusal(lambda: cancel_edition(made.edition, because=" ", by=made.worker))
    done = cancel_edition(made.edition, because="Te weinig volk", by=made.worker)
    assert (done.back, done.left, done.edition.cancelled_on) == (5, 1, today())
    note = "De reeks gaat niet door: Te weinig volk"
    for one, state, since in (
        (proposed, "proposed", None),
        (waiting, "waiting", today() - timedelta(days=20)),
        (accepted, "waiting", today() - timedelta(days=30)),
        (straight, "waiting", today() - timedelta(days=8)),
    ):
        now = fresh(one)
        assert (now.state, now.edition, now.waits_since, steps(one)[-1]) == (
            state,
            None,
            since,
            (state, note),
        )
    assert (fresh(busy).state, fresh(busy).result) == ("ended", "stopped_provider")
    next_one = Participation.objects.get(client=busy.client, state="waiting")
    assert (next_one.waits_since, next_one.edition) == (today() - timedelta(days=2), None)
    assert (fresh(kept).state, fresh(kept).edition_id) == ("accepted", made.edition.pk)
    again = cancel_edition(made.edition, because="Nog eens", by=made.worker)
    assert (again.back, again.edition.cancelled_because) == (0, "Te weinig volk")
    assert "geschrapt" in refusal(
        lambda: edit_edition(again.edition, by=made.worker, expected=2, values={"places": 3})
    )


def test_an_edition_of_hosts_has_the_places_of_hosts(made: Scene) -> None:
    member_of(made.office, Role.ADMINISTRATIEF)
    hosts = edition_for(made.offer, made.worker, for_hosts=True, places=1)
    assert hosts.for_hosts
