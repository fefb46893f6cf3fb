"""The stream of people: repeatable, independent of its length, quick, and polite about bad input."""

import time
import tracemalloc
from collections import Counter
from dataclasses import fields
from datetime import date
from itertools import islice

import pytest

from trede.demo.tests.town.impossible import TODAY
from trede.demo.town import population
from trede.demo.town.doubles import HEARD_AS, misspelt
from trede.demo.town.names import BOOKS, LARGE
from trede.demo.town.origins import ORIGINS
from trede.demo.town.shapes import Person

OF_THE_TOWN = {"assignments", "team"}  # a large town has more workers


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(population(300, 5, TODAY)) == list(population(300, 5, TODAY))


def test_another_seed_gives_other_people() -> None:
    one, other = list(population(100, 1, TODAY)), list(population(100, 2, TODAY))
    assert {p.insz for p in one if p.insz} & {p.insz for p in other if p.insz} == set()
    assert [p.last_name for p in one] != [p.last_name for p in other]


def test_a_small_town_opens_a_large_one() -> None:
    names = [field.name for field in fields(Person) if field.name not in OF_THE_TOWN]
    for small, large in zip(population(60, 3, TODAY), population(150_000, 3, TODAY), strict=False):
        assert all(getattr(small, name) == getattr(large, name) for name in names)


def test_numbers_count_on_and_national_numbers_are_unique() -> None:
    people = list(population(20_000, 1, TODAY))
    assert [p.number for p in people] == list(range(1, 20_001))
    known = Counter(p.insz for p in people if p.insz)
    assert [many for many in known.values() if many > 1] == []
    assert len({mail for p in people for mail in p.emails}) == sum(len(p.emails) for p in people)


def test_twenty_already_show_the_town() -> None:
    people = list(population(20, 1, TODAY))
    ages = [(TODAY - p.birth_date).days / 365.25 for p in people]
    assert sum(age < 25 for age in ages) in range(5, 11)
    assert any(age > 49 for age in ages)
    assert len({p.nationality for p in people}) > 3


def test_speed_and_memory() -> None:
    started = time.process_time()
    for _ in population(3000, 1, TODAY):
        pass
    spent = time.process_time() - started
    print(f"\n150.000 cliënten: {spent / 3000 * 150_000:.0f} s")
    tracemalloc.start()
    for _ in population(1500, 1, TODAY):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_people_come_one_by_one() -> None:
    assert len(list(islice(population(150_000, 1, TODAY), 3))) == 3


@pytest.mark.parametrize(
    ("clients", "seed", "today", "slug", "says"),
    [
        (0, 1, TODAY, "oostende", "aantal cliënten"),
        (200_001, 1, TODAY, "oostende", "aantal cliënten"),
        (20, -1, TODAY, "oostende", "startgetal"),
        (20, 1, date(2020, 1, 1), "oostende", "datum vanaf 01/06/2024"),
        (20, 1, TODAY, "gent", "bredene, oostende"),
    ],
)
def test_bad_input_is_refused_at_once_with_a_sentence(
    clients: int, seed: int, today: date, slug: str, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        population(clients, seed, today, slug)


def test_a_double_is_the_same_person_written_otherwise() -> None:
    people = {p.number: p for p in population(5000, 1, TODAY)}
    doubles = [(p, people[p.double_of]) for p in people.values() if p.double_of]
    assert len(doubles) > 20
    for double, first in doubles:
        assert double.birth_date == first.birth_date
        assert (double.first_names, double.last_name) != (first.first_names, first.last_name)
        assert double.insz is None
        assert first.double_of is None


def test_a_twin_is_somebody_else() -> None:
    people = {p.number: p for p in population(5000, 1, TODAY)}
    twins = [(p, people[p.twin_of]) for p in people.values() if p.twin_of]
    assert len(twins) > 10
    for twin, other in twins:
        assert twin.birth_date == other.birth_date
        assert twin.origin == other.origin
        assert twin.insz is None or twin.insz != other.insz


@pytest.mark.parametrize("place", range(len(HEARD_AS)))
@pytest.mark.parametrize("name", ["Vandenberghe", "Ng", "Mohamed", "Öz"])
def test_a_misspelt_name_is_always_another_name(name: str, place: int) -> None:
    assert misspelt(name, place) != name
    assert misspelt(name, place)[0] == name[0]


def test_large_origins_have_names_enough() -> None:
    for key in LARGE:
        book = BOOKS[key]
        assert len(set(book.men)) >= 40
        assert len(set(book.women)) >= 40
        assert len(set(book.last)) >= 50


def test_every_origin_has_a_book() -> None:
    assert {origin.book for origin in ORIGINS.outcomes} <= BOOKS.keys()


@pytest.mark.parametrize(
    ("book", "base", "sex", "name"),
    [
        ("pl", "Kowalski", "f", "Kowalska"),
        ("pl", "Nowak", "f", "Nowak"),
        ("bg", "Ivanov", "f", "Ivanova"),
        ("ru", "Dudaev", "f", "Dudaeva"),
        ("bg", "Ivanov", "m", "Ivanov"),
        ("ua", "Shevchenko", "f", "Shevchenko"),
        ("ro", "Moldovan", "f", "Moldovan"),
    ],
)
def test_women_bear_the_name_as_it_is_borne(book: str, base: str, sex: str, name: str) -> None:
    assert BOOKS[book].last_name(base, sex) == name
