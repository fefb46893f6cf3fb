"""Every condition and limit of the catalogue that ships with the program: just in, just out, unknown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from trede.fit.tests.library import terms_of_library
from trede.matching.conditions import Condition, check, ready
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.fit import OfferTerms, fit
from trede.matching.kinds import check_value, check_weight
from trede.matching.limits import Limit, ready_limit
from trede.matching.tests.cases import NOBODY, ON, cases

LIBRARY = terms_of_library()
CONDITIONS = [(offer.key, condition) for offer in LIBRARY for condition in offer.conditions]
EVERY = [
    pytest.param(key, condition, facts, outcome, id=f"{key} {condition.id} {name}")
    for key, condition in CONDITIONS
    for name, facts, outcome in cases(condition)
]
LIMITS = [(offer, limit) for offer in LIBRARY for limit in offer.limits]


def test_the_whole_catalogue_is_there() -> None:
    assert len(LIBRARY) == 82
    assert len(CONDITIONS) > 80


@pytest.mark.parametrize(("key", "condition"), CONDITIONS, ids=str)
def test_condition_is_written_as_its_kind_asks(key: str, condition: Condition) -> None:
    assert check_value(condition.kind, condition.value, parameter=condition.parameter) == condition.value
    assert check_weight(condition.kind, condition.weight) == condition.weight
    assert condition.value or condition.parameter or check_value(condition.kind, "") == ""


@pytest.mark.parametrize(("key", "condition", "facts", "outcome"), EVERY)
def test_every_condition_just_in_just_out_and_unknown(
    key: str, condition: Condition, facts: ClientFacts, outcome: str
) -> None:
    assert check(key, condition, facts).outcome == outcome


@pytest.mark.parametrize(("key", "condition"), CONDITIONS, ids=str)
def test_answer_decides_every_question_of_the_catalogue(key: str, condition: Condition) -> None:
    if condition.weight == "talk" or check(key, condition, NOBODY).outcome != "unknown":
        return
    for met, outcome in ((True, "ok"), (False, "no")):
        answered = replace(NOBODY, answers={(key, condition.id): met})
        assert check(key, condition, answered).outcome == outcome


def used(unit: str, amount: int) -> Used:
    return {
        "months": Used(months=amount),
        "days": Used(days=amount),
        "sessions": Used(sessions=amount),
    }.get(unit, Used(minutes={ON.strftime("%Y-%m"): amount}))


@pytest.mark.parametrize(
    ("offer", "limit"), LIMITS, ids=lambda one: getattr(one, "key", getattr(one, "unit", ""))
)
def test_every_limit_just_under_and_just_reached(offer: OfferTerms, limit: Limit) -> None:
    if not limit.holds(ON):
        return
    rule = ready_limit(offer.key, limit, ON)
    assert rule.needs, f"{offer.key}: not known on {ON}"
    alone = OfferTerms(offer.key, offer.name, offer.rung, limits=(limit,))
    for amount, verdict in ((rule.needs.most - 1, "fits"), (rule.needs.most, "no")):
        facts = replace(NOBODY, used={offer.key: used(limit.unit, amount)})
        assert fit(alone, facts).verdict == verdict


@pytest.mark.parametrize(("key", "condition"), CONDITIONS, ids=str)
def test_conditions_begin_and_end_on_their_days(key: str, condition: Condition) -> None:
    assert (
        condition.ends_on is None or condition.starts_on is None or condition.starts_on <= condition.ends_on
    )
    for day, holds in ((condition.starts_on, True), (condition.ends_on, True)):
        assert day is None or condition.holds(day) is holds


def test_legal_values_of_the_catalogue_are_known_today() -> None:
    unknown = [
        (key, condition.parameter)
        for key, condition in CONDITIONS
        if condition.parameter and condition.holds(ON) and ready(condition, ON).needs is None
    ]
    assert unknown == []


TODAY, LAST_OF_2022, FIRST_OF_2023 = ON, date(2022, 12, 31), date(2023, 1, 1)
MAY_WORK = {"work_right": "onbeperkt", "incomes": frozenset({"leefloon"}), "vdab": True}
WAS_60 = (Measure("artikel-60", "ended", date(2021, 1, 4), date(2022, 6, 30)),)
IN_TWE = (*WAS_60, Measure("twe-ocmw", "running", date(2022, 1, 3)))
FIT_FOR_WES = {"answers": {("wes", "judgement:fit_for_wes"): True}}


@pytest.mark.parametrize(
    ("key", "on", "known", "verdict"),
    [
        # Before 2023 a WES was only for who had an artikel 60 within TWE; since then for who is judged fit.
        ("wes", LAST_OF_2022, MAY_WORK, "no"),
        ("wes", LAST_OF_2022, MAY_WORK | {"measures": IN_TWE}, "fits"),
        ("wes", FIRST_OF_2023, MAY_WORK, "unknown"),
        ("wes", FIRST_OF_2023, MAY_WORK | FIT_FOR_WES, "fits"),
        ("wes", FIRST_OF_2023, MAY_WORK | FIT_FOR_WES | {"working": True}, "no"),
        ("wes", FIRST_OF_2023, MAY_WORK | FIT_FOR_WES | {"vdab": False}, "no"),
        ("wijk-werken", TODAY, MAY_WORK, "fits"),
        ("wijk-werken", TODAY, MAY_WORK | {"used": {"wijk-werken": Used(months=12)}}, "no"),
        ("wijk-werken", TODAY, MAY_WORK | {"used": {"wijk-werken": used("minutes_month", 3600)}}, "no"),
        ("wijk-werken", TODAY, MAY_WORK | {"used": {"wijk-werken": used("minutes_month", 3599)}}, "fits"),
        ("imw", TODAY, MAY_WORK | {"tickets": frozenset({"cmw"})}, "no"),
        ("imw", TODAY, MAY_WORK | {"tickets": frozenset({"imw"})}, "fits"),
        ("imw", TODAY, MAY_WORK | {"hidden": frozenset({"tickets"})}, "unknown"),
        ("babbelbox", TODAY, {"dutch": "0"}, "no"),
        ("babbelbox", TODAY, {"dutch": "A1"}, "fits"),
        ("babbelbox", TODAY, {}, "unknown"),
        ("praattafels", TODAY, {}, "fits"),
        ("spuitenpatrouille", TODAY, {}, "unknown"),
        ("vrouwenklap", TODAY, {"sex": "m"}, "no"),
        ("rijbewijs-theorie", TODAY, {"licences": frozenset({"C"})}, "no"),
        ("artikel-60", TODAY, {"incomes": frozenset({"unemployment"})}, "no"),
        ("artikel-60", TODAY, {"incomes": frozenset({"equivalent"}), "work_right": "beperkt"}, "fits"),
        ("nazorg-twe", TODAY, {}, "no"),
        ("digiwerking", TODAY, {}, "not_offered"),
    ],
)
def test_known_answers(key: str, on: date, known: dict[str, Any], verdict: str) -> None:
    offer = next(one for one in LIBRARY if one.key == key)
    assert fit(offer, ClientFacts(on=on, **known)).verdict == verdict
