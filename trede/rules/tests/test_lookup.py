from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from trede.rules import (
    BadInput,
    BrokenData,
    Certainty,
    NotKnown,
    UnknownParameter,
    history,
    parameters,
    value,
)
from trede.rules.tests.build import day, row, store

MONTHLY = "leefloon.amount.monthly"
CATEGORIES = ("A", "B", "C")

# First day, last day (empty: not proven), A, B, C: each confirmed on a public page.
CONFIRMED = """
2017-06-01 2017-08-31  589.82  884.74 1179.65
2017-09-01 -           595.13  892.70 1190.27
2018-09-01 2019-06-30  607.01  910.52 1254.82
2019-07-01 -           619.15  928.73 1254.82
2020-03-01 2020-12-31  639.27  958.91 1295.91
2022-05-01 2022-07-31  743.78 1115.67 1507.77
2022-08-01 2022-10-31  758.64 1137.97 1537.90
2023-01-01 2023-06-30  809.42 1214.13 1640.83
2023-11-01 2024-04-30  842.12 1263.17 1707.11
2024-05-01 2025-01-31  858.97 1288.46 1741.29
2025-02-01 2026-02-28  876.13 1314.20 1776.07
2026-03-01 2026-11-22  893.65 1340.47 1811.57
"""
ROWS = [line.split() for line in CONFIRMED.strip().splitlines()]
PROVEN_DAYS = [
    (on, key, amount)
    for first, last, *amounts in ROWS
    for on in sorted({first, first if last == "-" else last})
    for key, amount in zip(CATEGORIES, amounts, strict=True)
]


@pytest.mark.parametrize(("on", "key", "amount"), PROVEN_DAYS)
def test_the_confirmed_leefloon_holds_on_its_first_and_last_day(on, key, amount):
    answer = value(MONTHLY, day(on), key)
    assert (answer.known, answer.value, answer.certainty) == (True, Decimal(amount), Certainty.CONFIRMED)
    assert (answer.unit, answer.warning) == ("EUR", None)
    assert answer.sources


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        ("2017-05-31", None, "589.82"),
        ("2017-09-02", "595.13", "607.01"),
        ("2018-08-31", "595.13", "607.01"),
        ("2019-07-02", "619.15", "639.27"),
        ("2020-02-29", "619.15", "639.27"),
        ("2021-07-01", "656.45", "743.78"),
        ("2022-04-30", "656.45", "743.78"),
        ("2022-11-01", "758.64", "809.42"),
        ("2022-12-31", "758.64", "809.42"),
    ],
)
def test_a_gap_is_not_known_and_names_the_values_around_it(on, before, after):
    answer = value(MONTHLY, day(on), "A")
    assert (answer.known, answer.value, answer.certainty) == (False, None, None)
    found = [each and str(each.value) for each in (answer.nearest.before, answer.nearest.after)]
    assert found == [before, after]
    assert answer.warning.code == "gap"


def test_a_recalled_amount_says_so():
    answer = value(MONTHLY, date(2021, 6, 30), "A")
    assert (answer.value, answer.certainty, answer.source) == (Decimal("656.45"), Certainty.RECALLED, "")
    assert answer.warning.code == "recalled"


def test_an_estimate_says_that_it_may_not_be_paid():
    answer = value(MONTHLY, date(2023, 7, 1), "C")
    assert (answer.value, answer.certainty) == (Decimal("1673.65"), Certainty.DERIVED)
    assert "betaling" in str(answer.warning)


def test_the_hypothesis_of_september_2026_is_not_loaded():
    assert Decimal("911.52") not in {known.value for known in history(MONTHLY)}


def test_after_the_day_it_was_checked_the_last_amount_is_only_recalled():
    answer = value(MONTHLY, date(2026, 11, 23), "A")
    assert (answer.known, answer.value, answer.certainty) == (True, Decimal("893.65"), Certainty.RECALLED)
    assert (answer.warning.code, answer.valid_to) == ("maybe_overtaken", None)
    assert "22/11/2026" in str(answer.warning)


def test_a_derived_last_amount_does_not_become_surer_with_time():
    chosen = store(row("2026-03-01", None, certainty="derived"))
    assert value("test.amount", date(2027, 1, 1), store=chosen).certainty is Certainty.DERIVED


@pytest.mark.parametrize("more", [{"unit": "day"}, {"scope": "local"}])
def test_terms_and_local_values_do_not_age(more):
    chosen = store(row("2026-03-01", None), **more)
    answer = value("test.amount", date(2030, 1, 1), store=chosen)
    assert (answer.certainty, answer.warning) == (Certainty.CONFIRMED, None)


def test_an_amount_with_a_proven_end_does_not_age():
    chosen = store(row("2026-03-01", "2027-12-31"))
    assert value("test.amount", date(2027, 12, 31), store=chosen).certainty is Certainty.CONFIRMED


def test_the_yearly_amount_divided_by_twelve_is_the_monthly_one():
    on = date(2026, 3, 1)
    for key in CATEGORIES:
        yearly, monthly = (
            value(f"leefloon.amount.{name}", on, key).decimal() for name in ("yearly", "monthly")
        )
        assert (yearly / 12).quantize(Decimal("0.01")) == monthly


@pytest.mark.parametrize(
    ("parameter_id", "expected", "unit", "certainty"),
    [
        ("leefloon.age_min", 18, "year", "confirmed"),
        ("leefloon.procedure.decision_days", Decimal(30), "day", "confirmed"),
        ("leefloon.procedure.transfer_days", Decimal(5), "day", "confirmed"),
        ("leefloon.procedure.appeal_months", Decimal(3), "month", "confirmed"),
        ("leefloon.procedure.notify_days", Decimal(8), "day", "recalled"),
        ("leefloon.procedure.pay_days", Decimal(15), "day", "recalled"),
        ("leefloon.overpayment.prescription", 5, "year", "confirmed"),
        ("retention.social_file_years", 10, "year", "recalled"),
        ("retention.social_file_years_minimum", 5, "year", "confirmed"),
        ("ksz.log_retention_years", 10, "year", "recalled"),
        ("work_right.asylum", Decimal(4), "month", "confirmed"),
        (
            "work_right.by_law",
            ("Belgen", "burgers van de EU, de EER en Zwitserland", "erkende vluchtelingen"),
            "",
            "confirmed",
        ),
    ],
)
def test_terms_are_loaded_with_their_certainty(parameter_id, expected, unit, certainty):
    answer = value(parameter_id, date(2026, 11, 22))
    assert (answer.value, answer.unit, answer.certainty) == (expected, unit, certainty)


@pytest.mark.parametrize(("on", "known"), [("2019-01-02", False), ("2019-01-03", True)])
def test_the_marking_exists_since_2019(on, known):
    assert value("work_right.marking", day(on), "Onbeperkt").known is known
    assert value("work_right.card_c", day(on)).known is not known


def test_an_unknown_parameter_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownParameter, match=r"leefloon\.amount\.monthly"):
        value("leefloon.amount.montly", date(2026, 3, 1), "A")


def test_a_name_like_nothing_points_to_the_list():
    with pytest.raises(UnknownParameter, match="lijst"):
        value("xyz", date(2026, 3, 1))


@pytest.mark.parametrize("key", [None, "", "D"])
def test_a_key_that_does_not_exist_is_an_error_that_names_the_keys(key):
    with pytest.raises(BadInput, match="A, B, C"):
        value(MONTHLY, date(2026, 3, 1), key)


def test_a_key_where_there_are_none_is_an_error():
    with pytest.raises(BadInput, match="laat de sleutel weg"):
        value("leefloon.age_min", date(2026, 3, 1), "A")


def test_capitals_in_a_key_do_not_matter():
    assert value(MONTHLY, date(2026, 3, 1), "a").key == "A"


def test_a_calculation_cannot_use_a_value_that_is_not_known():
    answer = value(MONTHLY, date(2021, 10, 1), "A")
    with pytest.raises(NotKnown, match="01/10/2021") as caught:
        answer.decimal()
    assert caught.value.answer is answer


def test_a_text_is_not_a_number():
    with pytest.raises(BrokenData, match="geen getal"):
        value("work_right.marking", date(2026, 1, 1), "neen").decimal()


def test_history_is_complete_and_in_order():
    first_days = [known.valid_from for known in history(MONTHLY, "A")]
    assert first_days == sorted(first_days)
    assert {day(first) for first, *_ in ROWS} <= set(first_days)


def test_history_without_a_key_holds_every_key():
    assert {known.key for known in history(MONTHLY)} == set(CATEGORIES)
    assert [known.value for known in history("leefloon.age_min")] == [18]


def test_parameters_are_listed_by_id():
    names = [each.id for each in parameters()]
    assert names == sorted(names)
    assert MONTHLY in names
