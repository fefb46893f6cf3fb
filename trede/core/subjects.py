"""Core keeps subjects as plain numbers. Who knows their file numbers (the room of clients) says so here."""

from collections.abc import Callable, Iterable

Numbers = Callable[[int, set[int]], dict[int, int]]
Find = Callable[[int, int], list[int]]

_numbers: list[Numbers] = []
_find: list[Find] = []


def provide(*, numbers: Numbers, find: Find) -> None:
    """Called once, when the program starts."""
    _numbers[:], _find[:] = [numbers], [find]


def numbers_of(organisation_id: int, subjects: Iterable[int | None]) -> dict[int, int]:
    """File number by subject, of one organisation; a subject elsewhere is missing."""
    wanted = {subject for subject in subjects if subject is not None}
    return _numbers[0](organisation_id, wanted) if _numbers and wanted else {}


def subjects_of(organisation_id: int, number: int) -> list[int]:
    """The subjects behind one file number: the file and what was merged into it. Empty: no such file."""
    return _find[0](organisation_id, number) if _find else []
