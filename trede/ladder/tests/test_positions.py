"""Moves and goals on the ladder: what is written, what is refused, and that nothing is half done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.cast import LONG_AGO, client_of
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.events import read_payload, readable
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.ladder.actions.positions import (
    confirm_position,
    correct_position,
    end_goal,
    move_to,
    retract_position,
    set_goal,
)
from trede.ladder.models import LadderGoal, LadderPosition
from trede.ladder.standing_on import path_of, rung_of
from trede.ladder.tests.ladder_scene import goal, rungs, step

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)
MARCH, MAY, JUNE = date(2025, 3, 1), date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture
def walker(worker: Member) -> Client:
    """2 since March, 4 since June."""
    client = client_of(worker)
    step(client, 2, MARCH, by=worker)
    step(client, 4, JUNE, by=worker)
    return client


def last_told(client: Client) -> dict[str, Any]:
    return read_payload(readable(Event.objects.filter(subject=client.pk)).order_by("-pk")[0])


def refusal(call: Any) -> str:
    with pytest.raises((CaseError, ValidationError)) as caught, transaction.atomic():
        call()
    error = caught.value
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


class TestMoving:
    def test_a_move_ends_the_one_before_and_says_where_it_came_from(self, worker: Member) -> None:
        client = client_of(worker)
        first = step(client, 4, MARCH, by=worker)
        down = step(client, 2, by=worker, reason="setback", evidence=" Is gestopt. ")
        assert rungs(client) == [(4, MARCH, today() - DAY), (2, today(), None)]
        assert down.evidence == "Is gestopt."
        assert down.recorded_by == worker
        assert down.organisation == client.organisation
        assert LadderPosition.objects.get(pk=first.pk).version == 2
        assert verbs_on(client.pk)[-2:] == ["ladderposition.moved"] * 2
        told = last_told(client)
        assert told["before"] == {"rung": 4}
        assert told["after"]["rung"] == 2

    def test_a_move_into_the_past_comes_between(self, walker: Client, worker: Member) -> None:
        step(walker, 3, MAY, by=worker)
        assert rungs(walker) == [(2, MARCH, MAY - DAY), (3, MAY, JUNE - DAY), (4, JUNE, None)]
        step(walker, 1, date(2025, 1, 1), by=worker)
        assert rungs(walker)[0] == (1, date(2025, 1, 1), MARCH - DAY)

    def test_the_same_day_corrects(self, walker: Client, worker: Member) -> None:
        changed = step(walker, 5, JUNE, by=worker, evidence="Tekende een contract.")
        assert rungs(walker) == [(2, MARCH, JUNE - DAY), (5, JUNE, None)]
        assert (changed.version, changed.evidence) == (2, "Tekende een contract.")
        assert verbs_on(walker.pk)[-1] == "ladderposition.corrected"

    @pytest.mark.parametrize(
        ("rung", "on", "said"),
        [
            (4, today(), "staat die dag al op trede 4, sinds 01/06/2025"),
            (4, MAY, "Op 01/06/2025 staat al een stap naar trede 4"),
            (2, JUNE, "De dag ervoor stond de cliënt al op trede 2"),
            (3, today() + DAY, "Die dag moet nog komen"),
            (3, LONG_AGO - DAY, "Dit dossier begint op 01/01/2020"),
            (3, date(1980, 1, 1), "vóór de geboorte"),
            (7, today(), "7"),
        ],
    )
    def test_what_is_refused_changes_nothing(
        self, rung: int, on: date, said: str, walker: Client, worker: Member
    ) -> None:
        before = rungs(walker)
        assert said in refusal(lambda: step(walker, rung, on, by=worker))
        assert rungs(walker) == before

    @pytest.mark.parametrize(
        ("bad", "field"),
        [({"evidence": "  "}, "evidence"), ({"reason": "because"}, "reason"), ({"note": "x" * 301}, "note")],
    )
    def test_a_move_without_what_shows_it_is_refused(
        self, bad: dict[str, str], field: str, worker: Member
    ) -> None:
        client = client_of(worker)
        with pytest.raises(ValidationError) as caught:
            step(client, 3, by=worker, **bad)
        assert set(caught.value.message_dict) == {field}
        assert not LadderPosition.objects.exists()

    def test_a_closed_a_restricted_and_a_merged_file_take_no_move(self, worker: Member) -> None:
        closed, limited, other, lead = (client_of(worker) for _number in range(4))
        Client.objects.filter(pk=closed.pk).update(closed_on=today())
        restrict_file(limited, by=worker, ground="contested")
        merge_files(lead=lead, other=other, by=worker, reason="Zelfde persoon.")
        assert "gesloten" in refusal(lambda: step(closed, 3, by=worker))
        assert "beperkt" in refusal(lambda: step(limited, 3, by=worker))
        assert "samengevoegd" in refusal(lambda: step(other, 3, by=worker))
        assert "overlijden" in refusal(lambda: step(died(worker), 3, by=worker))

    def test_a_merged_file_is_one_ladder(self, worker: Member) -> None:
        other, lead = client_of(worker), client_of(worker)
        step(other, 2, MARCH, by=worker)
        merge_files(lead=lead, other=other, by=worker, reason="Zelfde persoon.")
        step(lead, 3, MAY, by=worker)
        assert rungs(lead) == [(2, MARCH, MAY - DAY), (3, MAY, None)]
        assert rung_of([lead.pk], MAY - DAY) == {lead.pk: 2}
        assert rung_of([lead.pk, other.pk], MAY) == {lead.pk: 3}
        assert path_of(lead).rungs == [2, 3]
        old = LadderPosition.objects.get(client=other)
        corrected = correct_position(old, by=worker, expected=old.version, values={"note": "Via de partner."})
        assert corrected.note == "Via de partner."

    def test_two_at_once_are_one(self, walker: Client, worker: Member, colleague: Member) -> None:
        step(walker, 5, by=worker)
        assert "staat die dag al op trede 5" in refusal(lambda: step(walker, 5, by=colleague))


def died(worker: Member) -> Client:
    client = client_of(worker)
    Client.objects.filter(pk=client.pk).update(died_on=MARCH)
    return client


class TestCorrecting:
    def test_another_day_moves_the_border(self, walker: Client, worker: Member) -> None:
        four = LadderPosition.objects.get(rung=4)
        later = correct_position(
            four, by=worker, expected=1, values={"starts_on": JUNE + 9 * DAY, "note": "Nagekeken."}
        )
        assert rungs(walker) == [(2, MARCH, JUNE + 8 * DAY), (4, JUNE + 9 * DAY, None)]
        correct_position(later, by=worker, expected=2, values={"starts_on": MAY})
        assert rungs(walker) == [(2, MARCH, MAY - DAY), (4, MAY, None)]
        assert verbs_on(walker.pk)[-2:] == ["ladderposition.corrected"] * 2

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"rung": 2}, "De dag ervoor stond de cliënt al op trede 2"),
            ({"starts_on": MARCH}, "Op 01/03/2025 staat al een stap naar trede 2"),
            ({"starts_on": today() + DAY}, "Die dag moet nog komen"),
            ({"evidence": ""}, "leeg"),
        ],
    )
    def test_a_correction_that_cannot_be(
        self, values: dict[str, Any], said: str, walker: Client, worker: Member
    ) -> None:
        four, before = LadderPosition.objects.get(rung=4), rungs(walker)
        assert said in refusal(lambda: correct_position(four, by=worker, expected=1, values=values))
        assert rungs(walker) == before

    def test_who_comes_second_learns_it(self, walker: Client, worker: Member, colleague: Member) -> None:
        four = LadderPosition.objects.get(rung=4)
        correct_position(four, by=colleague, expected=1, values={"note": "Eerst."})
        for late in (
            lambda: correct_position(four, by=worker, expected=1, values={"note": "Later."}),
            lambda: retract_position(four, by=worker, expected=1, because="Fout."),
            lambda: confirm_position(four, by=worker, expected=1),
        ):
            with pytest.raises(Conflict):
                late()
        assert LadderPosition.objects.get(pk=four.pk).note == "Eerst."

    def test_a_retracted_step_leaves_no_hole(self, walker: Client, worker: Member) -> None:
        four = LadderPosition.objects.get(rung=4)
        assert "waarom" in refusal(lambda: retract_position(four, by=worker, expected=1, because=" "))
        retract_position(four, by=worker, expected=1, because="Verkeerde cliënt.")
        assert rungs(walker) == [(2, MARCH, None)]
        assert verbs_on(walker.pk)[-1] == "ladderposition.retracted"
        with pytest.raises(Conflict):
            retract_position(four, by=worker, expected=2, because="Nog eens.")

    def test_a_look_is_kept(self, walker: Client, worker: Member) -> None:
        two, four = LadderPosition.objects.order_by("starts_on")
        assert confirm_position(four, by=worker, expected=1).looked_on == today()
        assert "loopt niet meer" in refusal(lambda: confirm_position(two, by=worker, expected=two.version))


class TestGoals:
    def test_a_new_goal_ends_the_one_before(self, worker: Member) -> None:
        client = client_of(worker)
        goal(client, 4, MARCH, by=worker, why="Wil werken.")
        goal(client, 3, by=worker, highest_within_reach=True)
        rows = LadderGoal.objects.order_by("starts_on").values_list("rung", "ends_on")
        assert list(rows) == [(4, today() - DAY), (3, None)]
        assert verbs_on(client.pk)[-2:] == ["laddergoal.set"] * 2
        changed = goal(client, 5, by=worker, by_when=today() + DAY * 90)
        assert LadderGoal.objects.count() == 2
        assert (changed.rung, changed.highest_within_reach) == (5, False)
        assert verbs_on(client.pk)[-1] == "laddergoal.corrected"

    @pytest.mark.parametrize(
        ("rung", "on", "kwargs", "said"),
        [
            (4, today(), {"why": "Wil werken."}, "staat er al precies zo"),
            (5, MARCH - DAY, {}, "Er staat al een doel vanaf 01/03/2025"),
            (5, today(), {"by_when": today()}, "Kies een dag na het begin"),
            (5, today(), {"by_when": today() + DAY * 4000}, "binnen tien jaar"),
            (5, today() + DAY, {}, "Die dag moet nog komen"),
        ],
    )
    def test_a_goal_that_is_refused(
        self, rung: int, on: date, kwargs: dict[str, Any], said: str, worker: Member
    ) -> None:
        client = client_of(worker)
        goal(client, 4, MARCH, by=worker, why="Wil werken.")
        assert said in refusal(lambda: goal(client, rung, on, by=worker, **kwargs))
        assert LadderGoal.objects.get().ends_on is None

    def test_a_goal_ends_with_its_reason_and_can_be_set_anew(self, worker: Member) -> None:
        client = client_of(worker)
        first = goal(client, 4, MARCH, by=worker)
        assert "waarom" in refusal(lambda: end_goal(first, by=worker, expected=1, on=today(), because=""))
        early = MARCH - DAY
        assert "tussen" in refusal(
            lambda: end_goal(first, by=worker, expected=1, on=early, because="Te ver.")
        )
        end_goal(first, by=worker, expected=1, on=today(), because="Te ver.")
        told = last_told(client)
        assert told["note"] == "Te ver."
        goal(client, 3, by=worker)
        assert path_of(client).goal == LadderGoal.objects.get(rung=3)

    def test_a_goal_writes_in_no_merged_file(self, worker: Member) -> None:
        other, lead = client_of(worker), client_of(worker)
        merge_files(lead=lead, other=other, by=worker, reason="Zelfde persoon.")
        fresh = Client.objects.get(pk=other.pk)
        assert "samengevoegd" in refusal(
            lambda: set_goal(LadderGoal(client=fresh, rung=3, starts_on=today()), by=worker)
        )


class TestReading:
    def test_the_path_counts_its_days(self, walker: Client) -> None:
        path = path_of(walker, JUNE + DAY * 10)
        assert [(step.rung, step.days) for step in path.steps] == [(2, 92), (4, 10)]
        assert (path.rung, path.days_on(2), path.days_on(6)) == (4, 92, 0)
        assert path_of(walker, MARCH - DAY).current is None
        assert (path.goal, path.reached) == (None, False)

    def test_who_stands_nowhere_is_left_out(self, walker: Client, worker: Member) -> None:
        new = client_of(worker)
        assert rung_of([walker.pk, new.pk], MAY) == {walker.pk: 2}
        assert rung_of([walker.pk, new.pk], today()) == {walker.pk: 4}
        assert rung_of([], today()) == {}

    def test_the_order_of_writing_does_not_matter(self, worker: Member) -> None:
        one, two = client_of(worker), client_of(worker)
        story = [(2, MARCH), (3, MAY), (4, JUNE)]
        for rung, on in story:
            step(one, rung, on, by=worker)
        for rung, on in reversed(story):
            step(two, rung, on, by=worker)
        assert rungs(one) == rungs(two)

    def test_a_move_needs_no_more_than_its_own_words(self, walker: Client, worker: Member) -> None:
        odd = LadderPosition(
            client=walker, rung=5, reason="grew", evidence="Ça va 👍 ' OR 1=1 --", starts_on=today()
        )
        assert move_to(odd, by=worker).evidence == "Ça va 👍 ' OR 1=1 --"
