"""Dutch sentences that a screen may show as they are, or translate first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Union

Param = Union[str, int, Decimal, date, "Sentence"]


def shown(value: Param) -> str:
    """A value as Dutch readers write it: 1 March 2026 becomes 01/03/2026."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A code for programs, and a Dutch template for people. Make one with `Sentence.of`.

    The template stays apart from its parameters, so that a screen in another language can
    translate the template first. `str()` gives the Dutch sentence.
    """

    code: str
    template: str
    _items: tuple[tuple[str, Param], ...] = ()

    @classmethod
    def of(cls, code: str, template: str, /, **params: Param) -> Sentence:
        """A sentence whose {names} are filled by the keyword arguments, which may be sentences themselves."""
        return cls(code, template, tuple(sorted(params.items())))

    @property
    def params(self) -> dict[str, Param]:
        """The values that fill the template, by name."""
        return dict(self._items)

    def __str__(self) -> str:
        return self.template.format(**{name: shown(value) for name, value in self._items})
