"""What one page sends when a colleague saved meanwhile: a table of what was shown, typed and stored."""

from datetime import date
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from trede.ladder.forms_assessment import LOST, ConcludeForm, ObserveForm, StartForm, initial_of
from trede.ladder.forms_assessment import TaskForm as KindTaskForm
from trede.ladder.models import AssessmentTask, Indicator, Observation, TaskRun

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def run_of(how: str = "", day: date | None = None, version: int = 4) -> TaskRun:
    return TaskRun(how=how, done_on=day, version=version)


def form_of(run: TaskRun | None, *, had: str, typed: str, had_day: str = "", day: str = "03/03/2026") -> Any:
    data = {"done_on": day, "how": typed, "had_how": had, "had_done_on": had_day}
    form = ObserveForm(data, indicators=[], own={}, run=run)
    assert form.is_valid(), form.errors
    return form.run_values


@pytest.mark.parametrize(
    ("stored", "had", "typed", "how", "expected"),
    [
        # Nothing stored yet.
        (None, "", "Zittend", "Zittend", None),
        # Nobody else wrote.
        ("", "", "Zittend", "Zittend", 4),
        ("Zittend", "Zittend", "Staand", "Staand", 4),
        # A colleague wrote, this one did not.
        ("Zittend", "", "", "Zittend", 4),
        # Both wrote the same.
        ("Zittend", "", "Zittend", "Zittend", 4),
        # Both wrote something else: the page shows both.
        ("Zittend", "", "Staand", "Staand", LOST),
        # A colleague took it away, this one changed it.
        ("", "Zittend", "Staand", "Staand", LOST),
        # A colleague took it away, this one left it as it was shown.
        ("", "Zittend", "Zittend", "", 4),
        # This one takes it away.
        ("Zittend", "Zittend", "", "", 4),
    ],
)
def test_what_a_colleague_wrote_stays(
    stored: str | None, had: str, typed: str, how: str, expected: int | None
) -> None:
    run = None if stored is None else run_of(stored, TUESDAY)
    day = "" if run is None else "03/03/2026"
    values = form_of(run, had=had, typed=typed, had_day=day)
    assert values == {"done_on": TUESDAY, "how": how, "run_expected": expected}


@pytest.mark.parametrize(
    ("stored", "had", "typed", "day", "expected"),
    [
        (MONDAY, "", "02/03/2026", MONDAY, 4),
        (MONDAY, "02/03/2026", "03/03/2026", TUESDAY, 4),
        (MONDAY, "", "03/03/2026", TUESDAY, LOST),
        (None, "", "03/03/2026", TUESDAY, 4),
    ],
)
def test_the_day_likewise(stored: date | None, had: str, typed: str, day: date, expected: int) -> None:
    values = form_of(run_of(day=stored), had="", typed="", had_day=had, day=typed)
    assert values == {"done_on": day, "how": "", "run_expected": expected}


def rows() -> tuple[list[Indicator], dict[int, Observation]]:
    indicators = [Indicator(pk=number, text=f"Doet {number}.", competence="tempo") for number in (1, 2, 3)]
    return indicators, {2: Observation(indicator_id=2, seen=3, note="Vlot", version=5)}


def test_the_page_shows_what_this_observer_noted_before() -> None:
    indicators, own = rows()
    form = ObserveForm(indicators=indicators, own=own, run=run_of("Zittend", MONDAY))
    assert (form["seen_1"].value(), form["seen_2"].value()) == (None, 3)
    assert (form["note_2"].value(), form["v_2"].value(), form["v_1"].value()) == ("Vlot", 5, 0)
    assert (form["done_on"].value(), form["how"].value()) == (MONDAY, "Zittend")
    assert (form["had_done_on"].value(), form["had_how"].value()) == ("02/03/2026", "Zittend")


def test_only_what_was_chosen_is_noted() -> None:
    indicators, own = rows()
    data = {"done_on": "02/03/2026", "seen_1": "0", "seen_2": "4", "note_2": " Zeer ", "v_2": "5"}
    form = ObserveForm(data, indicators=indicators, own=own, run=None)
    assert form.is_valid()
    noted = [(one.indicator.pk, one.seen, one.note, one.expected) for one in form.noted]
    assert noted == [(1, 0, "", 0), (2, 4, "Zeer", 5)]


def test_after_a_conflict_the_next_time_is_a_choice() -> None:
    indicators, own = rows()
    data = {"done_on": "02/03/2026", "seen_2": "1", "v_2": "4"}
    form = ObserveForm(data, indicators=indicators, own=own, run=None)
    form.is_valid()
    form.show_stored(own, None, [2])
    assert form.errors == {"seen_2": ["Intussen bewaard: lukt alleen: Vlot."]}
    assert (form["v_2"].value(), form["seen_2"].value()) == ("5", "1")


def test_the_stored_run_is_shown_beside_what_was_typed() -> None:
    data = {"done_on": "03/03/2026", "how": "Staand", "had_how": "", "had_done_on": ""}
    form = ObserveForm(data, indicators=[], own={}, run=run_of("Zittend", MONDAY))
    form.is_valid()
    form.show_stored({}, run_of("Zittend", MONDAY), [])
    assert form.errors == {"how": ["Een collega bewaarde intussen: 02/03/2026, Zittend."]}
    assert (form["how"].value(), form["had_how"].value(), form["had_done_on"].value()) == (
        "Staand",
        "Zittend",
        "02/03/2026",
    )


def test_a_draft_comes_back_over_the_version_it_was_typed_on() -> None:
    form = ConcludeForm(initial={"advice": "", "version": 7})
    form.restore({"advice": "Half"}, 6)
    assert (form["advice"].value(), form["version"].value()) == ("Half", 6)


def test_tasks_are_named_with_how_long_they_take() -> None:
    tasks = [AssessmentTask(pk=1, name="Koken", minutes=90), AssessmentTask(pk=2, name="Rekenen")]
    form = StartForm(tasks=tasks)
    assert form.fields["tasks"].choices == [("1", "Koken (ongeveer 90 minuten)"), ("2", "Rekenen")]
    assert form["tasks"].value() == ["1", "2"]
    typed = MultiValueDict({"question": ["Wat?"], "starts_on": ["02/03/2026"], "tasks": ["2"]})
    chosen = StartForm(typed, tasks=tasks)
    assert chosen.is_valid()
    assert chosen.chosen == [tasks[1]]


def test_the_form_of_a_row_shows_its_fields() -> None:
    task = AssessmentTask(name="Koken", about="Kookt.", minutes=90)
    shown = initial_of(task, KindTaskForm, 3)
    assert shown == {
        "name": "Koken",
        "about": "Kookt.",
        "material": "",
        "minutes": 90,
        "adapted": "",
        "version": 3,
    }
