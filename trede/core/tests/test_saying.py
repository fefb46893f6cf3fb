from datetime import date

import pytest
from django.utils import translation

from trede.core.saying import in_screen_language, said
from trede.rules import Sentence, insz

EXPIRES = "Het document vervalt op {last_day}, over {days} dagen. Vraag tijdig een nieuw."


def test_nothing_to_say_is_empty():
    assert said(None) == ""
    assert in_screen_language("") == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Het document vervalt op 05/03/2026, over 9 dagen. Vraag tijdig een nieuw."),
        ("en", "The document expires on 05/03/2026, in 9 days. Ask for a new one in time."),
    ],
)
def test_a_sentence_of_the_rules_follows_the_language_of_the_screen(language, text):
    sentence = Sentence.of("expires", EXPIRES, last_day=date(2026, 3, 5), days=9)
    with translation.override(language):
        assert said(sentence) == text


def test_a_sentence_within_a_sentence_is_said_too():
    outer = Sentence.of(
        "two",
        "Meer dan één kolom lijkt {label}: {titles}. Kies er één.",
        label=Sentence.of("label", "achternaam"),
        titles="‘Naam’",
    )
    assert str(outer) == "Meer dan één kolom lijkt achternaam: ‘Naam’. Kies er één."
    with translation.override("en"):
        assert said(outer) == "More than one column looks like last name: ‘Naam’. Choose one."


def test_what_a_person_typed_is_never_translated():
    sentence = Sentence.of("x", "Kolom ‘{title}’ is alleen op inhoud als naam herkend.", title="naam")
    with translation.override("en"):
        assert "‘naam’" in said(sentence)


def test_a_text_that_nobody_translated_stays():
    with translation.override("en"):
        assert in_screen_language("iets wat nergens staat") == "iets wat nergens staat"


def test_the_rules_themselves_keep_speaking_dutch():
    with translation.override("en"):
        problem = insz("1", on=date(2026, 1, 1)).problem
    assert str(problem) == "Een rijksregisternummer telt 11 cijfers. Tel de cijfers na."
