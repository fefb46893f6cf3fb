"""What happened on somebody's way up: plain frozen values. Days are days on which the office worked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Talked:
    """One life domain in the intake."""

    domain: str
    text: str
    client: int  # 1 to 5, as the client sees it
    worker: int


@dataclass(frozen=True, slots=True)
class Intake:
    on: date
    closed: date | None
    wish: str
    strengths: str
    first_step: str
    domains: tuple[Talked, ...]
    # Asked again later, to see whether it goes better.
    again: date | None


@dataclass(frozen=True, slots=True)
class Move:
    """A rung from a day on; it lasts until the next move."""

    rung: int
    on: date
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Goal:
    rung: int
    on: date
    highest: bool
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one of the observers saw of the turn-th indicator of a task."""

    observer: int
    task: str
    turn: int
    seen: int


@dataclass(frozen=True, slots=True)
class Assessed:
    starts: date
    concluded: date | None
    tasks: tuple[str, ...]
    seen: tuple[Seen, ...]
    advice: str
    rung: int


@dataclass(frozen=True, slots=True)
class Step:
    state: str
    on: date
    reason: str = ""
    note: str = ""
    by_partner: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """One participation. `run`: the turn of the edition of its offer, None without one."""

    offer: str
    steps: tuple[Step, ...]
    why: str
    run: int | None = None
    ends_by: date | None = None
    result: str = ""
    # Days on which somebody reported how it went: (day, going).
    reports: tuple[tuple[date, str], ...] = ()

    def on(self, state: str) -> date | None:
        """The first day in this state."""
        return next((step.on for step in self.steps if step.state == state), None)

    @property
    def state(self) -> str:
        return self.steps[-1].state


@dataclass(frozen=True, slots=True)
class Limit:
    kind: str
    most: int | None
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Climb:
    intake: Intake | None = None
    moves: tuple[Move, ...] = ()
    goal: Goal | None = None
    assessed: Assessed | None = None
    taken: tuple[Taken, ...] = ()
    limits: tuple[Limit, ...] = ()


NOTHING = Climb()
