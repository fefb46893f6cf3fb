"""Who gets which slot. Pure: free slots and people in their fair order in, pairs and leftovers out.

Each person takes the first free slot; who needs an interpreter takes the first row of neighbouring slots that is long
enough, of which the first is kept and made longer. Because everybody is placed in order and never moved again, a run
that was broken off and starts anew gives what is left exactly the same places.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """`begin` in minutes from midnight."""

    pk: int
    begin: int
    minutes: int

    @property
    def end(self) -> int:
        return self.begin + self.minutes


@dataclass(frozen=True, slots=True)
class Person:
    entry: int
    minutes: int = 0
    """How long this person needs; 0: any slot will do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A person in a slot; `taken` are the neighbours whose time the slot takes over."""

    entry: int
    slot: int
    taken: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    places: list[Place] = field(default_factory=list)
    # There was a slot, but none long enough.
    too_short: list[int] = field(default_factory=list)
    left: list[FreeSlot] = field(default_factory=list)


def run_from(slots: Sequence[FreeSlot], start: int, minutes: int) -> list[FreeSlot]:
    """The neighbouring slots from this one on that are long enough together; [] when there are none."""
    row: list[FreeSlot] = []
    for slot in slots[start:]:
        if row and slot.begin != row[-1].end:
            return []
        row.append(slot)
        if slot.end - row[0].begin >= minutes:
            return row
    return []


def place(slots: Sequence[FreeSlot], person: Person) -> Place | None:
    """The first place for this person in these free slots (in order of time), or None."""
    for start in range(len(slots)):
        if row := run_from(slots, start, person.minutes):
            return Place(person.entry, row[0].pk, tuple(slot.pk for slot in row[1:]))
    return None


def plan(slots: Iterable[FreeSlot], people: Iterable[Person]) -> Plan:
    """One person a slot, in the given order, until the slots are full."""
    made = Plan(left=sorted(slots, key=lambda slot: slot.begin))
    for person in people:
        if not made.left:
            break
        found = place(made.left, person)
        if found is None:
            made.too_short.append(person.entry)
            continue
        gone = {found.slot, *found.taken}
        made.left = [slot for slot in made.left if slot.pk not in gone]
        made.places.append(found)
    return made
