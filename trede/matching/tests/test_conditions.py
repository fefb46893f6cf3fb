from dataclasses import replace
from datetime import date, timedelta

import pytest

from trede.matching.conditions import Condition, check, ready
from trede.matching.facts import ClientFacts, Measure, Used
from trede.matching.kinds import KINDS
from trede.matching.levels import at_least, at_most, crosses
from trede.matching.looking import LOOKS, whole_months
from trede.matching.tests.cases import NOBODY, ON, cases

# At least one value of every kind.
SAMPLES = [
    *(Condition("language_min", level) for level in ("1.1", "1.2", "A2", "B1", "2.3", "B2")),
    *(Condition("language_max", level) for level in ("1.2", "A2", "B1", "2.4")),
    Condition("age_min", "18", weight="legal"),
    Condition("age_max", "25"),
    Condition("income", "leefloon,equivalent", weight="legal"),
    Condition("work_right", "onbeperkt,beperkt", weight="legal"),
    Condition("work_right", "onbeperkt", weight="legal"),
    Condition("vdab"),
    Condition("vdab_or_income", "leefloon,sickness"),
    Condition("education_max", "lower"),
    Condition("measure_done", "artikel-60,twe-ocmw"),
    Condition("measure_running", "artikel-60"),
    Condition("measure_not_done", "wijk-werken"),
    Condition("workless_min", "24"),
    Condition("not_working"),
    Condition("ticket", "imw,cmw", weight="legal"),
    Condition("work_limit"),
    Condition("lives_in", "Oostende"),
    Condition("sex", "f"),
    Condition("origin"),
    Condition("newcomer", "24"),
    Condition("barrier", "childcare"),
    Condition("barrier", "addiction,health"),
    Condition("licence", "B"),
    Condition("licence_none", "B,theory"),
    Condition("no_bicycle"),
    Condition("judgement", "far_from_work", text="Staat de cliënt ver van werk?"),
    Condition("wish", "volunteering", weight="wish", text="Wil de cliënt dit zelf?"),
    Condition("talk", "substance_use", weight="talk", text="Bespreek het gebruik."),
]
EVERY = [(sample, *case) for sample in SAMPLES for case in cases(sample)]


def named(one: object) -> str:
    return one.id if isinstance(one, Condition) else (one if isinstance(one, str) else "")


def test_every_kind_is_tried() -> None:
    assert {sample.kind for sample in SAMPLES} == set(KINDS)
    assert set(LOOKS) == set(KINDS) - {"talk"} | {"limit"}


@pytest.mark.parametrize(("condition", "case", "facts", "outcome"), EVERY, ids=named)
def test_every_condition_just_in_just_out_and_unknown(
    condition: Condition, case: str, facts: ClientFacts, outcome: str
) -> None:
    checked = check("offer", condition, facts)
    assert checked.outcome == outcome
    assert str(checked.found)
    assert str(checked.needed)
    assert bool(checked.question) == (outcome == "unknown")
    if outcome != "no":
        assert checked.lifts is None


@pytest.mark.parametrize("condition", SAMPLES, ids=named)
def test_what_the_law_says_nobody_lifts_but_the_catalogue_may_say_how_to_meet_it(
    condition: Condition,
) -> None:
    outside = [facts for _name, facts, outcome in cases(condition) if outcome == "no"]
    legal = replace(condition, weight="legal")
    checked = [check("offer", legal, facts) for facts in outside]
    assert not any(one.lifts or one.liftable for one in checked)
    said = replace(legal, lifts="Schrijf in bij VDAB.")
    checked = [check("offer", said, facts) for facts in outside]
    assert all(str(one.lifts) == "Schrijf in bij VDAB." and one.liftable for one in checked)


def test_practical_condition_says_what_would_lift_it() -> None:
    facts = replace(NOBODY, dutch="1.1", licences=frozenset(), vdab=False)
    own = Condition("language_min", "A2", lifts="Bel Atlas")
    assert str(check("x", own, facts).lifts) == "Bel Atlas"
    assert str(check("x", Condition("language_min", "1.2"), facts).lifts) == "een taaltraject tot 1.2"
    assert str(check("x", Condition("licence", "B"), facts).lifts) == "rijlessen en het examen"
    assert str(check("x", Condition("vdab"), facts).lifts) == "inschrijven bij VDAB"
    assert check("x", Condition("sex", "f"), replace(facts, sex="m")).lifts is None
    refused = replace(facts, answers={("x", "wish:zorg"): False})
    wish = check("x", Condition("wish", "zorg", weight="wish"), refused)
    assert str(wish.lifts) == "enkel de cliënt kan hier anders over beslissen"


@pytest.mark.parametrize(
    ("found", "needed", "least", "most"),
    [
        ("1.1", "A1", True, True),
        ("A1", "1.1", True, True),
        ("A1", "1.2", False, True),
        ("A2", "1.2", True, True),
        ("2.1", "A2", True, False),
        ("2.2", "B1", None, True),
        ("2.4", "B1", True, True),
        ("B1", "2.1", True, None),
        ("B1", "2.3", None, None),
        ("B1", "2.4", None, True),
        ("3.1", "B1", True, False),
        ("B2", "2.4", True, False),
        ("4.2", "C2", False, True),
        ("0", "1.1", False, True),
        ("", "1.1", None, None),
        ("A1", "goed", None, None),
    ],
)
def test_one_order_for_two_scales(found: str, needed: str, least: bool | None, most: bool | None) -> None:
    assert (at_least(found, needed), at_most(found, needed)) == (least, most)


def test_comparison_across_scales_is_practice() -> None:
    assert crosses("1.1", "A1")
    assert crosses("B1", "2.2")
    assert not crosses("1.1", "1.2")
    condition = Condition("language_min", "A2")
    assert check("x", condition, replace(NOBODY, dutch="1.2")).certainty == "practice"
    assert check("x", condition, replace(NOBODY, dutch="A2")).certainty is None
    halfway = check("x", Condition("language_min", "B1"), replace(NOBODY, dutch="2.2"))
    assert halfway.outcome == "unknown"
    assert "1.1, 1.2, 2.1" in str(halfway.question)


def test_condition_holds_on_its_days() -> None:
    condition = Condition("vdab", starts_on=date(2026, 3, 1), ends_on=date(2026, 6, 30))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [condition.holds(day) for day in days] == [False, True, True, False]
    assert Condition("vdab").holds(ON)


def test_legal_value_of_the_day_stands_in() -> None:
    condition = Condition("newcomer", parameter="vdab.registration.newcomer_months", weight="legal")
    rule = ready(condition, ON)
    assert isinstance(rule.needs, int)
    assert rule.certainty is not None
    assert check("x", condition, replace(NOBODY, arrived_on=ON)).source == rule.sources
    assert condition.id == "newcomer:vdab.registration.newcomer_months"


@pytest.mark.parametrize(
    "parameter", ["astrology.sign", "leefloon.amount.monthly", ":", "vdab.registration.newcomer_months:x"]
)
def test_legal_value_that_is_not_known_excludes_nobody(parameter: str) -> None:
    young = replace(NOBODY, birth_date=ON - timedelta(days=900))
    checked = check("x", Condition("age_min", parameter=parameter, weight="legal"), young)
    assert checked.outcome == "unknown"
    assert str(checked.needed) == "een wettelijke waarde die op die dag niet bekend is"
    assert "wettelijke waarde" in str(checked.question)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("value", ["", "onzin{}", "-3", "9.9"])
def test_value_that_cannot_be_read_excludes_nobody_without_facts(kind: str, value: str) -> None:
    condition = Condition(kind, value, weight="talk" if kind == "talk" else "practical")
    checked = check("x", condition, NOBODY)
    assert checked.outcome != "no" or kind.startswith("measure_")
    assert str(checked.needed)
    assert str(checked.found)


def test_leap_day_counts_from_the_first_of_march() -> None:
    born = replace(NOBODY, birth_date=date(2008, 2, 29))
    condition = Condition("age_min", "18")
    assert check("x", condition, replace(born, on=date(2026, 2, 28))).outcome == "no"
    assert check("x", condition, replace(born, on=date(2026, 3, 1))).outcome == "ok"


def test_holder_of_a_heavier_licence_holds_the_lighter() -> None:
    driver = replace(NOBODY, licences=frozenset({"CE"}))
    assert check("x", Condition("licence", "B"), driver).outcome == "ok"
    assert check("x", Condition("licence_none", "B"), driver).outcome == "no"
    assert check("x", Condition("licence", "D"), driver).outcome == "no"


def test_person_registered_as_x_is_asked_not_turned_away() -> None:
    checked = check("x", Condition("sex", "f"), replace(NOBODY, sex="x"))
    assert (checked.outcome, str(checked.question)) == (
        "unknown",
        "Voelt de cliënt zich thuis in deze groep?",
    )


def test_what_is_hidden_is_unknown_and_says_so() -> None:
    veiled = replace(NOBODY, barriers={"debts": 2}, hidden=frozenset({"barriers", "limits", "tickets"}))
    for condition in (Condition("work_limit"), Condition("ticket", "imw"), Condition("barrier", "health")):
        checked = check("x", condition, veiled)
        assert (checked.outcome, str(checked.found)) == ("unknown", "niet zichtbaar voor u")
        assert "vertrouwelijke deel" in str(checked.question)
    assert check("x", Condition("barrier", "housing"), veiled).outcome == "no"
    assert check("x", Condition("barrier", "debts,health"), veiled).outcome == "ok"
    nothing = replace(veiled, barriers=None)
    assert str(check("x", Condition("barrier", "housing"), nothing).found) == "niet bekend"


def test_found_limit_is_never_named() -> None:
    checked = check("x", Condition("work_limit"), replace(NOBODY, limits=frozenset({"lifting"})))
    assert str(checked.found) == "genoteerd"


def test_person_answers_what_is_unknown_and_corrects_what_is_known() -> None:
    condition = Condition("judgement", "ready", text="Kan de cliënt starten?")
    unknown = check("x", condition, NOBODY)
    assert str(unknown.question) == "Kan de cliënt starten?"
    yes = check("x", condition, replace(NOBODY, answers={("x", condition.id): True}))
    assert (yes.outcome, yes.machine, yes.by_person) == ("ok", "unknown", True)
    elsewhere = check("x", condition, replace(NOBODY, answers={("y", condition.id): True}))
    assert elsewhere.outcome == "unknown"

    dutch = Condition("language_min", "A2")
    knows_less = replace(NOBODY, dutch="1.1", answers={("x", dutch.id): True})
    corrected = check("x", dutch, knows_less)
    assert (corrected.outcome, corrected.machine) == ("ok", "no")
    filled_in = replace(knows_less, only_if_unknown=frozenset({("x", dutch.id)}))
    assert check("x", dutch, filled_in).outcome == "no"
    assert check("x", dutch, replace(filled_in, dutch="")).outcome == "ok"


def test_what_is_spoken_of_is_never_weighed_even_when_answered() -> None:
    condition = Condition("talk", "use", weight="talk")
    answered = replace(NOBODY, answers={("x", condition.id): False})
    checked = check("x", condition, answered)
    assert (checked.outcome, str(checked.found)) == ("talk", "wordt besproken, nooit genoteerd")


def test_used_elsewhere_is_begun() -> None:
    condition = Condition("measure_not_done", "wijk-werken")
    used = replace(NOBODY, used={"wijk-werken": Used(months=3)})
    assert check("x", condition, used).outcome == "no"
    assert check("x", condition, replace(NOBODY, used={"wijk-werken": Used()})).outcome == "ok"


def test_measure_that_begins_tomorrow_did_not_begin() -> None:
    later = replace(NOBODY, measures=(Measure("ama", "running", ON + timedelta(days=1)),))
    assert check("x", Condition("measure_not_done", "ama"), later).outcome == "ok"


@pytest.mark.parametrize(
    ("since", "day", "months"),
    [
        (date(2025, 11, 28), date(2026, 11, 28), 12),
        (date(2025, 11, 29), date(2026, 11, 28), 11),
        (date(2024, 8, 31), date(2025, 2, 28), 6),
        (date(2026, 12, 1), date(2026, 11, 28), 0),
    ],
)
def test_whole_months(since: date, day: date, months: int) -> None:
    assert whole_months(since, day) == months
