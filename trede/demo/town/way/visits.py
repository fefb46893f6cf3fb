"""The diary of the guides: a werkintake after the decision, and talks."""

from collections import defaultdict
from datetime import date, timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.shapes import Assignment
from trede.demo.town.way.calendar import Calendar
from trede.demo.town.way.shapes import Visit
from trede.demo.town.way.traveller import Traveller

# The afternoon of the sessions stays free.
HOURS = (9 * 60, 10 * 60, 11 * 60, 15 * 60 + 30)
TALKS = Weighted(("talk", 70), ("call", 18), ("visit", 12))
KEPT = 0.87
RECENT_TALK, COMING_TALK = 0.35, 0.25


class Diary:
    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.taken: dict[tuple[int, date], int] = defaultdict(int)

    def visits(self, who: Traveller, guides: list[Assignment]) -> tuple[Visit, ...]:
        own = [one for one in guides if one.role == "trajectbegeleider"]
        if not own:
            return ()
        first, now = own[0], own[-1]
        found = []
        if first.starts >= self.calendar.first_day:
            found.append(self._visit(who, first, "intake", first.starts, (3, 14)))
        if who.draw.chance(RECENT_TALK):
            ago = self.calendar.today - timedelta(days=who.draw.between(3, 70))
            if ago > now.starts + timedelta(days=14):
                found.append(self._visit(who, now, who.draw.of(TALKS), ago, (0, 2)))
        if who.draw.chance(COMING_TALK):
            found.append(self._visit(who, now, who.draw.of(TALKS), self.calendar.today, (1, 15)))
        return tuple(visit for visit in found if visit)

    def _visit(
        self, who: Traveller, guide: Assignment, kind: str, after: date, days: tuple[int, int]
    ) -> Visit | None:
        """In the first free hour of a working day while the guidance runs."""
        today, on = self.calendar.today, who.within(after, *days)
        ends = [end for end in (guide.ends, who.person.file_closed, who.person.died_on) if end is not None]
        minute = self._hour(guide.worker, on)
        if on == today or minute is None or any(end < on for end in ends) or on < guide.starts:
            return None
        made = max(guide.starts, who.person.file_opened, on - timedelta(days=who.draw.between(3, 12)))
        made = min(made, self.calendar.today - timedelta(days=1))
        if made < guide.starts or made > on:
            return None
        return Visit(kind, on, minute, guide.worker, made, who.draw.chance(KEPT) if on < today else None)

    def _hour(self, worker: int, on: date) -> int | None:
        mask = self.taken[worker, on]
        for place, minute in enumerate(HOURS):
            if not mask & (1 << place):
                self.taken[worker, on] = mask | (1 << place)
                return minute
        return None
