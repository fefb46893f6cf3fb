"""What happened on somebody's way in: plain frozen values. Days are days on which the office worked."""

from dataclasses import dataclass
from datetime import date

from trede.demo.town.way.calendar import Place


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a referral: sent, sent_back, accepted, withdrawn."""

    state: str
    on: date
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Interpreter:
    language: str
    how: str  # place, phone, video
    asked: date
    booked: date | None
    confirmed: date | None
    cents: int | None
    paid: date | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was chosen after a no-show."""

    choice: str  # reinvite, call, visit, back
    on: date
    reachable: bool | None


@dataclass(frozen=True, slots=True)
class Invited:
    place: Place
    made: date
    language: str
    reply: str = ""  # comes, other_time, call_me, cannot
    replied: date | None = None
    by_member: bool = False  # told at the desk or by phone, not by the link
    opened: date | None = None
    reminded: bool = False
    released: date | None = None
    attendance: str = ""  # present, late, absent, excused; "" when the session still has to come
    delivered: bool = True  # the text message or e-mail arrived
    asks_interpreter: bool = False
    interpreter: Interpreter | None = None
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A proposal before the committee. `outcomes` in order: the last one settles, or nothing is decided yet."""

    proposed: date
    outcomes: tuple[tuple[str, date], ...]  # granted, partly, refused, postponed; the day of the meeting
    listed: date | None  # the meeting on whose agenda it stands
    sent: date | None  # when the client was told


@dataclass(frozen=True, slots=True)
class Exempted:
    ground: str  # health, equity, other
    reason: str
    starts: date
    review: date
    meeting: Meeting
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    due: date
    done: date | None
    going: str  # well, slow, stuck, ended


@dataclass(frozen=True, slots=True)
class Decided:
    outcome: str  # ocmw, partner, vdab, not_yet, exemption
    worker: int | None  # of the OCMW: the guide among the town's counsellors
    first: str = ""
    again: date | None = None
    shared_until: date | None = None
    shares: bool = False  # access for the partner that the town does not have yet
    evaluation: Evaluation | None = None
    exempted: Exempted | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One referral and all that came of it."""

    steps: tuple[Step, ...]
    estimate: str  # yes, soon, unsure
    priority: str = ""
    short_notice: bool = False
    invitations: tuple[Invited, ...] = ()
    decided: Decided | None = None
    left: date | None = None
    left_because: str = ""  # decided, withdrawn, back, exempt, moved

    @property
    def accepted(self) -> date | None:
        return self.steps[-1].on if self.steps[-1].state == "accepted" else None


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment of a guide with the client."""

    kind: str  # intake, talk, call, visit
    on: date
    minute: int
    worker: int
    made: date
    seen: bool | None


@dataclass(frozen=True, slots=True)
class Way:
    rounds: tuple[Round, ...] = ()
    exemption: Exempted | None = None  # proposed by the social worker, without a session
    visits: tuple[Visit, ...] = ()


NOTHING = Way()
