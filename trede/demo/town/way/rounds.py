"""A referral that ended in a decision: sent, answered, invited, perhaps not seen at first, seen, decided."""

from datetime import date, timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.way.calendar import Place
from trede.demo.town.way.deciding import decide
from trede.demo.town.way.inviting import invite, not_seen, released
from trede.demo.town.way.shapes import Invited, Round, Step
from trede.demo.town.way.traveller import LEAST_ROOM, Traveller

DAY = timedelta(days=1)
WAIT = (15, 75)
# From the session to the guidance that it led to, at most.
LONGEST = timedelta(days=56)
NOT_SEEN_FIRST, GAVE_BACK, SENT_BACK = 0.24, 0.12, 0.09
ROOM_TO_SEND_BACK = timedelta(days=30)
BETWEEN_SESSIONS = timedelta(days=13)
ATTENDED = Weighted(("present", 93), ("late", 7))
ESTIMATES = Weighted(("yes", 45), ("soon", 35), ("unsure", 20))
REASONS = Weighted(
    (("data", "Het telefoonnummer en de taal ontbreken."), 35),
    (("contact", "Geen enkel nummer werkt. Vraag een ander nummer of adres."), 25),
    (("first_solve", "Eerst opvang voor de kinderen regelen."), 20),
    (("work_right", "Stuur een kopie van de nieuwe verblijfskaart."), 20),
)
BENEFIT_ENDS, JOB_WAITS = 0.06, 0.03


def priority(who: Traveller, on: date) -> str:
    if (on - who.person.birth_date).days < 25 * 365 and who.draw.chance(0.5):
        return "young"
    roll = who.draw.fraction()
    return "benefit_ends" if roll < BENEFIT_ENDS else "job_waits" if roll < BENEFIT_ENDS + JOB_WAITS else ""


def steps_to(who: Traveller, starts: date, latest: date, wait: tuple[int, int]) -> tuple[Step, ...]:
    """The moves of a referral that is accepted on `latest` at the last, after a wait before it when it can."""
    draw = who.draw
    sent = who.within(max(starts, latest - timedelta(days=draw.between(*wait))), 0, 0)
    sent = min(sent, latest)
    if latest - sent > ROOM_TO_SEND_BACK and draw.chance(SENT_BACK):
        reason, note = draw.of(REASONS)
        back = who.within(sent, 1, 6)
        again = who.within(back, 2, 9)
        accepted = who.within(again, 0, 4)
        if accepted <= latest:
            return (
                Step("sent", sent),
                Step("sent_back", back, reason, note),
                Step("sent", again),
                Step("accepted", accepted),
            )
    accepted = who.within(sent, 0, draw.short(0, 9))
    return (Step("sent", sent), Step("accepted", accepted if accepted <= latest else sent))


def decided_round(
    who: Traveller, starts: date, high: date, outcome: str, *, worker: int | None = None
) -> Round | None:
    """The round whose decision fell on the last session up to `high`; None when no session had room."""
    starts = who.within(max(starts, who.starts), 0, 0)
    low = max(starts + LEAST_ROOM, high - LONGEST)
    place = who.seats.latest(low, min(high, who.last), who.slots)
    if place is None:
        return None
    steps = steps_to(who, starts, place.on - LEAST_ROOM, WAIT)
    accepted = steps[-1].on
    earlier = _earlier(who, accepted, place)
    free = max([accepted, *(after(one) for one in earlier)])
    made = who.within(max(free, place.on - timedelta(days=who.draw.between(9, 21))), 0, 0)
    made = min(made, place.on - 2 * DAY)
    seen = invite(who, place, max(made, free), attendance=who.draw.of(ATTENDED))
    return Round(
        steps=steps,
        estimate=who.draw.of(ESTIMATES),
        priority=priority(who, accepted),
        short_notice=who.draw.chance(0.2),
        invitations=(*earlier, seen),
        decided=decide(who, outcome, place.on, worker),
        left=place.on,
        left_because="decided",
    )


def after(one: Invited) -> date:
    """The first day on which a next invitation can be made."""
    if one.follow_up is not None:
        return one.follow_up.on
    return one.released or one.place.on + DAY


def _earlier(who: Traveller, accepted: date, place: Place) -> tuple[Invited, ...]:
    """An invitation before the one that led to a decision: missed, or given back in time."""
    roll = who.draw.fraction()
    if roll >= NOT_SEEN_FIRST + GAVE_BACK:
        return ()
    first = who.seats.latest(accepted + LEAST_ROOM, place.on - BETWEEN_SESSIONS, who.slots)
    if first is None:
        return ()
    room = (first.on - accepted).days
    made = who.within(first.on - timedelta(days=who.draw.between(4, min(18, room))), 0, 0)
    made = max(accepted, min(made, first.on - 4 * DAY))
    if roll < NOT_SEEN_FIRST:
        return (not_seen(who, first, made, ("reinvite", "reinvite", "reinvite", "call", "visit")),)
    return (released(who, first, made),)
