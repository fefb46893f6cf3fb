"""Exemptions, and the meetings of the committee that decide on them."""

from datetime import date, timedelta

from trede.demo.town.draw import Weighted
from trede.demo.town.way.calendar import working
from trede.demo.town.way.shapes import Exempted, Meeting
from trede.demo.town.way.traveller import Traveller

DAY = timedelta(days=1)
NOTICE = timedelta(days=7)
OUTCOMES = Weighted(("granted", 82), ("partly", 4), ("refused", 6), ("postponed", 8))
MONTHS = Weighted((90, 35), (180, 45), (350, 20))
GROUNDS = Weighted(
    (("health", "medical"), 40),
    (("other", "psychosocial"), 25),
    (("equity", "housing"), 20),
    (("equity", "childcare"), 15),
)


def meeting_after(who: Traveller, proposed: date) -> Meeting:
    """The first meeting that can still take it on its agenda, and the next one when it was postponed."""
    days = [on for on in who.calendar.meetings() if on >= proposed + NOTICE]
    held = [on for on in days[:2] if on < who.calendar.today]
    if not held:
        soon = days[0] <= who.calendar.today + timedelta(days=21) and who.draw.chance(0.75)
        return Meeting(proposed, (), days[0] if soon else None, None)
    outcome = who.draw.of(OUTCOMES)
    outcomes = [(outcome, held[0])]
    if outcome == "postponed" and len(held) > 1:
        outcomes.append(("granted", held[1]))
    settled, on = outcomes[-1]
    listed = days[1] if settled == "postponed" and days[1] >= who.calendar.today else on
    sent = who.within(on, 1, 6)
    told = settled != "postponed" and sent <= who.last
    return Meeting(proposed, tuple(outcomes), listed, sent if told else None)


def exempted_by(who: Traveller, proposed: date, why: tuple[str, str] | None = None) -> Exempted:
    """What was proposed on a day. It runs from the day of the decision; before that, from the proposal."""
    ground, reason = why or who.draw.of(GROUNDS)
    meeting = meeting_after(who, proposed)
    settled, on = meeting.outcomes[-1] if meeting.outcomes else ("", proposed)
    runs = settled in ("granted", "partly")
    starts = on if runs else proposed
    days = 90 if settled == "partly" else who.draw.of(MONTHS)
    review = working(starts + timedelta(days=days))
    reviewed = working(review + timedelta(days=who.draw.between(-6, 9)))
    seen = runs and reviewed <= who.last and reviewed > starts and who.draw.chance(0.93)
    return Exempted(ground, reason, starts, review, meeting, reviewed if seen else None)


def _reason(who: Traveller) -> tuple[str, str] | None:
    person = who.person
    if person.student:
        return "equity", "studies"
    if person.addresses[-1].kind == "reference":
        return "equity", "housing"
    heavy = {barrier.code for barrier in person.barriers if barrier.severity > 1 and barrier.lifted is None}
    if "health" in heavy:
        return "health", "medical"
    return ("health", "addiction") if "addiction" in heavy else None


def directly_exempted(who: Traveller, share: float, *, anyway: bool = False) -> Exempted | None:
    """Proposed by the social worker, without a session."""
    why = _reason(who)
    if (why is None and not anyway) or not who.draw.chance(share):
        return None
    if not who.works_on(who.last) or who.last - who.starts < timedelta(days=8):
        return None
    proposed = working(who.starts + timedelta(days=who.draw.between(0, (who.last - who.starts).days - 4)))
    if proposed > who.last or not settles(who, proposed):
        return None
    return exempted_by(who, proposed, why)


def settles(who: Traveller, proposed: date) -> bool:
    """A file that closed must have seen the decision."""
    if who.person.file_closed is None:
        return True
    days = [on for on in who.calendar.meetings() if on >= proposed + NOTICE][:2]
    return len(days) == 2 and days[1] + 12 * DAY <= who.last
