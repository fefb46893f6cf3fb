from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from trede.rules import (
    BadInput,
    Certainty,
    NotKnown,
    Sentence,
    Trace,
    calculation,
    calculations,
    leefloon_amount,
    weakest,
)
from trede.rules.tests.build import row, store

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("category", "on", "amount"),
    [
        ("A", "2026-02-28", "876.13"),
        ("A", "2026-03-01", "893.65"),
        ("B", "2026-03-01", "1340.47"),
        ("C", "2026-02-28", "1776.07"),
        ("C", "2026-03-01", "1811.57"),
    ],
)
def test_the_leefloon_on_the_day_before_and_of_an_index_step(category, on, amount):
    found = leefloon_amount(category, date.fromisoformat(on))
    assert (found.amount, found.unit, found.payable) == (Decimal(amount), "EUR", True)
    (line,) = found.trace
    assert (line.parameter, line.key, line.value) == ("leefloon.amount.monthly", category, Decimal(amount))
    assert (line.valid_from, line.certainty, bool(line.source)) == (found.valid_from, "confirmed", True)


def test_an_estimate_is_not_payable():
    found = leefloon_amount("A", date(2023, 9, 1))
    assert (found.payable, found.certainty) == (False, Certainty.DERIVED)
    assert [warning.code for warning in found.warnings] == ["derived"]


def test_no_leefloon_is_answered_in_a_gap():
    with pytest.raises(NotKnown) as caught:
        leefloon_amount("A", date(2022, 11, 15))
    nearest = caught.value.answer.nearest
    assert (nearest.before.value, nearest.after.value) == (Decimal("758.64"), Decimal("809.42"))


@pytest.mark.parametrize("category", ["D", "", "a"])
def test_another_category_is_refused(category):
    with pytest.raises(BadInput, match="samenwonend"):
        leefloon_amount(category, ON)


def test_the_registry_holds_each_calculation_under_its_name():
    assert {"insz", "leefloon_amount", "work_right"} <= set(calculations())
    for name, each in calculations().items():
        assert (each.name, bool(each.nl), bool(each.en)) == (name, True, True)


def test_an_unknown_calculation_is_refused_with_the_names():
    with pytest.raises(BadInput, match="insz"):
        calculation("onbekend")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("insz", {}, "Vul het veld number in"),
        ("insz", {"number": None}, "number als tekst"),
        ("insz", {"number": 93051822361}, "number als tekst"),
        ("insz", {"nummer": "93051822361", "number": "1"}, "nummer bestaat niet"),
        ("leefloon_amount", {"category": "X"}, "categorie"),
        ("work_right", {"ground": "tourist"}, "Kies voor ground"),
        ("work_right", {"ground": "asylum", "since": "31/02/2026"}, "since is niet goed"),
    ],
)
def test_input_that_does_not_fit_names_the_field(name, data, why):
    with pytest.raises(BadInput, match=why):
        calculation(name)(data, ON)


def test_the_number_never_stands_in_the_trace():
    result = calculation("insz")({"number": "93051822361"}, ON)
    assert "93051822361" not in repr(result)
    assert [line.parameter for line in result.trace] == ["insz.format", "insz.check", ""]


def test_a_bis_number_cites_the_rule_of_the_month():
    result = calculation("insz")({"number": "88222999936"}, ON)
    assert [line.value for line in result.trace if line.parameter == "insz.bis"] == [20, 40]


def test_certainties_are_ordered_and_the_weakest_wins():
    assert sorted(Certainty, key=lambda each: each.rank) == ["confirmed", "practice", "recalled", "derived"]
    assert weakest([Certainty.RECALLED, Certainty.CONFIRMED, Certainty.PRACTICE]) is Certainty.RECALLED
    assert weakest([]) is Certainty.CONFIRMED


def test_a_trace_is_as_sure_as_its_weakest_line():
    trace = Trace(ON)
    trace.use("leefloon.age_min", Sentence.of("age", "Leeftijd"))
    assert trace.certainty is Certainty.CONFIRMED
    trace.use("leefloon.procedure.pay_days", Sentence.of("pay", "Betaling"))
    trace.use("leefloon.procedure.notify_days", Sentence.of("notify", "Kennisgeving"))
    trace.note(Sentence.of("sum", "Som"), Decimal(23), unit="day")
    assert trace.certainty is Certainty.RECALLED
    assert [warning.code for warning in trace.warnings] == ["recalled"]


def test_a_trace_reads_the_store_it_was_given():
    trace = Trace(ON, store(row("2026-03-01", None, "12.34")))
    assert trace.use("test.amount", Sentence.of("x", "Bedrag")).decimal() == Decimal("12.34")


def test_a_sentence_keeps_its_template_apart():
    sentence = Sentence.of("late", "Vanaf {day}, {days} dagen.", day=date(2026, 3, 1), days=3)
    assert str(sentence) == "Vanaf 01/03/2026, 3 dagen."
    assert (sentence.template, sentence.params["days"]) == ("Vanaf {day}, {days} dagen.", 3)
