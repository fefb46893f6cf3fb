from hypothesis import given
from hypothesis import strategies as st

from trede.orientation.filling_plan import FreeSlot, Person, Place, plan


def slots(*begins: int, minutes: int = 10) -> list[FreeSlot]:
    return [FreeSlot(pk=begin, begin=begin, minutes=minutes) for begin in begins]


def test_the_first_in_line_gets_the_first_slot_and_no_more_than_there_are() -> None:
    made = plan(slots(20, 0, 10), [Person(number) for number in (7, 3, 9, 1)])
    assert made.places == [Place(7, 0), Place(3, 10), Place(9, 20)]
    assert made.too_short == []


def test_an_interpreter_takes_the_neighbour_too() -> None:
    made = plan(slots(0, 10, 20, 30), [Person(1), Person(2, minutes=20), Person(3), Person(4)])
    assert made.places == [Place(1, 0), Place(2, 10, (20,)), Place(3, 30)]


def test_who_fits_nowhere_waits_and_the_next_is_asked() -> None:
    made = plan(slots(0, 20, 40), [Person(1, minutes=20), Person(2)])
    assert made.places == [Place(2, 0)]
    assert made.too_short == [1]


def test_a_slot_that_is_long_enough_needs_no_neighbour() -> None:
    assert plan(slots(0, 30, minutes=30), [Person(1, minutes=20)]).places == [Place(1, 0)]


free = st.lists(st.integers(0, 14), unique=True, max_size=12).map(
    lambda places: slots(*(10 * p for p in places))
)
people = st.lists(st.sampled_from((0, 20, 30)), max_size=12).map(
    lambda needs: [Person(number, minutes) for number, minutes in enumerate(needs)]
)


@given(free, people)
def test_one_person_a_slot_and_nobody_twice(there: list[FreeSlot], waiting: list[Person]) -> None:
    made = plan(there, waiting)
    used = [pk for one in made.places for pk in (one.slot, *one.taken)]
    assert len(used) == len(set(used))
    assert set(used) <= {slot.pk for slot in there}
    assert len(made.places) <= len(there)
    entries = [one.entry for one in made.places]
    assert entries == sorted(entries)
    length = {slot.pk: slot.minutes for slot in there}
    need = {person.entry: person.minutes for person in waiting}
    assert all(sum(length[pk] for pk in (one.slot, *one.taken)) >= need[one.entry] for one in made.places)


@given(free, people, st.integers(0, 12))
def test_broken_off_and_started_again_gives_the_same_places(
    there: list[FreeSlot], waiting: list[Person], after: int
) -> None:
    whole = plan(there, waiting)
    done = whole.places[:after]
    gone, placed = {pk for one in done for pk in (one.slot, *one.taken)}, {one.entry for one in done}
    rest = plan(
        [slot for slot in there if slot.pk not in gone],
        [person for person in waiting if person.entry not in placed],
    )
    assert done + rest.places == whole.places
