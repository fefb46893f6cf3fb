"""The pages of an assessment: who opens them, two observers, the profile and its PDF, bad input."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser
from pypdf import PdfReader

from tests.cast import LONG_AGO
from trede.clients.actions.clients import assign
from trede.clients.models import CaseRole, Client, FileLock
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.ladder.actions.assessments import conclude
from trede.ladder.models import Assessment, Observation, TaskRun
from trede.ladder.tests.assessment_scene import (
    SENTENCES,
    adopt_library,
    assessment_of,
    client_of,
    indicators_of,
    kind_with,
    member_of,
    seen_by,
    tasks_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 12
ONE = ("assessment", "assessment_conclude", "assessment_stop", "assessment_profile", "assessment_pdf")
TASK = ("assessment_task", "assessment_skip")
OBSERVING = {"assessment_conclude", "assessment_task"}


@pytest.fixture
def both(worker: Member, colleague: Member) -> Client:
    """A client whom worker and colleague follow together."""
    client = client_of(worker)
    assign(client, member=colleague, role=CaseRole.COACH, by=None, starts_on=LONG_AGO)
    return client


@pytest.fixture
def running(worker: Member, both: Client) -> Assessment:
    return assessment_of(both, worker)


def at(name: str, assessment: Assessment, task: int | None = None) -> str:
    own = {"pk": assessment.client_id, "assessment_id": assessment.pk}
    if name in TASK:
        own["task_id"] = task or tasks_of(assessment)[0].pk
    return url(name, **own)


def every_page(assessment: Assessment) -> dict[str, str]:
    return {name: at(name, assessment) for name in (*ONE, *TASK)}


def typed(assessment: Assessment, *seen: int, **extra: str) -> dict[str, str]:
    """What the browser sends from the page of the first task."""
    values = {"done_on": today().strftime("%d/%m/%Y"), "how": "", "had_done_on": "", "had_how": ""}
    for one, value in zip(indicators_of(tasks_of(assessment)[0]), seen, strict=False):
        values |= {f"seen_{one.pk}": str(value), f"note_{one.pk}": "", f"v_{one.pk}": "0"}
    return values | extra


def finish(assessment: Assessment, by: Member, **values: Any) -> Assessment:
    words = {"advice": "Een werkplek met uitleg in beeld.", "suggested_rung": 3} | values
    return conclude(assessment, **words, by=by, expected=Assessment.objects.get(pk=assessment.pk).version)


# Who opens what


def test_a_colleague_outside_the_caseload_is_asked_why(worker: Member, running: Assessment) -> None:
    other = sign_in(member_of(worker.organisation, Role.WERKVLOERCOACH))
    for name, address in every_page(running).items():
        answer = other.get(address)
        assert (name, answer.status_code, answer["Location"]) == (
            name,
            302,
            url("look", pk=running.client_id),
        )


def test_another_organisation_finds_nothing(outsider: Member, running: Assessment) -> None:
    browser = sign_in(outsider)
    assert {browser.get(address).status_code for address in every_page(running).values()} == {404}


def test_a_clerk_reads_and_stops_and_does_not_observe(worker: Member, running: Assessment) -> None:
    finish(running, worker)
    clerk = sign_in(member_of(worker.organisation, Role.ADMINISTRATIEF))
    found = {name: clerk.get(address).status_code for name, address in every_page(running).items()}
    assert found == {name: 403 if name in OBSERVING else 200 for name in (*ONE, *TASK)}


def test_a_partner_and_a_manager_open_none(worker: Member, running: Assessment) -> None:
    for role in (Role.PARTNER, Role.BEHEERDER):
        browser = sign_in(member_of(worker.organisation, role))
        assert {browser.get(address).status_code for address in every_page(running).values()} == {403}


def test_a_locked_file_hides_its_assessment(worker: Member, colleague: Member, running: Assessment) -> None:
    FileLock.objects.create(
        organisation=worker.organisation, client=running.client, reason="colleague", starts_on=LONG_AGO
    )
    for member in (worker, colleague, member_of(worker.organisation, Role.ADMINISTRATIEF)):
        browser = sign_in(member)
        assert browser.get(at("assessment", running)).status_code == 404


def test_an_assessment_belongs_to_its_file(worker: Member, running: Assessment) -> None:
    elsewhere = client_of(worker)
    address = url("assessment_profile", pk=elsewhere.pk, assessment_id=running.pk)
    assert sign_in(worker).get(address).status_code == 404
    assert sign_in(worker).get(at("assessment_task", running, task=10**12)).status_code == 404


def test_an_assessment_of_a_merged_file_is_read_in_the_whole(worker: Member, running: Assessment) -> None:
    head = client_of(worker)
    Client.objects.filter(pk=running.client_id).update(alias_of=head)
    address = url("assessment", pk=head.pk, assessment_id=running.pk)
    assert "Proef" in words(sign_in(worker).get(address))


# Starting


def test_it_begins_with_a_question(worker: Member) -> None:
    client, browser = client_of(worker), sign_in(worker)
    assert "neemt het WerkLabo over" in words(browser.get(url("assessment_new", pk=client.pk)))
    kind = kind_with(worker, tasks=3)
    page = browser.get(url("assessment_new", pk=client.pk))
    assert {"Wat willen we weten?", "Welke opdrachten"} <= set(
        BeautifulSoup(page.content, "html.parser").stripped_strings
    )
    tasks = [str(task.pk) for task in kind.tasks.all()[:2]]
    values = {"question": "", "starts_on": today().strftime("%d/%m/%Y"), "tasks": tasks}
    assert set(browser.post(url("assessment_new", pk=client.pk), values).context["form"].errors) == {
        "question"
    }
    answer = browser.post(url("assessment_new", pk=client.pk), values | {"question": "Kan hij staan?"})
    made = Assessment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at("assessment", made))
    assert TaskRun.objects.filter(assessment=made).count() == 2
    twice = browser.post(url("assessment_new", pk=client.pk), values | {"question": "Kan hij staan?"})
    assert "loopt al" in words(twice)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"tasks": []}, "tasks"),
        ({"tasks": ["999999999999"]}, "tasks"),
        ({"question": "x" * 301}, "question"),
    ],
)
def test_a_bad_start_is_said_and_not_written(bad: dict[str, Any], field: str, worker: Member) -> None:
    client, kind = client_of(worker), kind_with(worker)
    values = {
        "question": "Wat? 🙂",
        "starts_on": today().strftime("%d/%m/%Y"),
        "tasks": [str(task.pk) for task in kind.tasks.all()],
    } | bad
    answer = sign_in(worker).post(url("assessment_new", pk=client.pk), values)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {field})
    assert not Assessment.objects.exists()


def test_a_kind_of_another_organisation_is_no_choice(worker: Member, outsider: Member) -> None:
    client, theirs = client_of(worker), kind_with(outsider)
    kind_with(worker)
    for asked in (str(theirs.pk), "x", "9" * 30):
        assert sign_in(worker).get(url("assessment_new", pk=client.pk), {"soort": asked}).status_code == 404


# Observing


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


# Concluding


def test_a_conclusion_warns_and_does_not_forbid(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3, 2)
    browser, page = sign_in(worker), at("assessment_conclude", running)
    shown = words(browser.get(page))
    assert "niet gedaan en zonder reden: Taak 2" in shown
    assert "hoe het ging bij: Taak 1" in shown
    assert SENTENCES[2] in shown
    assert "Schrijf een advies" in words(browser.post(page, {"advice": "", "version": "1"}))
    answer = browser.post(page, {"advice": "AMA, halve dagen.", "suggested_rung": "3", "version": "1"})
    assert (answer.status_code, answer["Location"]) == (303, at("assessment_profile", running))
    shown = words(browser.get(at("assessment_profile", running)))
    assert "AMA, halve dagen." in shown
    assert "Kan zij in het atelier werken?" in shown


def test_two_people_conclude(worker: Member, colleague: Member, running: Assessment) -> None:
    finish(running, worker, advice="Van de eerste.")
    late = sign_in(colleague).post(
        at("assessment_conclude", running), {"advice": "Van de tweede.", "version": "1"}
    )
    assert late.status_code == 409
    assert "Van de eerste." in words(late)
    assert "Van de tweede." in late.content.decode()
    assert Assessment.objects.get().advice == "Van de eerste."
    assert BeautifulSoup(late.content, "html.parser").select_one("input[name=version]")["value"] == "2"


def test_who_concludes_looks_at_everything_first(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 4)
    browser, page = sign_in(colleague), at("assessment_conclude", running)
    assert "kijkt eerst naar alles" in words(browser.get(page))
    browser.post(page, {"advice": "Blind.", "version": "1"})
    assert Assessment.objects.get().concluded_on is None


@pytest.mark.parametrize(
    "bad", [{"suggested_rung": "9"}, {"advice": "x" * 2001}, {"version": "x"}, {"unknown": "x" * 1001}]
)
def test_a_bad_conclusion_is_said(bad: dict[str, str], worker: Member, running: Assessment) -> None:
    values = {"advice": "Goed.", "version": "1"} | bad
    answer = sign_in(worker).post(at("assessment_conclude", running), values)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, set(bad))
    assert Assessment.objects.get().concluded_on is None


def test_stopping(worker: Member, running: Assessment) -> None:
    browser = sign_in(worker)
    assert "Schrijf waarom" in words(browser.post(at("assessment_stop", running), {"because": ""}))
    assert browser.post(at("assessment_stop", running), {"because": "Verhuisd"}).status_code == 303
    for name in ("assessment", "assessment_profile", "assessment_stop", "assessment_conclude"):
        assert browser.get(at(name, running)).status_code == 200
    assert "Gestopt zonder advies Verhuisd" in words(browser.get(at("assessment_profile", running)))
    assert "loopt niet meer" in words(browser.get(at("assessment_task", running)))


# The profile


def test_the_profile_shows_strengths_first_and_the_difference(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 4, 3, 0)
    seen_by(colleague, running, 1, 3, 0)
    finish(running, worker, client_says="Ik werk graag rustig.", unknown="Volle dagen.")
    page = BeautifulSoup(sign_in(worker).get(at("assessment_profile", running)).content, "html.parser")
    titles = [one.get_text() for one in page.select("#profile h3")]
    assert titles == ["Wat goed gaat", "Wat nog niet lukt"]
    names = sorted([worker.name, colleague.name], key=lambda name: name != worker.name)
    pictures = [one["aria-label"] for one in page.select("#profile svg[role=img]")]
    assert pictures == [
        f"Volhouden: lukt alleen ({names[0]}: lukt alleen, {names[1]}: lukt alleen)",
        f"Instructies begrijpen en volgen: lukt nog niet ({names[0]}: sterk, {names[1]}: lukt nog niet)",
    ]
    # Two observers are two shapes.
    assert [len(page.select(f"#profile .profile-rows {tag}.profile-sign")) for tag in ("circle", "rect")] == [
        2,
        2,
    ]
    differs = " ".join(page.select_one("#differences").get_text(" ").split())
    assert f"{SENTENCES[0]} Taak 1 {names[0]}: sterk · {names[1]}: lukt nog niet" in differs
    assert "Orde en netheid" in page.select_one("#not-seen").get_text()
    advice = page.select_one("#advice").get_text()
    assert all(part in advice for part in ("Ik werk graag rustig.", "Volle dagen.", "werkplek met uitleg"))
    assert not page.select("[style]")


def test_a_profile_has_no_total(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 4, 3, 2)
    shown = words(sign_in(worker).get(at("assessment_profile", running))).lower()
    assert not [word for word in ("%", "gemiddeld", "op 10", "punten") if word in shown]


def test_the_pdf_is_given_along_after_the_conclusion(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(colleague, running, 1, 3)
    seen_by(worker, running, 4, 3, 0, how="Zittend, met foto's")
    browser = sign_in(worker)
    early = browser.get(at("assessment_pdf", running), follow=True)
    assert "Rond het assessment eerst af" in words(early) + early.content.decode()
    finish(running, worker, client_says="Ik sta liever recht.")
    answer = browser.get(at("assessment_pdf", running))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert running.client.last_name not in answer["Content-Disposition"]
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl-BE"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in (
        running.client.last_name,
        "Kan zij in het atelier werken?",
        "Wat goed gaat",
        "Wat we niet zagen",
        "Zittend, met foto",
        "Een werkplek met uitleg in beeld.",
        "Ik sta liever recht.",
        "trede 3",
    ):
        assert said in text
    assert text.index("Ons advies") < text.index("Wat goed gaat") < text.index("Wat nog niet lukt")


def test_a_pdf_holds_an_emoji_and_markup_as_text(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3)
    finish(running, worker, advice="#pagebreak() *vet* 🙂 <b>x</b>\n\nTweede alinea.")
    reader = PdfReader(io.BytesIO(sign_in(worker).get(at("assessment_pdf", running)).content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "#pagebreak() *vet*" in text
    assert "Tweede alinea." in text


# Budgets


def test_every_page_stays_within_the_budget_with_the_whole_werklabo(
    worker: Member, colleague: Member, both: Client
) -> None:
    kind = adopt_library(worker.organisation, by=worker)
    running = assessment_of(both, worker, kind=kind)
    browser = sign_in(worker)
    before = {name: queries_of(browser, page) for name, page in every_page(running).items() if name != ONE[4]}
    for number in range(8):
        seen_by(worker, running, *[3] * 8, number=number)
        seen_by(colleague, running, *[1] * 8, number=number)
    after = {name: queries_of(browser, page) for name, page in every_page(running).items() if name != ONE[4]}
    assert after == before
    assert max(after.values()) <= MOST - settings.SQLITE
    finish(running, worker)
    assert queries_of(browser, at("assessment_profile", running)) <= MOST - settings.SQLITE
    assert queries_of(browser, at("assessment_pdf", running)) <= MOST - settings.SQLITE


def test_a_get_writes_nothing(worker: Member, running: Assessment) -> None:
    browser: Browser = sign_in(worker)
    seen_by(worker, running, 3)

    def versions() -> tuple[int, int, int]:
        return (
            Assessment.objects.get().version,
            TaskRun.objects.count(),
            Observation.objects.count(),
        )

    before = versions()
    for address in every_page(running).values():
        browser.get(address)
    assert versions() == before
