"""Numbers that check and belong to nobody."""

from datetime import date

import phonenumbers
import pytest
from stdnum.be import bis, nn, vat

from trede.demo.tests.town.impossible import TODAY
from trede.demo.town import numbers, population
from trede.demo.town.draw import Draw, Weighted, years_after
from trede.rules.insz import insz


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1961, 2, 28), (1999, 12, 31), (2000, 1, 1), (2008, 2, 29)]
)
def test_a_national_number_checks_in_both_centuries(year: int, month: int, day: int) -> None:
    number = numbers.national_number(year, month, day, 801)
    assert nn.is_valid(number)
    assert nn.get_birth_date(number) == date(year, month, day)


@pytest.mark.parametrize("known", [True, False])
def test_a_bis_number_checks(known: bool) -> None:
    number = numbers.bis_number(2001, 5, 17, 802, sex_known=known)
    assert bis.is_valid(number)
    assert number[2:4] == ("45" if known else "25")


def test_a_number_without_a_sure_day_says_no_birth_date() -> None:
    found = insz(numbers.unsure_bis_number(1990, 17, "m"), on=TODAY)
    assert (found.valid, found.kind, found.birth_date) == (True, "bis", None)


def test_our_own_rule_accepts_every_number_of_the_town() -> None:
    for person in population(2000, 9, TODAY):
        if person.insz:
            found = insz(person.insz, on=TODAY)
            assert found.valid
            assert found.kind == person.insz_kind
            if person.birth_date_precision == "day":
                assert found.birth_date == person.birth_date


@pytest.mark.parametrize(("sex", "rest"), [("f", 0), ("m", 1)])
def test_serials_tell_the_sex_and_stay_in_their_block(sex: str, rest: int) -> None:
    for block, end in ((500, 600), (600, 800), (800, 999)):
        found = {numbers.serial(turn, sex, block=block, even=False) for turn in range(300)}
        assert {serial % 2 for serial in found} == {rest}
        assert block <= min(found) <= max(found) < end


def test_x_may_have_either() -> None:
    assert {numbers.serial(3, "x", block=800, even=even) % 2 for even in (True, False)} == {0, 1}


def test_a_phone_number_can_be_read_but_cannot_ring() -> None:
    found = phonenumbers.parse(numbers.phone(12))
    assert phonenumbers.is_possible_number(found)
    assert not phonenumbers.is_valid_number(found)


def test_phones_are_all_different() -> None:
    assert len({numbers.phone(turn) for turn in range(50_000)}) == 50_000


@pytest.mark.parametrize("turn", [1, 2, 3, 500])
def test_enterprise_numbers_check_and_stay_below_the_first_in_use(turn: int) -> None:
    number = numbers.enterprise_number(turn)
    assert vat.is_valid(number)
    assert number < "0200000000"


def test_a_weighted_table_keeps_its_weights() -> None:
    table = Weighted(("a", 1), ("b", 3))
    assert [table.at(place / 8) for place in range(8)] == ["a", "a", *"bbbbbb"]


def test_draws_stay_within_bounds() -> None:
    draw = Draw(1, 1)
    assert {draw.between(2, 4) for _ in range(200)} == {2, 3, 4}
    assert {draw.short(0, 1) for _ in range(200)} == {0, 1}
    assert draw.between(5, 3) == 5


def test_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    assert date.fromordinal(years_after(date(2004, 2, 29).toordinal(), 18)) == date(2022, 3, 1)
    assert date.fromordinal(years_after(date(2004, 2, 29).toordinal(), 20)) == date(2024, 2, 29)
