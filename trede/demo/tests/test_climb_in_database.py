"""A middling town: the way up of everybody fits together, and shows what an office has to do."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import F, Q

from trede.core.models import Organisation
from trede.demo.filling import Plan, fill
from trede.demo.tests import impossible_climb
from trede.demo.tests.impossible_rows import IMPOSSIBLE, TODAY
from trede.ladder.models import Assessment, Intake, LadderGoal, LadderPosition, TaskRun
from trede.offers.models import Edition, Offer, Participation, ParticipationStep

CLIENTS = 700
CLIMB = [name for name, check in IMPOSSIBLE.items() if check.__module__ == impossible_climb.__name__]
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.slow_sqlite_only]


@pytest.fixture(scope="module", autouse=True)
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        fill(Plan(CLIENTS, 1, TODAY), lambda said: None)
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.mark.parametrize("name", CLIMB)
def test_nobody_went_up_by_an_impossible_way(name: str) -> None:
    assert list(IMPOSSIBLE[name]()[:3]) == []


CHANGES = {
    "participation_in_another_state_than_its_last_step": lambda: Participation.objects.update(
        state="waiting"
    ),
    "more_people_than_places": lambda: Edition.objects.update(places=1),
    "same_rung_twice_in_a_row": lambda: LadderPosition.objects.update(rung=3),
    "intake_without_a_guide": lambda: Intake.objects.update(held_on=date(1990, 1, 1)),
    "observed_in_a_task_that_was_not_done": lambda: TaskRun.objects.update(done_on=None, skipped_because="x"),
    "present_outside_the_participation": lambda: Participation.objects.filter(presences__isnull=False).update(
        started_on=TODAY, ended_on=None
    ),
    "step_outside_the_file": lambda: ParticipationStep.objects.update(on=TODAY),
    "goal_before_the_first_rung": lambda: LadderGoal.objects.update(starts_on=date(1990, 1, 1)),
    "took_part_in_what_is_not_offered_here": lambda: Offer.objects.update(status="idea"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_check_notices_what_it_is_for(name: str) -> None:
    with transaction.atomic():
        CHANGES[name]()
        assert IMPOSSIBLE[name]().exists()
        transaction.set_rollback(True)


def test_the_whole_catalogue_stands_there() -> None:
    town = Organisation.objects.get(slug="oostende")
    assert Offer.objects.filter(organisation=town).count() == 82
    assert Offer.objects.filter(organisation=town, confirmed_on__lt=TODAY - timedelta(days=183)).exists()


def test_people_stand_on_every_rung_but_the_first_is_rare() -> None:
    now = LadderPosition.objects.filter(Q(ends_on=None) | Q(ends_on__gte=TODAY)).values_list(
        "rung", flat=True
    )
    assert set(now) >= {2, 3, 4, 5, 6}


def test_some_went_up_and_some_down() -> None:
    reasons = set(LadderPosition.objects.values_list("reason", flat=True))
    assert {"first", "started", "ended"} <= reasons
    assert LadderGoal.objects.filter(highest_within_reach=True).exists()


def test_what_an_office_has_to_do_today_is_there() -> None:
    running = Participation.objects.filter(state="running")
    assert running.count() > 20
    assert Participation.objects.filter(state="referred").exists()
    assert Participation.objects.filter(state__in=("accepted", "waiting")).exists()
    assert Edition.objects.filter(starts_on__gt=TODAY).exists()
    assert Assessment.objects.filter(concluded_on=None).exists()
    assert (
        Intake.objects.filter(closed_on__isnull=False).count() > Intake.objects.filter(closed_on=None).count()
    )


def test_two_observers_saw_the_same_task_differently() -> None:
    from trede.ladder.models import Observation

    pairs = Observation.objects.filter(
        assessment__observations__indicator=F("indicator"), assessment__observations__seen__gt=F("seen") + 1
    )
    assert pairs.exists()
