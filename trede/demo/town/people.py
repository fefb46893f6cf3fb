"""The town, person after person: each from the seed and its own number, whatever the size of the town."""

from collections.abc import Iterator
from datetime import date

from trede.demo.town import file, household, incomes, signs, skills
from trede.demo.town.doubles import double
from trede.demo.town.draw import Draw, Weighted, day, day_or_none
from trede.demo.town.life import Life, Town, bands, is_double, life, nationality
from trede.demo.town.names import BOOKS
from trede.demo.town.numbers import MAX_CLIENTS
from trede.demo.town.places import TEAMS
from trede.demo.town.rights import work_rights
from trede.demo.town.shapes import Person
from trede.demo.town.staff import head_count

FIRST_DAY = date(2024, 6, 1)  # before that, people from Ukraine could not have a history yet
ACCESS = Weighted(
    ("", 955),
    ("Gebruikt een rolstoel.", 8),
    ("Slechthorend: recht aankijken en traag spreken.", 12),
    ("Slechtziend: grote letters.", 8),
    ("Gaat moeilijk de trap op.", 12),
    ("Is snel overprikkeld: rustige kamer.", 5),
)


def _town(clients: int, seed: int, today: date, slug: str) -> Town:
    if not 1 <= clients <= MAX_CLIENTS:
        raise ValueError(f"Kies een aantal cliënten tussen 1 en {MAX_CLIENTS}, niet {clients}.")
    if today < FIRST_DAY:
        raise ValueError(
            f"Kies voor de demostad een datum vanaf {FIRST_DAY:%d/%m/%Y}, niet {today:%d/%m/%Y}."
        )
    if seed < 0:
        raise ValueError(f"Kies een startgetal van 0 of meer, niet {seed}.")
    if slug not in TEAMS:
        raise ValueError(f"Kies een van deze steden: {', '.join(sorted(TEAMS))}. {slug} is niet bekend.")
    count = head_count(clients, slug)
    return Town(
        seed=seed,
        today=today.toordinal(),
        slug=slug,
        bands=bands(today),
        social_workers=count["maatschappelijk_werker"],
        counsellors=count["trajectbegeleider"],
        partners=count["partner_counsellor"],
    )


def population(clients: int, seed: int, today: date, slug: str = "oostende") -> Iterator[Person]:
    """So many clients of one OCMW, made up, in order of number.

    Person n is the same in a town of any size, except for the workers, of whom a large town has more.
    Raises ValueError, with a Dutch sentence, for a number, seed, date or town that cannot be.
    """
    town = _town(clients, seed, today, slug)
    return _people(clients, town)


def _people(clients: int, town: Town) -> Iterator[Person]:
    before: Person | None = None
    for index in range(clients):
        if before is not None and is_double(town, index):
            yield double(Draw(town.seed, index), before, index + 1)
        else:
            before = person(town, index)
            yield before


def _names(who: Life) -> tuple[str, str, str]:
    draw, book = who.draw, BOOKS[who.origin.book]
    shelf = book.women if who.sex == "f" or (who.sex == "x" and draw.chance(0.5)) else book.men
    first = draw.pick(shelf)
    known_as = ""
    if draw.chance(0.22):
        second = draw.pick(shelf)
        if second != first:
            known_as = second if draw.chance(0.15) else ""
            first = f"{first} {second}"
    return first, book.last_name(who.family_name, who.sex), known_as


def _tongues(who: Life, spoken: str, rank: int) -> tuple[str, str]:
    """The language to speak and the one to write in: Dutch once it is good enough."""
    draw = who.draw
    reads = draw.of(who.origin.reads)
    speaks_dutch = rank >= 6 or (rank >= 3 and draw.chance(0.6))
    reads_dutch = rank == 8 or (rank >= 5 and draw.chance(0.6))
    return "nl" if speaks_dutch else spoken, "nl" if reads_dutch else reads


def person(town: Town, index: int) -> Person:
    """Person `index` of the town (counting from 0), doubles left aside."""
    who = life(town, index)
    draw = who.draw
    told = incomes.history(who)
    span = file.opening(who, told)
    mates = household.housemates(who, told)
    addresses, homeless = file.addresses(who, town, told, span)
    rights = work_rights(who, span.last)
    may_work = rights[-1].marking != "neen"
    schooling = skills.schooling_of(who)
    spoken = draw.of(who.origin.languages)
    levels = skills.languages(who, told, span.last, schooling, spoken)
    rank = 8 if spoken == "nl" else skills.dutch_rank(levels)
    speaks, reads = _tongues(who, spoken, rank)
    licences = skills.licences(who, span.last)
    slots, care = skills.time_free(who, mates)
    first, last, known_as = _names(who)
    wishes = signs.preferences(who)
    assigned = file.assignments(who, town, span, may_work)
    teams = TEAMS[town.slug]
    social = [a.worker for a in assigned if a.role == "maatschappelijk_werker"][-1]
    return Person(
        number=index + 1,
        organisation=town.slug,
        first_names=first,
        last_name=last,
        known_as=known_as,
        birth_date=day(who.birth),
        birth_date_precision=who.precision,
        died_on=day_or_none(told.died),
        sex=who.sex,
        insz=who.insz,
        insz_kind=who.insz_kind,
        nationality=nationality(who),
        origin=who.origin.key,
        arrival=day_or_none(who.arrival),
        residence=who.residence,
        speaking_language=speaks,
        reading_language=reads,
        literacy=draw.of(who.origin.literacy) if schooling in ("none", "primary") else "well",
        interpreter_needed=speaks not in ("nl", "fr", "en") and rank < 1,
        accessibility=draw.of(ACCESS),
        addresses=addresses,
        phones=file.phones(who),
        emails=file.emails(who, first, last),
        preferences=wishes,
        household=household.members(draw, who, mates),
        categories=household.categories(who, told, mates),
        incomes=incomes.income_spells(who, told),
        work_rights=rights,
        vdab=file.vdab(who, span, may_work),
        languages=levels,
        licences=licences,
        mobility=skills.mobility(who, licences),
        max_travel_minutes=draw.of(skills.TRAVEL),
        education=skills.education(who, schooling),
        student=who.student,
        experience=skills.experience(who, told),
        availability=slots,
        weekly_minutes=sum(slot.ends_minute - slot.starts_minute for slot in slots),
        childcare=care,
        barriers=signs.barriers(who, mates, licences, rank, homeless, span.opened, span.last),
        contacts=signs.contacts(who, wishes, span.opened, span.last),
        documents=signs.papers(
            who, span.opened, span.last, (rights[-1].document, rights[-1].starts, rights[-1].valid_until)
        ),
        signals=signs.signals(who, told, mates, span.opened, span.last),
        file_opened=day(span.opened),
        file_closed=day_or_none(span.closed),
        locked=draw.chance(0.004),
        double_of=None,
        twin_of=None if who.twin_of is None else who.twin_of + 1,
        team=teams[social % len(teams)],
        assignments=assigned,
    )
