"""What somebody took part in, one after the other, and what still waits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from trede.demo.town.climb.shapes import Step, Taken
from trede.demo.town.climb.shelf import BY_KEY, THINGS, Runs, Thing
from trede.demo.town.draw import Draw, Weighted
from trede.demo.town.shapes import IncomeSpell, Person
from trede.demo.town.way.calendar import working

WHY = (
    "Past bij wat de cliënt zelf wil.",
    "Kort en dichtbij: een goede eerste stap.",
    "Oefent wat in het WerkLabo nog niet lukte.",
    "Brengt mensen samen; de cliënt zit veel alleen thuis.",
    "Er is nu plaats en de cliënt kan meteen beginnen.",
)
RESULTS = Weighted(("completed", 62), ("stopped_client", 12), ("next", 12), ("circumstances", 9), ("work", 5))
REFUSED = Weighted(("full", 40), ("not_reached", 25), ("other_offer", 20), ("conditions", 15))
ANSWERED, ANSWERED_LATE, BVS_DAYS, AFTERCARE = (3, 12), (16, 34), 30, 120
# One in so many was asked for something in the last weeks.
ASKED_LATELY = 3
GAP = (20, 160)
REFUSES, LATE, WAITS, HALTS = 0.07, 0.2, 0.15, 0.18
# Who was asked lately has not always answered yet.
LATELY, LATELY_LATE = timedelta(days=40), 0.75
MOST = 4
DAY = timedelta(days=1)


def taken_by(person: Person, draw: Draw, runs: Runs, starts: date, last: date) -> tuple[Taken, ...]:
    """From the intake to the last day, never two at once; what is recent still runs or waits."""
    found: list[Taken] = []
    spells = [
        one
        for one in person.incomes
        if one.detail == "artikel60" and one.starts > starts + timedelta(days=45)
    ]
    free_until = min([one.starts - timedelta(days=BVS_DAYS + 5) for one in spells], default=last)
    found += _things(person, draw, runs, starts, min(free_until, last), last)
    if not spells and person.number % ASKED_LATELY == 0:
        found += _lately(person, draw, runs, found, starts, last)
    for spell in spells[:1]:
        found += _artikel60(spell, draw, last)
    return tuple(found)


def _lately(
    person: Person, draw: Draw, runs: Runs, found: list[Taken], starts: date, last: date
) -> Iterator[Taken]:
    """Something proposed in the last weeks, for who has nothing open and does not work: an answer may still wait."""
    on = working(last - timedelta(days=draw.between(2, 26)))
    free = all(one.state in ("ended", "refused", "withdrawn") and one.steps[-1].on < on for one in found)
    if not free or on <= starts or on > last or _after_work(person, on) != on:
        return
    done = {one.offer for one in found}
    fits = [thing for thing in THINGS if thing.partner and thing.key not in done and thing.fits(person, on)]
    if fits and (taken := _taken(draw.pick(fits), draw, runs, on, last, last)):
        yield taken


def _things(person: Person, draw: Draw, runs: Runs, starts: date, until: date, last: date) -> Iterator[Taken]:
    on, done = starts + timedelta(days=draw.between(5, 60)), set()
    for _turn in range(MOST):
        # Whoever works takes part in nothing else.
        on = _after_work(person, working(on))
        if on > until:
            return
        fits = [thing for thing in THINGS if thing.key not in done and thing.fits(person, on)]
        if not fits:
            return
        thing = draw.of(Weighted(*((one, one.weight) for one in fits)))
        done.add(thing.key)
        taken = _taken(thing, draw, runs, on, _free_until(person, on, until, last), last)
        if taken is None:
            on += timedelta(days=30)
            continue
        yield taken
        ended = taken.steps[-1].on
        if taken.state not in ("ended", "refused") or draw.chance(HALTS):
            return
        on = ended + timedelta(days=draw.between(*GAP))


def _after_work(person: Person, on: date) -> date:
    """The day itself, or the first one after paid work that runs then."""
    for spell in sorted(person.incomes, key=lambda one: one.starts):
        if (
            spell.kind == "wage"
            and spell.starts - timedelta(days=40) <= on
            and (spell.ends is None or on <= spell.ends)
        ):
            on = date.max - timedelta(days=400) if spell.ends is None else spell.ends + timedelta(days=15)
    return on


def _free_until(person: Person, on: date, until: date, last: date) -> date:
    """The last day for anything that began on `on`: the eve of paid work, or of the track that was chosen."""
    begins = [one.starts for one in person.incomes if one.kind == "wage" and one.starts > on]
    return min([until, last, *(day - DAY for day in begins)])


def _taken(thing: Thing, draw: Draw, runs: Runs, on: date, until: date, last: date) -> Taken | None:
    """The steps of one participation from its proposal; None when there is no place in a group in that season."""
    steps, ready = _answered(thing, draw, on, last) if thing.partner else ([Step("proposed", on)], on + DAY)
    if ready is None:
        return Taken(thing.key, tuple(steps), draw.pick(WHY))
    run = runs.take(thing.key, ready + 3 * DAY, ready + timedelta(weeks=15)) if thing.group else None
    if thing.group and run is None:
        return None
    turn, seat = run.turn if run else None, working(ready)
    if seat > last:
        return Taken(thing.key, tuple(steps), draw.pick(WHY))
    steps.append(Step("accepted", seat, by_partner=thing.partner))
    begins = run.starts if run else working(seat + timedelta(days=draw.between(2, 20)))
    ends = run.ends if run else begins + timedelta(days=draw.between(*thing.days))
    if begins > until:
        if until == last:
            return Taken(thing.key, tuple(steps), draw.pick(WHY), turn, ends)
        steps.append(Step("withdrawn", until if until > seat else seat, note="Er kwam iets anders."))
        return Taken(thing.key, tuple(steps), draw.pick(WHY), turn)
    return _run(thing, steps, begins, ends, until, last, draw, turn)


def _answered(thing: Thing, draw: Draw, on: date, last: date) -> tuple[list[Step], date | None]:
    """The steps until the partner says yes, and that day; None when it did not, or not yet."""
    steps = [Step("proposed", on)]
    sent = working(on + timedelta(days=draw.between(0, 3)))
    if sent > last:
        return steps, None
    steps.append(Step("referred", sent))
    late = draw.chance(LATELY_LATE if sent > last - LATELY else LATE)
    answer = working(sent + timedelta(days=draw.between(*(ANSWERED_LATE if late else ANSWERED))))
    if answer > last:
        return steps, None
    if draw.chance(REFUSES):
        steps.append(Step("refused", answer, draw.of(REFUSED), by_partner=True))
        return steps, None
    if not draw.chance(WAITS):
        return steps, answer
    steps.append(Step("waiting", answer, by_partner=True))
    place = working(answer + timedelta(days=draw.between(20, 70)))
    return steps, place if place <= last else None


def _run(
    thing: Thing,
    steps: list[Step],
    begins: date,
    ends: date,
    until: date,
    last: date,
    draw: Draw,
    turn: int | None,
) -> Taken:
    """From the first day on: ended by then, or still running; whatever begins next ends it."""
    steps = [*steps, Step("running", begins, by_partner=thing.partner)]
    result = draw.of(RESULTS)
    over = working(ends if result in ("completed", "next") else begins + (ends - begins) // 2)
    if until < over and until < last:
        over, result = until, "work"
    reports = tuple(_reports(begins, min(over, last), draw))
    if over > last:
        return Taken(thing.key, tuple(steps), draw.pick(WHY), turn, ends, "", reports)
    steps.append(Step("ended", over, result, by_partner=thing.partner))
    return Taken(thing.key, tuple(steps), draw.pick(WHY), turn, ends, result, reports)


def _reports(begins: date, last: date, draw: Draw) -> Iterator[tuple[date, str]]:
    on = working(begins + timedelta(days=84))
    while on <= last:
        yield on, draw.pick(("well", "well", "slow", "stuck"))
        on = working(on + timedelta(days=91))


def _artikel60(spell: IncomeSpell, draw: Draw, last: date) -> Iterator[Taken]:
    """The internship to explore, the contract, and the aftercare while nothing else came."""
    first = working(spell.starts - timedelta(days=BVS_DAYS + 2))
    ended = spell.starts - 2 * DAY
    if ended < last:
        why = "De werkplek leren kennen voor het contract begint."
        yield Taken(
            "bvs", _steps(first - 6 * DAY, first - 3 * DAY, first, ended, last), why, None, ended, "next"
        )
    if spell.starts > last:
        return
    over = spell.ends
    steps = _steps(first - 5 * DAY, first - 2 * DAY, spell.starts, over, last)
    reports = tuple(_reports(spell.starts, min(over or last, last), draw))
    why = "Werkervaring opdoen en opnieuw rechten opbouwen."
    yield Taken("artikel-60", steps, why, None, over, _result(steps, "completed"), reports)
    if over is None or over + 5 * DAY > last:
        return
    until = over + timedelta(days=AFTERCARE)
    steps = _steps(over - 30 * DAY, over - 20 * DAY, over + DAY, until, last)
    why = "Na het contract samen de volgende stap zetten."
    yield Taken("nazorg-twe", steps, why, None, until, _result(steps, "next"))


def _steps(proposed: date, accepted: date, begins: date, ends: date | None, last: date) -> tuple[Step, ...]:
    """What ran without a partner: the end only when it came by the last day."""
    steps = [Step("proposed", proposed), Step("accepted", accepted), Step("running", begins)]
    if ends is not None and ends <= last:
        steps.append(Step("ended", ends))
    return tuple(steps)


def _result(steps: tuple[Step, ...], result: str) -> str:
    return result if steps[-1].state == "ended" else ""


def closed_with_the_file(taken: tuple[Taken, ...], on: date) -> tuple[Taken, ...]:
    """When a file closes, nothing of it goes on."""
    return tuple(_closed(one, on) for one in taken)


def _closed(one: Taken, on: date) -> Taken:
    if one.state in ("ended", "refused", "withdrawn"):
        return one
    if one.state == "running":
        return replace(
            one, steps=(*one.steps, Step("ended", on, "circumstances")), result="circumstances", ends_by=on
        )
    return replace(one, steps=(*one.steps, Step("withdrawn", on, note="Het dossier is gesloten.")))


def rung_of(key: str) -> int:
    return BY_KEY[key].rung if key in BY_KEY else 5
