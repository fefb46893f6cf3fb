"""How the session runs: who is next, and how much time is left. Minutes from midnight; no clock of its own."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One client's minutes. `handled`: attendance is noted and, when seen, something is decided."""

    key: int
    begin: int
    minutes: int
    handled: bool

    @property
    def end(self) -> int:
        return self.begin + self.minutes


@dataclass(frozen=True, slots=True)
class Pace:
    """`current`: whose turn it is or comes; `left`: minutes until the end of that turn, negative once over."""

    current: int | None
    left: int | None
    begun: bool
    behind: int


def pace(turns: Sequence[Turn], now: int) -> Pace:
    """The first turn that is not handled is the current one.

    `behind`: how many minutes after its end the current turn still waits or runs, so that the next one knows.
    """
    waiting = sorted((turn for turn in turns if not turn.handled), key=lambda turn: (turn.begin, turn.key))
    if not waiting:
        return Pace(None, None, begun=True, behind=0)
    turn = waiting[0]
    begun = now >= turn.begin
    return Pace(turn.key, turn.end - now if begun else None, begun, max(now - turn.end, 0) if begun else 0)
