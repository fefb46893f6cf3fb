"""The same person twice in one file, found while streaming."""

from datetime import date

from .fields import Field
from .findings import Finding, finding
from .persons import PersonRow
from .text import fold

MAX_KEYS = 600_000


class DoubleFinder:
    """Remembers hashes, not persons: about 100 bytes a key and never more than `max_keys` keys.

    Beyond that bound rows are still compared with the ones remembered; `full` says so.
    """

    def __init__(self, max_keys: int = MAX_KEYS) -> None:
        self.max_keys = max_keys
        self._rows: dict[int, int] = {}

    @property
    def full(self) -> bool:
        return len(self._rows) >= self.max_keys

    def look(self, person: PersonRow) -> Finding | None:
        """The finding “double of row N” if an earlier row is the same person; remembers this one."""
        number = hash(person.insz) if person.insz else None
        name = name_key(person.last_name, person.first_names, person.birth_date)
        found = self._earlier(person, number, name)
        for key in (number, name):
            if key is not None and not self.full:
                self._rows.setdefault(key, person.row)
        return found

    def _earlier(self, person: PersonRow, number: int | None, name: int | None) -> Finding | None:
        by_name = self._rows.get(name) if name is not None else None
        if number is not None and (row := self._rows.get(number)):
            code = "double_same" if by_name == row else "double_insz"
            return finding(Field.INSZ, code, proposal=str(row))
        if by_name:
            return finding(Field.LAST_NAME, "double_name", proposal=str(by_name))
        return None


def name_key(last: str, first: str, born: date | None) -> int | None:
    """Equal for “EL AMRANI, Aïcha” and “Amrani El Aicha” with the same birth date."""
    if born is None or not (last or first):
        return None
    words = " ".join(sorted(fold(f"{last} {first}").split()))
    return hash((words, born)) if words else hash((last, first, born))
