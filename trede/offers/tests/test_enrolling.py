"""Who gets a place: never more people than places, nobody lost, the order fair and its reasons said."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cast import member_of
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions.editions import enrol, give_place, leave, promise
from trede.offers.actions.moving import move, rewrite
from trede.offers.models import MOVES, Participation, ParticipationState, Result
from trede.offers.reading_groups import free_places, places_of, turns_of, waits_for
from trede.offers.tests.groups_scene import (
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


@pytest.fixture
def made(db: None) -> Scene:
    return scene()


def refusal(action: object) -> str:
    with pytest.raises(CaseError) as refused:
        action()
    return str(refused.value)


def test_a_place_while_there_is_one_then_the_waiting_list(made: Scene) -> None:
    people = [enrol(person(made, name), made.edition, by=made.worker) for name in ("Aa", "Bb", "Cc")]
    assert [(one.state, one.waits_since) for one in people] == [
        ("accepted", None),
        ("accepted", None),
        ("waiting", today()),
    ]
    assert free_places(made.edition) == 0
    found = places_of([made.edition.pk])[made.edition.pk]
    assert (found.places, found.taken, found.waiting, found.free) == (2, 2, 1, 0)
    assert verbs_on(people[0].client_id)[-2:] == ["participation.proposed", "participation.accepted"]
    assert [state for state, _note in steps(people[2])] == ["proposed", "waiting"]


def test_a_double_click_enrols_once(made: Scene) -> None:
    one = person(made)
    first = enrol(one, made.edition, by=made.worker)
    again = enrol(Participation(client=one.client, offer=made.offer), made.edition, by=made.worker)
    assert (again.pk, again.state, Participation.objects.count()) == (first.pk, "accepted", 1)
    assert len(steps(first)) == 2


def test_who_waits_longer_goes_before_who_comes_now(made: Scene) -> None:
    """Somebody of the general list of the offer counts as well: their place is not given away."""
    waits(made, "Lang", 40, edition=None)
    first = enrol(person(made, "Nieuw"), made.edition, by=made.worker)
    second = enrol(person(made, "Nieuwer"), made.edition, by=made.worker)
    assert (first.state, second.state, free_places(made.edition)) == ("accepted", "waiting", 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"enrol_until": today() - timedelta(days=1)}, "Inschrijven kon tot en met"),
        ({"cancelled_on": today()}, "geschrapt"),
        ({"starts_on": today() - timedelta(days=9), "ends_on": today() - timedelta(days=1)}, "voorbij"),
        ({"for_hosts": True}, "voor werkgevers"),
    ],
)
def test_when_nobody_can_be_enrolled(made: Scene, change: dict[str, object], words: str) -> None:
    type(made.edition).objects.filter(pk=made.edition.pk).update(**change)
    one = person(made)
    assert words in refusal(lambda: enrol(one, made.edition, by=made.worker))
    assert not Participation.objects.filter(client=one.client).exists()


def test_on_the_last_day_one_can_still_enrol(made: Scene) -> None:
    type(made.edition).objects.filter(pk=made.edition.pk).update(enrol_until=today())
    assert enrol(person(made), made.edition, by=made.worker).state == "accepted"


@pytest.mark.parametrize(
    ("state", "words"),
    [("referred", "nog niet geantwoord"), ("ended", "al afgelopen"), ("refused", "geweigerd")],
)
def test_states_from_which_nobody_is_enrolled(made: Scene, state: str, words: str) -> None:
    one = person(made, state=state)
    assert words in refusal(lambda: enrol(one, made.edition, by=made.worker))
    assert fresh(one).state == state


def test_another_offer_organisation_or_a_closed_or_restricted_file(made: Scene) -> None:
    other = Participation(client=person(made).client, offer=offer_of(made.office))
    assert "ander aanbod" in refusal(lambda: enrol(other, made.edition, by=made.worker))
    strange = scene()
    one = Participation(client=person(strange).client, offer=made.offer)
    assert "andere organisatie" in refusal(lambda: enrol(one, made.edition, by=made.worker))
    closed = person(made, "Dicht")
    type(closed.client).objects.filter(pk=closed.client_id).update(closed_on=today())
    assert "gesloten" in refusal(lambda: enrol(closed, made.edition, by=made.worker))
    kept = person(made, "Beperkt")
    restrict(kept.client)
    assert "beperkt" in refusal(lambda: enrol(kept, made.edition, by=made.worker))
    assert not Participation.objects.exists()


def test_from_one_edition_to_another_without_losing_the_place(made: Scene) -> None:
    full = edition_for(made.offer, made.worker, start=40, places=1)
    enrol(person(made, "Eerst"), full, by=made.worker)
    one = enrol(person(made), made.edition, by=made.worker)
    assert "al een plaats in een andere reeks" in refusal(lambda: enrol(one, full, by=made.worker))
    assert fresh(one).edition_id == made.edition.pk
    roomy = edition_for(made.offer, made.worker, start=50)
    assert enrol(one, roomy, by=made.worker).edition_id == roomy.pk
    assert free_places(made.edition) == 2


def test_somebody_busy_changes_group_and_stays_busy(made: Scene) -> None:
    one = seat(made, "Bezig", state=_S.RUNNING, started_on=today())
    later = edition_for(made.offer, made.worker, start=20)
    moved = enrol(one, later, by=made.worker)
    assert (moved.state, moved.edition_id) == ("running", later.pk)


def test_a_place_in_turn_and_out_of_turn_only_with_a_reason(made: Scene) -> None:
    first, second, third = (waits(made, name, days) for name, days in (("A", 30), ("B", 20), ("C", 10)))
    with pytest.raises(ValidationError) as refused:
        give_place(third, by=made.worker)
    assert "eerst aan de beurt" in refused.value.message_dict["reason"][0]
    out_of_turn = give_place(third, by=made.worker, reason="Heeft al een job als hij dit volgt.")
    assert (out_of_turn.state, steps(third)[-1]) == (
        "accepted",
        ("accepted", "Heeft al een job als hij dit volgt."),
    )
    assert give_place(first, by=made.worker).state == "accepted"
    assert give_place(first, by=made.worker).version == fresh(first).version
    assert "vol" in refusal(lambda: give_place(second, by=made.worker, reason="Toch"))
    assert fresh(second).state == "waiting"


def test_two_free_places_are_for_the_two_who_wait_longest(made: Scene) -> None:
    waits(made, "A", 30)
    second = waits(made, "B", 20)
    assert give_place(second, by=made.worker).state == "accepted"


def test_who_waits_for_the_offer_gets_a_place_in_an_edition(made: Scene) -> None:
    general = waits(made, "Algemeen", 12, edition=None)
    assert "Kies eerst de reeks" in refusal(lambda: give_place(general, by=made.worker))
    given = give_place(general, by=made.worker, edition=made.edition)
    assert (given.state, given.edition_id) == ("accepted", made.edition.pk)


def test_nobody_gets_a_place_who_does_not_wait_or_in_what_is_over(made: Scene) -> None:
    proposed = person(made, "Voorstel", state=_S.PROPOSED, edition=made.edition)
    assert "wacht niet op een plaats" in refusal(lambda: give_place(proposed, by=made.worker))
    over = edition_for(made.offer, made.worker, start=-30)
    late = waits(made, "Laat", 60, edition=over)
    assert "voorbij" in refusal(lambda: give_place(late, by=made.worker))


def test_leaving_frees_the_place_and_keeps_why(made: Scene) -> None:
    one = enrol(person(made), made.edition, by=made.worker)
    assert "waarom" in refusal(lambda: leave(one, by=made.worker, note="  "))
    left = leave(one, by=made.worker, note="Heeft werk.")
    assert (left.state, free_places(made.edition), steps(one)[-1]) == (
        "withdrawn",
        2,
        ("withdrawn", "Heeft werk."),
    )
    assert "ging niet door" in refusal(lambda: leave(fresh(one), by=made.worker, note="Nog eens"))


def test_who_is_busy_ends_with_a_result(made: Scene) -> None:
    one = seat(made, "Bezig", state=_S.RUNNING, started_on=today())
    left = leave(one, by=made.worker, note="Job bij de bakker.", result=Result.WORK)
    assert (left.state, left.result, left.ended_on) == ("ended", "work", today())


def test_a_promise_changes_the_order_once_it_is_broken(made: Scene) -> None:
    long, short = waits(made, "Lang", 50), waits(made, "Kort", 5)
    assert "moet komen" in refusal(lambda: promise(short, on=today() - timedelta(days=1), by=made.worker))
    kept = promise(short, on=today() + timedelta(days=3), by=made.worker, short_notice=True)
    assert (kept.promised_on, kept.short_notice) == (today() + timedelta(days=3), True)
    Participation.objects.filter(pk=short.pk).update(promised_on=today() - timedelta(days=1))
    waiting = Participation.objects.filter(waits_for(made.edition))
    turns = turns_of(made.edition, waiting, today())
    assert [(turn.waits.participation, turn.reason) for turn in turns] == [
        (short.pk, "promised"),
        (long.pk, "since"),
    ]
    assert "wachtlijst" in refusal(lambda: promise(seat(made, "Zit"), on=today(), by=made.worker))


def test_somebody_of_a_closed_file_waits_for_nothing(made: Scene) -> None:
    gone = waits(made, "Weg", 90)
    type(gone.client).objects.filter(pk=gone.client_id).update(closed_on=today())
    assert enrol(person(made), made.edition, by=made.worker).state == "accepted"


@pytest.mark.parametrize("start", MOVES)
def test_every_move_that_is_not_in_the_table_is_refused(start: str, made: Scene) -> None:
    for to in set(MOVES) - MOVES[start] - {start}:
        one = person(made, f"{start} {to}", state=start)
        assert refusal(lambda one=one, to=to: move(one, to=to, by=made.worker))
        assert fresh(one).state == start
        Participation.objects.filter(pk=one.pk).delete()


@pytest.mark.parametrize("start", MOVES)
def test_every_move_of_the_table_leaves_a_step_and_an_event(start: str, made: Scene) -> None:
    for to in sorted(MOVES[start]):
        one = person(made, f"{start} {to}", state=start)
        moved = move(one, to=to, by=made.worker, note="Zo is het.", on=today())
        assert (moved.state, moved.version, steps(one)) == (to, 2, [(to, "Zo is het.")])
        assert Event.objects.filter(subject=one.client_id, verb=f"participation.{to}").count() == 1


def test_a_seat_is_asked_through_the_one_door_only(made: Scene) -> None:
    """Whatever action moves somebody into a full or cancelled edition, this refuses."""
    seat(made, "A"), seat(made, "B")
    one = person(made, "C", state=_S.REFERRED, edition=made.edition)
    assert "vol" in refusal(lambda: move(one, to=_S.ACCEPTED, by=made.worker))
    accepted = person(made, "D", state=_S.ACCEPTED)
    assert "vol" in refusal(lambda: rewrite(accepted, deed="enrolled", by=made.worker, edition=made.edition))
    type(made.edition).objects.filter(pk=made.edition.pk).update(places=9, cancelled_on=today())
    assert "geschrapt" in refusal(lambda: move(one, to=_S.ACCEPTED, by=made.worker))


def test_an_edition_that_changed_meanwhile_is_a_conflict(made: Scene) -> None:
    one = person(made, "A", state=_S.PROPOSED)
    assert one.edition is None
    Participation.objects.filter(pk=one.pk).update(edition=made.edition)
    with pytest.raises(Conflict):
        move(one, to=_S.ACCEPTED, by=made.worker)


def test_a_rewrite_that_changes_nothing_writes_nothing(made: Scene) -> None:
    one = waits(made, "A", 3)
    same = rewrite(one, deed="promised", by=made.worker, promised_on=None)
    assert (same.version, steps(one), verbs_on(one.client_id)[-1]) == (1, [], "assignment.opened")


class EnrolmentHolds(TestCase):
    """Any story of enrolling, leaving and giving places: never more than places, nobody lost."""

    databases = "__all__"

    @given(
        places=st.integers(1, 3),
        story=st.lists(
            st.tuples(st.sampled_from(["enrol", "leave", "give"]), st.integers(0, 4)), max_size=12
        ),
    )
    def test_any_story(self, places: int, story: list[tuple[str, int]]) -> None:
        made = scene(places=places)
        people = [person(made, f"P{number}", state=_S.PROPOSED) for number in range(5)]
        for deed, number in story:
            one = fresh(people[number])
            before = one.state
            try:
                if deed == "enrol":
                    enrol(one, made.edition, by=made.worker)
                elif deed == "leave":
                    leave(one, by=made.worker, note="Weg")
                else:
                    give_place(one, by=made.worker, edition=made.edition, reason="Dringend")
            except CaseError:
                assert fresh(one).state == before
            seated = made.edition.participations.seated().count()
            assert seated <= places
        states = [fresh(one).state for one in people]
        assert set(states) <= {"proposed", "waiting", "accepted", "withdrawn"}
        waiting = list(Participation.objects.filter(waits_for(made.edition)))
        assert [turn.place for turn in turns_of(made.edition, waiting, today())] == list(
            range(1, states.count("waiting") + 1)
        )


def test_a_locked_file_keeps_its_place_in_the_order(made: Scene) -> None:
    hidden = waits(made, "Geheim", 30)
    lock_file(hidden.client)
    other = member_of(made.office, Role.TRAJECTBEGELEIDER)
    assert enrol(person(made, "X"), made.edition, by=other).state == "accepted"
    assert enrol(person(made, "Y"), made.edition, by=other).state == "waiting"


def test_another_office_is_not_counted(made: Scene) -> None:
    other = scene()
    seat(other, "Elders")
    assert (places_of([]), free_places(made.edition)) == ({}, 2)
