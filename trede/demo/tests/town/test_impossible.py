"""Nobody in the town is impossible, and the checks would notice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from trede.demo.tests.town import impossible, impossible_file
from trede.demo.tests.town.impossible import IMPOSSIBLE, TODAY
from trede.demo.town import population
from trede.demo.town.shapes import (
    Assignment,
    ContactAttempt,
    HouseholdMember,
    IncomeSpell,
    LanguageLevel,
    Person,
)

SEEDS = (1, 7, 2026)


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return [person for seed in SEEDS for person in population(5000, seed, TODAY)]


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_nobody_is_impossible(crowd: list[Person], name: str) -> None:
    assert [person.number for person in crowd if IMPOSSIBLE[name](person)] == []


def test_the_neighbouring_town_holds_as_well() -> None:
    people = list(population(300, 4, TODAY, "bredene"))
    assert [(name, p.number) for p in people for name, check in IMPOSSIBLE.items() if check(p)] == []


@pytest.mark.parametrize("today", [date(2024, 6, 1), date(2028, 2, 29)])
def test_other_days_give_possible_people_too(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (impossible, impossible_file):
        monkeypatch.setattr(module, "TODAY", today)
    people = list(population(1500, 3, today))
    assert [(name, p.number) for p in people for name, check in IMPOSSIBLE.items() if check(p)] == []


def test_the_list_is_long_enough() -> None:
    assert len(IMPOSSIBLE) >= 25


def _baby(p: Person) -> Person:
    return replace(
        p, household=(HouseholdMember("child", "Bo", p.birth_date - timedelta(days=900), False, TODAY, None),)
    )


def _wage_at(age: int) -> Callable[[Person], Person]:
    def change(p: Person) -> Person:
        start = p.birth_date + timedelta(days=age * 366)
        return replace(p, incomes=(IncomeSpell("wage", "regular", 1, 38, start, None),))

    return change


def _called_on(p: Person) -> Person:
    last = date(2026, 11, 20)
    return replace(
        p,
        died_on=last - timedelta(days=3),
        file_closed=TODAY,
        contacts=(ContactAttempt(last, 600, "phone", True, "."),),
    )


def _double_leefloon(p: Person) -> Person:
    spell = IncomeSpell("leefloon", "", None, None, p.file_opened, None)
    return replace(p, incomes=(spell, spell))


def _early_worker(p: Person) -> Person:
    before = p.file_opened - timedelta(days=1)
    return replace(p, assignments=(Assignment("trajectbegeleider", 0, before, None),))


def _dutch_abroad(p: Person) -> Person:
    level = LanguageLevel("nl", "all", "nt2", "1.1", date(2019, 12, 31))
    return replace(p, arrival=date(2020, 1, 1), languages=(level,))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("child_less_than_15_years_younger", _baby),
        ("wage_before_15", _wage_at(12)),
        ("anything_after_death", _called_on),
        ("overlapping_incomes_of_one_kind", _double_leefloon),
        ("assigned_outside_the_file", _early_worker),
        ("dutch_before_arrival", _dutch_abroad),
        ("student_over_30", lambda p: replace(p, student=not p.student)),
        ("category_without_support_or_support_without_category", lambda p: replace(p, categories=())),
        ("insz_of_another_sex", lambda p: replace(p, sex="f" if p.sex == "m" else "m")),
        ("insz_of_another_birth_date", lambda p: replace(p, birth_date=p.birth_date + timedelta(days=1))),
        ("insz_that_does_not_check", lambda p: replace(p, insz="85073003329")),
        ("reachable_for_real", lambda p: replace(p, emails=("iemand@telenet.be",))),
        ("two_homes_at_once_or_a_gap", lambda p: replace(p, addresses=())),
        ("permit_before_arrival", lambda p: replace(p, arrival=TODAY)),
        ("drives_without_a_licence", lambda p: replace(p, licences=(), mobility=("car",))),
    ],
)
def test_a_check_notices_what_it_is_for(
    crowd: list[Person], name: str, change: Callable[[Person], Person]
) -> None:
    ordinary = next(p for p in crowd if p.insz_kind == "rijksregister" and p.sex != "x" and p.categories)
    assert not IMPOSSIBLE[name](ordinary)
    assert IMPOSSIBLE[name](change(ordinary))
