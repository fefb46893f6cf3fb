"""Saving as one types: what the script sends, what it hears, and what never gets lost."""

from typing import Any

import pytest

from trede.clients.tests.scene import sign_in
from trede.core.models import TextDraft
from trede.core.versions import read_draft
from trede.ladder.models import DomainNote, DomainScore
from trede.ladder.tests.intake_scene import SCRIPT, Scene, scene

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    return scene()


def told(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_typed_is_saved_and_the_page_hears_its_new_version(made: Scene) -> None:
    first = made.save("work", text="Keu", score_client="4")
    assert first.status_code == 200
    assert told(first)["said"].startswith("Bewaard om ")
    assert told(first)["fields"] == {"version": 1, "version_client": 1, "had_client": 4}
    second = made.save("work", text="Keuken", version=1, score_client="4", had_client="4", version_client=1)
    assert told(second)["fields"] == {"version": 2}
    assert DomainNote.objects.get().text == "Keuken"


def test_nothing_typed_makes_no_note(made: Scene) -> None:
    assert told(made.save("work", text="  "))["fields"] == {}
    assert not DomainNote.objects.exists()


def test_a_note_can_be_emptied(made: Scene) -> None:
    made.save("work", text="Keuken")
    made.save("work", text="", version=1)
    assert DomainNote.objects.get().text == ""


def test_two_who_write_at_different_domains_do_not_meet(made: Scene) -> None:
    assert made.save("work", text="Keuken").status_code == 200
    assert made.save("housing", text="Woont bij zijn zus", by=made.colleague).status_code == 200
    assert made.save("agreed", wish="Koken", version=1, by=made.colleague).status_code == 200


def test_two_at_one_domain_see_both_texts_and_choose(made: Scene) -> None:
    made.save("work", text="Van de ene", marks=["experience"])
    answer = made.save("work", by=made.colleague, text="Van de andere", marks=["unclear"])
    assert answer.status_code == 409
    heard = told(answer)
    assert (heard["fields"], heard["standing"]) == ({}, {"version": 1})
    assert heard["take"] == {"text": "Van de ene", "marks": ["experience"]}
    for text in (
        "Van de ene",
        "Van de andere",
        "Heeft al gewerkt",
        "Weet nog niet welk werk",
        made.worker.name,
    ):
        assert text in heard["panel"]
    assert DomainNote.objects.get().text == "Van de ene"
    draft = TextDraft.objects.get()
    assert (draft.member, read_draft(draft)["text"]) == (made.colleague, "Van de andere")
    chosen = made.save("work", by=made.colleague, text="Van beiden", marks=["unclear"], version=1)
    assert told(chosen)["fields"] == {"version": 2}
    assert not TextDraft.objects.exists()


def test_what_a_colleague_typed_is_shown_as_text_and_not_as_markup(made: Scene) -> None:
    made.save("work", text="<img src=x onerror=alert(1)>")
    panel = told(made.save("work", by=made.colleague, text="<b>x</b>"))["panel"]
    assert "<img" not in panel
    assert "<b>x" not in panel


def test_two_scores_of_one_day_are_a_choice_as_well(made: Scene) -> None:
    made.save("work", score_client="2")
    answer = made.save("work", by=made.colleague, score_client="5", text="Mijn nota")
    assert answer.status_code == 409
    heard = told(answer)
    assert heard["take"] == {"score_client": "2"}
    assert heard["fields"] == {"version": 1}
    assert heard["standing"] == {"version_client": 1, "had_client": 2}
    assert ("heel goed" in heard["panel"], "moeilijk" in heard["panel"]) == (True, True)
    assert DomainNote.objects.get().text == "Mijn nota"
    made.save(
        "work",
        by=made.colleague,
        score_client="5",
        had_client="2",
        version_client=1,
        text="Mijn nota",
        version=1,
    )
    assert DomainScore.objects.get().score == 5


def test_a_score_that_was_not_touched_is_not_sent_again(made: Scene) -> None:
    made.save("work", score_client="2")
    made.save("work", by=made.colleague, score_client="4", had_client="4", text="Nota")
    assert DomainScore.objects.get().score == 2


def test_an_answer_that_got_lost_makes_no_quarrel_with_oneself(made: Scene) -> None:
    made.save("work", text="Keu", marks=["experience"], score_client="2")
    again = made.save(
        "work",
        text="Keuken",
        marks=["experience"],
        score_client="3",
        sent_text="Keu ",
        sent_marks="experience",
        sent_score_client="2",
    )
    assert again.status_code == 200
    assert told(again)["fields"] == {"version": 2, "version_client": 2, "had_client": 3}
    assert DomainNote.objects.get().text == "Keuken"


def test_a_lost_answer_does_not_hide_a_colleague_who_wrote_meanwhile(made: Scene) -> None:
    made.save("work", text="Keu")
    made.save("work", by=made.colleague, text="Van de andere", version=1)
    answer = made.save("work", text="Keuken", sent_text="Keu")
    assert answer.status_code == 409
    assert DomainNote.objects.get().text == "Van de andere"


def test_a_lost_answer_of_what_was_agreed(made: Scene) -> None:
    made.save("agreed", wish="Ko", version=1)
    lost = {"sent_wish": "Ko", "sent_strengths": "", "sent_first_step": ""}
    again = made.save("agreed", wish="Koken", version=1, **lost)
    assert told(again)["fields"] == {"version": 3}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "x" * 4001}, "4001 tekens, hoogstens 4000"),
        ({"text": "a\x00b"}, ""),
        ({"marks": ["debts"]}, "kunt u hier niet aanduiden"),
        ({"score_client": "9"}, ""),
        ({"version": "-1"}, ""),
        ({"version": "9" * 30}, ""),
    ],
)
def test_what_cannot_be_saved_says_so_and_the_text_is_kept(
    made: Scene, typed: dict[str, Any], said: str
) -> None:
    answer = made.save("work", **({"text": "Keuken"} | typed))
    assert answer.status_code == 422
    assert said in told(answer)["said"]
    assert not DomainNote.objects.exists()
    assert TextDraft.objects.count() == 1


def test_strange_texts_are_only_texts(made: Scene) -> None:
    text = "😀 مرحبا \u202eabc <script>"
    assert made.save("work", text=text).status_code == 200
    assert DomainNote.objects.get().text == text
    page = made.browser().get(made.at("intake")).content.decode()
    assert "<script>" not in page.split('id="work"')[1]


def test_ten_megabytes_are_refused_and_nothing_is_half_done(made: Scene) -> None:
    assert made.save("work", text="x" * 10_000_000).status_code in (400, 413, 422)
    assert not DomainNote.objects.exists()


@pytest.mark.parametrize("part", ["", "love", "../health"])
def test_a_part_that_does_not_exist(made: Scene, part: str) -> None:
    assert made.save(part, text="x").status_code == 404


def test_who_does_not_see_the_confidential_part_cannot_write_there(made: Scene) -> None:
    from tests.cast import member_of

    helper = member_of(made.worker.organisation, "administratief")
    typed = {"domain": "health", "version": 0, "text": "x"}
    assert sign_in(helper).post(made.at("intake_note"), typed, **SCRIPT).status_code in (403, 404)
    assert not DomainNote.objects.exists()


def test_without_signing_in_nothing_is_written(made: Scene, client: Any) -> None:
    answer = client.post(made.at("intake_note"), {"domain": "work", "text": "x"}, **SCRIPT)
    assert answer.status_code == 302
    assert not DomainNote.objects.exists()
