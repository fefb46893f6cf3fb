"""What must hold for every name, not only for the ones we thought of."""

import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from trede.clients.naming import folded, keys_for, likely_double, parse_query, plan
from trede.clients.naming.folding import skeleton
from trede.clients.naming.numbers import near_births

from .index import Index, person

GIVEN = (
    "Mohamed",
    "Fatima",
    "Youssef",
    "Ahmed",
    "Olena",
    "Krzysztof",
    "Mehmet",
    "Aminata",
    "Kristien",
    "Dirk",
)
FAMILY = (
    "El Amrani", "Bouzid", "Van den Berghe", "Janssens", "Yılmaz", "Shevchenko", "Wiśniewski", "Diallo",
    "Al Hosseini", "De Clercq", "Benhaddou", "Okonkwo", "Achahbar", "Xhaferi", "Tesfay", "Philips",
)  # fmt: skip
PEOPLE = [
    person(10 * g + 200 * f, GIVEN[g], FAMILY[f]) for g in range(len(GIVEN)) for f in range(len(FAMILY))
]
INDEX = Index(PEOPLE)


@st.composite
def slips(draw: st.DrawFn, word: str) -> str:
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    return draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
            ]
        )
    )


@st.composite
def slipped_names(draw: st.DrawFn) -> tuple[int, str]:
    """A person and the name typed with one slip in one of its longer words."""
    someone = draw(st.sampled_from(PEOPLE))
    words = folded(f"{someone.given_names} {someone.family_name}").split()
    place = draw(st.sampled_from([place for place, word in enumerate(words) if len(word) > 3]))
    words[place] = draw(slips(words[place]))
    return someone.client_id, " ".join(draw(st.permutations(words)))


@given(slipped_names())
@settings(max_examples=300, deadline=None)
def test_one_slip_still_finds_the_person(typed: tuple[int, str]) -> None:
    client_id, text = typed
    assert client_id in INDEX.found(text)[:10]


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text(alphabet=string.ascii_letters + "éèçğşıłßø '-", max_size=60))
def test_folded_european_names_are_plain_letters(name: str) -> None:
    assert set(folded(name)) <= set(string.ascii_lowercase + " ")


@given(st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=20))
def test_a_word_with_a_doubled_letter_sounds_the_same(word: str) -> None:
    consonant = next((letter for letter in word if letter in "bdfmnprst"), "")
    if consonant and "ts" not in word and "th" not in word and "sh" not in word:
        assert skeleton(word.replace(consonant, consonant * 2)).replace(consonant, "") == skeleton(
            word
        ).replace(consonant, "")


@given(st.text(max_size=400))
@settings(deadline=None)
def test_anything_typed_can_be_asked(text: str) -> None:
    asked = plan(parse_query(text))
    assert len(asked.groups) <= 8
    if asked.groups:
        INDEX.candidates(asked)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=30))
def test_keys_are_short_and_never_empty(given_names: str, family_name: str, phone: str) -> None:
    keys = keys_for(person(1, given_names, family_name, phones=(phone,)))
    assert all(2 <= len(key) <= 40 for key in keys)


@given(st.dates(date(1920, 1, 1), date(2030, 12, 31)))
def test_near_birth_dates_are_near_both_ways(born: date) -> None:
    text = f"{born:%Y%m%d}"
    near = near_births(text)
    assert text not in near
    assert all(text in near_births(other) for other in near)


@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_a_double_is_one_from_both_sides(one: object, other: object) -> None:
    assert likely_double(one, other).score == likely_double(other, one).score  # type: ignore[arg-type]
