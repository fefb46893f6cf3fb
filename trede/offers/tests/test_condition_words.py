from datetime import date

import pytest

from trede.core.errors import CaseError
from trede.offers.condition_values import KINDS, check_value, check_weight
from trede.offers.condition_words import condition_words

ON = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("language_min", "1.1", "Minstens Nederlands niveau 1.1"),
        ("language_max", "B2", "Hoogstens Nederlands niveau B2"),
        ("age_min", "18", "Minstens 18 jaar"),
        ("age_max", "65", "Hoogstens 65 jaar"),
        ("income", "leefloon,equivalent", "Krijgt leefloon of equivalent leefloon"),
        ("work_right", "onbeperkt,beperkt", "Mag werken (arbeidsmarkt: onbeperkt of beperkt)"),
        ("vdab", "", "Is ingeschreven bij VDAB"),
        ("education_max", "middle", "Hoogste opleiding: hoogstens tweede graad secundair"),
        ("workless_min", "1", "Minstens 1 maand zonder betaald werk"),
        ("workless_min", "24", "Minstens 24 maanden zonder betaald werk"),
        ("not_working", "", "Heeft nu geen betaald werk"),
        ("ticket", "imw,cmw", "Heeft een ticket van VDAB: individueel maatwerk of collectief maatwerk"),
        ("work_limit", "", "Heeft een beperking bij het werk, of een ticket van VDAB"),
        ("lives_in", "Bredene,De Haan,Oostende", "Woont in Bredene, De Haan of Oostende"),
        ("sex", "f", "Enkel voor vrouwen"),
        ("sex", "m", "Enkel voor mannen"),
        ("origin", "", "Heeft een migratieachtergrond"),
        ("newcomer", "12", "Is hoogstens 12 maanden in België"),
        ("barrier", "language,childcare", "Voor wie deze drempel heeft: taal of kinderopvang"),
        ("licence", "B", "Heeft rijbewijs B (auto)"),
        ("licence_none", "B", "Heeft nog geen rijbewijs B (auto)"),
        ("no_bicycle", "", "Kan nog niet fietsen"),
    ],
)
def test_a_condition_is_a_sentence(kind, value, said):
    assert condition_words(kind, value, on=ON) == said


def test_a_measure_goes_by_the_name_of_the_offer():
    names = {"artikel-60": "Artikel 60"}
    assert (
        condition_words("measure_done", "artikel-60", on=ON, names=names) == "Heeft dit afgerond: Artikel 60"
    )
    assert (
        condition_words("measure_running", "artikel-60,x", on=ON, names=names) == "Volgt nu: Artikel 60 of x"
    )
    assert condition_words("measure_not_done", "x", on=ON) == "Begon nog nooit aan: x"


@pytest.mark.parametrize("kind", ["judgement", "wish", "talk"])
def test_a_question_is_said_in_its_own_words(kind):
    assert condition_words(kind, "far_from_work", text="Ver van werk?", on=ON) == "Ver van werk?"


def test_a_legal_value_stands_in_for_the_value_of_its_day():
    age = {"kind": "age_max", "value": "", "parameter": "ama.welzijn.age_max"}
    assert condition_words(**age, on=date(2024, 12, 31)) == "Hoogstens 64 jaar"
    assert condition_words(**age, on=date(2025, 1, 1)) == "Hoogstens 65 jaar"
    assert condition_words(**age, on=date(2023, 12, 31)).endswith(
        "een wettelijke waarde die nu niet bekend is"
    )


def test_every_kind_has_a_sentence_that_is_not_its_code():
    for kind in KINDS:
        sentence = condition_words(kind, "B" if "licence" in kind else "1", text="Vraag?", on=ON)
        assert sentence not in ("", kind)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("language_min", " nt2 1,1 ", "1.1"),
        ("language_min", "a2", "A2"),
        ("age_min", "018", "18"),
        ("income", "equivalent, leefloon", "leefloon,equivalent"),
        ("vdab", "  ", ""),
        ("measure_done", "WES, artikel-60", "artikel-60,wes"),
        ("lives_in", " De  Haan ,bredene", "bredene,De Haan"),
        ("judgement", "Far_From_Work", "far_from_work"),
        ("sex", "f", "f"),
    ],
)
def test_a_value_is_kept_in_one_form(kind, typed, kept):
    assert check_value(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("no_such_kind", "1"),
        ("language_min", "9.9"),
        ("language_min", ""),
        ("age_min", "-1"),
        ("age_min", "121"),
        ("age_min", "٣"),
        ("workless_min", "1" * 200),
        ("income", "leefloon,goud"),
        ("income", " , "),
        ("vdab", "ja"),
        ("sex", "f,m"),
        ("education_max", "none,primary"),
        ("measure_done", "artikel 60"),
        ("judgement", "Ver van werk?"),
        ("talk", "🙂"),
        ("lives_in", ",,"),
    ],
)
def test_a_value_that_the_kind_cannot_have_says_what_to_write(kind, typed):
    with pytest.raises(CaseError) as refused:
        check_value(kind, typed)
    assert str(refused.value).endswith((".", ": ver_van_werk.", "…"))


def test_a_legal_value_may_stand_in_for_an_empty_one():
    assert check_value("age_min", "", parameter="ama.welzijn.age_min") == ""


@pytest.mark.parametrize(
    ("kind", "weight", "fine"),
    [
        ("talk", "talk", True),
        ("talk", "legal", False),
        ("wish", "talk", False),
        ("wish", "wish", True),
    ],
)
def test_what_is_only_spoken_of_is_never_weighed(kind, weight, fine):
    if fine:
        check_weight(kind, weight)
    else:
        with pytest.raises(CaseError):
            check_weight(kind, weight)
