"""Which way each person went up. Ask for everybody, in order of number: places in groups are taken as they go."""

from datetime import date, timedelta

from trede.demo.town.climb.rungs import goal_of, moves_of
from trede.demo.town.climb.shapes import NOTHING, Assessed, Climb, Intake, Limit, Seen
from trede.demo.town.climb.shelf import Runs
from trede.demo.town.climb.taking import closed_with_the_file, taken_by
from trede.demo.town.climb.talking import intake_on
from trede.demo.town.draw import Draw, Weighted
from trede.demo.town.shapes import Person
from trede.demo.town.way.calendar import Calendar, working
from trede.demo.town.way.shapes import Way

# Numbers for `Draw` that neither people nor staff nor looks nor ways have.
CLIMBS = 4 << 20
TASKS = ("dozen", "koken", "planning", "zwerfvuil", "ict", "rekenen", "sorteren", "elektro")
ASSESSED, TWO_OBSERVERS, EARLY_INTAKE = 0.3, 0.5, 0.93
# One in so many was observed only lately.
LATELY_ASSESSED = 6
SCALE = Weighted((0, 8), (1, 12), (2, 28), (3, 40), (4, 12))
ADVICE = (
    "Kan beginnen in een groep met begeleiding; oefen nog op tempo en op hulp vragen.",
    "Sterk in nauwkeurig werk. Zoek een plaats zonder tijdsdruk en bekijk over drie maanden opnieuw.",
    "Werkt vlot samen en vraagt hulp. Een stage om het beroep te leren kennen past nu goed.",
    "Instructies zijn duidelijker met een voorbeeld dan met woorden; kies een werkplek waar iemand voordoet.",
)
LIMITS = (("lifting", 10), ("standing", 30), ("nights", None), ("pace", None), ("hours", 19))


class Climbs:
    def __init__(self, calendar: Calendar, clients: int, seed: int) -> None:
        self.calendar, self.seed = calendar, seed
        self.runs = Runs(calendar, clients)

    def of(self, person: Person, way: Way) -> Climb:
        draw = Draw(self.seed, CLIMBS + person.number)
        guides = [one for one in person.assignments if one.role == "trajectbegeleider"]
        last = self._last(person)
        if not guides or guides[0].starts > last:
            return NOTHING
        on = self._intake_day(person, way, draw, max(guides[0].starts, person.file_opened))
        if on is None or on > last:
            return NOTHING
        intake = intake_on(person, draw, on, last, self.calendar.today)
        taken = taken_by(person, draw, self.runs, on, last)
        if last < self.calendar.today - timedelta(days=1):
            taken = closed_with_the_file(taken, last)
        moves = moves_of(person, draw, on, taken, last)
        return Climb(
            intake,
            moves,
            goal_of(person, draw, moves, self.calendar.today),
            self._assessed(person, draw, intake, moves[0].rung, last),
            taken,
            self._limits(person, draw, on, last),
        )

    def _last(self, person: Person) -> date:
        ends = [self.calendar.today - timedelta(days=1)]
        ends += [day for day in (person.file_closed, person.died_on) if day is not None]
        return min(ends)

    def _intake_day(self, person: Person, way: Way, draw: Draw, guided: date) -> date | None:
        """The visit that was booked for it, when somebody came; else some weeks after the guidance began."""
        visits = [visit for visit in way.visits if visit.kind == "intake"]
        if visits:
            return visits[0].on if visits[0].seen else None
        first = max(guided, self.calendar.first_day)
        return working(first + timedelta(days=draw.between(3, 21))) if draw.chance(EARLY_INTAKE) else None

    def _assessed(self, person: Person, draw: Draw, intake: Intake, rung: int, last: date) -> Assessed | None:
        """A WerkLabo some weeks after the intake; a recent one still waits for its advice."""
        if not draw.chance(ASSESSED):
            return None
        starts = working(intake.on + timedelta(days=draw.between(14, 60)))
        if person.number % LATELY_ASSESSED == 0:
            starts = max(starts, working(last - timedelta(days=draw.between(3, 20))))
        if starts > last:
            return None
        # Of the last weeks some still wait for their advice.
        lately = starts > last - timedelta(days=45)
        done = working(starts + timedelta(days=draw.between(*((20, 70) if lately else (7, 24)))))
        tasks = tuple(task for task in TASKS if draw.chance(0.7)) or TASKS[:3]
        observers = (0, 1) if draw.chance(TWO_OBSERVERS) else (0,)
        seen = tuple(
            Seen(observer, task, turn, draw.of(SCALE))
            for task in tasks
            for turn in range(4)
            for observer in observers
        )
        concluded = done if done <= last else None
        return Assessed(starts, concluded, tasks, seen, draw.pick(ADVICE) if concluded else "", max(3, rung))

    def _limits(self, person: Person, draw: Draw, on: date, last: date) -> tuple[Limit, ...]:
        """What the work must respect, of who has a clear barrier of health."""
        if not any(one.code == "health" and one.severity > 1 and one.since <= on for one in person.barriers):
            return ()
        kind, most = draw.pick(LIMITS)
        starts = max(on, last - timedelta(days=draw.between(30, 200)))
        return (Limit(kind, most, starts, starts + timedelta(days=draw.between(120, 420))),)
