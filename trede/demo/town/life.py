"""The outline of one life: who, since when here, on what ground, and where the person stands today."""

from dataclasses import dataclass
from datetime import date

from trede.demo.town import numbers
from trede.demo.town.draw import Draw, Weighted, years_after
from trede.demo.town.names import BOOKS
from trede.demo.town.origins import EU_COUNTRIES, ORIGINS, UNSURE_BIRTH_DATES, Origin
from trede.demo.town.published import AGE_SHARES

# Spread evenly without clumps, so that a town of 20 already shows every age; coprime with every length of a
# band.
GOLDEN = 0.6180339887498949
STRIDE = 7_368_787
UNSURE_EVERY, DOUBLE_EVERY, TWIN_EVERY = 61, 151, 199
PROCEDURE_DAYS = {
    "refugee": (150, 720),
    "subsidiary": (150, 720),
    "family": (0, 60),
    "unlimited": (0, 60),
    "eu": (0, 20),
    "temporary_protection": (1, 30),
    "humanitarian": (600, 1500),
    "medical_pending": (60, 200),
    "single_permit": (0, 14),
    "belgian": (0, 30),
}
# Where people stand. "recent": on a leefloon a year ago and not any more, which gives the published 22.5 %.
STATES = Weighted(
    ("leefloon", 0.640),
    ("work_recent", 0.138),
    ("other_recent", 0.060),
    ("work_old", 0.085),
    ("other_old", 0.077),
)
ROOM_DAYS = {"leefloon": 60, "work_recent": 420, "other_recent": 420, "work_old": 600, "other_old": 600}


@dataclass(frozen=True, slots=True)
class Town:
    """What all persons of one town share."""

    seed: int
    today: int
    slug: str
    bands: tuple[tuple[int, int], ...]  # first possible day of birth, number of days
    social_workers: int
    counsellors: int
    partners: int


@dataclass(frozen=True, slots=True)
class Life:
    index: int
    draw: Draw
    today: int
    sex: str
    birth: int
    precision: str
    adult_on: int
    insz: str | None
    insz_kind: str
    origin: Origin
    family_name: str
    arrival: int | None
    registered: int  # residence on the ground that gives a right to support
    residence: str
    belgian_since: int | None
    eligible: int
    state: str
    student: bool
    twin_of: int | None

    @property
    def age(self) -> int:
        """Whole years, to within a day."""
        return int((self.today - self.birth) / 365.25)

    @property
    def here_since(self) -> int:
        return self.birth if self.arrival is None else self.arrival


AGES = Weighted(*((place, share) for place, (_, _, share) in enumerate(AGE_SHARES)))


def bands(today: date) -> tuple[tuple[int, int], ...]:
    """For each published age band: the earliest day of birth and how many days it counts."""
    ordinal = today.toordinal()
    found = []
    for youngest, oldest, _ in AGE_SHARES:
        first = years_after(ordinal, -(oldest + 1)) + 2
        last = years_after(ordinal, -youngest) - (75 if youngest == 18 else 1)
        found.append((first, last - first + 1))
    return tuple(found)


def _place(town: Town, index: int) -> int:
    return AGES.at((index * GOLDEN + town.seed * 0.37) % 1)


def _born(town: Town, index: int, state: str, place: int) -> tuple[int, int, int]:
    """Day of birth, turn and block of the national number (unique together, see `numbers.py`)."""
    first, days = town.bands[place]
    birth, turn = first + (index * STRIDE + town.seed * 977) % days, index // days
    if town.today - years_after(birth, 18) < ROOM_DAYS[state]:
        return birth - 731, turn, 600
    return birth, turn, 800


def _state(draw: Draw, place: int) -> str:
    state = draw.of(STATES)
    return state.replace("work", "other") if place == len(AGE_SHARES) - 1 else state


def _residence(draw: Draw, origin: Origin, state: str, age_days: int) -> str:
    residence = draw.of(origin.residence)
    if residence == "single_permit" and (age_days < 24 * 365 or state == "leefloon"):
        return "family"
    if residence == "humanitarian" and state == "leefloon" and draw.chance(0.35):
        return "medical_pending"
    return residence


def _came(draw: Draw, town: Town, origin: Origin, birth: int, state: str, residence: str) -> tuple[int, int]:
    """Arrival and the start of the residence that counts."""
    latest = town.today - ROOM_DAYS[state] - (130 if residence == "eu" else 30)
    since = origin.since.toordinal()
    grown = years_after(birth, 19) if residence == "single_permit" else birth
    earliest = max(grown, since) + 20
    registered = latest - draw.short(0, min(latest - earliest, 9500))
    low, high = PROCEDURE_DAYS[residence]
    return max(grown, since, registered - draw.between(low, high)), registered


def _insz(
    draw: Draw, facts: tuple[int, int, int], index: int, sex: str, unsure: bool
) -> tuple[str | None, str]:
    birth, turn, block = facts
    born = date.fromordinal(birth)
    if unsure:
        return numbers.unsure_bis_number(born.year, index // UNSURE_EVERY, sex), "bis"
    chance = draw.fraction()
    if chance < 0.015:
        return None, "none"
    serial = numbers.serial(turn, sex, block=block, even=chance < 0.5)
    if chance < 0.05:
        known = sex != "x"
        return numbers.bis_number(born.year, born.month, born.day, serial, sex_known=known), "bis"
    return numbers.national_number(born.year, born.month, born.day, serial), "rijksregister"


def _unsure(town: Town, index: int) -> bool:
    return (index + town.seed) % UNSURE_EVERY == 7


def is_double(town: Town, index: int) -> bool:
    return index > 0 and (index + town.seed) % DOUBLE_EVERY == 3


def is_twin(town: Town, index: int) -> bool:
    """A real twin of the person before, who must be an ordinary person."""
    if index == 0 or (index + town.seed) % TWIN_EVERY != 5:
        return False
    return not any((is_double(town, index), is_double(town, index - 1), _unsure(town, index - 1)))


def _student(draw: Draw, birth: int, today: int, state: str) -> bool:
    if state != "leefloon" or today - birth > 27 * 365:
        return False
    return draw.chance(0.42 if today - birth < 25 * 365 else 0.12)


def life(town: Town, index: int) -> Life:
    """The outline of person `index`, the same whatever the size of the town."""
    draw = Draw(town.seed, index)
    unsure = _unsure(town, index)
    origin = draw.of(UNSURE_BIRTH_DATES if unsure else ORIGINS)
    place = _place(town, index)
    state = _state(draw, place)
    sex = "x" if draw.chance(0.004) else "f" if draw.chance(origin.women) else "m"
    birth, turn, block = _born(town, index, state, place)
    family_name = draw.pick(BOOKS[origin.book].last)
    twin_of = None
    if is_twin(town, index):
        other = life(town, index - 1)
        _, turn, _ = _born(town, index - 1, other.state, _place(town, index - 1))
        origin, birth, state, family_name = other.origin, other.birth, other.state, other.family_name
        twin_of, block, unsure = index - 1, 500, False
    if unsure:
        birth = date(date.fromordinal(birth).year, 1, 1).toordinal()
    return _settle(
        draw, town, index, (birth, turn, block), (origin, family_name, sex, state, unsure, twin_of)
    )


def _settle(
    draw: Draw,
    town: Town,
    index: int,
    born: tuple[int, int, int],
    self: tuple[Origin, str, str, str, bool, int | None],
) -> Life:
    """Gives the person a way of having come here, and the rights that follow from it."""
    origin, family_name, sex, state, unsure, twin_of = self
    birth, today = born[0], town.today
    arrival: int | None = None
    residence, registered, belgian_since = "belgian", birth, None
    if draw.chance(origin.born_here):
        residence = "belgian" if origin.country not in EU_COUNTRIES else "eu"
    else:
        residence = _residence(draw, origin, state, today - birth)
        arrival, registered = _came(draw, town, origin, birth, state, residence)
        if (
            residence != "temporary_protection"
            and today - registered > 2300
            and draw.chance(origin.belgian * 1.6)
        ):
            belgian_since = draw.between(registered + 1900, today - 60)
            residence = "belgian"
    adult_on = years_after(birth, 18)
    insz, kind = _insz(draw, born, index, sex, unsure)
    return Life(
        index=index,
        draw=draw,
        today=today,
        sex=sex,
        birth=birth,
        precision="year" if unsure else "day",
        adult_on=adult_on,
        insz=insz,
        insz_kind=kind,
        origin=origin,
        family_name=family_name,
        arrival=arrival,
        registered=registered,
        residence=residence,
        belgian_since=belgian_since,
        eligible=max(adult_on, registered + (95 if residence == "eu" else 0)),
        state=state,
        student=_student(draw, birth, today, state),
        twin_of=twin_of,
    )


def nationality(life: Life) -> str:
    return "BE" if life.residence == "belgian" else life.origin.country
