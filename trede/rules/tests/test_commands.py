from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.rules.commands import run_calculate, run_check, run_list, run_value
from trede.rules.tests.build import row, store

MONTHLY = "leefloon.amount.monthly"


def test_a_known_value_has_all_fields_of_the_interface():
    answer, code = run_value(MONTHLY, "2025-02-01", "B")
    assert code == 0
    assert {name: answer[name] for name in ("known", "value", "unit", "valid_from", "valid_to")} == {
        "known": True,
        "value": "1314.20",
        "unit": "EUR",
        "valid_from": "2025-02-01",
        "valid_to": "2026-02-28",
    }
    assert (answer["source"], answer["certainty"], answer["warning"]) == ("S04+S07", "confirmed", None)
    assert answer["sources"][0]["url"].startswith("https://")


def test_a_gap_leaves_with_3_and_the_nearest_values():
    answer, code = run_value(MONTHLY, "2021-10-01", "C")
    assert (code, answer["known"], answer["value"]) == (3, False, None)
    assert answer["nearest"]["before"]["value"] == "1330.74"
    assert answer["nearest"]["after"] == {
        "value": "1507.77",
        "valid_from": "2022-05-01",
        "valid_to": "2022-07-31",
        "source": "S03",
        "certainty": "confirmed",
    }


def test_before_the_first_row_only_the_next_value_is_near():
    answer, code = run_value(MONTHLY, "2000-01-01", "A")
    assert (code, answer["nearest"]["before"]) == (3, None)


@pytest.mark.parametrize(
    ("parameter_id", "on", "key", "why"),
    [
        ("nergens.te.vinden", "2026-03-01", None, "geen parameter"),
        (MONTHLY, "2026-03-01", None, "Kies voor"),
        (MONTHLY, "2026-03-01", "Z", "A, B, C"),
        (MONTHLY, "2026-02-31", "A", "bestaat niet"),
        (MONTHLY, "morgen", "A", "JJJJ-MM-DD"),
        (MONTHLY, None, "A", "JJJJ-MM-DD"),
        ("leefloon.age_min", "2026-03-01", "A", "laat de sleutel weg"),
    ],
)
def test_bad_input_leaves_with_2_and_a_sentence(parameter_id, on, key, why):
    answer, code = run_value(parameter_id, on, key)
    assert (code, answer["known"]) == (2, False)
    assert why in answer["error"]


def test_counts_of_days_are_strings_and_years_are_integers():
    assert run_value("leefloon.procedure.decision_days", "2026-11-22")[0]["value"] == "30"
    assert run_value("retention.social_file_years", "2026-11-22")[0]["value"] == 10
    assert run_value("work_right.by_law", "2026-11-22")[0]["value"] == [
        "Belgen",
        "burgers van de EU, de EER en Zwitserland",
        "erkende vluchtelingen",
    ]


def test_the_list_names_parameters_and_calculations():
    answer, code = run_list()
    assert code == 0
    assert answer["calculations"][0] == {
        "name": "insz",
        "nl": "Rijksregisternummer of bisnummer nakijken",
        "en": "Check an INSZ",
        "input": ["number"],
    }
    (monthly,) = [each for each in answer["parameters"] if each["id"] == MONTHLY]
    assert (monthly["unit"], list(monthly["keys"])) == ("EUR", ["A", "B", "C"])


def test_a_check_with_findings_leaves_with_1():
    answer, code = run_check("2026-11-22")
    assert code == 1
    assert {"kind", "parameter", "keys", "from", "to", "message"} == set(answer["findings"][0])


def test_a_clean_check_leaves_with_0():
    assert run_check("2026-11-22", store=store(row("2026-03-01", None))) == ({"findings": []}, 0)


def test_a_check_on_no_day_is_bad_input():
    assert run_check("vandaag")[1] == 2


def test_a_calculation_answers_its_fields_certainty_and_trace():
    answer, code = run_calculate("insz", "2026-11-22", '{"number": "93.05.18-223.61"}')
    assert code == 0
    assert {name: answer[name] for name in ("valid", "kind", "birth_date", "sex", "known", "certainty")} == {
        "valid": True,
        "kind": "rijksregister",
        "birth_date": "1993-05-18",
        "sex": "male",
        "known": True,
        "certainty": "confirmed",
    }
    assert answer["trace"][0]["parameter"] == "insz.format"


def test_a_number_that_does_not_check_is_an_answer_not_an_error():
    answer, code = run_calculate("insz", "2026-11-22", {"number": "20070199952"})
    assert (code, answer["valid"], answer["kind"], answer["known"]) == (0, False, None, True)


def test_a_calculation_in_a_gap_leaves_with_3_and_the_nearest_values():
    answer, code = run_calculate("leefloon_amount", "2022-12-31", {"category": "A"})
    assert (code, answer["known"]) == (3, False)
    assert answer["nearest"]["after"]["value"] == "809.42"
    assert "31/12/2022" in answer["error"]


def test_a_verdict_that_misses_a_fact_leaves_with_3():
    answer, code = run_calculate("work_right", "2026-11-22", {"ground": "asylum"})
    assert (code, answer["known"], answer["may_work"]) == (3, False, "unknown")


def test_days_left_are_a_string():
    facts = {"ground": "residence_title", "marking": "beperkt", "valid_until": "2026-12-01"}
    answer, code = run_calculate("work_right", "2026-11-22", facts)
    assert (code, answer["days_left"], len(answer["warnings"])) == (0, "9", 1)


@pytest.mark.parametrize("data", ["", "{", "[]", "3", "null", None, '"tekst"', "[" * 100_000])
def test_input_that_is_no_object_is_bad_input(data):
    answer, code = run_calculate("insz", "2026-11-22", data)
    assert code == 2
    assert "JSON" in answer["error"]


@given(st.text(), st.text(), st.one_of(st.none(), st.text()))
def test_no_text_gives_a_traceback(name, on, data):
    for answer, code in (run_value(name, on, data), run_calculate(name, on, data)):
        assert code in (2, 3)
        assert answer["error"]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from("ABC"))
def test_every_answer_is_json_and_known_agrees_with_the_exit_code(on, key):
    answer, code = run_value(MONTHLY, on.isoformat(), key)
    assert json.loads(json.dumps(answer)) == answer
    assert (code == 0) is answer["known"] is (answer["value"] is not None)
    assert (code == 3) is ("nearest" in answer)
