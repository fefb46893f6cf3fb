import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.clients.models import BarrierCode, DrivingLicence, EducationLevel, IncomeKind, Marking, TicketKind
from trede.clients.models.work import CEFR as FILE_CEFR
from trede.clients.models.work import NT2 as FILE_NT2
from trede.matching.kinds import CEFR, KINDS, NT2, BadValue, Form, Weight, check_value, check_weight
from trede.matching.words import LABELS, codes_of, label, listed


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("language_min", " a2 ", "A2"),
        ("language_min", "NT2 1,1", "1.1"),
        ("language_max", "2.4", "2.4"),
        ("age_min", "018", "18"),
        ("workless_min", "24", "24"),
        ("income", "equivalent, leefloon,", "leefloon,equivalent"),
        ("work_right", "Onbeperkt,beperkt", "onbeperkt,beperkt"),
        ("vdab", "  ", ""),
        ("education_max", "lower", "lower"),
        ("measure_done", "wijk-werken, AMA", "ama,wijk-werken"),
        ("ticket", "cmw,imw", "imw,cmw"),
        ("lives_in", "  Oostende ,  De  Haan", "De Haan,Oostende"),
        ("sex", "F", "f"),
        ("barrier", "mobility", "mobility"),
        ("licence", "ce,b,Theory", "B,CE,theory"),
        ("judgement", "Far_from_work", "far_from_work"),
        ("talk", "substance-use", "substance-use"),
    ],
)
def test_value_is_kept_in_one_form(kind: str, written: str, kept: str) -> None:
    assert check_value(kind, written) == kept
    assert check_value(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("language_min", "goed", "level_unknown"),
        ("language_min", "0", "level_unknown"),
        ("age_min", "-1", "not_a_number"),
        ("age_min", "achttien", "not_a_number"),
        ("age_max", "121", "not_a_number"),
        ("age_max", "9" * 200, "not_a_number"),
        ("age_min", "١٨", "not_a_number"),
        ("newcomer", "601", "not_a_number"),
        ("income", "leefloon,goud", "code_unknown"),
        ("income", " , ,", "value_missing"),
        ("income", "", "value_missing"),
        ("work_right", "neen", "code_unknown"),
        ("education_max", "lower,upper", "one_only"),
        ("sex", "f,m", "one_only"),
        ("vdab", "ja", "value_not_used"),
        ("measure_done", "Wijk werken!", "key_unknown"),
        ("judgement", "ver van werk?", "slug_wrong"),
        ("wish", "😀", "slug_wrong"),
        ("lives_in", "x" * 301, "value_long"),
        ("astrology", "", "kind_unknown"),
    ],
)
def test_what_a_kind_cannot_have_is_refused_with_a_code(kind: str, written: str, code: str) -> None:
    with pytest.raises(ValueError) as refused:
        check_value(kind, written)
    assert isinstance(refused.value, BadValue)
    assert refused.value.sentence.code == code
    assert str(refused.value)


def test_legal_value_stands_in_for_an_empty_one() -> None:
    assert check_value("age_min", "", parameter="wijkwerk.age_min") == ""


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=40))
def test_any_text_is_kept_or_refused(kind: str, text: str) -> None:
    try:
        kept = check_value(kind, text)
    except BadValue:
        return
    assert check_value(kind, kept) == kept


def test_what_is_spoken_of_is_never_weighed() -> None:
    assert check_weight("talk", "talk") == "talk"
    assert check_weight("age_min", "legal") == "legal"
    for kind, weight in [("talk", "legal"), ("age_min", "talk"), ("income", "wish"), ("wish", "talk")]:
        with pytest.raises(BadValue) as refused:
            check_weight(kind, weight)
        assert refused.value.sentence.code == "weight_wrong"
    assert {kind.code for kind in KINDS.values() if Weight.TALK in kind.weights} == {"talk"}


def test_codes_are_those_of_the_file() -> None:
    assert set(codes_of("income")) == set(IncomeKind.values)
    assert set(codes_of("education")) == set(EducationLevel.values)
    assert codes_of("education") == tuple(EducationLevel.values)
    assert set(codes_of("ticket")) == set(TicketKind.values)
    assert set(codes_of("barrier")) == set(BarrierCode.values)
    assert set(codes_of("licence")) == set(DrivingLicence.Kind.values)
    assert set(codes_of("work_right")) == set(Marking.values)
    assert (CEFR, NT2) == (FILE_CEFR, FILE_NT2)


def test_every_kind_has_a_name_and_every_choice_a_word() -> None:
    for kind in KINDS.values():
        assert f"kind.{kind.code}" in LABELS
        assert all(f"{kind.group}.{code}" in LABELS for code in kind.choices)
        assert bool(kind.choices) == (kind.form is Form.CHOICES)


def test_list_in_words() -> None:
    words = [label("income", code) for code in ("leefloon", "wage", "pension")]
    assert str(listed(words)) == "leefloon, loon of pensioen"
    assert str(listed(words[:2], either=False)) == "leefloon en loon"
    assert (str(listed(words[:1])), str(listed([]))) == ("leefloon", "")
