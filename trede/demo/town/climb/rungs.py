"""Where somebody stood on the ladder: read from what ran and from paid work, so that it always fits."""

from collections.abc import Iterable
from datetime import date, timedelta

from trede.demo.town.climb.shapes import Goal, Move, Taken
from trede.demo.town.climb.shelf import dutch_of, speaks_dutch
from trede.demo.town.climb.taking import rung_of
from trede.demo.town.draw import Draw
from trede.demo.town.shapes import Person

DAY = timedelta(days=1)
EVIDENCE = {
    2: "Komt elke week naar de groep en praat mee.",
    3: "Werkt enkele uren per week onder begeleiding.",
    4: "Komt stipt en neemt taken alleen op.",
    5: "Contract getekend; werkt met begeleiding.",
    6: "Werkt zonder begeleiding; contract gezien.",
}
FIRST = {
    1: "Komt weinig buiten, contacten enkel thuis.",
    2: "Gaat naar de les en kent mensen in de buurt.",
    3: "Wil werken, maar houdt nog geen dag vol.",
    4: "Heeft werkervaring en kan een week volhouden.",
    5: "Werkte al met begeleiding.",
    6: "Werkt.",
}


def first_rung(person: Person, draw: Draw, on: date) -> int:
    """What the guide thought at the intake."""
    weight = sum(
        one.severity for one in person.barriers if one.since <= on and (one.lifted is None or one.lifted > on)
    )
    strong = speaks_dutch(person) or dutch_of(person, on) >= "2.1"
    if strong and weight < 4:
        return 4
    if weight > 6 and draw.chance(0.3):
        return 1
    knows = strong or dutch_of(person, on) >= "1.2"
    return 3 if knows and weight < 6 and draw.chance(0.8) else 2


def moves_of(person: Person, draw: Draw, on: date, taken: Iterable[Taken], last: date) -> tuple[Move, ...]:
    """The first rung, then one move for each thing that began or ended and changed it."""
    changes: dict[date, tuple[int, str]] = {}
    base = first_rung(person, draw, on)
    for one in taken:
        begins, ends = one.on("running"), one.on("ended")
        if begins is not None and rung_of(one.offer) > base:
            changes[begins] = (rung_of(one.offer), "started")
        if ends is not None and rung_of(one.offer) >= base:
            stays = one.result in ("completed", "next", "work")
            changes.setdefault(
                ends + DAY, (max(base, rung_of(one.offer) if stays else base), "grew" if stays else "setback")
            )
    for spell in person.incomes:
        if spell.kind != "wage" or spell.starts <= on:
            continue
        changes[spell.starts] = (5 if spell.detail == "artikel60" else 6, "started")
        if spell.ends is not None:
            changes[spell.ends + DAY] = (4, "ended")
    return tuple(_in_order(base, on, changes, last))


def _in_order(base: int, on: date, changes: dict[date, tuple[int, str]], last: date) -> Iterable[Move]:
    now = base
    yield Move(base, on, "first", FIRST[base])
    for day in sorted(changes):
        rung, reason = changes[day]
        if day <= on or day > last or rung == now:
            continue
        if reason in ("grew", "started") and rung < now:
            reason = "ended"
        evidence = EVIDENCE.get(rung, FIRST[rung]) if rung > now else "Het traject of het contract liep af."
        now = rung
        yield Move(rung, day, reason, evidence)


def goal_of(person: Person, draw: Draw, moves: tuple[Move, ...], today: date) -> Goal:
    """Where client and guide want to get; for some the highest within reach is not paid work."""
    first, reached = moves[0], max(move.rung for move in moves)
    old = (today - person.birth_date).days > 58 * 365
    if reached <= 4 and first.rung <= 3 and (old or draw.chance(0.12)):
        return Goal(4, first.on, True, "Vrijwilligerswerk is wat lukt en wat de cliënt wil.")
    rung = 6 if first.rung >= 4 or reached > 5 or draw.chance(0.3) else 5
    return Goal(
        rung,
        first.on,
        False,
        "Een eigen loon." if rung == 6 else "Werken met begeleiding, daarna verder kijken.",
    )
