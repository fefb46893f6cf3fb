"""The file itself: when it was open, where the client lived, how to reach the client and who followed."""

from typing import NamedTuple

from trede.demo.town import numbers, places
from trede.demo.town.draw import day, day_or_none, years_after
from trede.demo.town.incomes import History
from trede.demo.town.life import Life, Town
from trede.demo.town.shapes import Address, Assignment, Phone, VdabRegistration

PLAIN = str.maketrans("äáàâãçëéèêïíìîñöóòôõüúùû", "aaaaaceeeeiiiinooooouuuu")
# Chosen so that 56 % of those on a leefloon are known at VDAB; students and the over-65s mostly are not.
VDAB_SHARE, VDAB_SHARE_STUDENT = 0.675, 0.10
CLOSES = {"work_recent": 0.2, "work_old": 0.7, "other_recent": 0.6, "other_old": 0.85}


class Open(NamedTuple):
    """When the file was open; `last` is the last day on which anything can have happened in it."""

    opened: int
    closed: int | None
    last: int


def opening(life: Life, told: History) -> Open:
    draw, today = life.draw, life.today
    opened = max(life.here_since, told.first_support - draw.between(4, 45))
    if told.died is not None:
        closed = min(today, told.died + draw.between(3, 40))
        return Open(opened, closed, told.died)
    if told.moved is not None or draw.chance(CLOSES.get(life.state, 0)):
        closed = (told.support_ended or today) + draw.between(10, 120)
        if closed < today:
            return Open(opened, closed, closed)
    return Open(opened, None, today)


def _home(life: Life, town: Town, starts: int, ends: int | None) -> Address:
    draw = life.draw
    postcode, name = places.TOWNS[town.slug]
    street = draw.pick(places.STREETS[town.slug])
    return Address(
        "home",
        street,
        places.house_number(draw),
        places.box(draw),
        postcode,
        name,
        day(starts),
        day_or_none(ends),
    )


def _away(life: Life, starts: int) -> Address:
    postcode, name, street = life.draw.pick(places.ELSEWHERE)
    return Address("home", street, places.house_number(life.draw), "", postcode, name, day(starts), None)


def _reference(town: Town, starts: int, ends: int | None) -> Address:
    street, number = places.REFERENCE_STREET[town.slug]
    postcode, name = places.TOWNS[town.slug]
    return Address("reference", street, number, "", postcode, name, day(starts), day_or_none(ends))


def addresses(life: Life, town: Town, told: History, span: Open) -> tuple[tuple[Address, ...], bool]:
    """The addresses without a gap, and whether somebody is homeless now."""
    draw = life.draw
    first = max(life.here_since, span.opened - draw.short(0, 1800))
    end = told.moved if told.moved is not None else (told.died or life.today)
    cuts = sorted({first + draw.between(60, max(61, end - first)) for _ in range(draw.short(0, 3))})
    starts = [first, *(cut for cut in cuts if cut < end - 10)]
    homeless = told.died is None and told.moved is None and draw.chance(0.028)
    found: list[Address] = []
    for place, start in enumerate(starts):
        latest = place == len(starts) - 1
        until = (
            starts[place + 1] - 1
            if not latest
            else (None if end == life.today else end - (told.moved is not None))
        )
        if latest and homeless:
            found.append(_reference(town, start, until))
        else:
            found.append(_home(life, town, start, until))
    if told.moved is not None:
        found.append(_away(life, told.moved))
    return tuple(found), homeless


def phones(life: Life) -> tuple[Phone, ...]:
    roll = life.draw.fraction()
    if roll < 0.05:
        return ()
    own = Phone(numbers.phone(life.index), "")
    if roll < 0.12:
        return (
            own,
            Phone(numbers.phone(life.index + 500_000), life.draw.pick(("een vriend", "de buurvrouw"))),
        )
    return (own,)


def emails(life: Life, first: str, last: str) -> tuple[str, ...]:
    """Addresses that no mail server will ever serve; now and then one that does not even resolve."""
    roll = life.draw.fraction()
    if roll > 0.7:
        return ()
    name = f"{first}.{last}".lower().translate(PLAIN).replace(" ", "").replace("'", "")
    domain = "example.org" if roll < 0.5 else "example.com" if roll < 0.68 else "demo.invalid"
    return (f"{name}{life.index + 1}@{domain}",)


def vdab(life: Life, span: Open, may_work: bool) -> tuple[VdabRegistration, ...]:
    """Registration of those who may work, between 18 and 65; some let it lapse and come back."""
    draw = life.draw
    starts = max(life.adult_on, life.eligible, span.opened + draw.between(0, 150))
    if starts >= span.last or not may_work or years_after(life.birth, 65) <= span.last:
        return ()
    if not draw.chance(VDAB_SHARE_STUDENT if life.student else VDAB_SHARE):
        return ()
    ends = day(span.last) if span.closed is not None else None
    if span.last - starts > 500 and draw.chance(0.15):
        stops = draw.between(starts + 90, span.last - 200)
        again = draw.between(stops + 30, span.last - 20)
        return VdabRegistration(day(starts), day(stops)), VdabRegistration(day(again), ends)
    return (VdabRegistration(day(starts), ends),)


def _follow(role: str, worker: int, starts: int, ends: int | None) -> Assignment:
    return Assignment(role, worker, day(starts), day_or_none(ends))


def assignments(life: Life, town: Town, span: Open, may_work: bool) -> tuple[Assignment, ...]:
    """A social worker all the time; a trajectbegeleider or a counsellor for who can be guided."""
    draw, closed = life.draw, span.last if span.closed is not None else None
    social = draw.between(0, town.social_workers - 1)
    found = []
    starts = span.opened
    if span.last - starts > 400 and draw.chance(0.3):
        change = draw.between(starts + 120, span.last - 60)
        found.append(
            _follow("maatschappelijk_werker", (social + 1) % town.social_workers, starts, change - 1)
        )
        starts = change
    found.append(_follow("maatschappelijk_werker", social, starts, closed))
    begins = span.opened + draw.between(20, 260)
    guided = may_work and begins < span.last - 20 and years_after(life.birth, 65) > span.last
    if guided and draw.chance(0.15 if life.student else 0.58):
        found += _guides(life, town, begins, span.last, closed)
    return tuple(found)


def _guides(life: Life, town: Town, begins: int, last: int, closed: int | None) -> list[Assignment]:
    draw = life.draw
    if draw.chance(0.25):
        return [_follow("partner_counsellor", draw.between(0, town.partners - 1), begins, closed)]
    guide = draw.between(0, town.counsellors - 1)
    if last - begins > 500 and draw.chance(0.25):
        change = draw.between(begins + 100, last - 60)
        earlier = _follow("trajectbegeleider", guide, begins, change - 1)
        return [earlier, _follow("trajectbegeleider", (guide + 1) % town.counsellors, change, closed)]
    ends = draw.between(begins + 10, last) if closed is None and draw.chance(0.15) else closed
    return [_follow("trajectbegeleider", guide, begins, ends)]
