"""The paper for the client: two languages, what was written as it was, and nothing confidential unless ticked."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cast import member_of
from trede.clients.models import Client
from trede.clients.tests.scene import sign_in
from trede.core.models import LocalSetting
from trede.core.periods import today
from trede.ladder.actions.intakes import score, write_agreed, write_note
from trede.ladder.talk_letter import KEYS, summary_of
from trede.ladder.tests.intake_scene import Scene, scene
from trede.letters.talk import Talk
from trede.letters.tests.reading import is_accessible, pages, root
from trede.texts import library
from trede.texts.languages import LANGUAGES

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    made = scene()
    made.worker.phone = "+3259123456"
    made.worker.save()
    agreed = {
        "wish": "Ik wil buiten werken.",
        "strengths": "Sterk, op tijd",
        "first_step": "Naar de infosessie groen",
    }
    made.intake = write_agreed(made.intake, **agreed, by=made.worker, expected=1)
    for domain, text in (("work", "Drie jaar in een keuken"), ("health", "Niet meer dan 10 kilo tillen")):
        write_note(made.intake, domain=domain, text=text, marks=[], by=made.worker, expected=0)
        for whose, value in (("client", 4), ("worker", 2)):
            score(made.client, domain=domain, whose=whose, score=value, intake=made.intake, by=made.worker)
    return made


def reads(made: Scene, language: str) -> Client:
    Client.objects.filter(pk=made.client.pk).update(reads_in=language)
    # The program holds every translation for unread until a speaker read it; this office sends those as well.
    LocalSetting.objects.create(
        organisation=made.client.organisation, key="texts.send_unread", value="1", starts_on=today()
    )
    return Client.objects.get(pk=made.client.pk)


def paper(made: Scene, *, confidential: bool = False, client: Client | None = None) -> Talk:
    return summary_of(
        made.intake, client or made.client, member=made.worker, confidential=confidential, on=today()
    )


def fetch(made: Scene, **query: str) -> Any:
    answer = made.browser().get(made.at("intake_summary"), query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer


def test_the_texts_of_the_paper_are_there_in_every_language() -> None:
    for language in LANGUAGES:
        assert set(KEYS) <= set(library.texts_in(language))
    assert {key for key in library.texts_in("nl") if key.startswith("intake.")} == set(KEYS)


def test_the_paper_says_what_was_agreed_how_it_goes_and_whom_to_call(made: Scene) -> None:
    said = " ".join(pages(fetch(made).content)[0].split())
    wanted = [
        "Ons gesprek over u en werk",
        "Haddad Amina",
        "Wat u wilt",
        "Ik wil buiten werken.",
        "Uw eerste stap",
        "Naar de infosessie groen",
        "Hoe gaat het volgens u?",
        "Wat wij opschreven",
        "Drie jaar in een keuken",
        "059 12 34 56",
    ]
    places = [said.index(part) for part in wanted]
    assert places == sorted(places)


def test_the_paper_is_tagged_and_its_name_tells_nothing(made: Scene) -> None:
    answer = fetch(made)
    assert is_accessible(answer.content)
    assert root(answer.content)["/Lang"] == "nl-BE"
    assert answer["Content-Disposition"] == 'inline; filename="samenvatting-gesprek.pdf"'
    assert answer["Cache-Control"] == "no-store"


def test_only_the_own_score_of_the_client_is_on_it(made: Scene) -> None:
    found = paper(made)
    assert [(one.domain.dutch, one.word.dutch) for one in found.scores] == [("Werk", "goed")]
    assert [face.chosen for face in found.scores[0].faces] == [False, False, False, True, False]


def test_the_confidential_domains_come_along_only_when_asked(made: Scene) -> None:
    assert "10 kilo" not in "".join(pages(fetch(made).content))
    assert "10 kilo" in "".join(pages(fetch(made, vertrouwelijk="1").content))
    assert [one.domain.dutch for one in paper(made, confidential=True).notes] == ["Werk", "Gezondheid"]
    assert {"Gezondheid"} & {one.domain.dutch for one in paper(made).scores} == set()


def test_who_may_not_see_them_cannot_ask_for_them(made: Scene) -> None:
    desk = member_of(made.worker.organisation, "administratief")
    answer = sign_in(desk).get(made.at("intake_summary"), {"vertrouwelijk": "1"})
    assert "10 kilo" not in "".join(pages(answer.content))
    assert "keuken" in "".join(pages(answer.content))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "nl"])
def test_the_fixed_phrases_stand_in_the_language_of_the_client_with_the_dutch_beside(
    made: Scene, language: str
) -> None:
    found = paper(made, client=reads(made, language))
    assert (found.language, found.right_to_left) == (language, language in ("ar", "fa", "ps"))
    assert found.title.own == library.texts_in(language)["intake.title"]
    assert found.title.dutch == "Ons gesprek over u en werk"
    assert found.agreed[0].text == "Ik wil buiten werken."
    assert found.note is not None
    made_pdf = fetch(made).content
    assert is_accessible(made_pdf)
    said = " ".join("".join(pages(made_pdf)).split())
    assert "Ik wil buiten werken" in said
    assert "is zo opgeschreven tijdens het gesprek" in said


def test_a_translation_that_nobody_read_is_not_sent_where_the_office_does_not_want_it(made: Scene) -> None:
    Client.objects.filter(pk=made.client.pk).update(reads_in="fr")
    found = paper(made, client=Client.objects.get(pk=made.client.pk))
    assert (found.language, found.title.own, found.note) == ("nl", "", None)


def test_without_a_number_nobody_is_told_to_call(made: Scene) -> None:
    made.worker.phone = ""
    assert [one.dutch for one in paper(made).closing] == [
        "Klopt er iets niet? Zeg het ons. Dan veranderen wij het."
    ]


def test_an_english_screen_still_prints_the_marks_in_dutch(made: Scene) -> None:
    write_note(made.intake, domain="leisure", text="", marks=["active"], by=made.worker, expected=0)
    browser = made.browser()
    browser.cookies["django_language"] = "en"
    said = "".join(pages(browser.get(made.at("intake_summary")).content))
    assert "Sport of vereniging" in said


def test_long_and_strange_texts_make_more_pages_and_no_error(made: Scene) -> None:
    for domain in ("education", "finances", "housing", "leisure"):
        text = "😀 مرحبا #set page(width: 1pt) $x$ *dik*\n" + "heel veel tekst " * 240
        write_note(made.intake, domain=domain, text=text[:4000], marks=[], by=made.worker, expected=0)
    assert len(PdfReader(io.BytesIO(fetch(made).content)).pages) > 2


def test_an_empty_conversation_makes_a_paper_as_well() -> None:
    made = scene()
    assert "Ons gesprek" in pages(fetch(made).content)[0]
