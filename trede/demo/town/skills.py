"""What somebody can and did: languages, schooling, work, licences, and when there is time."""

from trede.demo.town.draw import Weighted, day, day_or_none, years_after
from trede.demo.town.household import Housemate
from trede.demo.town.incomes import History
from trede.demo.town.life import Life
from trede.demo.town.origins import EU_COUNTRIES
from trede.demo.town.shapes import DaySlot, Education, LanguageLevel, Licence, WorkExperience

NT2_STEPS = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2")
CEFR = ("A1", "A2", "B1", "B2", "C1")
LEVELS = ("none", "primary", "middle", "upper", "bachelor")
AGE_AT_END = {"primary": 12, "middle": 16, "upper": 18, "bachelor": 22}
PERSISTENCE = {"none": 0.62, "primary": 0.70, "middle": 0.78, "upper": 0.85, "bachelor": 0.90}
FIELDS = (
    "bouw", "verzorging", "kantoor", "elektriciteit", "horeca", "mechanica", "haartooi", "handel",
    "logistiek",
    "techniek-wetenschappen", "humane wetenschappen", "landbouw",
)  # fmt: skip
JOBS = (
    ("poetsmedewerker", "schoonmaak"), ("keukenhulp", "horeca"), ("afwasser", "horeca"), ("kamermeisje",
    "horeca"),
    ("inpakker", "voeding"), ("productiemedewerker", "industrie"), ("magazijnier", "logistiek"),
    ("bouwhelper", "bouw"), ("schilder", "bouw"), ("winkelbediende", "handel"), ("kassamedewerker", "handel"),
    ("visverwerker", "visserij"), ("tuinhulp", "groen"), ("chauffeur", "transport"), ("naaister", "textiel"),
    ("zorghulp", "zorg"), ("landarbeider", "landbouw"), ("lasser", "metaal"), ("kapper", "persoonlijke zorg"),
    ("leraar", "onderwijs"), ("onthaalmedewerker", "kantoor"), ("strandreddingshulp", "toerisme"),
)  # fmt: skip
ARTIKEL60_JOBS = (
    ("medewerker groendienst", "groen"),
    ("medewerker kringwinkel", "handel"),
    ("hulpkok sociaal restaurant", "horeca"),
    ("poetsmedewerker stad", "schoonmaak"),
    ("klusjesman woonzorgcentrum", "zorg"),
    ("onthaalmedewerker", "kantoor"),
)
DRIVES = {("f", False): 0.24, ("f", True): 0.36, ("m", False): 0.38, ("m", True): 0.48}
TRAVEL = Weighted((20, 10), (30, 30), (45, 30), (60, 22), (90, 8))
SCHOOL_DAY, CARE_DAY, FULL_DAY = (510, 920), (420, 1080), (480, 1050)


def _dutch_steps(life: Life, last: int, schooling: str) -> list[LanguageLevel]:
    draw, found = life.draw, []
    on = life.here_since + draw.between(60, 480)
    keep = PERSISTENCE[schooling]
    for step in NT2_STEPS:
        on += draw.between(80, 320)
        if on > last or not draw.chance(keep):
            break
        found.append(LanguageLevel("nl", "all", "nt2", step, day(on)))
    return found


def languages(life: Life, told: History, last: int, schooling: str, spoken: str) -> tuple[LanguageLevel, ...]:
    """Levels in order of date; a mother tongue has no level. Dutch grows from arrival on, never back."""
    draw = life.draw
    start = day(told.first_support)
    found = [LanguageLevel(spoken, "all", "mother_tongue", "", start)]
    if spoken == "nl":
        pass
    elif life.here_since < life.birth + 14 * 365:
        found.append(LanguageLevel("nl", "all", "cefr", "C1" if life.arrival is None else "B2", start))
    else:
        found += _dutch_steps(life, last, schooling)
    if draw.chance(0.42):
        other = "en" if spoken == "fr" or draw.chance(0.6) else "fr"
        place = draw.between(0, 3)
        found.append(LanguageLevel(other, "speaking", "cefr", CEFR[place], start))
        if draw.chance(0.5):
            found.append(LanguageLevel(other, "reading", "cefr", CEFR[max(0, place - 1)], start))
    return tuple(found)


def dutch_rank(levels: tuple[LanguageLevel, ...]) -> int:
    """-1 for none, 0 for step 1.1 and on; 8 for a mother tongue or school Dutch."""
    rank = -1
    for level in levels:
        if level.language == "nl":
            rank = NT2_STEPS.index(level.level) if level.scale == "nt2" else 8
    return rank


def schooling_of(life: Life) -> str:
    """The highest level that fits the age; a student in higher education has finished secondary school."""
    level = life.draw.of(life.origin.schooling)
    if life.student:
        return "upper" if life.today - life.birth > 19 * 365 + 200 else "middle"
    while level != "none" and years_after(life.birth, AGE_AT_END[level] + 1) > life.today:
        level = LEVELS[LEVELS.index(level) - 1]
    return level


def education(life: Life, schooling: str) -> tuple[Education, ...]:
    draw, found = life.draw, []
    if schooling != "none":
        ended = min(years_after(life.birth, AGE_AT_END[schooling]) + draw.between(0, 300), life.today)
        abroad = life.arrival is not None and life.arrival > ended
        country = life.origin.country if abroad else "BE"
        diploma = schooling in ("upper", "bachelor") and (life.student or draw.chance(0.8))
        known = not abroad or (diploma and draw.chance(0.22))
        field = "" if schooling == "primary" else draw.pick(FIELDS)
        found.append(Education(schooling, field, country, day(ended), diploma, known))
    if life.student:
        level = "bachelor" if schooling == "upper" else "upper"
        found.append(Education(level, draw.pick(FIELDS), "BE", None, False, True))
    return tuple(found)


def _job(
    life: Life, country: str, starts: int, ends: int | None, jobs: tuple[tuple[str, str], ...]
) -> WorkExperience:
    job, sector = life.draw.pick(jobs)
    return WorkExperience(job, sector, country, day(starts), day_or_none(ends))


def _jobs_between(life: Life, country: str, low: int, high: int, at_most: int) -> list[WorkExperience]:
    found: list[WorkExperience] = []
    for _ in range(life.draw.between(0, at_most)):
        if high - low < 240:
            break
        starts = low + life.draw.between(0, (high - low) // 2)
        ends = min(high, starts + life.draw.between(90, 2200))
        found.append(_job(life, country, starts, ends, JOBS))
        low = ends + 30
    return found


def experience(life: Life, told: History) -> tuple[WorkExperience, ...]:
    """Work before coming, work before support, and every wage in the history."""
    leaves_school = years_after(life.birth, 18)
    found: list[WorkExperience] = []
    if life.arrival is not None:
        found += _jobs_between(life, life.origin.country, leaves_school, life.arrival - 30, 2)
    low = max(leaves_school + 60, life.registered + 200)
    found += _jobs_between(life, "BE", low, told.first_support - 15, 2)
    for spell in told.spells:
        if spell.kind == "wage":
            jobs = ARTIKEL60_JOBS if spell.detail == "artikel60" else JOBS
            found.append(_job(life, "BE", spell.starts, spell.ends, jobs))
    return tuple(found)


def licences(life: Life, last: int) -> tuple[Licence, ...]:
    draw = life.draw
    found: list[Licence] = []
    if draw.chance(0.05) and life.arrival is None:
        found.append(Licence("AM", "BE", day(years_after(life.birth, 16) + draw.between(0, 600)), True))
    low = life.adult_on + 60
    if low < last and draw.chance(DRIVES["f" if life.sex == "f" else "m", life.birth < last - 30 * 365]):
        on = low + draw.short(0, min(last - low, 15 * 365))
        abroad = life.arrival is not None and on < life.arrival
        country = life.origin.country if abroad else "BE"
        valid = not abroad or country in EU_COUNTRIES or draw.chance(0.4)
        found.append(Licence("B", country, day(on), valid))
        truck = max(on + 200, years_after(life.birth, 21))
        if truck < last and not abroad and draw.chance(0.06):
            found.append(Licence("C", country, day(draw.between(truck, last)), True))
    return tuple(found)


def mobility(life: Life, found: tuple[Licence, ...]) -> tuple[str, ...]:
    draw = life.draw
    means = ["foot", "bus"]
    if draw.chance(0.48):
        means.append("bicycle")
    for licence in found:
        if licence.category == "AM":
            means.append("moped")
        elif licence.category == "B" and licence.valid_in_belgium and draw.chance(0.4):
            means.append("car")
    return tuple(means)


def youngest_child(found: list[Housemate], today: int) -> int | None:
    """Day of birth of the youngest child at home today."""
    births = [
        m.birth for m in found if m.relation == "child" and m.starts <= today and (m.ends or today) >= today
    ]
    return max(births, default=None)


def time_free(life: Life, found: list[Housemate]) -> tuple[tuple[DaySlot, ...], tuple[DaySlot, ...]]:
    """When somebody can work, and when the children are cared for: the first within the second."""
    draw = life.draw
    youngest = youngest_child(found, life.today)
    care: tuple[DaySlot, ...] = ()
    hours, days = FULL_DAY, range(5)
    if youngest is not None and life.today - youngest < 12 * 365:
        cared = SCHOOL_DAY if life.today - youngest > 3 * 365 and draw.chance(0.5) else CARE_DAY
        days = range(5) if draw.chance(0.7) else range(4)
        care = tuple(DaySlot(weekday, *cared) for weekday in days)
        hours = (max(cared[0], 510), min(cared[1], 990)) if cared is SCHOOL_DAY else (450, 1050)
    elif life.student:
        hours, days = (1020, 1260), range(draw.between(2, 5))
    elif draw.chance(0.35):
        hours, days = (360, 1320), range(6 if draw.chance(0.7) else 7)
    elif draw.chance(0.2):
        hours, days = (540, 780), range(draw.between(3, 5))
    return tuple(DaySlot(weekday, *hours) for weekday in days), care
