"""Searching by need, over the catalogue that ships."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.offers.finding_offers import find, findable, like, stem
from trede.offers.library import entries


def rows():
    return [
        findable(
            number,
            entry.fields["name"],
            entry.fields["search_words"],
            entry.fields["provider"],
            entry.fields.get("for_whom", ""),
            entry.fields["about"],
        )
        for number, entry in enumerate(entries())
    ]


def keys(query):
    return [entries()[number].key for number in find(query, rows())]


@pytest.mark.parametrize(
    ("need", "first"),
    [
        ("leren fietsen", {"fietslessen"}),
        ("fietsen", {"fietslessen", "steun-fiets"}),
        ("fietslesen", {"fietslessen"}),
        ("Nederlands op de werkvloer", {"taallessen-artikel-60", "eho-taalcoaching", "taalspoor"}),
        ("rijbewijs", {"rijbewijs-theorie", "steun-rijlessen"}),
        ("auto leren rijden", {"rijbewijs-theorie", "steun-rijlessen"}),
        ("computer", {"sdv-computer", "digiwerking"}),
        ("kinderopvang", {"voorrang-kinderopvang"}),
        ("kinderopvnag", {"voorrang-kinderopvang"}),
        ("mentor", {"team-up", "duo-for-a-job"}),
        ("solicitatietraining", {"sollicitatietraining"}),
        ("heftruk", {"heftruck"}),
        ("vakbond", {"vakbond-acv", "vakbond-abvv", "vakbond-aclvb"}),
        ("FMDO", {"vrouwenklap", "8400-talenten", "team-up", "ondersteuning-werk-zoeken", "women-at-work"}),
        ("doventolk gebarentaal", {"btom"}),
        ("opruimen buiten", {"spuitenpatrouille", "ama-zwerfvuil"}),
        ("women@work", {"women-at-work"}),
        ("café", {"bartender"}),
    ],
)
def test_a_need_finds_the_offer_that_answers_it(need, first):
    assert keys(need)[0] in first


def test_two_kinds_of_dutch_on_the_work_floor_come_before_other_dutch():
    assert set(keys("Nederlands op de werkvloer")[:3]) == {
        "taallessen-artikel-60",
        "eho-taalcoaching",
        "taalspoor",
    }


def test_no_need_keeps_the_order():
    assert find("", rows()) == list(range(len(entries())))


@pytest.mark.parametrize("need", ["xyzzy", "op de van", "🙂", "12345678", "   ?? "])
def test_what_nothing_answers_finds_nothing_or_everything_but_never_fails(need):
    found = find(need, rows())
    assert found == [] or len(found) <= len(entries())


def test_a_need_of_many_letters_is_cut_off():
    assert find("fietsen " + "a" * 100_000, rows()) == find("fietsen " + "a" * 92, rows())


@pytest.mark.parametrize(
    ("one", "other"),
    [("fietsen", "fiets"), ("lessen", "les"), ("talen", "taal"), ("werkplekken", "werkplek")],
)
def test_endings_fall_away(one, other):
    assert stem(one) == stem(other) or like(one, other) > 50


def test_a_short_word_is_no_part_of_everything():
    assert like("er", "werkvloer") == 0
    assert like("bus", "busje") > 0
    assert like("werk", "sterk") == 0


@given(st.text(max_size=60))
def test_any_text_is_an_answer_without_doubles(text):
    found = find(text, rows()[:10])
    assert len(found) == len(set(found))
