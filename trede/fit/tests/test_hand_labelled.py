"""Person × offer, labelled by hand from the sources and not from the code: the verdicts agree.

A case: `on`, `offer` (key), `verdict`, `because`, and `[case.person]` with fields of ClientFacts.
"""

from datetime import date
from typing import Any

import pytest

from trede.fit.tests.library import LABELLED, labelled, person, terms_of_library
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.fit import Verdict, fit, prepare_all

CASES = labelled()
AT_LEAST = 200


@pytest.mark.parametrize("case", CASES, ids=[f"{n} {case['offer']}" for n, case in enumerate(CASES)])
def test_verdict_is_that_of_who_labelled_it(case: dict[str, Any]) -> None:
    prepared = {one.terms.key: one for one in prepare_all(terms_of_library(), case["on"])}
    found = fit(prepared[case["offer"]], person(case.get("person", {}), case["on"]))
    why = [f"{check.condition_id}: {check.outcome} ({check.found})" for check in found.checks]
    assert found.verdict == Verdict(case["verdict"]), f"{case['because']} ≠ {why}"


@pytest.mark.skipif(not LABELLED.exists(), reason="nobody labelled the cases yet")
def test_enough_cases_and_each_with_a_reason() -> None:
    assert len(CASES) >= AT_LEAST
    assert all(case["because"].strip() for case in CASES)
    assert len({case["offer"] for case in CASES}) >= 40
    assert {case["verdict"] for case in CASES} == {str(verdict) for verdict in Verdict}


def test_case_is_read_as_it_is_written() -> None:
    written = {
        "birth_date": date(1990, 1, 1),
        "incomes": ["leefloon"],
        "licences": [],
        "barriers": {"debts": 2},
        "measures": [{"offer": "ama", "state": "running", "started_on": date(2026, 1, 1)}],
        "used": {"wijk-werken": {"months": 3, "minutes": {"2026-11": 60}}},
        "answers": {"wes|judgement:fit": True},
    }
    assert person(written, date(2026, 11, 28)) == ClientFacts(
        on=date(2026, 11, 28),
        birth_date=date(1990, 1, 1),
        incomes=frozenset({"leefloon"}),
        licences=frozenset(),
        barriers={"debts": 2},
        measures=(Measure("ama", "running", date(2026, 1, 1)),),
        used={"wijk-werken": Used(months=3, minutes={"2026-11": 60})},
        answers={("wes", "judgement:fit"): True},
    )
    with pytest.raises(ValueError, match="no field"):
        person({"shoe_size": 42}, date(2026, 11, 28))
