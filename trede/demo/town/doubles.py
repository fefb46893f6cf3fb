"""A second file of the same person, written down a little differently: work for the duplicate screen."""

from dataclasses import replace

from trede.demo.town.draw import Draw
from trede.demo.town.shapes import Person

HEARD_AS = (
    ("ou", "u"),
    ("ch", "sh"),
    ("kh", "k"),
    ("y", "i"),
    ("ij", "y"),
    ("ae", "a"),
    ("ck", "k"),
    ("ss", "s"),
    ("mm", "m"),
    ("ll", "l"),
    ("ee", "e"),
    ("oo", "o"),
    ("dh", "d"),
    ("ph", "f"),
    ("v", "w"),
    ("z", "s"),
    ("c", "k"),
    ("k", "c"),
    ("s", "ss"),
    ("e", "a"),
    ("a", "e"),
    ("i", "e"),
    ("o", "u"),
)


def misspelt(name: str, place: int) -> str:
    """The name as somebody heard it; always a different word of nearly the same sound."""
    head, tail = name[:1], name[1:]
    turned = HEARD_AS[place:] + HEARD_AS[:place]
    for heard, written in turned:
        if heard in tail:
            return head + tail.replace(heard, written, 1)
    return name + "e"


def double(draw: Draw, person: Person, number: int) -> Person:
    """The second file: no national number (why else was it made?), fewer facts, a name that differs."""
    place = draw.between(0, len(HEARD_AS) - 1)
    first, last = person.first_names.split(" ")[0], person.last_name
    how = draw.between(0, 2)
    if how == 0:
        last = misspelt(last, place)
    elif how == 1:
        first = misspelt(first, place)
    else:
        first, last = last, first
    return replace(
        person,
        number=number,
        first_names=first,
        last_name=last,
        known_as="",
        insz=None,
        insz_kind="none",
        emails=(),
        contacts=person.contacts[:1],
        documents=person.documents[:1],
        signals=(),
        barriers=person.barriers[:1],
        assignments=tuple(a for a in person.assignments if a.role == "maatschappelijk_werker"),
        double_of=person.number,
        twin_of=None,
    )
