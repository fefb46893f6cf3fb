from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis, nn

from trede.rules import format_insz, insz, mask_insz, restore_leading_zeros
from trede.rules.insz import check_number, compact

TODAY = date(2026, 11, 22)


def number(year: int, month: int, day: int, sequence: int, added: int = 0) -> str:
    """A number with the right check digits, whatever its parts."""
    first_nine = f"{year % 100:02d}{month + added:02d}{day:02d}{sequence:03d}"
    return first_nine + check_number(first_nine, from_2000=year >= 2000)


def births():
    return st.dates(date(1900, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("given_number", "kind", "birth_date", "sex"),
    [
        ("88022999990", "rijksregister", date(1988, 2, 29), "male"),
        ("93051822361", "rijksregister", date(1993, 5, 18), "male"),
        ("88222999936", "bis", date(1988, 2, 29), None),
        ("85073003328", "rijksregister", date(1985, 7, 30), "male"),
        ("17073003384", "rijksregister", date(2017, 7, 30), "male"),
        ("98472899765", "bis", date(1998, 7, 28), "male"),
        ("01490700185", "bis", date(2001, 9, 7), "male"),
    ],
)
def test_valid_numbers(given_number, kind, birth_date, sex):
    found = insz(given_number, on=TODAY)
    assert (found.valid, found.kind, found.birth_date, found.sex) == (True, kind, birth_date, sex)
    assert found.problem is None


@pytest.mark.parametrize(
    ("given_number", "problem"),
    [
        ("20070199952", "insz_check"),
        ("08222999935", "insz_check"),
        ("12345678901", "insz_check"),
        ("", "insz_length"),
        ("9305182236", "insz_length"),
        ("930518223610", "insz_length"),
        ("geen nummer", "insz_length"),
        ("٩٣٠٥١٨٢٢٣٦١", "insz_length"),
        ("93051822361😀", "insz_length"),
        (number(1993, 13, 18, 223), "insz_month"),
        (number(1993, 19, 18, 223), "insz_month"),
        (number(1993, 13, 18, 223, added=20), "insz_month"),
        (number(1993, 13, 18, 223, added=40), "insz_month"),
        (number(1993, 2, 29, 223), "insz_day"),
        (number(1993, 4, 31, 223, added=20), "insz_day"),
        (number(1993, 5, 18, 0), "insz_sequence"),
        (number(2026, 11, 23, 1), "insz_future"),
        (number(2095, 5, 18, 1), "insz_future"),
        (number(2027, 0, 0, 1), "insz_future"),
    ],
)
def test_numbers_that_are_refused_say_why_and_nothing_else(given_number, problem):
    found = insz(given_number, on=TODAY)
    assert (found.valid, found.kind, found.birth_date, found.sex) == (False, None, None, None)
    assert found.problem.code == problem
    assert not any(part.isdigit() and len(part) > 3 for part in str(found.problem).split())


@pytest.mark.parametrize(
    "written", ["93.05.18-223.61", "93 05 18 223 61", " 93051822361 ", "930518/223-61", "93.05.18–223.61"]
)
def test_separators_do_not_matter(written):
    assert insz(written, on=TODAY).birth_date == date(1993, 5, 18)


@pytest.mark.parametrize(
    ("month", "day", "added", "kind"),
    [
        (0, 0, 0, "rijksregister"),
        (0, 1, 0, "rijksregister"),
        (0, 32, 20, "bis"),
        (5, 0, 0, "rijksregister"),
        (5, 0, 40, "bis"),
        (0, 0, 40, "bis"),
    ],
)
def test_an_unknown_month_or_day_leaves_the_birth_date_empty(month, day, added, kind):
    found = insz(number(1981, month, day, 35, added), on=TODAY)
    assert (found.valid, found.kind, found.birth_date) == (True, kind, None)


@pytest.mark.parametrize(
    ("sequence", "added", "sex"),
    [(1, 0, "male"), (2, 0, "female"), (997, 40, "male"), (998, 40, "female"), (1, 20, None), (2, 20, None)],
)
def test_the_sex_follows_from_the_sequence_unless_it_was_not_known(sequence, added, sex):
    assert insz(number(1990, 1, 1, sequence, added), on=TODAY).sex == sex


def test_a_child_is_valid_from_the_day_of_birth():
    born_today = number(2026, 11, 22, 1)
    assert insz(born_today, on=TODAY).valid is True
    assert insz(born_today, on=date(2026, 11, 21)).valid is False


def test_one_day_before_and_after_the_turn_of_the_century():
    assert insz(number(1999, 12, 31, 1), on=TODAY).birth_date == date(1999, 12, 31)
    assert insz(number(2000, 1, 1, 1), on=TODAY).birth_date == date(2000, 1, 1)


@given(births(), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_every_number_that_is_made_can_be_read_back(born, sequence, added):
    found = insz(format_insz(number(born.year, born.month, born.day, sequence, added)), on=TODAY)
    assert (found.valid, found.birth_date) == (True, born)
    assert found.kind == ("bis" if added else "rijksregister")
    assert found.sex == (None if added == 20 else ("female", "male")[sequence % 2])


@given(births(), st.integers(1, 998), st.integers(9, 10), st.integers(1, 9))
def test_one_wrong_check_digit_is_always_found(born, sequence, position, shift):
    good = number(born.year, born.month, born.day, sequence)
    wrong = str((int(good[position]) + shift) % 10)
    assert insz(good[:position] + wrong + good[position + 1 :], on=TODAY).valid is False


@given(births(), st.integers(1, 998), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_in_front_never_gives_a_number_of_the_same_century(born, sequence, position, shift):
    good = number(born.year, born.month, born.day, sequence)
    wrong = str((int(good[position]) + shift) % 10)
    found = insz(good[:position] + wrong + good[position + 1 :], on=TODAY)
    if found.valid and found.birth_date:
        assert (found.birth_date.year >= 2000) is not (born.year >= 2000)


@given(st.integers(0, 999_999_999), st.booleans())
def test_what_is_valid_here_is_valid_for_an_independent_library(base, from_2000):
    first_nine = f"{base:09d}"
    digits = first_nine + check_number(first_nine, from_2000=from_2000)
    found = insz(digits, on=TODAY)
    library = bis if found.kind == "bis" else nn
    if found.valid:
        assert library.is_valid(digits)
        assert library.get_birth_date(digits) == found.birth_date


@given(births(), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_an_independent_library_reads_the_same(born, sequence, added):
    made = number(born.year, born.month, born.day, sequence, added)
    library = bis if added else nn
    assert library.get_birth_date(made) == insz(made, on=TODAY).birth_date
    assert library.format(made) == format_insz(made)


@given(st.text())
def test_no_text_ever_raises(text):
    assert insz(text, on=TODAY).valid in (True, False)
    assert isinstance(mask_insz(text), str)
    assert isinstance(restore_leading_zeros(text), str)


@given(st.dates(date(2000, 1, 1), date(2009, 12, 31)), st.integers(1, 998))
def test_zeros_that_a_spreadsheet_dropped_come_back(born, sequence):
    good = number(born.year, born.month, born.day, sequence)
    for damaged in (int(good), float(good), str(int(good)), f"{int(good)}.0"):
        assert restore_leading_zeros(damaged) == good


@pytest.mark.parametrize(
    ("damaged", "restored"),
    [
        ("93051822361", "93051822361"),
        ("93.05.18-223.61", "93.05.18-223.61"),
        (93051822361, "93051822361"),
        (93051822361.0, "93051822361"),
        ("93051822361.0", "93051822361"),
        ("1234567890", "1234567890"),
        ("196", "196"),
        ("", ""),
        ("7.01E+09", "7.01E+09"),
        (float("nan"), "nan"),
    ],
)
def test_what_needs_no_zeros_or_is_no_number_stays(damaged, restored):
    assert restore_leading_zeros(damaged) == restored


def test_formatting_is_the_official_one():
    assert format_insz("93051822361") == "93.05.18-223.61"
    assert compact("93.05.18-223.61") == "93051822361"


@pytest.mark.parametrize("text", ["", "123", "geen"])
def test_formatting_leaves_other_text_alone(text):
    assert format_insz(text) == text


def test_a_masked_number_shows_only_the_year():
    assert mask_insz("93.05.18-223.61") == "93.••.••-•••.••"
    assert mask_insz("9305") == "•••"


@pytest.mark.parametrize("from_2000", [True, False])
@given(first_nine=st.integers(0, 999_999_999))
def test_check_numbers_lie_between_1_and_97(from_2000, first_nine):
    assert 1 <= int(check_number(f"{first_nine:09d}", from_2000=from_2000)) <= 97
