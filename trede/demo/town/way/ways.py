"""Which way each person came in; derived from the guidance, the rights and the file that the town gives them."""

from datetime import timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.shapes import Assignment, Person
from trede.demo.town.way import waiting
from trede.demo.town.way.calendar import Calendar, Seats
from trede.demo.town.way.committee import directly_exempted, settles
from trede.demo.town.way.rounds import decided_round
from trede.demo.town.way.shapes import NOTHING, Round, Way
from trede.demo.town.way.traveller import Traveller
from trede.demo.town.way.visits import Diary

# The first files of the town show everything, so that a small one is worth a look.
FIRST_FILES = 60
PAST = ("withdrawn", "back", "not_yet", "partner", "vdab", "exemption", "direct")
ORDINARY: Weighted[str] = Weighted(
    ("nothing", 53), ("waiting", 5), ("invited", 2.5), ("sent", 1.6), ("late", 0.7), ("sent_back", 0.5),
    ("absent", 1), ("withdrawn", 2), ("back", 3), ("not_yet", 8), ("partner", 9), ("vdab", 7),
    ("exemption", 7), ("direct", 3),
)  # fmt: skip
FIRST: Weighted[str] = Weighted(
    ("nothing", 4), ("waiting", 16), ("invited", 36), ("sent", 10), ("late", 5), ("sent_back", 4),
    ("absent", 8), ("withdrawn", 2), ("back", 3), ("not_yet", 6), ("partner", 5), ("vdab", 3),
    ("exemption", 5), ("direct", 5),
)  # fmt: skip
NOT_YET_FIRST, LONG_BEFORE = 0.14, timedelta(days=150)
DIRECTLY_EXEMPT = 0.22
GUIDES = {"trajectbegeleider": "ocmw", "partner_counsellor": "partner"}


class Ways:
    """The ways of one town. Ask them for everybody, in order of number: seats are taken as they go."""

    def __init__(self, calendar: Calendar, seed: int) -> None:
        self.calendar, self.seed = calendar, seed
        self.seats, self.diary = Seats(calendar), Diary(calendar)

    def of(self, person: Person) -> Way:
        who = Traveller(person, self.calendar, self.seats, self.seed)
        guides = [one for one in person.assignments if one.role in GUIDES]
        if guides:
            return Way(self._guided(who, guides[0]), None, self.diary.visits(who, guides))
        return self._unguided(who)

    def _guided(self, who: Traveller, guide: Assignment) -> tuple[Round, ...]:
        """The rounds that end in the guidance; none for who was guided before the program came."""
        if guide.starts < self.calendar.first_day + timedelta(days=21) or not who.works_on(guide.starts):
            return ()
        before: tuple[Round, ...] = ()
        starts = who.starts
        if guide.starts - starts > LONG_BEFORE and who.draw.chance(NOT_YET_FIRST):
            halted = decided_round(who, starts, guide.starts - timedelta(days=75), "not_yet")
            before = (halted,) if halted else ()
            starts = max(starts, guide.starts - timedelta(days=60)) if halted else starts
        last = decided_round(
            who,
            starts,
            min(guide.starts, self.calendar.today - timedelta(days=1)),
            GUIDES[guide.role],
            worker=guide.worker if guide.role == "trajectbegeleider" else None,
        )
        return (*before, last) if last else before

    def _unguided(self, who: Traveller) -> Way:
        if exempted := directly_exempted(who, DIRECTLY_EXEMPT):
            return Way((), exempted)
        if not who.can_be_guided:
            return NOTHING
        kind = who.draw.of(FIRST if who.person.number <= FIRST_FILES else ORDINARY)
        if kind == "nothing":
            return NOTHING
        if kind == "direct":
            return Way((), directly_exempted(who, 1, anyway=True))
        if who.person.file_closed is not None and kind not in PAST:
            kind = "moved"
        made = self._round(who, kind)
        return Way((made,)) if made else NOTHING

    def _round(self, who: Traveller, kind: str) -> Round | None:
        if kind in waiting.KINDS:
            return waiting.KINDS[kind](who)
        high = who.some_day_before(self.calendar.today - timedelta(days=1))
        if high is None:
            return None
        if kind == "vdab" and not who.at_vdab_on(high):
            kind = "not_yet"
        if kind == "exemption" and not settles(who, high):
            kind = "not_yet"
        return decided_round(who, who.starts, high, kind)
