"""The places in a text that the program fills in: {date}, {place} …; nothing else is interpreted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PLACE = re.compile(r"\{([a-z_]+)\}")
# Anything with a brace that is no place: "{ date }", "{Datum}", a brace that was never closed.
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


@dataclass(frozen=True)
class Gaps:
    """What a text lacks, and what it holds that nobody fills in; both in the order of the alphabet."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.unknown)


def places(body: str) -> frozenset[str]:
    """The names of the places in a text."""
    return frozenset(PLACE.findall(body))


def gaps(body: str, wanted: Iterable[str]) -> Gaps:
    """Compare a text with the places that its Dutch has. `unknown` is as it was typed, with its braces."""
    wanted = frozenset(wanted)
    known = {f"{{{name}}}" for name in wanted}
    unknown = sorted({found for found in _BRACES.findall(body) if found not in known})
    return Gaps(tuple(sorted(wanted - places(body))), tuple(unknown))


def fill(body: str, **values: object) -> str:
    """Put the values in their places; a value is never read as a place itself. KeyError: a value is missing."""
    return PLACE.sub(lambda found: str(values[found[1]]), body)


def link_is_cut(body: str) -> bool:
    """Something stands behind {link} on its line: a phone would take it for a part of the link."""
    return any(line.rpartition("{link}")[2].strip() for line in body.splitlines() if "{link}" in line)
