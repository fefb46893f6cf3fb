"""Observing on a page: two observers who do not copy, two tabs, bad input."""

import pytest
from bs4 import BeautifulSoup

from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import Assessment, Observation, TaskRun
from trede.ladder.tests.assessment_scene import (
    SENTENCES,
    assessment_of,
    at,
    followed_by,
    indicators_of,
    seen_by,
    tasks_of,
    typed,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def running(worker: Member, colleague: Member) -> Assessment:
    """Of a client whom worker and colleague follow together."""
    return assessment_of(followed_by(worker, colleague), worker)


def test_an_observation_is_saved_by_one_button(worker: Member, running: Assessment) -> None:
    browser, page = sign_in(worker), at("assessment_task", running)
    shown = BeautifulSoup(browser.get(page).content, "html.parser")
    groups = shown.select("fieldset.seen")
    assert [one.legend.get_text() for one in groups] == list(SENTENCES)
    choices = ["niet gezien", "lukt nog niet", "lukt met hulp", "lukt alleen", "sterk"]
    assert [[label.get_text() for label in one.select(".seen__option")] for one in groups] == [choices] * 3
    values = typed(running, 3, 0, how="Zittend, met foto's")
    assert browser.post(page, values)["Location"] == page
    assert browser.post(page, values).status_code == 303
    assert list(Observation.objects.order_by("pk").values_list("seen", flat=True)) == [3, 0]
    assert TaskRun.objects.get(done_on=today()).how == "Zittend, met foto's"


def test_a_colleague_is_blind_until_they_marked_themselves(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 4, 4, 4)
    browser, page = sign_in(colleague), at("assessment_task", running)
    others = lambda: [  # noqa: E731
        " ".join(one.get_text(" ").split())
        for one in BeautifulSoup(browser.get(page).content, "html.parser").select(".seen__others")
    ]
    assert others() == []
    profile = words(browser.get(at("assessment_profile", running)))
    assert "sterk" not in profile
    assert "blijft nog verborgen" in profile
    assert browser.post(page, typed(running, 1)).status_code == 303
    assert others() == [f"{worker.name}: sterk"]
    tested = BeautifulSoup(browser.get(at("assessment_profile", running)).content, "html.parser")
    assert tested.select_one("#tested").get_text().count("sterk") == 1


def test_looking_at_everything_ends_observing(worker: Member, colleague: Member, running: Assessment) -> None:
    seen_by(worker, running, 4, 4, 4)
    browser = sign_in(colleague)
    assert browser.get(at("assessment_reveal", running)).status_code == 405
    assert browser.post(at("assessment_reveal", running)).status_code == 303
    assert "sterk" in words(browser.get(at("assessment_profile", running)))
    answer = browser.post(at("assessment_task", running), typed(running, 1))
    assert "bekeek al" in words(answer)
    assert Observation.objects.filter(observer=colleague).count() == 0


def test_two_tabs_show_what_stands_and_lose_nothing(worker: Member, running: Assessment) -> None:
    browser, page = sign_in(worker), at("assessment_task", running)
    browser.post(page, typed(running, 3, 2))
    one = indicators_of(tasks_of(running)[0])[0]
    late = browser.post(page, typed(running, 1, 2, 4))
    assert late.status_code == 409
    assert "Intussen bewaard: lukt alleen." in words(late)
    assert Observation.objects.count() == 2
    form = BeautifulSoup(late.content, "html.parser")
    checked = [tag["value"] for tag in form.select("input[type=radio][checked]")]
    assert checked == ["1", "2", "4"]
    version = form.select_one(f"input[name=v_{one.pk}]")["value"]
    again = typed(running, 1, 2, 4) | {f"v_{one.pk}": version}
    assert browser.post(page, again).status_code == 303
    assert list(Observation.objects.order_by("indicator").values_list("seen", flat=True)) == [1, 2, 4]


def test_two_observers_at_once_do_not_overwrite_how_it_went(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    page = at("assessment_task", running)
    first, second = sign_in(worker), sign_in(colleague)
    assert first.post(page, typed(running, 3, how="Zittend")).status_code == 303
    # The colleague opened the page before, and wrote nothing about how it went.
    assert second.post(page, typed(running, 2)).status_code == 303
    assert TaskRun.objects.get(done_on=today()).how == "Zittend"
    late = second.post(page, typed(running, 2, how="Staand"))
    assert late.status_code == 409
    assert "Een collega bewaarde intussen" in words(late)
    chosen = typed(running, 2, how="Staand", had_how="Zittend", had_done_on=today().strftime("%d/%m/%Y"))
    assert second.post(page, chosen).status_code == 303
    assert TaskRun.objects.get(done_on=today()).how == "Staand"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"done_on": "31/02/2026"}, "done_on"),
        ({"done_on": "01/01/2099"}, "done_on"),
        ({"done_on": ""}, "done_on"),
        ({"how": "x" * 301}, "how"),
        ({"seen": "7"}, "seen"),
        ({"seen": "🙂"}, "seen"),
        ({"note": "x" * 301}, "note"),
        ({"v": "-3"}, "v"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    bad: dict[str, str], field: str, worker: Member, running: Assessment
) -> None:
    one = indicators_of(tasks_of(running)[0])[0]
    values = {f"{name}_{one.pk}" if name in ("seen", "note", "v") else name: bad[name] for name in bad}
    answer = sign_in(worker).post(at("assessment_task", running), typed(running, 3) | values)
    name = f"{field}_{one.pk}" if field in ("seen", "note", "v") else field
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {name})
    assert not Observation.objects.exists()


def test_a_note_without_a_mark_asks_what_was_seen(worker: Member, running: Assessment) -> None:
    one = indicators_of(tasks_of(running)[0])[0]
    answer = sign_in(worker).post(at("assessment_task", running), typed(running) | {f"note_{one.pk}": "Hm"})
    assert "Duid aan wat u zag" in words(answer)


def test_a_task_that_was_not_done(worker: Member, running: Assessment) -> None:
    browser, page = sign_in(worker), at("assessment_skip", running)
    assert "Schrijf waarom" in words(browser.post(page, {"because": " ", "version": "1"}))
    assert browser.post(page, {"because": "De oven was stuk", "version": "1"}).status_code == 303
    assert browser.post(page, {"because": "De oven was stuk", "version": "1"}).status_code == 303
    assert browser.post(page, {"because": "Iets anders", "version": "1"}).status_code == 409
    assert "De oven was stuk" in words(browser.get(at("assessment", running)))


def test_what_is_typed_is_kept(worker: Member, running: Assessment) -> None:
    browser, page = sign_in(worker), at("assessment_task", running)
    task, one = tasks_of(running)[0], indicators_of(tasks_of(running)[0])[0]
    kept = typed(running, 2) | {"draft_form": "assessment_task", "draft_object": str(task.pk), "how": "Half"}
    assert browser.post(url("draft_keep", pk=running.client_id), kept).status_code == 204
    form = browser.get(page, {"concept": "1"}).context["form"]
    assert (form["how"].value(), str(form[f"seen_{one.pk}"].value())) == ("Half", "2")
