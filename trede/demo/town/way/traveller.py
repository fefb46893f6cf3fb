"""One person on the way in: what may happen when, and the person's own chance."""

from datetime import date, timedelta
from functools import cached_property

from trede.demo.town.draw import Draw, years_after
from trede.demo.town.shapes import Person
from trede.demo.town.way.calendar import Calendar, Seats, working

# Numbers for `Draw` that neither people nor staff nor looks have.
WAYS = 3 << 20
LANGUAGES = frozenset({"nl", "fr", "en", "ar", "tr", "uk", "ru", "ps", "fa", "so", "ti", "es"})
NEAR = {"ary": "ar", "prs": "fa"}
LEAST_ROOM = timedelta(days=5)


class Traveller:
    def __init__(self, person: Person, calendar: Calendar, seats: Seats, seed: int) -> None:
        self.person, self.calendar, self.seats = person, calendar, seats
        self.draw = Draw(seed, WAYS + person.number)

    @cached_property
    def starts(self) -> date:
        """The first day on which anything can happen: file open, program there, eighteen, allowed to work."""
        person = self.person
        eighteen = date.fromordinal(years_after(person.birth_date.toordinal(), 18))
        first = max(person.file_opened, self.calendar.first_day, eighteen)
        return working(max(first, self._allowed_from(first)))

    def _allowed_from(self, on: date) -> date:
        """From when somebody may work without a break until the last card."""
        found = date.max
        for right in reversed(self.person.work_rights):
            if right.marking == "neen":
                break
            found = right.starts
        return max(on, found)

    @cached_property
    def last(self) -> date:
        """The last day on which anything can have happened in this file."""
        ends = [self.calendar.today - timedelta(days=1)]
        ends += [on for on in (self.person.file_closed, self.person.died_on) if on is not None]
        return min(ends)

    @cached_property
    def slots(self) -> int:
        return 2 if self.person.interpreter_needed else 1

    @cached_property
    def language(self) -> str:
        reads = NEAR.get(self.person.reading_language, self.person.reading_language)
        return reads if reads in LANGUAGES else "nl"

    def works_on(self, on: date) -> bool:
        return self.starts <= on and on.toordinal() < years_after(self.person.birth_date.toordinal(), 65)

    @cached_property
    def can_be_guided(self) -> bool:
        until = self.person.work_rights[-1].valid_until
        runs_out = until is not None and until < self.last
        return not runs_out and self.works_on(self.last) and self.last - self.starts > timedelta(days=8)

    def at_vdab_on(self, on: date) -> bool:
        return any(
            period.starts <= on and (period.ends is None or on <= period.ends) for period in self.person.vdab
        )

    def some_day_before(self, last: date) -> date | None:
        """A day up to `last` with room for a referral, an invitation and a session before it."""
        high = min(last, self.last)
        low = self.starts + timedelta(days=24)
        if low > high:
            return None
        return low + timedelta(days=self.draw.between(0, (high - low).days))

    def within(self, on: date, least: int, most: int) -> date:
        """A working day so many days after another."""
        return working(on + timedelta(days=self.draw.between(least, most)))
