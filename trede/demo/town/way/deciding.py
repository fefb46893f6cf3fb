"""What was decided in the session, and what follows from it."""

from datetime import date, timedelta

from trede.demo.town.draw import Draw, Weighted
from trede.demo.town.way.committee import exempted_by
from trede.demo.town.way.shapes import Decided, Evaluation
from trede.demo.town.way.traveller import Traveller
from trede.rules.dates import add_months

FIRST = (
    "Opvang voor de kinderen vinden.",
    "Nederlands tot niveau 1.2 afwerken.",
    "Schuldbemiddeling opstarten.",
    "De behandeling afmaken; daarna opnieuw bekijken.",
    "Een vaste woonst vinden.",
)
GOING = Weighted(("well", 46), ("slow", 30), ("stuck", 14), ("ended", 10))
PARTNER_MONTHS = 3


def decide(who: Traveller, outcome: str, on: date, worker: int | None) -> Decided:
    if outcome == "not_yet":
        return Decided(outcome, None, first=who.draw.pick(FIRST), again=who.within(on, 30, 90))
    if outcome == "partner":
        return _partner(who, on)
    if outcome == "exemption":
        return Decided(outcome, None, exempted=exempted_by(who, on))
    return Decided(outcome, worker)


def _partner(who: Traveller, on: date) -> Decided:
    """The town knows some of these already; for the others the partner gets access from the decision on."""
    known = any(one.role == "partner_counsellor" for one in who.person.assignments)
    closed, until = who.person.file_closed, None
    if not known:
        until = on + timedelta(days=who.draw.between(120, 500)) if who.draw.chance(0.5) else closed
        until = min(until, closed) if until and closed else until
        until = until if until is None or until < who.calendar.today else closed
    return Decided("partner", None, shared_until=until, shares=not known, evaluation=_evaluation(who, on))


def _evaluation(who: Traveller, on: date) -> Evaluation | None:
    due = add_months(on, PARTNER_MONTHS)
    if who.person.file_closed is not None and due > who.last:
        return None
    done = who.within(due - timedelta(days=8), 0, 24)
    late = (who.calendar.today - due).days < 40 and _still_waits(who.draw)
    if late or done > who.last:
        return Evaluation(due, None, "")
    return Evaluation(due, done, who.draw.of(GOING))


def _still_waits(draw: Draw) -> bool:
    return draw.chance(0.3)
