"""Who is on the way now, and who left it without a decision."""

from collections.abc import Callable
from datetime import date, timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.way.inviting import invite, not_seen
from trede.demo.town.way.rounds import ESTIMATES, LEAST_ROOM, REASONS, after, priority, steps_to
from trede.demo.town.way.shapes import Invited, Round, Step
from trede.demo.town.way.traveller import Traveller

DAY = timedelta(days=1)
UNANSWERED = Weighted((0, 3), (1, 3), (2, 3), (3, 2), (4, 2), (5, 2), (6, 1))
NEXT_SESSIONS = timedelta(days=18)
WITHDRAWN = ("De cliënt heeft zelf werk gevonden.", "De cliënt verhuist.", "Dubbel aangemeld.")


def _ago(who: Traveller, days: int) -> date | None:
    """A working day about so many days ago; None when the file was not there yet."""
    then = who.calendar.today - days * DAY
    if then < who.starts:
        return None
    on = who.within(then, 0, 0)
    return on if on <= who.last else None


def _round(who: Traveller, steps: tuple[Step, ...], **rest: object) -> Round:
    return Round(
        steps=steps,
        estimate=who.draw.of(ESTIMATES),
        priority=priority(who, steps[0].on),
        short_notice=who.draw.chance(0.25),
        **rest,  # type: ignore[arg-type]
    )


def sent(who: Traveller) -> Round | None:
    on = _ago(who, 1 + who.draw.of(UNANSWERED))
    return _round(who, (Step("sent", on),)) if on else None


def late(who: Traveller) -> Round | None:
    on = _ago(who, who.draw.between(11, 16))
    return _round(who, (Step("sent", on),)) if on else None


def sent_back(who: Traveller) -> Round | None:
    on = _ago(who, who.draw.between(6, 20))
    if on is None:
        return None
    reason, note = who.draw.of(REASONS)
    back = min(who.within(on, 1, 4), who.last)
    return _round(who, (Step("sent", on), Step("sent_back", back, reason, note)))


def withdrawn(who: Traveller) -> Round | None:
    high = who.some_day_before(who.last)
    if high is None:
        return None
    on = who.within(high - 20 * DAY, 0, 0)
    note = who.draw.pick(WITHDRAWN)
    return _round(who, (Step("sent", on), Step("withdrawn", min(who.within(on, 1, 8), who.last), note=note)))


def waits(who: Traveller) -> Round | None:
    """Accepted, no invitation yet."""
    accepted = _ago(who, who.draw.between(2, 44))
    return _round(who, steps_to(who, who.starts, accepted, (0, 8))) if accepted else None


def invited(who: Traveller) -> Round | None:
    """Accepted, and asked to one of the next sessions."""
    accepted = _ago(who, who.draw.between(12, 60)) or _ago(who, 10)
    made = _ago(who, who.draw.between(2, 9))
    if accepted is None or made is None:
        return waits(who)
    today = who.calendar.today
    place = who.seats.first(today + 2 * DAY, today + NEXT_SESSIONS, who.slots)
    if place is None:
        return waits(who)
    steps = steps_to(who, who.starts, accepted, (0, 8))
    made = max(made, steps[-1].on)
    return _round(who, steps, invitations=(invite(who, place, made),))


def _missed(who: Traveller, high: date, choices: tuple[str, ...]) -> tuple[tuple[Step, ...], Invited] | None:
    place = who.seats.latest(who.starts + LEAST_ROOM, high, who.slots)
    if place is None:
        return None
    steps = steps_to(who, who.starts, place.on - LEAST_ROOM, (10, 60))
    made = max(steps[-1].on, who.within(place.on - who.draw.between(8, 15) * DAY, 0, 0))
    return steps, not_seen(who, place, min(made, place.on - 4 * DAY), choices)


def absent(who: Traveller) -> Round | None:
    """Not seen in one of the last sessions; nobody followed it up yet."""
    low, high = who.calendar.today - 32 * DAY, who.calendar.today - DAY
    found = _missed(who, high, ()) if who.starts < low else None
    if found is None:
        return waits(who)
    return _round(who, found[0], invitations=(found[1],))


def back(who: Traveller) -> Round | None:
    """Not seen, once or twice, and back to the social worker."""
    high = who.some_day_before(who.last - 14 * DAY)
    found = _missed(who, high, ("back",)) if high else None
    if found is None:
        return None
    left = after(found[1])
    return _round(who, found[0], invitations=(found[1],), left=left, left_because="back")


def moved(who: Traveller) -> Round | None:
    """Waited when the file was closed."""
    accepted = who.within(who.last - who.draw.between(5, 40) * DAY, 0, 0)
    if accepted < who.starts or accepted > who.last:
        return None
    steps = steps_to(who, who.starts, accepted, (0, 8))
    return _round(who, steps, left=who.person.file_closed, left_because="moved")


KINDS: dict[str, Callable[[Traveller], Round | None]] = {
    "sent": sent,
    "late": late,
    "sent_back": sent_back,
    "withdrawn": withdrawn,
    "waiting": waits,
    "invited": invited,
    "absent": absent,
    "back": back,
    "moved": moved,
}
