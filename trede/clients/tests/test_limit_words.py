from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.clients.limit_words import COUNTED, limit_sentence, limit_words, most_of, unit_words
from trede.clients.medical_words import medical_words
from trede.clients.models import LimitKind
from trede.clients.reading_own_barriers import count_words


@pytest.mark.parametrize(
    ("kind", "most", "ends_on", "said"),
    [
        ("lifting", 10, date(2027, 6, 30), "Hoogstens 10 kg tillen, tot en met 30/06/2027"),
        ("lifting", 10, None, "Hoogstens 10 kg tillen"),
        ("lifting", None, None, "Niet zwaar tillen"),
        ("standing", 30, None, "Hoogstens 30 minuten na elkaar staan"),
        ("sitting", 45, None, "Hoogstens 45 minuten na elkaar zitten"),
        ("walking", 15, date(2026, 1, 1), "Hoogstens 15 minuten na elkaar stappen, tot en met 01/01/2026"),
        ("hours", 19, None, "Hoogstens 19 uur per week werken"),
        ("nights", None, date(2026, 12, 31), "Geen nachtwerk of wisselende uren, tot en met 31/12/2026"),
        ("nights", 7, None, "Geen nachtwerk of wisselende uren"),
        ("bestaat-niet", None, None, "Iets anders dat het werk beperkt"),
    ],
)
def test_a_limit_is_said_in_one_sentence(
    kind: str, most: int | None, ends_on: date | None, said: str
) -> None:
    assert limit_sentence(kind, most, ends_on) == said


@given(st.sampled_from(LimitKind.values), st.one_of(st.none(), st.integers(1, 480)))
def test_every_kind_has_words_with_its_own_number_and_no_other(kind: str, most: int | None) -> None:
    words = limit_words(kind, most)
    assert words
    assert "%" not in words
    assert (str(most) in words) == (most is not None and kind in COUNTED)


def test_only_what_counts_something_has_a_unit_and_an_upper_bound() -> None:
    assert set(unit_words()) == {"lifting", "standing", "sitting", "walking", "hours"}
    assert {kind: most_of(kind) for kind in ("lifting", "hours", "noise")} == {
        "lifting": 100,
        "hours": 50,
        "noise": None,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Hoogstens 10 kilo tillen, geen nachtwerk", []),
        ("Twee uur na elkaar, daarna rust", []),
        ("Kan niet zonder bril lezen", []),
        ("Woont bij zijn broer in Hernialaan", ["Hernialaan"]),
        ("Heeft een DEPRESSIE", ["DEPRESSIE"]),
        ("depressief en neemt Xanax", ["depressief", "Xanax"]),
        ("burn-out sinds mei", ["burn-out"]),
        ("Patiënt met MS", ["MS"]),
        ("antwoordt op ms. De Smet", []),
        ("methadonprogramma", ["methadonprogramma"]),
        ("Volgt suïcidepreventie", ["suïcidepreventie"]),
        ("een autist", ["autist"]),
        ("rijdt met de auto en is autonoom", []),
        ("😀" * 50, []),
    ],
)
def test_obvious_medical_words_are_recognised(text: str, found: list[str]) -> None:
    assert medical_words(text) == found


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(word in text for word in medical_words(text))


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (120, "120")])
def test_small_numbers_of_people_are_not_shown(count: int, said: str) -> None:
    assert count_words(count) == said
