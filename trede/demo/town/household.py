"""Who somebody lives with over time, and the leefloon category that follows from it."""

from typing import NamedTuple

from trede.demo.town.draw import Draw, Weighted, day, day_or_none, years_after
from trede.demo.town.incomes import History
from trede.demo.town.life import Life
from trede.demo.town.names import BOOKS
from trede.demo.town.shapes import CategoryPeriod, HouseholdMember

SUPPORT = frozenset({"leefloon", "equivalent"})
YEAR = 365


class Housemate(NamedTuple):
    relation: str
    birth: int
    dependent: bool
    starts: int
    ends: int | None


def _table(
    alone: float, parents: float, couple: float, family: float, single: float, shared: float
) -> Weighted[str]:
    return Weighted(
        ("alone", alone),
        ("parents", parents),
        ("couple", couple),
        ("family", family),
        ("single", single),
        ("shared", shared),
    )


LIVING = {
    ("young", "f"): _table(34, 34, 8, 6, 12, 6),
    ("young", "m"): _table(44, 38, 5, 2, 1, 10),
    ("adult", "f"): _table(26, 4, 10, 22, 34, 4),
    ("adult", "m"): _table(52, 5, 11, 19, 3, 10),
    ("older", "f"): _table(60, 1, 16, 8, 11, 4),
    ("older", "m"): _table(67, 1, 15, 8, 2, 7),
}


def _living(life: Life) -> str:
    age = life.age
    group = "young" if age < 25 else "adult" if age < 50 else "older"
    how = life.draw.of(LIVING[group, "f" if life.sex == "f" else "m"])
    came_grown = life.arrival is not None and life.arrival > life.birth + 17 * YEAR
    return "shared" if how == "parents" and came_grown else how


def _parents(life: Life, until: int | None) -> list[Housemate]:
    draw, birth = life.draw, life.birth
    mother = birth - draw.between(18 * YEAR, 40 * YEAR)
    found = [Housemate("parent", mother, False, life.here_since, until)]
    if draw.chance(0.55):
        found.append(
            Housemate("parent", birth - draw.between(19 * YEAR, 45 * YEAR), False, life.here_since, until)
        )
    if draw.chance(0.5):
        born = birth + draw.between(400, 9 * YEAR)
        if born < life.today - 200 and born - mother < 45 * YEAR:
            found.append(Housemate("sibling", born, False, max(born, life.here_since), until))
    return found


def _partner(life: Life, ends: int | None) -> list[Housemate]:
    draw = life.draw
    born = life.birth + draw.between(-8 * YEAR, 6 * YEAR)
    low = max(years_after(born, 18), life.adult_on, life.here_since)
    last = (ends or life.today) - 30
    if low > last:
        return []
    return [Housemate("partner", born, False, max(low, last - draw.short(0, 9 * YEAR)), ends)]


def _births(life: Life) -> list[int]:
    """Days of birth of the children, of a parent of 18 to 42 (women) or 55."""
    draw, birth = life.draw, life.birth
    first = max(birth + 18 * YEAR + 200, life.today - 24 * YEAR)
    last = min(life.today - 30, birth + (42 if life.sex == "f" else 55) * YEAR)
    if first > last:
        return []
    wanted = 1 + int(draw.fraction() * (2 * life.origin.children - 1))
    born = [first + draw.short(0, min(last - first, 14 * YEAR))]
    while len(born) < wanted:
        following = born[-1] if draw.chance(0.015) else born[-1] + draw.between(400, 1500)
        if following > last:
            break
        born.append(following)
    return born


def _children(life: Life) -> list[Housemate]:
    draw, today, found = life.draw, life.today, []
    joined = life.here_since
    if life.residence in ("refugee", "subsidiary") and draw.chance(0.5):
        joined = life.registered + draw.between(200, 900)
    for born in _births(life):
        starts, of_age = max(born, joined), years_after(born, 18)
        ends = of_age + draw.between(60, 6 * YEAR) if draw.chance(0.6) else None
        if starts >= today - 10 or (ends is not None and ends <= starts):
            continue
        found.append(
            Housemate("child", born, of_age > today, starts, ends if ends and ends < today else None)
        )
    return found


def _shared(life: Life, told: History) -> list[Housemate]:
    draw = life.draw
    born = life.birth + draw.between(-6 * YEAR, 6 * YEAR)
    starts = max(
        life.adult_on, life.here_since, years_after(born, 18), told.first_support - draw.short(0, 700)
    )
    if starts > life.today - 20:
        return []
    ends = draw.between(starts + 20, life.today) if draw.chance(0.2) else None
    return [Housemate("friend", born, False, starts, ends)]


def _earlier(life: Life, told: History) -> list[Housemate]:
    """What was before: parents left behind, a partner who is gone."""
    draw, low, high = life.draw, told.first_support + 30, life.today - 30
    if low >= high or not draw.chance(0.12):
        return []
    ends = draw.between(low, high)
    native = life.arrival is None or life.arrival < life.birth + 17 * YEAR
    return _parents(life, ends) if life.age < 28 and native else _partner(life, ends)


def housemates(life: Life, told: History) -> list[Housemate]:
    """Everybody of the household over time; nobody after the death of the person."""
    how = _living(life)
    if how == "parents":
        found = _parents(life, None)
    elif how in ("couple", "family"):
        found = _partner(life, None) + (_children(life) if how == "family" else [])
    elif how == "single":
        found = _children(life) + _earlier(life, told)
    else:
        found = _shared(life, told) if how == "shared" else _earlier(life, told)
    if told.died is None or not found:
        return found
    return [_until(member, told.died) for member in found if member.starts < told.died]


def _until(member: Housemate, last: int) -> Housemate:
    return member._replace(ends=last) if member.ends is None or member.ends > last else member


def members(draw: Draw, life: Life, found: list[Housemate]) -> tuple[HouseholdMember, ...]:
    book = BOOKS[life.origin.book]
    return tuple(
        HouseholdMember(
            m.relation,
            draw.pick(book.women if draw.chance(0.5) else book.men),
            day(m.birth),
            m.dependent,
            day(m.starts),
            day_or_none(m.ends),
        )
        for m in found
    )


def category_on(found: list[Housemate], on: int) -> str:
    """C with a minor child of one's own at home, A with anybody else, B alone."""
    category = "B"
    for member in found:
        if member.starts <= on and (member.ends is None or on <= member.ends):
            if member.relation == "child" and on < years_after(member.birth, 18):
                return "C"
            category = "A"
    return category


def _changes(found: list[Housemate], starts: int, last: int) -> list[int]:
    days = {starts}
    for member in found:
        days.add(member.starts)
        if member.ends is not None:
            days.add(member.ends + 1)
        if member.relation == "child":
            days.add(years_after(member.birth, 18))
    return sorted(d for d in days if starts <= d <= last)


def _of_spell(
    found: list[Housemate], starts: int, ends: int | None, today: int
) -> list[tuple[str, int, int | None]]:
    if not found:
        return [("B", starts, ends)]
    periods: list[tuple[str, int, int | None]] = []
    for change in _changes(found, starts, today if ends is None else ends):
        category = category_on(found, change)
        if periods and periods[-1][0] == category:
            continue
        if periods:
            periods[-1] = (*periods[-1][:2], change - 1)
        periods.append((category, change, ends))
    return periods


def categories(life: Life, told: History, found: list[Housemate]) -> tuple[CategoryPeriod, ...]:
    """The category on every day of support, cut where the household changes."""
    return tuple(
        CategoryPeriod(category, day(starts), day_or_none(ends))
        for spell in told.spells
        if spell.kind in SUPPORT
        for category, starts, ends in _of_spell(found, spell.starts, spell.ends, life.today)
    )
