"""The pages of the werkintake: who sees what, what a plain form does, what may not leak."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from tests.cast import client_of, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Barrier
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import AccessLog, TextDraft
from trede.core.periods import today
from trede.ladder.actions.intakes import close_intake, score, write_agreed, write_note
from trede.ladder.models import DomainNote, DomainScore, Intake
from trede.ladder.tests.intake_scene import Scene, scene

pytestmark = pytest.mark.django_db(databases="__all__")
PAGES = ("intake", "intake_summary")


@pytest.fixture
def made() -> Scene:
    return scene()


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def note(
    made: Scene, text: str, domain: str = "work", marks: tuple[str, ...] = (), expected: int = 0
) -> DomainNote:
    return write_note(made.intake, domain=domain, text=text, marks=marks, by=made.worker, expected=expected)


def agree(made: Scene) -> Intake:
    return write_agreed(
        made.intake, wish="Buiten werken", strengths="", first_step="Infosessie", by=made.worker, expected=1
    )


def test_a_conversation_begins_on_a_page_of_its_own(made: Scene) -> None:
    other = client_of(made.worker)
    address = url("intake_new", pk=other.pk)
    assert "zeven levensdomeinen" in words(made.browser().get(address))
    answer = made.browser().post(address, {"held_on": today().strftime("%d/%m/%Y"), "interpreter": "on"})
    begun = Intake.objects.get(client=other)
    assert (answer.status_code, answer["Location"]) == (303, url("intake", pk=other.pk, intake_id=begun.pk))
    assert (begun.interpreter, begun.held_by) == (True, made.worker)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31/02/2026", "Die dag bestaat niet"),
        ("", "Vul een datum in"),
        ("01/01/2099", "moet nog komen"),
        ("😀", "dag/maand/jaar"),
    ],
)
def test_a_day_that_cannot_be(made: Scene, day: str, said: str) -> None:
    other = client_of(made.worker)
    answer = made.browser().post(url("intake_new", pk=other.pk), {"held_on": day})
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Intake.objects.filter(client=other).exists()


def test_where_one_is_open_it_goes_on_there(made: Scene) -> None:
    for browse in (made.browser().get, made.browser().post):
        answer = browse(url("intake_new", pk=made.client.pk))
        assert (answer.status_code, answer["Location"]) == (303, made.at("intake"))


def test_the_page_asks_about_every_domain_and_shows_what_stands_there(made: Scene) -> None:
    note(made, "Drie jaar keuken", marks=("experience", "attitude"))
    score(made.client, domain="work", whose="client", score=2, intake=made.intake, by=made.worker)
    page = soup(made.browser().get(made.at("intake")))
    assert [one["id"] for one in page.select(".intake-part")] == [
        "work", "education", "finances", "housing", "relations", "health", "leisure", "agreed",
    ]  # fmt: skip
    assert page.select_one("#work-text").text.strip() == "Drie jaar keuken"
    assert page.select_one("#work-experience").has_attr("checked")
    assert not page.select_one("#work-motivated").has_attr("checked")
    assert page.select_one("#work-client-2").has_attr("checked")
    assert not page.select("#work-worker-2[checked]")
    assert page.select_one("#work input[name=version]")["value"] == "1"
    assert "Nooit een ziekte" in page.select_one("#health").text
    assert "Haddad" not in page.title.text


def test_who_may_not_see_the_confidential_part_sees_five_domains(made: Scene) -> None:
    note(made, "Niet tillen", domain="health")
    note(made, "Drie jaar keuken")
    chief = member_of(made.worker.organisation, "administratief")
    answer = sign_in(chief).get(made.at("intake"))
    page = soup(answer)
    assert [one["id"] for one in page.select(".intake-part")] == [
        "work", "education", "finances", "housing", "leisure", "agreed",
    ]  # fmt: skip
    assert "Niet tillen" not in answer.content.decode()
    assert "vertrouwelijke deel" in words(answer)


def test_a_mark_offers_a_barrier_until_it_stands(made: Scene) -> None:
    note(made, "", domain="finances", marks=("debts",))
    page = soup(made.browser().get(made.at("intake")))
    link = page.select_one("#finances-debts ~ a")
    back = quote(made.at("intake") + "#finances", safe="")
    assert link["href"] == url("fact_add", pk=made.client.pk, slug="drempel") + f"?code=debts&terug={back}"
    Barrier.objects.create(
        client=made.client, organisation=made.client.organisation, code="debts", severity=2, starts_on=today()
    )
    page = soup(made.browser().get(made.at("intake")))
    assert not page.select("#finances-debts ~ a")
    assert "staat als drempel" in page.select_one("#finances").text


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("code=debts", ["debts"]),
        ("code=love", []),
        ("note=Geheim", []),
        ("code=😀&severity=2", ["2"]),
        ("", []),
    ],
)
def test_the_form_of_a_barrier_chooses_by_code_and_takes_no_text_from_the_address(
    made: Scene, query: str, chosen: list[str]
) -> None:
    page = soup(made.browser().get(url("fact_add", pk=made.client.pk, slug="drempel") + "?" + query))
    form = page.select_one("main form[data-keep]")
    found = [
        one["value"] for one in form.select("[name=code] option[selected], [name=severity] option[selected]")
    ]
    assert [value for value in found if value] == chosen
    assert "Geheim" not in page.text


def test_a_plain_form_saves_and_comes_back_to_its_domain(made: Scene) -> None:
    typed = {
        "domain": "work",
        "version": "0",
        "text": "Keuken\r\nBouw ",
        "marks": ["experience"],
        "score_client": "4",
    }
    answer = made.browser().post(made.at("intake_note"), typed)
    assert (answer.status_code, answer["Location"]) == (303, made.at("intake") + "#work")
    kept = DomainNote.objects.get()
    assert (kept.text, kept.marks) == ("Keuken\nBouw", "experience")
    assert DomainScore.objects.get().score == 4


def test_a_plain_form_over_a_colleague_shows_both_texts_and_keeps_the_typed_one(made: Scene) -> None:
    note(made, "Van de ene")
    browser = made.browser(made.colleague)
    answer = browser.post(made.at("intake_note"), {"domain": "work", "version": "0", "text": "Van de andere"})
    assert answer.status_code == 409
    assert all(text in words(answer) for text in ("Van de ene", "Van de andere", made.worker.name))
    page = soup(answer)
    assert page.select_one("textarea[name=text]").text.strip() == "Van de andere"
    assert page.select_one("input[name=version]")["value"] == "1"
    assert DomainNote.objects.get().text == "Van de ene"
    assert TextDraft.objects.get().member == made.colleague
    again = browser.post(made.at("intake_note"), {"domain": "work", "version": "1", "text": "Van beiden"})
    assert again.status_code == 303
    assert DomainNote.objects.get().text == "Van beiden"
    assert not TextDraft.objects.exists()


def test_the_same_for_what_was_agreed(made: Scene) -> None:
    agree(made)
    typed = {"domain": "agreed", "version": "1", "wish": "Koken", "first_step": "Les"}
    answer = made.browser(made.colleague).post(made.at("intake_note"), typed)
    assert answer.status_code == 409
    page = soup(answer)
    assert page.select_one("#agreed-wish").text.strip() == "Koken"
    assert page.select_one("input[name=version]")["value"] == "2"
    assert "Buiten werken" in words(answer)
    assert (
        made.browser(made.colleague).post(made.at("intake_note"), typed | {"version": "2"}).status_code == 303
    )


def test_a_text_that_waits_is_offered_to_who_typed_it_and_can_be_put_back(made: Scene) -> None:
    note(made, "Van de ene")
    browser = made.browser(made.colleague)
    browser.post(
        made.at("intake_note"),
        {"domain": "work", "version": "0", "text": "Van de andere", "marks": "unclear"},
    )
    assert "Van de andere" not in words(made.browser().get(made.at("intake")))
    page = soup(browser.get(made.at("intake")))
    assert "niet-bewaarde tekst" in page.select_one("#work").text
    restored = soup(browser.get(made.at("intake") + "?concept=work"))
    assert restored.select_one("#work-text").text.strip() == "Van de andere"
    assert restored.select_one("#work-unclear").has_attr("checked")
    assert restored.select_one("#work input[name=version]")["value"] == "0"
    forget = {"draft_form": "intake.work", "draft_object": made.intake.pk, "back": made.at("intake")}
    answer = browser.post(url("draft_forget", pk=made.client.pk), forget)
    assert (answer.status_code, answer["Location"]) == (303, made.at("intake"))
    assert not TextDraft.objects.exists()


def test_closing_keeps_what_was_typed_last(made: Scene) -> None:
    typed = {"version": "1", "wish": "Buiten werken", "strengths": "Sterk", "first_step": "Infosessie"}
    answer = made.browser().post(made.at("intake_close"), typed)
    assert (answer.status_code, answer["Location"]) == (303, made.at("intake"))
    made.intake.refresh_from_db()
    assert (made.intake.wish, made.intake.closed_on) == ("Buiten werken", today())
    page = made.browser().get(made.at("intake"))
    assert "afgerond op" in words(page)
    assert not soup(page).select("form[data-saves]")


def test_closing_without_a_first_step_keeps_the_text_and_says_what_to_do(made: Scene) -> None:
    browser = made.browser()
    answer = browser.post(made.at("intake_close"), {"version": "1", "wish": "Buiten werken"}, follow=True)
    assert "Schrijf eerst samen de eerste stap op" in words(answer)
    assert soup(answer).select_one("#agreed-wish").text.strip() == "Buiten werken"
    made.intake.refresh_from_db()
    assert (made.intake.wish, made.intake.closed_on) == ("", None)


def test_closing_over_a_colleague_shows_both(made: Scene) -> None:
    agree(made)
    typed = {"version": "1", "wish": "Koken", "first_step": "Les"}
    answer = made.browser(made.colleague).post(made.at("intake_close"), typed)
    assert answer.status_code == 409
    assert "Buiten werken" in words(answer)
    made.intake.refresh_from_db()
    assert made.intake.closed_on is None


def test_a_double_click_on_closing_closes_once(made: Scene) -> None:
    typed = {"version": "1", "wish": "Buiten", "first_step": "Les"}
    browser = made.browser()
    answers = [browser.post(made.at("intake_close"), typed).status_code for _ in range(2)]
    assert answers == [303, 303]
    made.intake.refresh_from_db()
    assert (made.intake.closed_on, made.intake.version) == (today(), 3)


def test_a_text_that_came_after_closing_waits_and_is_shown(made: Scene) -> None:
    agree(made)
    close_intake(made.intake, by=made.worker, expected=2)
    browser = made.browser(made.colleague)
    answer = browser.post(
        made.at("intake_note"), {"domain": "work", "version": "0", "text": "Te laat getypt"}
    )
    assert answer.status_code == 409
    assert "Begin een nieuwe" in words(answer)
    assert "Te laat getypt" in words(browser.get(made.at("intake")))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["werkvloercoach", "diensthoofd", "partner", "beheerder"])
def test_who_does_not_follow_the_file_does_not_read_it(made: Scene, page: str, role: str) -> None:
    note(made, "Drie jaar keuken")
    answer = sign_in(member_of(made.worker.organisation, role)).get(made.at(page))
    assert answer.status_code in (302, 403)
    assert b"keuken" not in answer.content


def test_a_locked_file_and_that_of_another_office_do_not_exist(made: Scene, outsider: Any) -> None:
    lock_file(made.client, by=made.worker, reason="relative", members=[made.worker])
    for member in (made.colleague, outsider):
        for page in PAGES:
            assert made.browser(member).get(made.at(page)).status_code == 404
        assert made.browser(member).get(url("intake_trend", pk=made.client.pk)).status_code == 404
        assert made.save("work", by=member, text="x").status_code == 404
    assert made.browser().get(made.at("intake")).status_code == 200


def test_a_merged_file_shows_the_conversation_of_its_part(made: Scene) -> None:
    note(made, "Drie jaar keuken")
    whole = client_of(made.worker, last_name="Haddad")
    merge_files(lead=whole, other=made.client, by=made.worker, reason="Zelfde persoon")
    page = made.browser().get(url("intake", pk=whole.pk, intake_id=made.intake.pk))
    assert "Drie jaar keuken" in soup(page).select_one("#work-text").text
    moved = made.browser().get(made.at("intake"))
    assert (moved.status_code, moved["Location"]) == (302, url("file", pk=whole.pk))
    typed = {"domain": "work", "version": "1", "text": "Vier jaar", "score_client": "3"}
    saved = made.browser().post(url("intake_note", pk=whole.pk, intake_id=made.intake.pk), typed)
    assert saved.status_code == 303
    assert DomainNote.objects.get().text == "Vier jaar"


def test_the_intake_of_another_file_does_not_exist(made: Scene) -> None:
    other = client_of(made.worker)
    for page in PAGES:
        assert made.browser().get(url(page, pk=other.pk, intake_id=made.intake.pk)).status_code == 404
    answer = made.browser().post(
        url("intake_note", pk=other.pk, intake_id=made.intake.pk), {"domain": "work", "text": "x"}
    )
    assert answer.status_code == 404
    assert not DomainNote.objects.exists()


def test_a_look_is_logged_and_a_get_writes_nothing_else(made: Scene) -> None:
    before = AccessLog.objects.count()
    for page in ("intake", "intake_summary"):
        made.browser().get(made.at(page))
    made.browser().get(url("intake_trend", pk=made.client.pk))
    assert AccessLog.objects.count() == before + 3
    assert not DomainNote.objects.exists()
    assert made.browser().get(made.at("intake_note")).status_code == 405


def test_the_page_asks_as_much_when_all_was_written(made: Scene) -> None:
    browser = made.browser()
    empty = queries_of(browser, made.at("intake"))
    for domain in ("work", "education", "finances", "housing", "relations", "health", "leisure"):
        note(made, "Tekst", domain=domain)
        for whose in ("client", "worker"):
            score(made.client, domain=domain, whose=whose, score=3, intake=made.intake, by=made.worker)
    assert queries_of(browser, made.at("intake")) == empty
    assert empty <= 12


@pytest.mark.parametrize("name", ["intake_new", "intake_score", "intake_trend"])
def test_the_pages_beside_it_ask_as_much_with_many_scores(made: Scene, name: str) -> None:
    browser, whose = made.browser(), client_of(made.worker)
    empty = queries_of(browser, url(name, pk=whose.pk))
    for back in range(25):
        DomainScore.objects.create(
            organisation=whose.organisation,
            client=whose,
            domain="work",
            whose="client",
            score=3,
            on=today() - timedelta(days=back),
        )
    assert queries_of(browser, url(name, pk=whose.pk)) == empty
    assert empty <= 12


def test_scores_are_measured_without_a_conversation(made: Scene) -> None:
    address = url("intake_score", pk=made.client.pk)
    browser = made.browser()
    assert "Kies minstens één gezicht" in words(browser.post(address, {}))
    answer = browser.post(address, {"work_client": "2", "work_worker": "4", "health_client": "3"})
    assert (answer.status_code, answer["Location"]) == (303, url("intake_trend", pk=made.client.pk))
    assert set(DomainScore.objects.values_list("domain", "whose", "score", "intake")) == {
        ("work", "client", 2, None),
        ("work", "worker", 4, None),
        ("health", "client", 3, None),
    }
    page = words(browser.get(address))
    assert "vorige keer 2" in page
    assert "vorige keer 4" in page


def test_what_was_chosen_stays_chosen_when_it_cannot_be_kept(made: Scene) -> None:
    restrict_file(made.client, by=made.worker, ground="accuracy")
    answer = made.browser().post(url("intake_score", pk=made.client.pk), {"work_client": "2"})
    assert "beperkt" in words(answer)
    assert soup(answer).select_one("#m-work_client-2").has_attr("checked")
    assert not DomainScore.objects.exists()


@pytest.mark.parametrize("odd", [{"work_client": "6"}, {"work_client": "😀"}, {"love_client": "3"}])
def test_odd_scores_are_not_kept(made: Scene, odd: dict[str, str]) -> None:
    assert made.browser().post(url("intake_score", pk=made.client.pk), odd).status_code == 200
    assert not DomainScore.objects.exists()


def test_the_trend_shows_both_lines_with_their_table_and_difference(made: Scene) -> None:
    day = today()
    for back, client, worker in ((60, 2, 4), (0, 3, 3)):
        for whose, value in (("client", client), ("worker", worker)):
            DomainScore.objects.create(
                organisation=made.client.organisation,
                client=made.client,
                domain="work",
                whose=whose,
                score=value,
                on=day.replace(year=day.year - 1) if back else day,
            )
    answer = made.browser().get(url("intake_trend", pk=made.client.pk))
    page = soup(answer)
    assert [one["id"] for one in page.select(".trend")] == ["work"]
    assert len(page.select("polyline")) == 2
    assert [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")] == [
        ["3", "3", "0"],
        ["2", "4", "+2"],
    ]
    assert "volgens de cliënt hoger dan eerst" in words(answer)


def test_the_trend_of_the_confidential_domains_is_not_for_everybody(made: Scene) -> None:
    for domain in ("health", "work"):
        score(made.client, domain=domain, whose="client", score=3, intake=None, by=made.worker)
    chief = member_of(made.worker.organisation, "administratief")
    page = soup(sign_in(chief).get(url("intake_trend", pk=made.client.pk)))
    assert [one["id"] for one in page.select(".trend")] == ["work"]
    assert len(soup(made.browser().get(url("intake_trend", pk=made.client.pk))).select(".trend")) == 2
