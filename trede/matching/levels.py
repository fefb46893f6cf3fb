"""Steps of NT2 and levels of the CEFR on one line, so that one can be compared with the other.

The names of the Flemish course profiles say which is which: 1.1 is breakthrough (A1), 1.2 waystage (A2), 2.1 to 2.4
lead to threshold (B1), 3.1 to 3.4 to vantage (B2), 4.1 and 4.2 to effectiveness (C1). That is how the field reads
them, not a law: a comparison that crosses the two carries the certainty "practice". Where a level covers several
steps, the steps halfway decide nothing: whoever has B1 may or may not have finished 2.3.
"""

from __future__ import annotations

from trede.matching.kinds import CEFR, NT2

# The places on the line that a level covers, both included; a step of NT2 is one place.
_COVERS: dict[str, tuple[int, int]] = {"0": (0, 0)} | {step: (n, n) for n, step in enumerate(NT2, start=1)}
_COVERS |= {
    "A1": _COVERS["1.1"],
    "A2": _COVERS["1.2"],
    "B1": (_COVERS["2.1"][0], _COVERS["2.4"][0]),
    "B2": (_COVERS["3.1"][0], _COVERS["3.4"][0]),
    "C1": (_COVERS["4.1"][0], _COVERS["4.2"][0]),
    "C2": (len(NT2) + 1, len(NT2) + 1),
}


def at_least(found: str, needed: str) -> bool | None:
    """Is the level found at least the level needed? None when the two scales cannot decide it, or one is unknown."""
    if found == needed:
        return True
    has, asks = _COVERS.get(found), _COVERS.get(needed)
    if has is None or asks is None:
        return None
    if has[0] >= asks[1]:
        return True
    return False if has[1] < asks[0] else None


def at_most(found: str, needed: str) -> bool | None:
    """Is the level found at most the level needed? None when the two scales cannot decide it, or one is unknown."""
    has, asks = _COVERS.get(found), _COVERS.get(needed)
    if has is None or asks is None:
        return None
    if has[1] <= asks[1]:
        return True
    return False if has[0] > asks[1] else None


def crosses(found: str, needed: str) -> bool:
    """Does this comparison lean on the mapping between the two scales?"""
    return (found in CEFR and needed in NT2) or (found in NT2 and needed in CEFR)
