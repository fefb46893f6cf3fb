"""The kinds of assessment of an organisation: adopt, define, change; what was observed stays readable."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.ladder.actions.assessment_kinds import (
    add_indicator,
    add_kind,
    add_task,
    copy_kind,
    edit_indicator,
    edit_kind,
    edit_task,
    move,
    retire,
    retire_kind,
)
from trede.ladder.models import AssessmentKind, AssessmentTask, Indicator, Observation
from trede.ladder.tests.assessment_scene import (
    adopt_library,
    assessment_of,
    client_of,
    indicators_of,
    kind_with,
    seen_by,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def kind(worker: Member) -> AssessmentKind:
    return kind_with(worker)


def fresh(kind: AssessmentKind) -> AssessmentKind:
    return AssessmentKind.objects.get(pk=kind.pk)


def verbs() -> list[str]:
    return list(
        Event.objects.filter(object_kind="assessmentkind").order_by("pk").values_list("verb", flat=True)
    )


def test_the_werklabo_is_adopted_once(worker: Member) -> None:
    made = adopt_library(worker.organisation, by=worker)
    edit_kind(made, by=worker, expected=1, values={"name": "Ons WerkLabo"})
    again = adopt_library(worker.organisation, by=None)
    assert (again.pk, again.name, AssessmentKind.objects.count()) == (made.pk, "Ons WerkLabo", 1)
    assert made.tasks.count() == 8
    assert verbs() == ["assessmentkind.adopted", "assessmentkind.changed"]


def test_each_organisation_has_its_own_copy(worker: Member, outsider: Member) -> None:
    one = adopt_library(worker.organisation, by=worker)
    two = adopt_library(outsider.organisation, by=outsider)
    assert one.pk != two.pk
    assert Indicator.objects.count() == 2 * Indicator.objects.filter(task__kind=one).count()


def test_a_name_is_taken_only_while_it_is_used(worker: Member, kind: AssessmentKind) -> None:
    with pytest.raises(CaseError, match="deze naam"):
        add_kind(AssessmentKind(name="PROEF", about="Nog een."), by=worker)
    retire_kind(kind, by=worker, expected=1)
    second = add_kind(AssessmentKind(name="Proef", about="Nog een."), by=worker)
    assert second.key == "proef-2"
    with pytest.raises(CaseError, match="deze naam"):
        retire_kind(fresh(kind), by=worker, expected=2, back=True)


@pytest.mark.parametrize("values", [{"name": ""}, {"about": ""}, {"name": "x" * 81}])
def test_a_kind_without_words_is_refused(values: dict[str, str], worker: Member) -> None:
    with pytest.raises(ValidationError):
        add_kind(AssessmentKind(**({"name": "Goed", "about": "Goed."} | values)), by=worker)


def test_two_people_edit_one_kind(worker: Member, kind: AssessmentKind) -> None:
    edit_kind(fresh(kind), by=worker, expected=1, values={"name": "Nieuw"})
    with pytest.raises(Conflict):
        edit_kind(fresh(kind), by=worker, expected=1, values={"name": "Ander"})
    task = kind.tasks.first()
    with pytest.raises(Conflict):
        edit_task(task, by=worker, expected=1, values={"name": "Oude versie"})


def test_a_copy_has_the_same_in_use_and_stands_alone(worker: Member, kind: AssessmentKind) -> None:
    task = kind.tasks.first()
    retire(indicators_of(task)[0], by=worker)
    retire(kind.tasks.last(), by=worker)
    made = copy_kind(kind, name="Kopie", by=worker)
    assert [one.name for one in made.tasks.all()] == ["Taak 1"]
    texts = [one.text for one in Indicator.objects.filter(task__kind=made)]
    assert texts == [one.text for one in indicators_of(task)]
    edit_task(made.tasks.get(), by=worker, expected=1, values={"name": "Anders"})
    assert AssessmentTask.objects.get(pk=task.pk).name == "Taak 1"


def test_a_task_of_a_kind(worker: Member, kind: AssessmentKind) -> None:
    made = add_task(AssessmentTask(kind=kind, name="Koken", minutes=90), by=worker)
    assert (made.key, made.position) == ("koken", 3)
    with pytest.raises(CaseError, match="deze naam"):
        add_task(AssessmentTask(kind=kind, name="koken"), by=worker)
    with pytest.raises(ValidationError):
        add_task(AssessmentTask(kind=kind, name=""), by=worker)
    before = fresh(kind).version
    edit_task(made, by=worker, expected=before, values={"name": "Koken", "minutes": 60})
    edit_task(made, by=worker, expected=before + 1, values={"minutes": 60})
    assert (fresh(kind).version, verbs().count("assessmentkind.task_changed")) == (before + 1, 1)


@pytest.mark.parametrize("key", ["", "bestaat-niet"])
def test_an_indicator_speaks_of_a_known_competence(key: str, worker: Member, kind: AssessmentKind) -> None:
    with pytest.raises((CaseError, ValidationError)):
        add_indicator(
            Indicator(task=kind.tasks.first(), competence=key, text="Doet iets zichtbaars."), by=worker
        )


def test_words_that_were_never_used_change_in_place(worker: Member, kind: AssessmentKind) -> None:
    one = indicators_of(kind.tasks.first())[0]
    made = edit_indicator(one, competence="tempo", text="Werkt vlot.", by=worker, expected=1)
    assert (made.pk, Indicator.objects.get(pk=one.pk).text) == (one.pk, "Werkt vlot.")
    edit_indicator(made, competence="tempo", text="Werkt vlot. ", by=worker, expected=2)
    assert fresh(kind).version == 2


def test_what_was_observed_keeps_its_words(worker: Member, kind: AssessmentKind) -> None:
    seen_by(worker, assessment_of(client_of(worker), worker, kind=kind), 3)
    one = Observation.objects.get().indicator
    made = edit_indicator(one, competence="tempo", text="Werkt vlot.", by=worker, expected=1)
    old = Indicator.objects.get(pk=one.pk)
    assert (old.text, old.retired_on) == ("Begint na de uitleg.", today())
    assert (made.pk != old.pk, made.position, made.retired_on) == (True, old.position, None)
    assert Observation.objects.get().indicator == old


def test_out_of_use_and_back(worker: Member, kind: AssessmentKind) -> None:
    task = kind.tasks.first()
    retire(task, by=worker)
    retire(task, by=worker)
    assert verbs().count("assessmentkind.task_retired") == 1
    add_task(AssessmentTask(kind=kind, name=task.name), by=worker)
    with pytest.raises(CaseError, match="deze naam"):
        retire(AssessmentTask.objects.get(pk=task.pk), by=worker, back=True)
    one = indicators_of(kind.tasks.get(name="Taak 2"))[0]
    retire(one, by=worker)
    retire(one, by=worker, back=True)
    assert Indicator.objects.get(pk=one.pk).retired_on is None


@pytest.mark.parametrize(
    ("place", "up", "order"),
    [(0, False, [2, 1, 3]), (2, True, [1, 3, 2]), (0, True, [1, 2, 3]), (2, False, [1, 2, 3])],
)
def test_moving_one_place(place: int, up: bool, order: list[int], worker: Member) -> None:
    kind = kind_with(worker, tasks=3, indicators=0)
    move(list(kind.tasks.all())[place], by=worker, up=up)
    assert [task.name for task in kind.tasks.all()] == [f"Taak {number}" for number in order]


def test_behaviour_moves_within_its_task(worker: Member, kind: AssessmentKind) -> None:
    first, second = kind.tasks.all()
    rows = indicators_of(first)
    retire(rows[1], by=worker)
    move(rows[2], by=worker, up=True)
    move(rows[1], by=worker, up=True)
    assert [one.pk for one in indicators_of(first)] == [rows[2].pk, rows[0].pk]
    assert [one.position for one in indicators_of(second)] == [1, 2, 3]


def change_name(kind: AssessmentKind, by: Member) -> Any:
    return edit_task(kind.tasks.first(), by=by, expected=kind.version, values={"name": "X"})


def new_task(kind: AssessmentKind, by: Member) -> Any:
    return add_task(AssessmentTask(kind=kind, name="X"), by=by)


def move_task(kind: AssessmentKind, by: Member) -> Any:
    return move(kind.tasks.first(), by=by, up=False)


@pytest.mark.parametrize("write", [change_name, new_task, move_task])
def test_a_kind_out_of_use_does_not_change(write: Any, worker: Member, kind: AssessmentKind) -> None:
    retire_kind(kind, by=worker, expected=1)
    with pytest.raises(CaseError, match="niet meer gebruikt"):
        write(fresh(kind), worker)
