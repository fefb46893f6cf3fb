"""The list of competences: each code has the form of the ICF and stands in a chapter that we know."""

import pytest
from django.utils import translation
from pydantic import ValidationError

from trede.ladder.competences import CHAPTERS, COMPETENCES, ICF_FORM, choices, name_of, read
from trede.ladder.werklabo import WERKLABO

GOOD = {
    "key": "proef",
    "nl": "Een proef",
    "en": "A trial",
    "about": "Wat de proef is.",
    "about_en": "What the trial is.",
    "icf": ["d210"],
}
# Written by hand beside the file: a code that slips in must be looked up first.
LOOKED_UP = {
    *("b130", "b140", "b144", "b147", "b152", "b164", "b455"),
    *("d155", "d160", "d166", "d170", "d172", "d175", "d177"),
    *("d210", "d220", "d230", "d240", "d310", "d330", "d350", "d360"),
    *("d410", "d430", "d440", "d445", "d510", "d570", "d640"),
    *("d710", "d720", "d730", "d740", "d845", "d850"),
}


def test_every_code_has_the_form_and_a_chapter() -> None:
    codes = {code for one in COMPETENCES.values() for code in one.icf}
    assert all(ICF_FORM.match(code) and code[:2] in CHAPTERS for code in codes)
    assert codes == LOOKED_UP


def test_the_chapters_are_those_of_the_decision() -> None:
    assert set(CHAPTERS) == {"b1", "b4", *(f"d{number}" for number in range(1, 10))}


def test_there_are_enough_and_each_is_seen_in_the_werklabo() -> None:
    assert 18 <= len(COMPETENCES) <= 30
    seen = {one.competence for task in WERKLABO.tasks for one in task.indicators}
    assert seen == set(COMPETENCES)


@pytest.mark.parametrize("code", ["d21", "d2100", "D210", "s210", "e310", "b210", "d010", "", "d2a0"])
def test_a_code_without_the_form_or_the_chapter_does_not_load(code: str) -> None:
    with pytest.raises(ValidationError):
        read([GOOD | {"icf": [code]}])


@pytest.mark.parametrize("bad", [{"nl": ""}, {"icf": []}, {"key": "Een Proef"}, {"title": "van de WHO"}])
def test_a_wrong_row_does_not_load(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        read([GOOD | bad])


def test_no_key_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        read([GOOD, GOOD])


def test_a_competence_speaks_the_language_of_the_screen() -> None:
    one = COMPETENCES["tillen"]
    assert (str(one), one.explained[:4]) == ("Tillen en dragen", "Tilt")
    assert one.reference == "ICF d430 (activiteiten en participatie, hoofdstuk 4: bewegen en hanteren)"
    assert COMPETENCES["tempo"].reference.startswith("ICF b147 (lichaamsfuncties, hoofdstuk 1")
    with translation.override("en"):
        assert (str(one), one.explained[:5]) == ("Lifting and carrying", "Lifts")


def test_choices_and_names() -> None:
    assert ("motoriek", "Fijn handwerk (d440)") in choices()
    assert (name_of("motoriek"), name_of("verdwenen")) == ("Fijn handwerk", "verdwenen")
