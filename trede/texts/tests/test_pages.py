"""The screens of the texts: who may, what they show, what they refuse, what they cost."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse

from tests.cast import OrganisationFactory, member_of
from trede.core.roles import Role
from trede.core.tests.office import get, post, verbs, warm, who_may
from trede.texts import library
from trede.texts.actions.writing import note_reading, write_text
from trede.texts.models import TextVersion
from trede.texts.reading import texts_of
from trede.texts.tabs import message_tabs

pytestmark = pytest.mark.django_db
EDITORS = {Role.ADMINISTRATIEF, Role.TEAMLEIDER, Role.DIENSTHOOFD, Role.BEHEERDER}
WHERE = {"language": "ar", "key": "invitation.when"}


@pytest.fixture
def writer():
    return member_of(OrganisationFactory(), "administratief")


def soup(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(answer):
    return " ".join(soup(answer).get_text(" ").split())


def test_who_edits_texts():
    assert who_may("texts") == EDITORS
    assert who_may("text", **WHERE) == EDITORS
    assert who_may("text_read", **WHERE) == EDITORS
    assert who_may("texts_read", language="ar") == EDITORS


@pytest.mark.parametrize(
    ("language", "key"),
    [("xx", "invitation.when"), ("ar", "bestaat.niet"), ("ar", "😀"), ("nl-be", "sms.reminder")],
)
def test_a_text_that_does_not_exist(writer, language, key):
    assert get(writer, "text", language=language, key=key).status_code == 404
    assert get(writer, "text_read", language=language, key=key).status_code == 404


@pytest.mark.parametrize("language", ["nl", "xx"])
def test_no_sheet_for_dutch_or_an_unknown_language(writer, language):
    assert get(writer, "texts_read", language=language).status_code == 404


def test_the_table_shows_the_state_of_every_text_in_every_language(writer):
    note_reading(key="invitation.when", language="fr", number=0, read_by="Marie", by=writer)
    write_text(key="invitation.where", language="nl", body="Hier: {place} {way}", expected=0, by=writer)
    page = soup(get(writer, "texts"))
    signs = {
        (link["href"].split("/")[2], link["href"].split("/")[3]): link.svg["aria-label"]
        for link in page.select(".texts-matrix td a")
    }
    assert len(signs) == 12 * 12
    assert signs["fr", "invitation.when"] == "Nagelezen"
    assert signs["ar", "invitation.when"] == "Niet nagelezen"
    assert signs["nl", "invitation.where"] == "Nagelezen"
    assert {signs[code, "invitation.where"] for code in ("fr", "ar", "ti", "es")} == {"Verouderd"}


def test_the_counts_per_language(writer):
    note_reading(key="invitation.when", language="fr", number=0, read_by="Marie", by=writer)
    rows = soup(get(writer, "texts")).select("#counts tbody tr")
    french = [cell.get_text(strip=True) for cell in rows[0].find_all(["th", "td"])][:5]
    total = len(library.keys())
    assert french == ["Frans", "1", str(total - 1), "0", str(total)]
    assert len(rows) == 11


def filtered(writer, query):
    return soup(warm(writer).get(reverse("texts") + query))


def test_filters_by_part_language_and_state(writer):
    note_reading(key="sms.reminder", language="fr", number=0, read_by="Marie", by=writer)
    page = filtered(writer, "?deel=sms&taal=fr&staat=read")
    links = [link["href"] for link in page.select(".texts-matrix td a")]
    assert links == ["/teksten/fr/sms.reminder/"]
    assert len(filtered(writer, "?deel=sms&taal=fr").select(".texts-matrix td a")) == 4
    assert "Geen teksten in deze staat" in filtered(writer, "?deel=sms&staat=stale").get_text()
    odd = filtered(writer, "?deel=%00&taal=😀&staat=zz")
    assert len(odd.select(".texts-matrix td a")) == 12 * 12


def test_a_text_stands_beside_the_dutch_in_its_own_direction(writer):
    page = soup(get(writer, "text", **WHERE))
    assert page.select_one("#dutch .text-body")["lang"] == "nl"
    assert page.select_one("#sample .text-body")["dir"] == "rtl"
    area = page.select_one("textarea")
    assert (area["lang"], area["dir"]) == ("ar", "rtl")
    assert area.get_text().strip() == library.texts_in("ar")["invitation.when"]
    assert "{date}" not in page.select_one("#sample").get_text()
    assert page.title.get_text() == "Tekst · Trede"
    assert [bdi.get_text() for bdi in page.select("#dutch bdi")] == ["{date}", "{time}"]


def test_the_dutch_itself_has_nothing_beside_it_and_nothing_to_read(writer):
    page = soup(get(writer, "text", language="nl", key="invitation.when"))
    assert page.select_one("#dutch") is None
    assert "Iemand las dit na" not in page.get_text()
    assert "vertalingen verouderd" in page.get_text()


def test_a_legal_text_says_what_that_means(writer):
    assert "krijgt de cliënt dit stuk in het Nederlands" in text(
        get(writer, "text", language="so", key="invitation.if_absent")
    )
    appeal = {"language": "nl", "key": "notification.appeal"}
    assert "geldt pas als iemand die de regels kent ze nalas" in text(get(writer, "text", **appeal))
    post(writer, "text", {"number": "0", "body": "Een nieuwe zin."}, **appeal)
    page = soup(get(writer, "text", **appeal))
    assert "Deze versie geldt nog niet" in page.get_text()
    assert page.select_one("#dutch .text-body").get_text() == library.texts_in("nl")["notification.appeal"]
    assert post(writer, "text_read", {"number": "1", "read_by": "Mia, juriste"}, **appeal).status_code == 303
    assert "Deze versie geldt nog niet" not in text(get(writer, "text", **appeal))


def test_a_text_message_says_how_many_parts_it_takes(writer):
    assert "Als sms telt dit 2 van hoogstens 2 delen" in text(
        get(writer, "text", language="nl", key="sms.invitation")
    )


def test_writing_a_version(writer):
    answer = post(writer, "text", {"number": "0", "body": "{date}\n{time}"}, **WHERE)
    assert (answer.status_code, answer.url) == (303, "/teksten/ar/invitation.when/")
    assert (
        texts_of(writer.organisation_id, "ar", ["invitation.when"])["invitation.when"].body
        == "{date}\n{time}"
    )
    page = text(get(writer, "text", **WHERE))
    assert "Versie 1" in page
    assert writer.name in page


def test_a_refusal_keeps_what_was_typed(writer):
    page = soup(post(writer, "text", {"number": "0", "body": "Enkel {date}"}, **WHERE))
    assert "In de tekst ontbreekt: {time}" in page.get_text()
    assert page.select_one("textarea").get_text().strip() == "Enkel {date}"
    assert not TextVersion.objects.exists()


@pytest.mark.parametrize("number", ["", "niets", "-1", "9" * 30])
def test_a_strange_number_writes_nothing(writer, number):
    assert post(writer, "text", {"number": number, "body": "{date} {time}"}, **WHERE).status_code == 200
    assert post(writer, "text_read", {"number": number, "read_by": "Samira"}, **WHERE).status_code == 200
    assert not TextVersion.objects.exists()


def test_two_writers_the_second_sees_both_and_may_then_replace(writer):
    post(writer, "text", {"number": "0", "body": "Eerst {date} {time}"}, **WHERE)
    page = soup(post(writer, "text", {"number": "0", "body": "Tweede {date} {time}"}, **WHERE))
    assert "Iemand anders schreef intussen" in page.get_text()
    assert page.select_one("#present .text-body").get_text() == "Eerst {date} {time}"
    assert page.select_one("textarea").get_text().strip() == "Tweede {date} {time}"
    fields = {"number": page.select_one("input[name=number]")["value"], "body": "Tweede {date} {time}"}
    assert post(writer, "text", fields, **WHERE).status_code == 303
    assert TextVersion.objects.filter(language="ar").count() == 2


def test_noting_who_read_it(writer):
    assert "Bewaar: nagelezen" in text(get(writer, "text_read", **WHERE))
    answer = post(writer, "text_read", {"number": "0", "read_by": "Samira, tolk"}, **WHERE)
    assert (answer.status_code, answer.url) == (303, "/teksten/ar/invitation.when/")
    assert "nagelezen door Samira, tolk" in text(get(writer, "text", **WHERE))
    page = text(get(writer, "text_read", **WHERE))
    assert "Hier valt niets na te lezen" in page
    assert "Bewaar: nagelezen" not in page
    again = post(writer, "text_read", {"number": "1", "read_by": "Iemand"}, **WHERE)
    assert again.status_code == 200
    assert verbs(writer.organisation) == ["textversion.read"]


def test_a_double_click_notes_once(writer):
    browser, url = warm(writer), reverse("text_read", kwargs=WHERE)
    answers = [browser.post(url, {"number": "0", "read_by": "Samira"}).status_code for _ in range(2)]
    assert answers == [303, 200]
    assert TextVersion.objects.count() == 1


def sheet(writer, language="ti", query="?deel=sms"):
    return reverse("texts_read", kwargs={"language": language}) + query


def test_a_sheet_lists_what_waits_and_notes_what_is_ticked(writer):
    browser = warm(writer)
    page = soup(browser.get(sheet(writer)))
    values = [tick["value"] for tick in page.select("input[name=right]")]
    assert values == [
        "sms.invitation:0",
        "sms.invitation.neutral:0",
        "sms.reminder:0",
        "sms.reminder.neutral:0",
    ]
    answer = browser.post(sheet(writer), {"right": values[:2], "read_by": "Selam, tolk"})
    assert (answer.status_code, answer.url) == (303, "/teksten/?deel=sms&taal=ti")
    left = soup(browser.get(sheet(writer)))
    assert [tick["value"] for tick in left.select("input[name=right]")] == values[2:]
    browser.post(sheet(writer), {"right": values[2:], "read_by": "Selam, tolk"})
    assert "Niets meer na te lezen" in text(browser.get(sheet(writer)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"read_by": "Selam"}, "Vink aan welke teksten juist zijn."),
        ({"right": ["sms.reminder:0"]}, "Dit veld is verplicht."),
        ({"right": ["sms.reminder:7"], "read_by": "Selam"}, "Een tekst van dit blad is intussen veranderd."),
        ({"right": ["x"], "read_by": "Selam"}, "Een tekst van dit blad is intussen veranderd."),
    ],
)
def test_a_sheet_refuses_with_a_sentence(writer, data, sentence):
    answer = warm(writer).post(sheet(writer), data)
    assert sentence in text(answer)
    assert not TextVersion.objects.exists()


def test_a_sheet_keeps_its_ticks(writer):
    page = soup(warm(writer).post(sheet(writer), {"right": ["sms.reminder:0"]}))
    assert [tick["value"] for tick in page.select("input[name=right][checked]")] == ["sms.reminder:0"]


def test_texts_of_another_organisation_stay_there(writer):
    write_text(key="invitation.when", language="ar", body="Elders {date} {time}", expected=0, by=writer)
    stranger = member_of(OrganisationFactory(), "administratief")
    page = get(stranger, "text", **WHERE)
    assert "Elders" not in page.content.decode()
    assert "Niemand schreef een andere versie" in text(page)


def many(writer, count):
    TextVersion.objects.bulk_create(
        TextVersion(
            organisation=writer.organisation,
            key="invitation.when",
            language="ar",
            number=number,
            body="{date} {time}",
            written_by=member_of(writer.organisation, "administratief"),
        )
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "url", ["/teksten/", "/teksten/?deel=portal", "/teksten/ar/invitation.when/", "/teksten/ar/nalezen/"]
)
def test_no_page_costs_more_with_more_versions(writer, url, django_assert_max_num_queries):
    browser = warm(writer)
    counts = []
    for rows in (1, 49):
        TextVersion.objects.all().delete()
        many(writer, rows)
        with django_assert_max_num_queries(12) as asked:
            assert browser.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_older_versions_a_page_at_a_time(writer):
    many(writer, 25)
    browser, url = warm(writer), reverse("text", kwargs=WHERE)
    first = soup(browser.get(url))
    assert len(first.select(".timeline__item")) == 20
    assert first.find("a", string="Toon oudere versies")["href"] == "?voor=6"
    assert len(soup(browser.get(url + "?voor=6")).select(".timeline__item")) == 5
    assert len(soup(browser.get(url + "?voor=😀")).select(".timeline__item")) == 20


def test_the_texts_are_in_the_menu_of_who_edits_them(writer):
    boss = member_of(writer.organisation, "beheerder")
    tabs = soup(get(boss, "texts")).select_one(".tabs")
    assert tabs.select_one("[aria-current]").get_text(strip=True) == "Teksten"
    assert "Medewerkers" in tabs.get_text()
    assert [tab["label"] for tab in message_tabs(writer, "texts") if tab["current"]] == ["Teksten"]
    assert message_tabs(member_of(writer.organisation, "dpo"), "texts") == []


@pytest.mark.parametrize(
    ("state", "label"), [("read", "Nagelezen"), ("draft", "Niet nagelezen"), ("stale", "Verouderd")]
)
def test_the_mark_that_other_pages_show(state, label):
    assert (
        label
        in BeautifulSoup(render_to_string("texts/_state.html", {"state": state}), "html.parser").get_text()
    )
