"""What somebody lived on: spells of leefloon, wage and benefit, told backwards from today."""

from typing import NamedTuple

from trede.demo.town.draw import Draw, Weighted, day, day_or_none, years_after
from trede.demo.town.life import Life
from trede.demo.town.shapes import IncomeSpell

EQUIVALENT = frozenset({"temporary_protection", "humanitarian", "medical_pending"})
WAGES = Weighted(("regular", 52), ("interim", 20), ("part_time", 18), ("artikel60", 10))
FIRST_WAGES = Weighted(("artikel60", 45), ("regular", 25), ("interim", 30))
HOURS = {"regular": (38, 38), "interim": (24, 38), "part_time": (15, 28), "artikel60": (38, 38)}
BENEFITS = frozenset({"unemployment", "sickness", "pension"})
END_REASONS = Weighted(("benefit", 55), ("moved", 35), ("died", 10))


class Spell(NamedTuple):
    kind: str
    detail: str
    starts: int
    ends: int | None


class History(NamedTuple):
    spells: list[Spell]
    first_support: int
    support_ended: int | None
    died: int | None
    moved: int | None


def _benefit(life: Life, on: int) -> str:
    if on >= years_after(life.birth, 66):
        return "pension"
    return "sickness" if life.draw.chance(0.55) else "unemployment"


def _before(life: Life, support: str, until: int, spells: list[Spell]) -> int:
    """Earlier rounds of support and work, as far as there was time; the first day of support."""
    draw, eligible = life.draw, life.eligible
    starts = max(eligible, until - 60 - draw.short(0, 1100))
    spells.append(Spell(support, "", starts, until))
    while starts - eligible > 420 and draw.chance(0.38) and life.residence != "medical_pending":
        ends = starts - 1
        work = max(eligible + 200, ends - draw.between(90, 700))
        if draw.chance(0.3) and ends - work > 200:
            middle = ends - draw.between(60, 150)
            spells.append(Spell(_benefit(life, middle + 1), "", middle + 1, ends))
            ends = middle
        spells.append(Spell("wage", draw.of(FIRST_WAGES), work, ends))
        until = work - 1
        starts = max(eligible, until - 60 - draw.short(0, 900))
        spells.append(Spell(support, "", starts, until))
    return starts


def _running(life: Life, support: str) -> History:
    """On support today."""
    draw, today = life.draw, life.today
    length = draw.between(20, 365) if draw.chance(0.27) else 365 + draw.short(0, 2600)
    starts = max(life.eligible, today - length)
    spells = [Spell(support, "", starts, None)]
    may_work = life.residence != "medical_pending"
    if may_work and draw.chance(0.07) and today - starts > 120:
        begun = draw.between(starts + 30, today - 20)
        spells.append(
            Spell("wage", "part_time", begun, None if draw.chance(0.7) else draw.between(begun + 14, today))
        )
    if may_work and starts - life.eligible > 500 and draw.chance(0.4):
        ends = starts - 1
        work = max(life.eligible + 240, ends - draw.between(60, 500))
        spells.append(Spell("wage", draw.of(FIRST_WAGES), work, ends))
        starts = _before(life, support, work - 1, spells)
    return History(spells, starts, None, None, None)


def _left(life: Life, support: str) -> History:
    """Not on support any more: at work, on a benefit, moved or died."""
    draw, today = life.draw, life.today
    recent = life.state.endswith("recent")
    longest = 345 if recent else min(1500, today - life.eligible - 90)
    left = today - draw.between(10 if recent else 380, longest)
    spells: list[Spell] = []
    died = moved = None
    if life.state.startswith("work"):
        spells.append(Spell("wage", draw.of(WAGES), left, None))
    else:
        how = draw.of(END_REASONS)
        if how == "died" and (life.belgian_since or 0) < left:
            died = left - 1
        elif how != "benefit":
            moved = left
        else:
            spells.append(Spell(_benefit(life, left), "", left, None))
    # A year ago the person was still on support when it ended recently: the round must reach back that far.
    reach = today - 370 if recent else left - 61
    until = left - 1
    starts = max(life.eligible, min(reach, until - 60) - draw.short(0, 1300))
    spells.append(Spell(support, "", starts, until))
    if starts - life.eligible > 420 and draw.chance(0.35):
        work = max(life.eligible + 200, starts - 1 - draw.between(90, 600))
        spells.append(Spell("wage", draw.of(FIRST_WAGES), work, starts - 1))
        starts = _before(life, support, work - 1, spells)
    return History(spells, starts, until, died, moved)


def history(life: Life) -> History:
    """The spells in order of start, as ordinals."""
    support = "equivalent" if life.residence in EQUIVALENT else "leefloon"
    told = _running(life, support) if life.state == "leefloon" else _left(life, support)
    told.spells.sort(key=_start)
    return told


def _start(spell: Spell) -> int:
    return spell.starts


def _pay(draw: Draw, spell: Spell) -> tuple[int | None, int | None]:
    """Net cents a month and hours a week: invented, of the right size."""
    if spell.kind == "wage":
        low, high = HOURS[spell.detail]
        hours = draw.between(low, high)
        return hours * draw.between(5000, 6200), hours
    return (draw.between(95_000, 155_000), None) if spell.kind in BENEFITS else (None, None)


def income_spells(life: Life, told: History) -> tuple[IncomeSpell, ...]:
    draw, found = life.draw, []
    for spell in told.spells:
        cents, hours = _pay(draw, spell)
        found.append(
            IncomeSpell(spell.kind, spell.detail, cents, hours, day(spell.starts), day_or_none(spell.ends))
        )
    return tuple(found)
