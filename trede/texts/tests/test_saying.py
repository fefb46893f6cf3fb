"""Dates, clocks and values as people of a language write them, in the right order among right-to-left words."""

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from trede.texts import library
from trede.texts.languages import LANGUAGES, RIGHT_TO_LEFT, direction, language_for
from trede.texts.samples import with_samples
from trede.texts.saying import say, say_date, say_time

OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "dinsdag 1 december 2026"),
        ("fr", "mardi 1er décembre 2026"),
        ("en", "Tuesday 1 December 2026"),
        ("tr", "1 Aralık 2026 Salı"),
        ("uk", "вівторок, 1 грудня 2026\u00a0р."),
        ("ru", "вторник, 1 декабря 2026\u00a0г."),
        ("so", "Talaado, 1 Diseembar 2026"),
        ("ti", "ሰሉስ፣ 1 ታሕሳስ 2026"),
        ("es", "martes 1 de diciembre de 2026"),
        ("ar", "\u2067الثلاثاء، \u20661\u2069 ديسمبر \u20662026\u2069\u2069"),
        ("ps", "\u2067درېنۍ، \u20661\u2069 دسمبر \u20662026\u2069\u2069"),
        ("fa", "\u2067سه\u200cشنبه، \u20661\u2069 دسامبر \u20662026\u2069\u2069"),
    ],
)
def test_a_day_in_every_language(language: str, said: str) -> None:
    assert say_date(TUESDAY, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "9.05 uur"),
        ("fr", "9 h 05"),
        ("en", "9:05"),
        ("tr", "09.05"),
        ("uk", "9:05"),
        ("ti", "9:05"),
        ("ar", "\u20669:05\u2069"),
        ("ps", "\u20669:05\u2069"),
        ("fa", "\u20669:05\u2069"),
    ],
)
def test_a_clock_in_every_language(language: str, said: str) -> None:
    assert say_time(9 * 60 + 5, language) == said


def test_a_whole_hour_and_the_afternoon() -> None:
    assert (say_time(540, "nl"), say_time(540, "fr"), say_time(540, "es")) == ("9 uur", "9 h", "9:00")
    assert (say_time(820, "nl"), say_time(820, "en"), say_time(0, "tr")) == ("13.40 uur", "13:40", "00.00")


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)), minutes=st.integers(0, 24 * 60 - 1))
def test_every_day_and_hour_has_western_digits_and_the_gregorian_month(
    language: str, day: date, minutes: int
) -> None:
    said = say_date(day, language)
    assert [int(number) for number in numbers(said)] in ([day.day, day.year], [day.year, day.day])
    assert get_month_names("wide", locale=language)[day.month].lower() in said.lower()
    assert int(numbers(say_time(minutes, language))[0]) == minutes // 60
    assert balanced(said)
    assert balanced(say_time(minutes, language))


def numbers(text: str) -> list[str]:
    """Runs of the digits 0-9; any other digit stays a letter and is missed."""
    return "".join(sign if sign in "0123456789" else " " for sign in text).split()


def balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_date_time_and_code_keep_their_order_among_right_to_left_words(language: str) -> None:
    """Every number stands in an isolate, so that nothing around it can turn the order of its parts."""
    body = library.texts_in(language)["email.invitation.body"]
    filled = with_samples(body, language)
    for value in ("\u206613:40\u2069", "\u2066K7PM-3XRT\u2069", "\u2066059 12 34 56\u2069", "\u206630\u2069"):
        assert value in filled
    assert balanced(filled)
    depth = 0
    for sign in filled:
        depth += (sign in OPENING) - (sign in CLOSING)
        assert not sign.isdigit() or depth > 0


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_nothing_stands_right_behind_a_link(language: str) -> None:
    link = "https://trede.example.org/a/Zk3vQ8/"
    assert say(language, "{link}", link=link) == f"\u2066{link}"
    assert say(language, "{link}\nOK", link=link) == f"\u2066{link}\n\u2069OK"


def test_left_to_right_texts_get_no_hidden_signs() -> None:
    for language in set(LANGUAGES) - RIGHT_TO_LEFT:
        for body in library.texts_in(language).values():
            assert not set(with_samples(body, language)) & {*OPENING, CLOSING}


def test_an_empty_way_leaves_no_empty_line() -> None:
    assert say("nl", "Waar?\n{place}\n{way}", place="Kerkstraat 1", way="") == "Waar?\nKerkstraat 1"
    assert say("ar", "{place}\n{way}", place="Kerkstraat 1", way="") == "\u2068Kerkstraat 1\u2069"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("nl", "nl"),
        ("fr-BE", "fr"),
        ("EN", "en"),
        ("pt_BR", "nl"),
        ("ary", "ar"),
        ("prs", "fa"),
        ("rif", "nl"),
        ("kmr", "nl"),
        ("ckb", "nl"),
        ("xxx", "nl"),
        ("", "nl"),
        (" ti ", "ti"),
    ],
)
def test_a_clients_language_leads_to_one_of_ours(code: str, language: str) -> None:
    assert language_for(code) == language


def test_direction() -> None:
    assert [direction(language) for language in ("nl", "ar", "ps", "fa", "ti")] == [
        "ltr",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
    ]
