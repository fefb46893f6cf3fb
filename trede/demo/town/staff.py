"""Who works in the made-up town, and for which organisation."""

from datetime import date, timedelta

from trede.demo.town import numbers
from trede.demo.town.draw import Draw
from trede.demo.town.file import PLAIN
from trede.demo.town.names import BOOKS
from trede.demo.town.places import TEAMS
from trede.demo.town.shapes import Absence, StaffMember, TownOrganisation

# role, organisation, how many; ten, four and three are those of the employment service of Oostende
FIXED = (
    ("teamleider", "oostende", 1),
    ("diensthoofd", "oostende", 1),
    ("beheerder", "oostende", 1),
    ("dpo", "oostende", 1),
    ("teamleider", "bredene", 1),
    ("beheerder", "bredene", 1),
    ("administratief_medewerker", "bredene", 1),
    ("partner_counsellor", "vdab", 2),
    # Whom Economisch Huis Oostende sends to the sessions: members of the OCMW's own organisation.
    ("partner_guest", "oostende", 2),
)
LEAST = {
    "trajectbegeleider": 10,
    "werkvloercoach": 4,
    "administratief_medewerker": 3,
    "partner_counsellor": 5,
}
PER_CLIENTS = {
    "trajectbegeleider": 200,
    "werkvloercoach": 500,
    "administratief_medewerker": 700,
    "partner_counsellor": 400,
}
SMALL_TOWN = {
    "maatschappelijk_werker": 2,
    "trajectbegeleider": 1,
    "werkvloercoach": 1,
    "partner_counsellor": 1,
}
CLIENTS_PER_SOCIAL_WORKER = 80
FROM_ABROAD = ("ma", "tr", "sy", "cd", "ua")
REASONS = ("verlof", "ziekte", "opleiding", "ouderschapsverlof")

ORGANISATIONS = (
    TownOrganisation(
        "oostende", "OCMW Oostende", numbers.enterprise_number(1), ("ocmw", "provider"), "8400", "Oostende"
    ),
    TownOrganisation("bredene", "OCMW Bredene", numbers.enterprise_number(2), ("ocmw",), "8450", "Bredene"),
    TownOrganisation(
        "eho",
        "Economisch Huis Oostende",
        numbers.enterprise_number(3),
        ("partner", "provider"),
        "8400",
        "Oostende",
    ),
    TownOrganisation(
        "vdab", "VDAB", numbers.enterprise_number(4), ("partner", "provider"), "1000", "Brussel"
    ),
)


def organisations() -> tuple[TownOrganisation, ...]:
    """The organisations of the demo: their names exist, their enterprise numbers are made up (and check)."""
    return ORGANISATIONS


def head_count(clients: int, slug: str) -> dict[str, int]:
    """How many work with clients in a town of that size; Oostende's ten, four and three at least."""
    if slug != "oostende":
        return dict(SMALL_TOWN)
    count = {role: max(least, clients // PER_CLIENTS[role]) for role, least in LEAST.items()}
    return {**count, "maatschappelijk_werker": max(4, clients // CLIENTS_PER_SOCIAL_WORKER)}


def _posts(clients: int) -> list[tuple[str, str, int]]:
    posts = []
    for role, many in head_count(clients, "oostende").items():
        posts.append((role, "eho" if role == "partner_counsellor" else "oostende", many))
    for role, many in head_count(0, "bredene").items():
        if role != "partner_counsellor":
            posts.append((role, "bredene", many))
    return posts + list(FIXED)


def _absences(draw: Draw, today: date) -> tuple[Absence, ...]:
    found = []
    if draw.chance(0.5):
        starts = today - timedelta(days=draw.between(40, 200))
        found.append(Absence(starts, starts + timedelta(days=draw.between(4, 20)), draw.pick(REASONS)))
    if draw.chance(0.15):
        starts = today - timedelta(days=draw.between(0, 12))
        found.append(Absence(starts, starts + timedelta(days=draw.between(13, 60)), draw.pick(REASONS)))
    return tuple(found)


def _member(seed: int, turn: int, today: date, role: str, organisation: str, index: int) -> StaffMember:
    draw = Draw(seed, (1 << 23) + turn)
    book = BOOKS["be" if draw.chance(0.82) else draw.pick(FROM_ABROAD)]
    women = draw.chance(0.68)
    first, base = draw.pick(book.women if women else book.men), draw.pick(book.last)
    last = book.last_name(base, "f" if women else "m")
    login = f"{first}.{last}".lower().translate(PLAIN).replace(" ", "")
    teams = TEAMS.get(organisation, ("",))
    team = teams[index % len(teams)] if role == "maatschappelijk_werker" else _team(role, organisation)
    return StaffMember(
        key=f"{login}.{turn + 1}",
        organisation=organisation,
        role=role,
        index=index,
        first_name=first,
        last_name=last,
        email=f"{login}.{turn + 1}@example.org",
        phone=numbers.phone(900_000 + turn),
        team=team,
        fraction_percent=draw.pick((100, 100, 100, 80, 80, 50)),
        absences=_absences(draw, today),
    )


def _team(role: str, organisation: str) -> str:
    if organisation in ("eho", "vdab"):
        return "Trajectbepaling"
    return "" if role in ("beheerder", "dpo", "diensthoofd", "partner_guest") else "Dienst tewerkstelling"


def staff(clients: int = 2000, seed: int = 1, today: date | None = None) -> list[StaffMember]:
    """Everybody who works in the demo: Oostende's ten, four and three at least, more in a larger town."""
    on = today or date.today()  # noqa: DTZ011
    posts = [(role, where, index) for role, where, many in _posts(clients) for index in range(many)]
    return [_member(seed, turn, on, role, where, index) for turn, (role, where, index) in enumerate(posts)]
