"""The page, its charts and its Excel file, in the browser of those who may and those who may not."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET  # our own output

import pytest
from django.test import Client as Browser
from django.utils import translation
from openpyxl import load_workbook

from tests.cast import member_of
from trede.core.models import Event, Member
from trede.core.roles import ROLES, Can, Role
from trede.insight import charts, stored
from trede.insight.charts import CHARTS
from trede.insight.tests import scene as stage
from trede.insight.tests.scene import Scene, at, days, elsewhere

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE, EXCEL = "/cijfers/", "/cijfers/excel/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.insight.views.figures.today", lambda: stage.TODAY)


@pytest.fixture
def head(worker: Member) -> Member:
    return member_of(worker.organisation, Role.DIENSTHOOFD)


@pytest.fixture
def browser(client: Browser, head: Member) -> Browser:
    client.force_login(head.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def office(worker: Member) -> Scene:
    """Twelve came; eight were seen after 30 days, one was not, three wait."""
    scene, today = Scene(worker), stage.TODAY
    for turn in range(8):
        entry = scene.entry(today - days(60), left=today - days(30))
        seen = scene.invited(entry, today - days(30), attendance="present", reply="comes")
        scene.decided(seen)
        scene.referral(today - days(64), today - days(60), client=entry.client)
        if turn:
            scene.intake(entry.client, today - days(22))
    missed = scene.invited(
        scene.entry(today - days(50)), today - days(30), attendance="absent", language="ti"
    )
    scene.message(missed, sent_at=missed.made_at)
    for _turn in range(3):
        scene.entry(today - days(20))
    scene.guides(worker, today - days(200))
    return scene


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_says_who_waits_how_long(browser: Browser, office: Scene) -> None:
    page = text(browser.get(PAGE))
    assert "Van 12 aanvaarde aanmeldingen was de helft gezien na 30 dagen" in page
    assert "8 zijn gezien, 4 wachten nog, 0 gingen van de lijst zonder gesprek." in page
    assert "1 van 9 kwamen niet (11 %). Van 0 van hen toont niets dat de uitnodiging aankwam" in page
    assert page.count("<img") == len(CHARTS)
    assert page.count("<table") == len(CHARTS) + 1


def test_every_chart_has_words_and_its_table(browser: Browser, office: Scene) -> None:
    page = browser.get(PAGE).content.decode()
    assert page.count('alt="Grafiek ') == page.count("<img")
    for code in CHARTS:
        assert f"/cijfers/{code}.svg?periode=m12" in page


@pytest.mark.parametrize("code", CHARTS)
def test_a_chart_is_a_picture_in_dutch(code: str, browser: Browser, office: Scene) -> None:
    answer = browser.get(f"/cijfers/{code}.svg?periode=m12")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert ET.fromstring(answer.content).tag.endswith("svg")
    assert not {"arrived", "share", "undefined", "NaN"} & set(answer.content.decode().split(">"))


def test_a_chart_that_does_not_exist(browser: Browser) -> None:
    assert browser.get("/cijfers/talen.svg").status_code == 404
    assert browser.get("/cijfers/iets.svg").status_code == 404


def test_nothing_yet_is_said_plainly(browser: Browser) -> None:
    page = text(browser.get(PAGE))
    assert "Nog geen cijfers in deze periode" in page
    assert "<img" not in page


def test_a_few_are_no_curve(browser: Browser, worker: Member) -> None:
    Scene(worker).entry(stage.TODAY - days(9))
    page = text(browser.get(PAGE))
    assert "te weinig voor een curve (vanaf 10)" in page
    assert "wachten.svg" not in page


def test_small_numbers_do_not_point_at_anybody(browser: Browser, office: Scene) -> None:
    page = text(browser.get(PAGE))
    assert "Andere talen samen" in page
    assert "Tigrinya" not in page
    assert "Waar een tabel mensen opdeelt volgens wie ze zijn" in page


def test_a_neighbour_is_not_counted(browser: Browser, outsider: Member) -> None:
    elsewhere(outsider)
    assert "Nog geen cijfers" in text(browser.get(PAGE))


def test_no_name_of_a_client_stands_on_the_page_or_in_a_chart(browser: Browser, office: Scene) -> None:
    whole = browser.get(PAGE).content + b"".join(
        browser.get(f"/cijfers/{code}.svg").content for code in CHARTS
    )
    assert b"Testpersoon" not in whole


@pytest.mark.parametrize("asked", ["m3", "m36", "j2026", "j2023"])
def test_another_period(asked: str, browser: Browser, office: Scene) -> None:
    page = text(browser.get(PAGE, {"periode": asked}))
    assert f'value="{asked}" selected' in page


def test_a_year_that_is_over_does_not_speak_of_now(browser: Browser, office: Scene) -> None:
    office.entry(stage.TODAY - days(400), left=stage.TODAY - days(390), because="back")
    page = text(browser.get(PAGE, {"periode": "j2025"}))
    assert "Wachtte op het einde" in page
    assert "op het einde wachtten er 0." in page
    assert "nu wachten" not in page


@pytest.mark.parametrize("asked", ["", "m99999999999", "31/02/2026", "😀", "j2030", "x" * 5000, "m12\x00"])
def test_a_period_that_cannot_be_is_the_last_year(asked: str, browser: Browser, office: Scene) -> None:
    answer = browser.get(PAGE, {"periode": asked})
    assert answer.status_code == 200
    assert "laatste 12 maanden" in text(answer)
    assert browser.get("/cijfers/stroom.svg", {"periode": asked}).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_who_may_read_the_figures(role: Role, client: Browser, worker: Member) -> None:
    member = member_of(worker.organisation, role)
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    expected = 200 if Can.READ_FIGURES in ROLES[role] else 403
    assert client.get(PAGE).status_code == expected
    assert client.get("/cijfers/stroom.svg").status_code == expected
    if expected == 403:
        assert client.post(EXCEL, {"purpose": "Jaarverslag"}).status_code == 403


def test_reading_writes_nothing(browser: Browser, office: Scene) -> None:
    before = Event.objects.count()
    browser.get(PAGE)
    browser.get("/cijfers/stroom.svg")
    assert Event.objects.count() == before


def test_the_excel_file_holds_the_tables(browser: Browser, office: Scene, head: Member) -> None:
    answer = browser.post(EXCEL, {"purpose": "Jaarverslag 2026", "periode": "m12"})
    assert answer["Content-Disposition"] == 'attachment; filename="cijfers-2026-11-22.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames[-1] == "Uitleg"
    assert len(book.sheetnames) == len(CHARTS) + 2
    rows = list(book["Niet gezien"].values)
    assert rows[0][:3] == ("Maand van de zitting", "Uitgenodigd", "Gezien")
    assert rows[-1][:6] == ("Samen", 9, 8, 0, 1, 0)
    event = Event.objects.get(verb="figures.exported")
    assert (event.by, event.subject) == (head, None)


@pytest.mark.parametrize("purpose", ["", "   ", "kort", "x" * 201])
def test_an_export_asks_what_for(purpose: str, browser: Browser, office: Scene) -> None:
    answer = browser.post(EXCEL, {"purpose": purpose, "periode": "m6"})
    assert answer.status_code == 200
    assert 'value="m6" selected' in text(answer)
    assert not Event.objects.filter(verb="figures.exported").exists()


def test_an_export_of_nothing_is_refused(browser: Browser) -> None:
    answer = browser.post(EXCEL, {"purpose": "Jaarverslag"})
    assert "Kies een andere periode" in text(answer)
    assert not Event.objects.exists()


def test_one_does_not_fetch_the_export(browser: Browser) -> None:
    assert browser.get(EXCEL).status_code == 405
    assert browser.post(PAGE).status_code == 405


def test_a_change_is_seen_at_once(browser: Browser, office: Scene) -> None:
    from trede.core import events

    assert "Van 12 aanvaarde" in text(browser.get(PAGE))
    entry = office.entry(stage.TODAY - days(5))
    assert "Van 12 aanvaarde" in text(browser.get(PAGE)), "what nobody recorded is read again another day"
    events.record("waitingentry.added", entry, by=office.guide, organisation_id=office.organisation.pk)
    assert "Van 13 aanvaarde" in text(browser.get(PAGE))


def test_the_second_time_asks_little(
    browser: Browser, office: Scene, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.get(PAGE, {"periode": "m3"})
    with django_assert_max_num_queries(10):
        browser.get(PAGE)
    monkeypatch.setattr(stored, "gather", lambda *_: pytest.fail("worked out again"))
    with django_assert_max_num_queries(6):
        browser.get(PAGE)
    drawn = browser.get("/cijfers/stroom.svg").content
    monkeypatch.setattr(charts, "svg", lambda *_: pytest.fail("drawn again"))
    assert browser.get("/cijfers/stroom.svg").content == drawn


def test_months_have_small_letters_in_dutch_only() -> None:
    month = charts.Month(2026, 11)
    assert charts.month_words(month) == "nov 2026"
    with translation.override("en"):
        assert charts.month_words(month) == "Nov 2026"


def test_at_midnight_the_chart_is_of_the_new_day(office: Scene) -> None:
    from trede.insight.months import last_months

    one, other = last_months(12, stage.TODAY), last_months(12, stage.TODAY + days(1))
    assert stored.state_of(office.organisation.pk, one) != stored.state_of(office.organisation.pk, other)
    assert at(stage.TODAY).date() == stage.TODAY
