"""What the figures are made of: plain values, without names of clients. No ORM."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# As the attendance of an invitation says it.
SEEN, ABSENT = frozenset({"present", "late"}), "absent"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on the waiting list."""

    pk: int
    since: date
    left: date | None


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation; `keeps` its slot, or gave it back."""

    entry: int
    made: date
    session: date
    keeps: bool
    attendance: str
    reply: str
    language: str
    opened: bool
    # Only known of who was not seen: something left that did not fail; somebody spoke to the client.
    arrived: bool = False
    spoken: bool = False

    @property
    def seen(self) -> bool:
        return self.attendance in SEEN

    @property
    def missed(self) -> bool:
        return self.keeps and self.attendance == ABSENT

    @property
    def reached(self) -> bool:
        """Somebody opened the link, answered, or spoke with us between the invitation and the session."""
        return self.opened or bool(self.reply) or self.spoken


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral: sent, and answered or not."""

    sent: date
    answered: date | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Guided:
    """A decision that the OCMW guides: the day, that of the werkintake, and that of closing the file."""

    decided: date
    intake: date | None
    closed: date | None


@dataclass(frozen=True, slots=True)
class Caseload:
    name: str
    files: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    entries: list[Entry]
    invited: list[Invited]
    asked: list[Asked]
    guided: list[Guided]
    caseloads: list[Caseload]


def first_seen(invited: Iterable[Invited]) -> dict[int, date]:
    """The session in which each entry was seen first; invitations come in order of session."""
    found: dict[int, date] = {}
    for one in invited:
        if one.seen:
            found.setdefault(one.entry, one.session)
    return found
