"""The town against the published figures (see trede/demo/town/published.py)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest

from trede.demo.tests.town.impossible import TODAY, age_on, running
from trede.demo.town import population
from trede.demo.town.published import AGE_SHARES, AT_WORK_AFTER_A_YEAR, KNOWN_AT_VDAB
from trede.demo.town.shapes import Person

A_YEAR_AGO = date(2025, 11, 22)
# Chi-square with four degrees of freedom: one in a thousand honest samples is further off.
CHI_SQUARE_4_DF = 18.47
# The share of a sample of 2,000 may be two points off, of 20,000 one; a study of the town rounds by itself.
CROWDS = [(2000, 1), (2000, 2), (2000, 3), (20_000, 1)]


def gets(person: Person, on: date, *kinds: str) -> bool:
    return any(spell.kind in kinds and running(spell, on) for spell in person.incomes)


def share(people: Iterable[bool]) -> float:
    answers = list(people)
    return 100 * sum(answers) / len(answers)


@pytest.fixture(scope="module", params=CROWDS, ids=lambda crowd: f"{crowd[0]}-seed{crowd[1]}")
def crowd(request: pytest.FixtureRequest) -> list[Person]:
    clients, seed = request.param
    return list(population(clients, seed, TODAY))


@pytest.fixture
def recipients(crowd: list[Person]) -> list[Person]:
    return [person for person in crowd if gets(person, TODAY, "leefloon")]


@pytest.fixture
def slack(crowd: list[Person]) -> float:
    return 2.5 if len(crowd) < 10_000 else 1.2


def ages(people: Iterable[Person]) -> list[int]:
    bands = Counter(
        next(
            place for place, (_, oldest, _) in enumerate(AGE_SHARES) if age_on(p.birth_date, TODAY) <= oldest
        )
        for p in people
    )
    return [bands[place] for place in range(len(AGE_SHARES))]


def chi_square(found: list[int], expected: list[float]) -> float:
    return sum((one - other) ** 2 / other for one, other in zip(found, expected, strict=True))


def test_ages_of_leefloon_recipients_are_the_published_ones(recipients: list[Person]) -> None:
    total = sum(percent for _, _, percent in AGE_SHARES)
    expected = [percent / total * len(recipients) for _, _, percent in AGE_SHARES]
    assert chi_square(ages(recipients), expected) < CHI_SQUARE_4_DF


def test_every_published_share_is_met(recipients: list[Person], slack: float) -> None:
    found = [100 * many / len(recipients) for many in ages(recipients)]
    assert found == pytest.approx([percent for _, _, percent in AGE_SHARES], abs=slack)


def test_the_test_would_notice_another_town(recipients: list[Person]) -> None:
    mechelen = [44.1, 25.0, 17.0, 10.3, 3.6]  # only the first and last are published; the town differs enough
    expected = [percent / 100 * len(recipients) for percent in mechelen]
    assert chi_square(ages(recipients), expected) > CHI_SQUARE_4_DF


def test_more_than_half_of_the_recipients_are_over_24_and_under_60(recipients: list[Person]) -> None:
    assert share(25 <= age_on(p.birth_date, TODAY) <= 59 for p in recipients) > 50


def test_after_a_year_the_published_share_is_at_work(crowd: list[Person], slack: float) -> None:
    then = [p for p in crowd if gets(p, A_YEAR_AGO, "leefloon")]
    at_work = share(gets(p, TODAY, "wage") and not gets(p, TODAY, "leefloon") for p in then)
    assert at_work == pytest.approx(AT_WORK_AFTER_A_YEAR, abs=slack)


def test_the_published_share_is_known_at_vdab(recipients: list[Person], slack: float) -> None:
    known = share(any(running(spell, TODAY) for spell in p.vdab) for p in recipients)
    assert known == pytest.approx(KNOWN_AT_VDAB, abs=slack + 1)


def test_many_of_the_young_study_but_most_look_for_work(recipients: list[Person]) -> None:
    assert 25 < share(p.student for p in recipients if age_on(p.birth_date, TODAY) < 25) < 50


def test_most_job_seekers_are_men(crowd: list[Person]) -> None:
    seekers = [p for p in crowd if any(running(spell, TODAY) for spell in p.vdab)]
    assert share(p.sex == "m" for p in seekers) > 50


def test_everything_the_demo_must_show_occurs(crowd: list[Person]) -> None:
    assert {c.category for p in crowd for c in p.categories} == {"A", "B", "C"}
    assert {i.kind for p in crowd for i in p.incomes} >= {
        "leefloon",
        "equivalent",
        "wage",
        "unemployment",
        "sickness",
    }
    assert {a.role for p in crowd for a in p.assignments} == {
        "maatschappelijk_werker",
        "trajectbegeleider",
        "partner_counsellor",
    }
    assert len({b.code for p in crowd for b in p.barriers}) == 14
    assert {s.kind for p in crowd for s in p.signals} == {
        "work_started",
        "hours",
        "allowance",
        "household",
        "absence",
    }
    assert {p.literacy for p in crowd} == {"well", "little", "not"}
    assert {p.insz_kind for p in crowd} == {"rijksregister", "bis", "none"}
    assert {c.channel for p in crowd for c in p.contacts} == {"phone", "email", "sms", "letter", "visit"}


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [
        ("died_on", 0.5, 3),
        ("locked", 0.1, 1),
        ("double_of", 0.3, 1.2),
        ("twin_of", 0.2, 1),
        ("student", 5, 20),
        ("interpreter_needed", 10, 35),
        ("file_closed", 10, 30),
    ],
)
def test_the_rare_stays_rare(crowd: list[Person], what: str, low: float, high: float) -> None:
    assert low < share(bool(getattr(p, what)) for p in crowd) < high


def test_some_may_never_be_written_to_or_called(crowd: list[Person]) -> None:
    assert 0 < share(p.preferences.never_write or p.preferences.never_call for p in crowd) < 3
    assert share(bool(p.preferences.opt_outs) for p in crowd) > 3


def test_signals_wait_for_somebody(crowd: list[Person]) -> None:
    """Days, not months: a signal is for the same day."""
    waiting = [s for p in crowd for s in p.signals if s.acknowledged_on is None]
    assert 0.1 < share(s.acknowledged_on is None for p in crowd for s in p.signals) < 5
    assert all((TODAY - s.on).days < 10 for s in waiting)


def test_work_is_followed_by_returns(crowd: list[Person]) -> None:
    returned = share(len([i for i in p.incomes if i.kind in ("leefloon", "equivalent")]) > 1 for p in crowd)
    assert 20 < returned < 60
