"""The actions of one assessment: start, observe, run, conclude, stop; each refusal, and what stays behind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.cast import ClientFactory
from trede.clients.models import Client, Restriction
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.ladder.actions.assessment_kinds import retire_kind
from trede.ladder.actions.assessments import (
    Noted,
    conclude,
    observe,
    observe_task,
    open_marks,
    run_task,
    start_assessment,
    stop,
)
from trede.ladder.models import Assessment, Observation, TaskRun
from trede.ladder.tests.assessment_scene import (
    assessment_of,
    client_of,
    indicators_of,
    kind_with,
    member_of,
    seen_by,
    tasks_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


@pytest.fixture
def running(worker: Member, mine: Client) -> Assessment:
    return assessment_of(mine, worker)


def closed(client: Client) -> None:
    Client.objects.filter(pk=client.pk).update(closed_on=today())


def merged(client: Client) -> None:
    head = ClientFactory(organisation=client.organisation)
    Client.objects.filter(pk=client.pk).update(alias_of=head)


def restricted(client: Client) -> None:
    Restriction.objects.create(
        organisation=client.organisation,
        client=client,
        ground="De cliënt betwist het.",
        starts_on=date(2020, 1, 1),
    )


def test_it_starts_with_a_question_and_the_chosen_tasks(worker: Member, mine: Client) -> None:
    kind = kind_with(worker, tasks=3)
    chosen = list(kind.tasks.all()[:2])
    made = start_assessment(
        Assessment(client=mine, kind=kind, question="Kan hij staand werken?"), by=worker, tasks=chosen
    )
    assert (made.asked_by, made.organisation, made.starts_on) == (worker, worker.organisation, today())
    assert [run.task for run in TaskRun.objects.filter(assessment=made).order_by("pk")] == chosen
    assert verbs_on(mine.pk)[-1:] == ["assessment.started"]


def test_without_a_choice_every_task_in_use_is_planned(running: Assessment) -> None:
    assert TaskRun.objects.filter(assessment=running, done_on=None).count() == 2


@pytest.mark.parametrize("spoil", [closed, merged, restricted])
def test_a_file_where_nothing_new_begins(spoil: Any, worker: Member, mine: Client) -> None:
    kind = kind_with(worker)
    spoil(mine)
    with pytest.raises(CaseError):
        start_assessment(Assessment(client=mine, kind=kind), by=worker)
    assert not Assessment.objects.exists()


def test_a_kind_that_is_not_ours_or_not_used(worker: Member, outsider: Member, mine: Client) -> None:
    theirs, retired = kind_with(outsider), kind_with(worker, name="Oud")
    retire_kind(retired, by=worker, expected=retired.version)
    for kind in (theirs, retired):
        with pytest.raises(CaseError):
            start_assessment(Assessment(client=mine, kind=kind), by=worker)


def test_no_second_of_the_same_kind_while_one_runs(worker: Member, running: Assessment) -> None:
    with pytest.raises(CaseError, match="loopt al"):
        assessment_of(running.client, worker, kind=running.kind)
    stop(running, because="Verhuisd", by=worker)
    assert assessment_of(running.client, worker, kind=running.kind).pk != running.pk


def test_tasks_of_another_kind_are_no_choice(worker: Member, mine: Client) -> None:
    kind, other = kind_with(worker), kind_with(worker, name="Ander")
    for tasks in ([], [other.tasks.first()]):
        with pytest.raises(CaseError, match="minstens één"):
            start_assessment(Assessment(client=mine, kind=kind), by=worker, tasks=tasks)


def test_two_observers_each_have_rows_of_their_own(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 3, 2, how="Zittend")
    seen_by(colleague, running, 1, 2)
    rows = Observation.objects.order_by("pk").values_list("observer", "seen")
    assert list(rows) == [(worker.pk, 3), (worker.pk, 2), (colleague.pk, 1), (colleague.pk, 2)]
    assert TaskRun.objects.get(assessment=running, done_on=today()).how == "Zittend"


def test_saving_twice_changes_nothing(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3, 2)
    events = Event.objects.count()
    seen_by(worker, running, 3, 2)
    assert (Observation.objects.count(), Event.objects.count()) == (2, events)


def test_a_corrected_mark_keeps_its_history(worker: Member, running: Assessment) -> None:
    one = indicators_of(tasks_of(running)[0])[0]
    first = observe(running, indicator=one, observer=worker, seen=1, by=worker)
    again = observe(running, indicator=one, observer=worker, seen=3, note=" Tweede dag ", by=worker)
    assert (again.pk, again.seen, again.note, again.version) == (first.pk, 3, "Tweede dag", 2)
    assert verbs_on(running.client_id)[-2:] == ["observation.noted", "observation.corrected"]


def test_two_tabs_conflict_and_nothing_is_half_written(worker: Member, running: Assessment) -> None:
    task = tasks_of(running)[0]
    one, two, _three = indicators_of(task)
    seen_by(worker, running, 3)
    with pytest.raises(Conflict) as caught:
        observe_task(
            running,
            task=task,
            noted=[Noted(two, 4, expected=0), Noted(one, 1, expected=0)],
            by=worker,
            done_on=today(),
        )
    assert caught.value.draft == [one.pk]
    assert list(Observation.objects.values_list("indicator", "seen")) == [(one.pk, 3)]


def test_the_same_from_two_tabs_is_no_conflict(worker: Member, running: Assessment) -> None:
    task = tasks_of(running)[0]
    one = indicators_of(task)[0]
    seen_by(worker, running, 3)
    observe_task(running, task=task, noted=[Noted(one, 3, expected=0)], by=worker, done_on=today())
    assert Observation.objects.get().version == 1


def test_nobody_observes_for_somebody_else(worker: Member, colleague: Member, running: Assessment) -> None:
    one = indicators_of(tasks_of(running)[0])[0]
    with pytest.raises(NotAllowed, match="zelf zag"):
        observe(running, indicator=one, observer=colleague, seen=3, by=worker)


def test_who_may_not_observe(worker: Member, outsider: Member, running: Assessment) -> None:
    clerk = member_of(worker.organisation, Role.ADMINISTRATIEF)
    one = indicators_of(tasks_of(running)[0])[0]
    for member in (clerk, outsider):
        with pytest.raises(NotAllowed):
            observe(running, indicator=one, observer=member, seen=3, by=member)


@pytest.mark.parametrize("seen", [-1, 5, 99])
def test_a_value_outside_the_scale(seen: int, worker: Member, running: Assessment) -> None:
    with pytest.raises(CaseError, match="Kies wat u zag"):
        seen_by(worker, running, seen)


def test_a_note_that_is_too_long_is_said(worker: Member, running: Assessment) -> None:
    one = indicators_of(tasks_of(running)[0])[0]
    with pytest.raises(ValidationError):
        observe(running, indicator=one, observer=worker, seen=3, note="x" * 301, by=worker)


def test_behaviour_of_another_kind_or_another_task(worker: Member, running: Assessment) -> None:
    other = kind_with(worker, name="Ander")
    strange = indicators_of(other.tasks.first())[0]
    with pytest.raises(CaseError):
        observe(running, indicator=strange, observer=worker, seen=3, by=worker)
    first, second = tasks_of(running)
    with pytest.raises(CaseError):
        observe_task(
            running, task=first, noted=[Noted(indicators_of(second)[0], 3)], by=worker, done_on=today()
        )
    with pytest.raises(CaseError):
        run_task(running, task=other.tasks.first(), done_on=today(), by=worker)


def test_who_looked_at_the_others_adds_no_marks_but_may_correct(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 3)
    seen_by(colleague, running, 1)
    open_marks(running, by=colleague)
    open_marks(running, by=colleague)
    assert verbs_on(running.client_id).count("assessment.marks_opened") == 1
    seen_by(colleague, running, 2)
    with pytest.raises(NotAllowed, match="bekeek al"):
        seen_by(colleague, running, 2, 4)
    assert Observation.objects.filter(observer=colleague).count() == 1


def test_a_task_is_done_or_not_done_with_a_reason(worker: Member, running: Assessment) -> None:
    task = tasks_of(running)[0]
    run = run_task(running, task=task, skipped_because="De keuken was dicht", by=worker)
    assert (run.done_on, run.skipped_because) == (None, "De keuken was dicht")
    with pytest.raises(CaseError, match="één van beide"):
        run_task(running, task=task, done_on=today(), skipped_because="Toch niet", by=worker)
    seen_by(worker, running, 3, how="In kleine stappen")
    run.refresh_from_db()
    assert (run.done_on, run.skipped_because, run.how) == (today(), "", "In kleine stappen")
    assert [verb for verb in verbs_on(running.client_id) if verb.startswith("taskrun")] == [
        "taskrun.skipped",
        "taskrun.done",
    ]


def test_a_task_that_was_not_chosen_may_be_done_after_all(worker: Member, mine: Client) -> None:
    kind = kind_with(worker, tasks=2)
    first, second = kind.tasks.all()
    made = start_assessment(Assessment(client=mine, kind=kind), by=worker, tasks=[first])
    run_task(made, task=second, done_on=today(), by=worker)
    assert TaskRun.objects.filter(assessment=made).count() == 2


def test_a_day_that_must_still_come(worker: Member, running: Assessment) -> None:
    with pytest.raises(ValidationError, match="moet nog komen"):
        run_task(running, task=tasks_of(running)[0], done_on=today() + timedelta(days=1), by=worker)


def test_two_write_how_it_went(worker: Member, colleague: Member, running: Assessment) -> None:
    task = tasks_of(running)[0]
    run_task(running, task=task, done_on=today(), how="Met hulp", by=worker, expected=1)
    with pytest.raises(Conflict):
        run_task(running, task=task, done_on=today(), how="Zonder hulp", by=colleague, expected=1)
    run_task(running, task=task, done_on=today(), how="Met hulp", by=colleague, expected=1)


def test_a_conclusion_needs_an_advice(worker: Member, running: Assessment) -> None:
    for advice in ("", "  \n"):
        with pytest.raises(ValidationError, match="Schrijf een advies"):
            conclude(running, advice=advice, by=worker, expected=running.version)
    assert Assessment.objects.get().concluded_on is None


def test_a_conclusion_is_kept_whole(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3)
    conclude(
        running,
        advice="Arbeidsmatige activiteit, halve dagen.",
        unknown="Volle dagen.",
        client_says="Ik sta liever recht.",
        suggested_rung=3,
        by=worker,
        expected=running.version,
    )
    stored = Assessment.objects.get()
    assert (stored.concluded_on, stored.suggested_rung, stored.unknown) == (today(), 3, "Volle dagen.")
    assert verbs_on(stored.client_id)[-1] == "assessment.concluded"


def test_concluding_again_corrects_the_words_and_a_double_click_does_nothing(
    worker: Member, running: Assessment
) -> None:
    conclude(running, advice="Eerste", by=worker, expected=1)
    conclude(running, advice="Eerste", by=worker, expected=1)
    with pytest.raises(Conflict):
        conclude(running, advice="Tweede", by=worker, expected=1)
    conclude(running, advice="Tweede", by=worker, expected=2)
    assert verbs_on(running.client_id)[-2:] == ["assessment.concluded", "assessment.corrected"]
    assert Assessment.objects.get().advice == "Tweede"


@pytest.mark.parametrize("values", [{"suggested_rung": 7}, {"suggested_rung": 0}])
def test_a_bad_conclusion(values: dict[str, Any], worker: Member, running: Assessment) -> None:
    with pytest.raises(ValidationError):
        conclude(running, **({"advice": "Goed."} | values), by=worker, expected=1)


def test_after_the_end_nothing_is_observed(worker: Member, running: Assessment) -> None:
    conclude(running, advice="Klaar", by=worker, expected=1)
    with pytest.raises(CaseError, match="afgerond"):
        seen_by(worker, running, 3)
    with pytest.raises(CaseError, match="afgerond"):
        stop(running, because="Te laat", by=worker)


def test_stopping_needs_a_reason_and_keeps_what_was_seen(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3)
    with pytest.raises(ValidationError, match="waarom"):
        stop(running, because=" ", by=worker)
    stop(running, because="Ziek geworden", by=worker)
    stored = Assessment.objects.get()
    assert (stored.stopped_on, stored.stopped_because) == (today(), "Ziek geworden")
    assert Observation.objects.count() == 1
    for again in (
        lambda: stop(running, because="Nog eens", by=worker),
        lambda: conclude(running, advice="Toch", by=worker, expected=stored.version),
        lambda: seen_by(worker, running, 2),
    ):
        with pytest.raises(CaseError, match="gestopt"):
            again()


def test_a_restricted_file_is_not_written(worker: Member, running: Assessment) -> None:
    restricted(running.client)
    for write in (
        lambda: seen_by(worker, running, 3),
        lambda: run_task(running, task=tasks_of(running)[0], done_on=today(), by=worker),
        lambda: conclude(running, advice="Klaar", by=worker, expected=1),
        lambda: stop(running, because="Zo maar", by=worker),
        lambda: open_marks(running, by=worker),
    ):
        with pytest.raises(CaseError, match="beperkt"), transaction.atomic():
            write()
    assert not Observation.objects.exists()
