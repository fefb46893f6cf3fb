"""An invitation: what was sent, what came back, and whether somebody was seen."""

from datetime import date, timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.way.calendar import Place
from trede.demo.town.way.shapes import FollowUp, Interpreter, Invited
from trede.demo.town.way.traveller import Traveller

DAY = timedelta(days=1)
CAME = Weighted(("comes", 62), ("", 38))
MISSED = Weighted(("", 72), ("comes", 20), ("call_me", 4), ("cannot", 4))
GIVEN_BACK = Weighted(("cannot", 45), ("other_time", 40), ("call_me", 15))
NOT_THERE = Weighted(("absent", 78), ("excused", 22))
HOW = Weighted(("place", 55), ("phone", 40), ("video", 5))
DELIVERED, DELIVERED_IF_MISSED = 0.94, 0.72
CENTS = {"place": (5600, 9800), "phone": (2400, 4200), "video": (3600, 5200)}


def invite(who: Traveller, place: Place, made: date, *, attendance: str = "") -> Invited:
    """An invitation that stands; `attendance` "" for a session that still has to come."""
    reply = who.draw.of(CAME)
    replied = _between(who, made, place.on) if reply else None
    return Invited(
        place=place,
        made=made,
        language=who.language,
        reply=reply if replied else "",
        replied=replied,
        by_member=who.draw.chance(0.3),
        opened=replied if replied else (_between(who, made, place.on) if who.draw.chance(0.2) else None),
        reminded=place.on - DAY < who.calendar.today,
        attendance=attendance,
        delivered=who.draw.chance(DELIVERED),
        asks_interpreter=who.slots > 1 and replied is not None and who.draw.chance(0.6),
        interpreter=interpreter(who, place, made) if who.slots > 1 else None,
    )


def not_seen(who: Traveller, place: Place, made: date, choices: tuple[str, ...]) -> Invited:
    """Somebody who did not come. Without choices nobody followed it up yet."""
    attendance = who.draw.of(NOT_THERE)
    reply = "call_me" if attendance == "excused" else who.draw.of(MISSED)
    replied = _between(who, made, place.on) if reply else None
    delivered = who.draw.chance(DELIVERED_IF_MISSED)
    reachable = True if replied else None if delivered else False
    follow_up = None
    if choices:
        on = min(who.within(place.on, 1, 6), who.last)
        follow_up = FollowUp(who.draw.pick(choices), on, reachable)
    return Invited(
        place=place,
        made=made,
        language=who.language,
        reply=reply if replied else "",
        replied=replied,
        by_member=attendance == "excused",
        opened=replied,
        reminded=True,
        attendance=attendance,
        delivered=delivered,
        interpreter=interpreter(who, place, made) if who.slots > 1 else None,
        follow_up=follow_up,
    )


def released(who: Traveller, place: Place, made: date) -> Invited:
    """Somebody who said in time that it did not suit; the slot came free."""
    on = min(who.within(made, 0, 5), place.on - DAY, who.last)
    return Invited(
        place=place,
        made=made,
        language=who.language,
        reply=who.draw.of(GIVEN_BACK),
        replied=on,
        by_member=who.draw.chance(0.4),
        opened=on,
        released=on,
    )


def _between(who: Traveller, made: date, session: date) -> date | None:
    """A day on which an answer came, before the session and before today."""
    on = made + timedelta(days=who.draw.short(0, max(0, (session - made).days - 1)))
    return on if on < who.calendar.today else None


def interpreter(who: Traveller, place: Place, made: date) -> Interpreter:
    today, how = who.calendar.today, who.draw.of(HOW)
    booked = min(who.within(made, 0, 3), place.on - DAY)
    confirmed = min(max(booked, who.within(booked, 0, 4)), place.on - DAY)
    paid = who.within(place.on, 18, 45)
    held = place.on < today
    return Interpreter(
        language=who.person.speaking_language,
        how=how,
        asked=made,
        booked=booked if booked < today else None,
        confirmed=confirmed if confirmed < today else None,
        cents=who.draw.between(*CENTS[how]) if held else None,
        paid=paid if held and paid < today else None,
    )
