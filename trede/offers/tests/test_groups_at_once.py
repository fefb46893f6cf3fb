"""Several people at the same moment: never more people than places, one mark, nobody sees an error page."""

import pytest

from trede.offers.actions.editions import Mark, enrol, give_place, mark_presence
from trede.offers.models import Participation, SessionPresence
from trede.offers.tests.groups_scene import fresh, person, scene, seat, waits
from trede.orientation.tests.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_six_people_for_the_last_two_places() -> None:
    made = scene(places=2)
    people = [person(made, f"P{number}", state="proposed") for number in range(6)]
    refused = at_once(*[lambda one=one: enrol(one, made.edition, by=made.worker) for one in people])
    states = sorted(fresh(one).state for one in people)
    assert (refused, states) == ([], ["accepted"] * 2 + ["waiting"] * 4)


def test_the_last_place_given_to_two() -> None:
    made = scene(places=1)
    first, second = waits(made, "A", 9), waits(made, "B", 5)
    refused = at_once(
        lambda: give_place(first, by=made.worker),
        lambda: give_place(second, by=made.worker, reason="Dringend"),
    )
    assert [str(one)[:18] for one in refused] == ["Deze reeks is vol."]
    assert made.edition.participations.seated().count() == 1


def test_the_same_client_enrolled_twice_at_once() -> None:
    made = scene()
    client = person(made).client

    def enrols() -> object:
        return enrol(Participation(client=client, offer=made.offer), made.edition, by=made.worker)

    assert at_once(enrols, enrols) == []
    assert [one.state for one in Participation.objects.filter(client=client)] == ["accepted"]


def test_one_mark_clicked_twice_at_once() -> None:
    made = scene(start=-1)
    one, session = seat(made, "A"), made.sessions[0]

    def marks() -> object:
        return mark_presence(session, {one.pk: Mark("present", expected=0)}, by=made.worker)

    assert at_once(marks, marks) == []
    assert (SessionPresence.objects.count(), fresh(one).state) == (1, "running")
