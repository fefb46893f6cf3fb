"""The pages of an assessment: who opens them, how it begins, ends, and what a page costs."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser

from tests.cast import LONG_AGO
from trede.clients.models import Client, FileLock
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.ladder.models import Assessment, Observation, TaskRun
from trede.ladder.tests.assessment_scene import (
    ONE,
    SENTENCES,
    TASK,
    adopt_library,
    assessment_of,
    at,
    client_of,
    every_page,
    finish,
    followed_by,
    kind_with,
    member_of,
    seen_by,
)

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 12
OBSERVING = {"assessment_conclude", "assessment_task"}


@pytest.fixture
def running(worker: Member, colleague: Member) -> Assessment:
    """Of a client whom worker and colleague follow together."""
    return assessment_of(followed_by(worker, colleague), worker)


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


def test_every_page_stays_within_the_budget_with_the_whole_werklabo(
    worker: Member,
    colleague: Member,
) -> None:
    kind = adopt_library(worker.organisation, by=worker)
    running = assessment_of(followed_by(worker, colleague), worker, kind=kind)
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
