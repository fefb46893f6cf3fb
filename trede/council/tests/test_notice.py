"""The sentences of the letter, without a database: in every language the same facts, and no placeholder left."""

import re
from dataclasses import replace
from datetime import date

import pytest

from trede.council.notice import KEYS, Told, paragraphs_of
from trede.texts import library
from trede.texts.languages import LANGUAGES
from trede.texts.saying import say_date

TOLD = Told(
    organisation="OCMW Teststad",
    asked="Een fiets van {bedrag}",
    outcome="granted",
    motivation="Het is nodig: {reden}.",
    decided_on=date(2026, 3, 2),
    starts_on=None,
    ends_on=None,
    phone="059 12 34 56",
)


def texts(language: str) -> dict[str, str]:
    known = library.texts_in(language)
    return {key: known[key] for key in KEYS}


def test_the_letter_says_what_why_and_how_to_appeal() -> None:
    said = paragraphs_of(TOLD, texts("nl"), "nl")
    assert len(said) == 6
    assert "OCMW Teststad" in said[0]
    assert said[1] == "Wat werd gevraagd?\nEen fiets van {bedrag}"
    assert said[2] == "Wat is beslist?\nHet comité gaat akkoord."
    assert said[3] == "Waarom?\nHet is nodig: {reden}."
    assert "arbeidsrechtbank" in said[4]
    assert "059 12 34 56" in said[5]


@pytest.mark.parametrize("outcome", ["granted", "partly", "refused"])
def test_each_outcome_has_its_own_sentence(outcome: str) -> None:
    said = paragraphs_of(replace(TOLD, outcome=outcome), texts("nl"), "nl")[2]
    assert said.endswith(texts("nl")[f"notification.{outcome}"])


def test_the_period_is_said_where_there_is_one() -> None:
    start, end = date(2026, 4, 1), date(2026, 9, 30)
    lines = paragraphs_of(replace(TOLD, starts_on=start, ends_on=end), texts("nl"), "nl")[2].splitlines()
    assert [say_date(start, "nl") in lines[2], say_date(end, "nl") in lines[3]] == [True, True]
    assert len(paragraphs_of(replace(TOLD, starts_on=start), texts("nl"), "nl")[2].splitlines()) == 3


def test_without_a_phone_nobody_is_told_to_call() -> None:
    assert len(paragraphs_of(replace(TOLD, phone=""), texts("nl"), "nl")) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_leaves_a_place_empty(language: str) -> None:
    told = replace(TOLD, asked="x", motivation="y", starts_on=date(2026, 4, 1), ends_on=date(2026, 9, 30))
    said = "\n".join(paragraphs_of(told, texts(language), language))
    assert not re.search(r"[{}]", said)
    assert say_date(TOLD.decided_on, language) in said
