"""Core keeps subjects as plain numbers. Who knows the files behind them (the room of clients) says so here."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from trede.core.models import Member


class Named(NamedTuple):
    """The name on a file, and its number."""

    name: str
    number: int


Numbers = Callable[[int, set[int]], dict[int, int]]
Find = Callable[[int, int], list[int]]
Names = Callable[[Member, set[int]], dict[int, Named]]
Hidden = Callable[[Member], Any]

_numbers: list[Numbers] = []
_find: list[Find] = []
_names: list[Names] = []
_hidden: list[Hidden] = []


def provide(*, numbers: Numbers, find: Find, names: Names, hidden: Hidden) -> None:
    """Called once, when the program starts."""
    _numbers[:], _find[:], _names[:], _hidden[:] = [numbers], [find], [names], [hidden]


def names_of(member: Member, subjects: Iterable[int | None]) -> dict[int, Named]:
    """Name and file number by subject, of the files that this member may find; any other is missing."""
    wanted = {subject for subject in subjects if subject is not None}
    return _names[0](member, wanted) if _names and wanted else {}


def hidden_from(member: Member) -> Any:
    """The subjects of locked files that do not exist for this member, as a query inside another one:
    `rows.exclude(subject__in=hidden_from(member))` belongs in every list."""
    return _hidden[0](member) if _hidden else ()


def numbers_of(organisation_id: int, subjects: Iterable[int | None]) -> dict[int, int]:
    """File number by subject, of one organisation; a subject elsewhere is missing."""
    wanted = {subject for subject in subjects if subject is not None}
    return _numbers[0](organisation_id, wanted) if _numbers and wanted else {}


def subjects_of(organisation_id: int, number: int) -> list[int]:
    """The subjects behind one file number: the file and what was merged into it. Empty: no such file."""
    return _find[0](organisation_id, number) if _find else []
