from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from trede import rules
from trede.clients.models import (
    Address,
    AddressKind,
    Client,
    ContactPoint,
    IncomeKind,
    IncomeSpell,
    Marking,
    WorkGround,
    WorkRight,
)
from trede.clients.standing import (
    age_on,
    amount_on,
    leefloon_of,
    reach_of,
    stage_of,
    standing_of,
    work_of,
)

DAY = date(2026, 3, 10)
LONG_AGO = date(2020, 1, 1)


def right(ground: str = WorkGround.OTHER, marking: str = Marking.UNLIMITED, **kwargs: Any) -> WorkRight:
    return WorkRight(ground=ground, marking=marking, starts_on=kwargs.pop("starts_on", LONG_AGO), **kwargs)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 3, 10), date(2026, 3, 9), 25),
        (date(2000, 3, 10), date(2026, 3, 10), 26),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2027, 1, 1), date(2026, 3, 10), None),
        (None, date(2026, 3, 10), None),
    ],
)
def test_age_in_whole_years(born: date | None, day: date, age: int | None) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize("category", ["A", "B", "C"])
def test_a_known_amount_is_the_one_of_the_rules_with_its_source(category: str) -> None:
    known = rules.history("leefloon.amount.monthly", category)[-1]
    day = known.valid_from
    assert day is not None
    found = amount_on(category, day)
    assert (found.amount, found.source, found.valid_from) == (known.value, known.source, known.valid_from)
    assert found.certainty in {"confirmed", "practice", "recalled", "derived"}


def test_an_amount_before_all_known_ones_is_not_known_and_says_the_nearest() -> None:
    found = amount_on("A", date(1980, 1, 1))
    assert not found.known
    assert found.amount is None
    assert "01/01/1980" in found.notes[0]
    assert found.notes[-1].startswith("Erna")


def test_the_running_leefloon_wins_over_an_ended_one_and_over_a_wage() -> None:
    ended = IncomeSpell(kind=IncomeKind.LEEFLOON, category="A", starts_on=LONG_AGO, ends_on=date(2025, 1, 1))
    wage = IncomeSpell(kind=IncomeKind.WAGE, starts_on=LONG_AGO)
    running = IncomeSpell(
        kind=IncomeKind.EQUIVALENT, category="B", starts_on=date(2025, 1, 2), amount_cents=50050
    )
    found = leefloon_of([ended, wage, running], DAY)
    assert found is not None
    assert (found.spell, found.category_label, found.noted) == (running, "B alleenstaand", Decimal("500.50"))
    assert leefloon_of([ended, wage], DAY) is None


def test_without_a_document_the_right_to_work_is_not_known() -> None:
    found = work_of([], DAY)
    assert (found.may_work, found.tone, found.stage) == ("unknown", "neutral", None)
    assert "Noteer" in found.reason


def test_a_belgian_may_work_and_needs_no_document() -> None:
    found = work_of([right(WorkGround.BELGIAN)], DAY)
    assert (found.may_work, found.label, found.warning) == ("onbeperkt", "Mag werken", "")


def test_an_expired_document_gives_no_right() -> None:
    found = work_of([right(ends_on=DAY - timedelta(days=1))], DAY)
    assert (found.may_work, found.stage, found.tone) == ("neen", 0, "bad")
    assert "verviel" in found.reason


def test_the_last_document_counts() -> None:
    old = right(marking=Marking.NONE, ends_on=date(2025, 12, 31))
    new = right(starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1))
    assert work_of([old, new], DAY).may_work == "onbeperkt"
    assert work_of([old, new], date(2025, 6, 1)).may_work == "neen"


@pytest.mark.parametrize(
    ("left", "stage"), [(91, None), (90, 90), (61, 90), (60, 60), (30, 30), (0, 30), (-1, 0)]
)
def test_the_warning_comes_at_90_60_and_30_days(left: int, stage: int | None) -> None:
    ends = DAY + timedelta(days=left)
    found = work_of([right(ends_on=ends)], DAY)
    assert (stage_of(ends, DAY), found.stage) == (stage, stage)
    assert bool(found.warning) == (stage not in (None, 0))


def test_an_asylum_seeker_waits_from_the_request() -> None:
    asked = right(WorkGround.ASYLUM, ends_on=date(2027, 1, 1), asylum_asked_on=date(2026, 1, 15))
    assert work_of([asked], DAY).may_work == "neen"
    assert work_of([asked], date(2026, 5, 15)).may_work == "onbeperkt"
    asked.asylum_refused = True
    assert work_of([asked], date(2026, 5, 15)).may_work == "neen"
    assert work_of([right(WorkGround.ASYLUM)], DAY).may_work == "unknown"


@pytest.mark.parametrize("ground", WorkGround.values)
def test_every_ground_has_a_verdict(ground: str) -> None:
    assert work_of([right(ground, ends_on=date(2027, 1, 1))], DAY).label


def point(value: str, **kwargs: Any) -> ContactPoint:
    return ContactPoint(channel="mobile", value=value, starts_on=LONG_AGO, **kwargs)


def test_preferred_first_never_never_and_opted_out_apart() -> None:
    plain, liked = point("1"), point("2", preferred=True)
    never, silent = point("3", never=True, opted_out=True), point("4", opted_out=True)
    gone = point("5", ends_on=date(2025, 1, 1))
    reach = reach_of([plain, liked, never, silent, gone], [], DAY)
    assert (reach.usable, reach.silent, reach.never) == ((liked, plain), (silent,), (never,))
    assert reach.reachable
    assert not reach.by_post


def test_post_goes_where_no_letter_came_back() -> None:
    home = Address(kind=AddressKind.HOME, starts_on=LONG_AGO)
    post = Address(kind=AddressKind.POST, starts_on=LONG_AGO, returned_on=date(2026, 2, 1))
    reach = reach_of([], [home, post], DAY)
    assert (reach.address, reach.returned) == (home, (post,))
    home.returned_on = date(2026, 2, 2)
    assert not reach_of([], [home, post], DAY).reachable


def test_the_whole_standing_of_an_empty_file_says_nothing_is_known() -> None:
    standing = standing_of(Client(last_name="Peeters"), {}, on=DAY)
    assert (standing.age, standing.leefloon, standing.incomes) == (None, None, ())
    assert standing.work.may_work == "unknown"
    assert not standing.reach.reachable


def test_who_died_does_not_grow_older() -> None:
    client = Client(last_name="Peeters", birth_date=date(1950, 1, 1), died_on=date(2020, 1, 1))
    assert standing_of(client, {}, on=DAY).age == 70
