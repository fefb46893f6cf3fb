"""The pages where an organisation defines its assessments: everybody reads, who edits the offer edits."""

from typing import Any

import pytest
from django.conf import settings

from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.roles import Role
from trede.ladder.models import AssessmentKind, AssessmentTask, Indicator
from trede.ladder.tests.assessment_scene import (
    adopt_library,
    assessment_of,
    client_of,
    indicators_of,
    kind_with,
    member_of,
    seen_by,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def kind(worker: Member) -> AssessmentKind:
    return kind_with(worker)


def pages(kind: AssessmentKind) -> dict[str, tuple[str, bool]]:
    """Every address of a kind, and whether it is a button (POST)."""
    task = kind.tasks.first()
    own, of_task = {"kind_id": kind.pk}, {"kind_id": kind.pk, "task_id": task.pk}
    of_row = {"kind_id": kind.pk, "indicator_id": indicators_of(task)[0].pk}
    named = {
        ("assessment_kind_edit", False): own,
        ("assessment_kind_copy", False): own,
        ("assessment_kind_retire", True): own,
        ("assessment_kind_back", True): own,
        ("kind_task_new", False): own,
        ("kind_task", False): of_task,
        ("kind_task_move", True): of_task,
        ("kind_task_retire", True): of_task,
        ("kind_indicator_new", False): of_task,
        ("kind_indicator", False): of_row,
        ("kind_indicator_move", True): of_row,
        ("kind_indicator_retire", True): of_row,
    }
    return {name: (url(name, **kwargs), button) for (name, button), kwargs in named.items()}


def test_everybody_reads_and_who_edits_the_offer_edits(worker: Member, kind: AssessmentKind) -> None:
    reader = sign_in(member_of(worker.organisation, Role.WERKVLOERCOACH))
    for page in (url("assessment_kinds"), url("assessment_kind", kind_id=kind.pk)):
        shown = words(reader.get(page))
        assert "Proef" in shown
        assert "Bewerk" not in shown
    for address, button in pages(kind).values():
        assert (reader.post if button else reader.get)(address).status_code == 403
    for name in ("assessment_kind_new", "assessment_library"):
        assert reader.post(url(name)).status_code == 403


def test_another_organisation_sees_and_changes_nothing(outsider: Member, kind: AssessmentKind) -> None:
    browser = sign_in(outsider)
    assert "Proef" not in words(browser.get(url("assessment_kinds")))
    assert browser.get(url("assessment_kind", kind_id=kind.pk)).status_code == 404
    for address, button in pages(kind).values():
        assert (browser.post if button else browser.get)(address).status_code == 404
    assert list(AssessmentTask.objects.filter(kind=kind, retired_on=None)) == list(kind.tasks.all())


def test_a_part_of_another_kind_is_not_there(worker: Member, kind: AssessmentKind) -> None:
    other = kind_with(worker, name="Ander")
    task = other.tasks.first()
    browser = sign_in(worker)
    assert browser.get(url("kind_task", kind_id=kind.pk, task_id=task.pk)).status_code == 404
    row = indicators_of(task)[0]
    assert browser.post(url("kind_indicator_move", kind_id=kind.pk, indicator_id=row.pk)).status_code == 404


def test_the_werklabo_is_taken_over_by_a_button(worker: Member) -> None:
    browser = sign_in(worker)
    assert "Neem het WerkLabo over" in words(browser.get(url("assessment_kinds")))
    assert browser.get(url("assessment_library")).status_code == 405
    for _time in range(2):
        assert browser.post(url("assessment_library")).status_code == 303
    kind = AssessmentKind.objects.get()
    shown = words(browser.get(url("assessment_kind", kind_id=kind.pk)))
    assert all(name in shown for name in ("Dozen vouwen", "Elektro", "Materiaal", "(d172)"))


def test_define_another_one(worker: Member) -> None:
    browser = sign_in(worker)
    values = {"name": "Atelier", "about": "Een dag in het atelier.", "version": "0"}
    assert set(browser.post(url("assessment_kind_new"), values | {"about": ""}).context["form"].errors) == {
        "about"
    }
    assert browser.post(url("assessment_kind_new"), values).status_code == 303
    assert "deze naam" in words(browser.post(url("assessment_kind_new"), values))
    kind = AssessmentKind.objects.get()
    task = {"name": "Naaien", "about": "Zet een knoop aan.", "minutes": "30", "version": "1"}
    page = url("kind_task_new", kind_id=kind.pk)
    assert set(browser.post(page, task | {"minutes": "x"}).context["form"].errors) == {"minutes"}
    assert browser.post(page, task).status_code == 303
    made = AssessmentTask.objects.get()
    behaviour = {"text": "Neemt de naald vast.", "competence": "motoriek", "version": "1"}
    page = url("kind_indicator_new", kind_id=kind.pk, task_id=made.pk)
    assert set(browser.post(page, behaviour | {"competence": "x"}).context["form"].errors) == {"competence"}
    assert browser.post(page, behaviour).status_code == 303
    assert Indicator.objects.get().competence == "motoriek"


def test_edit_with_the_version_that_was_shown(worker: Member, kind: AssessmentKind) -> None:
    browser = sign_in(worker)
    page = url("assessment_kind_edit", kind_id=kind.pk)
    values = {"name": "Beter", "about": "Anders.", "version": "1"}
    assert browser.post(page, values).status_code == 303
    late = browser.post(page, values | {"name": "Te laat"})
    assert late.status_code == 409
    task = kind.tasks.first()
    stale = {"name": "Te laat", "version": "1"}
    assert browser.post(url("kind_task", kind_id=kind.pk, task_id=task.pk), stale).status_code == 409
    fresh = {"name": "Op tijd", "version": "2"}
    assert browser.post(url("kind_task", kind_id=kind.pk, task_id=task.pk), fresh).status_code == 303


def test_what_was_observed_stays_readable(worker: Member, kind: AssessmentKind) -> None:
    running = assessment_of(client_of(worker), worker, kind=kind)
    seen_by(worker, running, 3, 3)
    task, browser = kind.tasks.first(), sign_in(worker)
    first, second, _third = indicators_of(task)
    reworded = {"text": "Start uit zichzelf.", "competence": "zelfstandigheid", "version": "1"}
    page = url("kind_indicator", kind_id=kind.pk, indicator_id=first.pk)
    assert browser.post(page, reworded).status_code == 303
    assert (
        browser.post(url("kind_indicator_retire", kind_id=kind.pk, indicator_id=second.pk)).status_code == 303
    )
    assert browser.post(url("kind_task_retire", kind_id=kind.pk, task_id=task.pk)).status_code == 303
    own = {"pk": running.client_id, "assessment_id": running.pk}
    shown = words(browser.get(url("assessment_profile", **own)))
    assert all(text in shown for text in ("Begint na de uitleg.", "Werkt door tot het af is.", "Taak 1"))


def test_buttons_move_retire_and_bring_back(worker: Member, kind: AssessmentKind) -> None:
    browser, task = sign_in(worker), kind.tasks.first()
    own = {"kind_id": kind.pk, "task_id": task.pk}
    assert browser.post(url("kind_task_move", **own), {"down": "1"}).status_code == 303
    assert [one.name for one in kind.tasks.all()] == ["Taak 2", "Taak 1"]
    browser.post(url("kind_task_retire", **own))
    assert AssessmentTask.objects.get(pk=task.pk).retired_on
    browser.post(url("kind_task_retire", **own), {"back": "1"})
    assert AssessmentTask.objects.get(pk=task.pk).retired_on is None
    version = str(AssessmentKind.objects.get(pk=kind.pk).version)
    page = url("assessment_kind_retire", kind_id=kind.pk)
    assert browser.post(page, {"version": "x"}).status_code == 404
    assert browser.post(page, {"version": version}).status_code == 303
    refused = browser.post(url("kind_task_move", **own), {"up": "1"}, follow=True)
    assert "niet meer gebruikt" in refused.content.decode()
    back = {"version": str(int(version) + 1)}
    assert browser.post(url("assessment_kind_back", kind_id=kind.pk), back).status_code == 303


def test_a_copy(worker: Member, kind: AssessmentKind) -> None:
    browser, page = sign_in(worker), url("assessment_kind_copy", kind_id=kind.pk)
    assert "Proef (kopie)" in browser.get(page).content.decode()
    assert "deze naam" in words(browser.post(page, {"name": "proef"}))
    assert browser.post(page, {"name": "Proef twee"}).status_code == 303
    assert AssessmentKind.objects.get(name="Proef twee").tasks.count() == 2


def test_the_pages_stay_within_the_budget(worker: Member) -> None:
    kind, browser = adopt_library(worker.organisation, by=worker), sign_in(worker)
    most: Any = 12 - settings.SQLITE
    few = queries_of(browser, url("assessment_kinds"))
    for number in range(20):
        kind_with(worker, name=f"Soort {number}", tasks=1, indicators=1)
    assert queries_of(browser, url("assessment_kinds")) == few <= most
    for address, button in pages(kind).values():
        assert button or queries_of(browser, address) <= most
    assert queries_of(browser, url("assessment_kind", kind_id=kind.pk)) <= most
