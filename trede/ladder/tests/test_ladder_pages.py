"""The tab of the ladder and its forms, for each who matters; and the paper for the client."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser

from tests.cast import client_of, member_of
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Barrier, Client, OwnBarrier
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.ladder.actions.positions import retract_position
from trede.ladder.models import Assessment, AssessmentKind, Intake, LadderGoal, LadderPosition
from trede.ladder.tests.ladder_scene import goal, rungs, step

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 11 if settings.SQLITE else 12
DAY = timedelta(days=1)
MARCH, JUNE = date(2025, 3, 1), date(2025, 6, 1)


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def filled(**changed: str) -> dict[str, str]:
    return {
        "rung": "3",
        "starts_on": day(today()),
        "reason": "started",
        "evidence": "Helpt twee voormiddagen mee.",
    } | changed


def walker_of(member: Member) -> Client:
    client = client_of(member)
    step(client, 2, MARCH, by=member)
    step(client, 3, JUNE, by=member, evidence="Werkt in het atelier.")
    return client


class TestTheTab:
    def test_an_empty_ladder_says_where_to_begin(self, worker: Member) -> None:
        client = client_of(worker)
        answer = sign_in(worker).get(url("file_ladder", pk=client.pk))
        said = words(answer)
        assert "Er is nog geen trede gekozen" in said
        assert "Nog geen doel afgesproken" in said
        assert answer.context["next"].url
        assert answer.context["next"].title in said

    def test_the_path_is_a_picture_a_sentence_and_a_table(self, worker: Member) -> None:
        client = walker_of(worker)
        goal(client, 4, by=worker, why="Wil werken.", by_when=today() + DAY * 90)
        soup = BeautifulSoup(sign_in(worker).get(url("file_ladder", pk=client.pk)).content, "html.parser")
        drawing = soup.select_one(".staircase svg")
        assert drawing is not None
        assert (
            "Nu op trede 3, arbeidsmatige activiteiten, sinds juni 2025. Eerder: trede 2 vanaf maart 2025."
            in str(drawing["aria-label"])
        )
        rows = [
            [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
            for row in soup.select("#moves tbody tr")
        ]
        assert [row[0] for row in rows] == ["01/06/2025", "01/03/2025"]
        assert rows[0][1] == "trede 2 trede 3"
        assert [icon["aria-label"] for icon in soup.select("#moves tr:first-child .ladder-move .icon")] == [
            "naar"
        ]
        assert "Werkt in het atelier." in rows[0][3]
        assert worker.user.name in rows[0][3]
        assert "Wil werken." in soup.get_text()
        assert client.name not in str(soup.title)

    def test_highest_within_reach_is_a_good_place(self, worker: Member) -> None:
        client = walker_of(worker)
        goal(client, 3, by=worker, highest_within_reach=True)
        answer = sign_in(worker).get(url("file_ladder", pk=client.pk))
        assert "Dit is een goede plek om te zijn." in words(answer)
        assert "hoogst haalbaar, en dat is goed" in words(answer)
        assert b"stair__reach" in answer.content

    def test_what_the_room_knows_stands_beside_it(self, worker: Member) -> None:
        client = walker_of(worker)
        own = {"organisation": client.organisation, "client": client}
        Intake.objects.create(**own, held_on=MARCH, first_step="Inschrijven bij Ligo")
        kind = AssessmentKind.objects.create(organisation=client.organisation, name="WerkLabo")
        Assessment.objects.create(**own, kind=kind, starts_on=JUNE, suggested_rung=4)
        for code in ("language", "health"):
            Barrier.objects.create(**own, code=code, severity=2, starts_on=MARCH)
        said = words(sign_in(worker).get(url("file_ladder", pk=client.pk)))
        assert "Inschrijven bij Ligo" in said
        assert "WerkLabo" in said
        assert "Taal" in said
        assert "Gezondheid" in said

    def test_the_confidential_barrier_stays_with_who_follows(self, worker: Member) -> None:
        client = walker_of(worker)
        own = {"organisation": client.organisation, "client": client}
        for code in ("language", "addiction"):
            Barrier.objects.create(**own, code=code, severity=2, starts_on=MARCH)
        clerk = sign_in(member_of(worker.organisation, Role.ADMINISTRATIEF))
        answer = clerk.get(url("file_ladder", pk=client.pk))
        assert answer.status_code == 200
        assert [one.code for one, _label in answer.context["ladder"].barriers] == ["language"]

    def test_a_barrier_lifted_today_stands_in_the_way_no_longer(self, worker: Member) -> None:
        client = walker_of(worker)
        own = {"organisation": client.organisation, "client": client, "severity": 2, "starts_on": MARCH}
        Barrier.objects.create(**own, code="language")
        Barrier.objects.create(**own, code="debts", ends_on=today(), lifted_because="Alles is betaald")
        answer = sign_in(worker).get(url("file_ladder", pk=client.pk))
        assert [one.code for one, _label in answer.context["ladder"].barriers] == ["language"]

    def test_a_stranger_sees_nothing(self, worker: Member, outsider: Member, colleague: Member) -> None:
        client = walker_of(worker)
        for name in ("file_ladder", "position_new", "goal_set", "ladder_pdf"):
            assert sign_in(outsider).get(url(name, pk=client.pk)).status_code == 404
            assert sign_in(colleague).get(url(name, pk=client.pk)).status_code == 302
        own = LadderPosition.objects.filter(client=client).first()
        other = client_of(worker)
        for name in ("position_correct", "position_retract"):
            assert sign_in(worker).get(url(name, pk=other.pk, position_id=own.pk)).status_code == 404

    def test_the_look_is_logged(self, worker: Member) -> None:
        client = walker_of(worker)
        sign_in(worker).get(url("file_ladder", pk=client.pk))
        assert list(AccessLog.objects.filter(subject=client.pk).values_list("page", flat=True)) == [
            "file_ladder"
        ]

    def test_a_closed_file_is_only_read(self, worker: Member) -> None:
        client = walker_of(worker)
        Client.objects.filter(pk=client.pk).update(closed_on=today())
        answer = sign_in(worker).get(url("file_ladder", pk=client.pk))
        assert not answer.context["writes"]
        assert "Zet een stap" not in words(answer)

    def test_a_restricted_file_is_only_read(self, worker: Member) -> None:
        client = walker_of(worker)
        restrict_file(client, by=worker, ground="De cliënt betwist de gegevens.")
        browser = sign_in(worker)
        assert not browser.get(url("file_ladder", pk=client.pk)).context["writes"]
        answer = browser.post(url("position_new", pk=client.pk), filled(rung="4"))
        assert "verwerking van dit dossier is beperkt" in words(answer)
        assert len(rungs(client)) == 2

    @pytest.mark.parametrize("name", ["file_ladder", "position_new", "goal_set", "ladder_pdf"])
    def test_a_long_path_costs_no_more_than_a_short_one(self, name: str, worker: Member) -> None:
        client = walker_of(worker)
        goal(client, 5, MARCH, by=worker)
        own = {"organisation": client.organisation, "client": client}
        kind = AssessmentKind.objects.create(organisation=client.organisation, name="WerkLabo")
        Assessment.objects.create(**own, kind=kind, starts_on=JUNE)
        named = OwnBarrier.objects.create(organisation=client.organisation, label="Fiets", code="mobility")
        Barrier.objects.create(**own, code="mobility", own=named, severity=1, starts_on=MARCH)
        browser = sign_in(worker)
        few = queries_of(browser, url(name, pk=client.pk))
        for number in range(3, 40):
            step(client, 1 + number % 6, JUNE + DAY * number * 2, by=worker)
        assert queries_of(browser, url(name, pk=client.pk)) == few <= MOST


class TestTheForms:
    def test_a_first_step(self, worker: Member) -> None:
        client, browser = client_of(worker), sign_in(worker)
        page = browser.get(url("position_new", pk=client.pk))
        said = words(page)
        for number in range(1, 7):
            assert f"Kies {number} " in said
        answer = browser.post(url("position_new", pk=client.pk), filled())
        assert (answer.status_code, answer["Location"]) == (303, url("file_ladder", pk=client.pk))
        assert rungs(client) == [(3, today(), None)]
        twice = browser.post(url("position_new", pk=client.pk), filled())
        assert "staat die dag al op trede 3" in words(twice)
        assert rungs(client) == [(3, today(), None)]

    def test_the_current_rung_is_marked_and_an_address_can_choose(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        soup = BeautifulSoup(
            browser.get(url("position_new", pk=client.pk) + "?trede=4").content, "html.parser"
        )
        assert [one["value"] for one in soup.select("input[name=rung]")] == list("654321")
        assert [one["value"] for one in soup.select("input[name=rung][checked]")] == ["4"]
        marked = [one for one in soup.select(".rungs__one") if "nu hier" in one.get_text()]
        assert ["is-rung-3" in one["class"] for one in marked] == [True]
        for strange in ("9", "", "x", "44444444444444444444", "٤"):
            page = browser.get(url("position_new", pk=client.pk), {"trede": strange})
            assert b"checked" not in page.content.split(b"rungs__list")[1].split(b"</fieldset>")[0]

    def test_an_assessment_leads_to_a_step_that_remembers_it(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        kind = AssessmentKind.objects.create(organisation=client.organisation, name="WerkLabo")
        own = {"organisation": client.organisation, "kind": kind, "starts_on": JUNE, "suggested_rung": 4}
        shown_by = Assessment.objects.create(client=client, **own)
        address = url("position_new", pk=client.pk) + f"?assessment={shown_by.pk}"
        form = browser.get(address).context["form"]
        assert (form["rung"].value(), form["reason"].value()) == (4, "assessed")
        assert form["evidence"].value() == "WerkLabo, 01/06/2025: "
        assert browser.post(address, filled(rung="4")).status_code == 303
        assert LadderPosition.objects.get(rung=4).cause == f"assessment:{shown_by.pk}"
        elsewhere = Assessment.objects.create(client=client_of(worker), **own)
        strange = url("position_new", pk=client.pk) + f"?assessment={elsewhere.pk}"
        assert browser.get(strange).context["form"]["rung"].value() is None
        assert browser.get(url("position_new", pk=client.pk) + "?assessment=1e9").status_code == 200

    @pytest.mark.parametrize(
        ("bad", "field"),
        [
            ({"rung": ""}, "rung"),
            ({"rung": "9"}, "rung"),
            ({"starts_on": "31/02/2026"}, "starts_on"),
            ({"starts_on": "01/01/1985"}, "starts_on"),
            ({"starts_on": "01/01/2099"}, "starts_on"),
            ({"reason": "because"}, "reason"),
            ({"evidence": " "}, "evidence"),
            ({"evidence": "x" * 301}, "evidence"),
            ({"note": "é" * 301}, "note"),
        ],
    )
    def test_a_bad_step_is_said_and_not_written(
        self, bad: dict[str, str], field: str, worker: Member
    ) -> None:
        client = client_of(worker)
        answer = sign_in(worker).post(url("position_new", pk=client.pk), filled(**bad))
        assert (answer.status_code, set(answer.context["form"].errors)) == (200, {field})
        assert not LadderPosition.objects.exists()

    def test_a_step_is_corrected_and_a_conflict_keeps_the_text(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        three = LadderPosition.objects.get(rung=3)
        address = url("position_correct", pk=client.pk, position_id=three.pk)
        assert "Werkt in het atelier." in browser.get(address).content.decode()
        late = browser.post(address, filled(starts_on=day(JUNE + DAY), version="7", evidence="Mijn tekst."))
        assert late.status_code == 409
        assert "Nu bewaard door een collega" in words(late)
        assert "Mijn tekst." in late.content.decode()
        assert browser.post(address, filled(starts_on=day(JUNE + DAY), version="1")).status_code == 303
        assert rungs(client) == [(2, MARCH, JUNE), (3, JUNE + DAY, None)]

    def test_a_step_is_retracted(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        three = LadderPosition.objects.get(rung=3)
        address = url("position_retract", pk=client.pk, position_id=three.pk)
        assert "Werkt in het atelier." in words(browser.get(address))
        assert set(browser.post(address, {"version": "1"}).context["form"].errors) == {"because"}
        assert browser.post(address, {"version": "1", "because": "Dubbel."}).status_code == 303
        assert browser.get(address).status_code == 404
        assert rungs(client) == [(2, MARCH, None)]

    def test_a_look_clears_the_question(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        goal(client, 5, by=worker)
        three = LadderPosition.objects.get(rung=3)
        assert "klopt deze trede nog" in words(browser.get(url("file_ladder", pk=client.pk)))
        address = url("position_confirm", pk=client.pk, position_id=three.pk)
        assert browser.get(address).status_code == 405
        assert browser.post(address, {"version": "1"}).status_code == 303
        assert "klopt deze trede nog" not in words(browser.get(url("file_ladder", pk=client.pk)))

    def test_a_goal_from_choice_to_end(self, worker: Member) -> None:
        client, browser = walker_of(worker), sign_in(worker)
        values = {"rung": "5", "why": "Wil werken.", "starts_on": day(today()), "by_when": ""}
        assert browser.post(url("goal_set", pk=client.pk), values).status_code == 303
        again = browser.post(url("goal_set", pk=client.pk), values)
        assert "staat er al precies zo" in words(again)
        row = LadderGoal.objects.get()
        address = url("goal_end", pk=client.pk, goal_id=row.pk)
        wrong = {"version": "1", "ends_on": "32/13/2026", "because": ""}
        assert set(browser.post(address, wrong).context["form"].errors) == {"ends_on", "because"}
        ended = {"version": "1", "ends_on": day(today()), "because": "Te ver."}
        assert browser.post(address, ended).status_code == 303
        assert browser.get(url("goal_end", pk=client_of(worker).pk, goal_id=row.pk)).status_code == 404

    @pytest.mark.parametrize("role", [Role.PARTNER, Role.BEHEERDER, Role.DPO])
    def test_who_reads_no_files_has_no_ladder(self, role: str, worker: Member) -> None:
        client = walker_of(worker)
        browser: Browser = sign_in(member_of(worker.organisation, role))
        for name in ("file_ladder", "position_new", "goal_set", "ladder_pdf"):
            assert browser.get(url(name, pk=client.pk)).status_code == 403
        assert browser.post(url("position_new", pk=client.pk), filled()).status_code == 403
        assert len(rungs(client)) == 2


def test_what_was_retracted_is_on_no_page(worker: Member) -> None:
    client = walker_of(worker)
    three = LadderPosition.objects.get(rung=3)
    retract_position(three, by=worker, expected=1, because="Dubbel.")
    assert "Werkt in het atelier." not in words(sign_in(worker).get(url("file_ladder", pk=client.pk)))
