from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.matching.conditions import Condition
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.fit import OfferTerms, Verdict, fit, prepare, prepare_all
from trede.matching.kinds import CEFR, NT2
from trede.matching.limits import Limit
from trede.matching.tests.cases import NOBODY, ON
from trede.matching.tests.test_conditions import SAMPLES

BOOTCAMP = OfferTerms(
    "bootcamp2work",
    "Bootcamp2Work",
    4,
    conditions=(
        Condition("language_min", "1.1"),
        Condition("work_right", "onbeperkt,beperkt", weight="legal"),
        Condition("talk", "use", weight="talk"),
    ),
)
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "birth_date": st.dates(date(1940, 1, 1), ON),
    "sex": st.sampled_from(["f", "m", "x"]),
    "municipality": st.sampled_from(["Oostende", "Brugge"]),
    "nationality": st.sampled_from(["BE", "SY"]),
    "arrived_on": st.dates(date(2000, 1, 1), ON),
    "dutch": st.sampled_from(["0", *CEFR, *NT2]),
    "incomes": st.frozensets(st.sampled_from(["leefloon", "wage", "sickness"])),
    "work_right": st.sampled_from(["onbeperkt", "beperkt", "neen"]),
    "vdab": st.booleans(),
    "education": st.sampled_from(["none", "lower", "master"]),
    "licences": st.frozensets(st.sampled_from(["AM", "B", "C"])),
    "bicycle": st.booleans(),
    "barriers": st.dictionaries(st.sampled_from(["childcare", "health"]), st.integers(1, 3)),
    "limits": st.frozensets(st.sampled_from(["lifting"])),
    "tickets": st.frozensets(st.sampled_from(["imw", "btom"])),
    "last_worked_on": st.dates(date(2015, 1, 1), ON),
    "working": st.booleans(),
}
PEOPLE = st.fixed_dictionaries({}, optional=KNOWN).map(lambda known: ClientFacts(on=ON, **known))


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({}, "unknown"),
        ({"dutch": "1.1"}, "unknown"),
        ({"dutch": "0"}, "no"),
        ({"work_right": "neen"}, "no"),
        ({"dutch": "1.1", "work_right": "beperkt"}, "fits"),
    ],
)
def test_verdict(known: dict[str, Any], verdict: str) -> None:
    assert fit(BOOTCAMP, replace(NOBODY, **known)).verdict == verdict


@pytest.mark.parametrize("status", ["elsewhere", "idea"])
def test_what_is_not_offered_here_weighs_nothing(status: str) -> None:
    found = fit(replace(BOOTCAMP, status=status), replace(NOBODY, dutch="0"))
    assert (found.verdict, found.checks) == ("not_offered", ())


def test_offer_without_conditions_fits_everybody() -> None:
    assert fit(OfferTerms("praattafels", "Praattafels", 2), NOBODY).verdict == "fits"


def test_condition_that_no_longer_holds_excludes_nobody() -> None:
    old = Condition("measure_done", "artikel-60", weight="legal", ends_on=date(2022, 12, 31))
    wes = OfferTerms("wes", "WES", 5, conditions=(old,))
    assert fit(wes, replace(NOBODY, on=date(2022, 12, 31))).verdict == "no"
    assert fit(wes, replace(NOBODY, on=date(2023, 1, 1))).verdict == "fits"


def test_offer_prepared_for_another_day_is_refused() -> None:
    with pytest.raises(ValueError, match="prepared for"):
        fit(prepare(BOOTCAMP, ON - timedelta(days=1)), NOBODY)


def test_offers_call_each_other_by_name() -> None:
    aftercare = OfferTerms("nazorg-twe", "Nazorg", 4, conditions=(Condition("measure_done", "artikel-60"),))
    job = OfferTerms("artikel-60", "Artikel 60 §7", 5)
    [first, _second] = prepare_all([aftercare, job], ON)
    [check] = fit(first, NOBODY).checks
    assert str(check.needed) == "eerst afgerond: Artikel 60 §7"
    assert str(check.found) == "nooit begonnen"
    assert str(check.lifts) == "eerst Artikel 60 §7 volgen"
    running = replace(NOBODY, measures=(Measure("artikel-60", "running", ON),))
    assert str(fit(first, running).checks[0].found) == "Artikel 60 §7 (bezig)"


@pytest.mark.parametrize(
    ("unit", "most", "used", "verdict", "found"),
    [
        ("months", 12, Used(months=11), "fits", "11 maanden"),
        ("months", 12, Used(months=12), "no", "12 maanden"),
        ("days", 30, Used(days=29), "fits", "29 dagen"),
        ("days", 30, Used(days=30), "no", "30 dagen"),
        ("sessions", 4, Used(sessions=4), "no", "4 sessies"),
        (
            "minutes_month",
            3600,
            Used(minutes={"2026-11": 3599, "2026-10": 9000}),
            "fits",
            "59 u 59 in deze maand",
        ),
        ("minutes_month", 3600, Used(minutes={"2026-11": 3600}), "no", "60 u 00 in deze maand"),
        (
            "minutes_year",
            37800,
            Used(minutes={"2026-01": 37000, "2026": 799, "2025-12": 60}),
            "fits",
            "629 u 59 in dit jaar",
        ),
        ("minutes_year", 37800, Used(minutes={"2026-01": 37000, "2026": 800}), "no", "630 u 00 in dit jaar"),
    ],
)
def test_limit_is_reached_when_what_was_used_equals_it(
    unit: str, most: int, used: Used, verdict: str, found: str
) -> None:
    offer = OfferTerms("wijk-werken", "Wijk-werken", 4, limits=(Limit(unit, most),))
    result = fit(offer, replace(NOBODY, used={"wijk-werken": used}))
    [check] = result.checks
    assert (result.verdict, str(check.found)) == (verdict, found)
    assert check.condition_id == f"limit:{unit}"
    assert fit(offer, NOBODY).verdict == "fits"


@pytest.mark.parametrize(
    ("unit", "on", "lifts"),
    [
        ("minutes_month", date(2026, 11, 30), "opnieuw mogelijk vanaf 01/12/2026"),
        ("minutes_month", date(2026, 12, 1), "opnieuw mogelijk vanaf 01/01/2027"),
        ("minutes_year", date(2026, 11, 30), "opnieuw mogelijk vanaf 01/01/2027"),
    ],
)
def test_limit_of_a_month_or_year_opens_again(unit: str, on: date, lifts: str) -> None:
    offer = OfferTerms("wijk-werken", "Wijk-werken", 4, limits=(Limit(unit, 60),))
    used = {"wijk-werken": Used(minutes={on.strftime("%Y-%m"): 60})}
    [check] = fit(offer, ClientFacts(on=on, used=used)).checks
    assert (check.outcome, str(check.lifts)) == ("no", lifts)


def test_limit_holds_on_its_days_and_an_unknown_one_excludes_nobody() -> None:
    old = Limit("months", 1, ends_on=ON - timedelta(days=1))
    unknown = Limit("months", parameter="astrology.months")
    used = replace(NOBODY, used={"x": Used(months=99)})
    assert fit(OfferTerms("x", "X", 4, limits=(old,)), used).verdict == "fits"
    assert fit(OfferTerms("x", "X", 4, limits=(unknown,)), used).verdict == "unknown"


EVERYTHING = [OfferTerms(sample.id, sample.id, 3, conditions=(sample,)) for sample in SAMPLES]


@given(PEOPLE)
def test_what_is_not_known_never_excludes(person: ClientFacts) -> None:
    """Forgetting any fact never turns a verdict into no; only what the program itself wrote is always known."""
    defaults = {field.name: getattr(NOBODY, field.name) for field in fields(ClientFacts)}
    before = {offer.key: fit(offer, person).verdict for offer in EVERYTHING}
    for name in KNOWN:
        forgotten = replace(person, **{name: defaults[name]})
        for offer in EVERYTHING:
            if before[offer.key] != Verdict.NO:
                assert fit(offer, forgotten).verdict != Verdict.NO


@given(PEOPLE, st.lists(st.sampled_from(SAMPLES), max_size=6), st.sampled_from(SAMPLES))
def test_one_more_condition_never_makes_a_verdict_better(
    person: ClientFacts, conditions: list[Condition], more: Condition
) -> None:
    order = [Verdict.NO, Verdict.UNKNOWN, Verdict.FITS]
    few = fit(OfferTerms("x", "X", 3, conditions=tuple(conditions)), person).verdict
    many = fit(OfferTerms("x", "X", 3, conditions=(*conditions, more)), person).verdict
    assert order.index(many) <= order.index(few)


@given(PEOPLE, st.sampled_from(SAMPLES), st.booleans())
def test_an_answer_decides_what_was_unknown_and_nothing_else(
    person: ClientFacts, condition: Condition, met: bool
) -> None:
    offer = OfferTerms("x", "X", 3, conditions=(condition,))
    key = ("x", condition.id)
    answered = replace(person, answers={key: met}, only_if_unknown=frozenset({key}))
    before, after = fit(offer, person), fit(offer, answered)
    if before.verdict == Verdict.UNKNOWN:
        assert after.verdict == (Verdict.FITS if met else Verdict.NO)
    else:
        assert after.verdict == before.verdict


@given(PEOPLE)
def test_hidden_facts_say_the_same_of_everybody(person: ClientFacts) -> None:
    """Whoever may not see the confidential part reads the same of two people who differ only there."""
    hidden = frozenset({"limits", "tickets", "barriers"})
    open_barriers = {code: n for code, n in (person.barriers or {}).items() if code != "health"}
    veiled = replace(person, limits=None, tickets=None, barriers=open_barriers, hidden=hidden)
    for offer in EVERYTHING:
        if offer.conditions[0].kind in ("ticket", "work_limit"):
            [check] = fit(offer, veiled).checks
            assert (check.outcome, str(check.found)) == ("unknown", "niet zichtbaar voor u")
