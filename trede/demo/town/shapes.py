"""What the made-up town consists of: plain frozen values, without Django.

Ends of periods are inclusive; an end of None means "still running". Times of day are minutes since midnight,
money is integer cents per month. Codes are English, texts that a worker would have typed are Dutch.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Address:
    kind: str  # home, or reference (an address of the OCMW itself, for the homeless)
    street: str
    number: str
    box: str
    postcode: str
    municipality: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Phone:
    number: str  # E.164
    note: str


@dataclass(frozen=True, slots=True)
class Preferences:
    channel: str  # phone, sms, email, letter
    opt_outs: tuple[str, ...]  # channels the client does not want
    never_write: bool
    never_call: bool
    reason: str


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    relation: str  # partner, child, parent, sibling, friend
    first_name: str
    birth_date: date
    dependent: bool
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class CategoryPeriod:
    category: str  # A samenwonend, B alleenstaand, C gezin ten laste
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class IncomeSpell:
    kind: str  # leefloon, equivalent, wage, unemployment, sickness, pension
    detail: str  # of a wage: artikel60, regular, interim, part_time; otherwise ""
    monthly_cents: int | None  # net; None for a leefloon, whose amount follows from the law
    hours_per_week: int | None  # wages only
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class WorkRight:
    ground: str  # belgian, eu, refugee, subsidiary, temporary_protection, asylum, family, unlimited, ...
    marking: str  # onbeperkt, beperkt, neen
    document: str
    starts: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class VdabRegistration:
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    language: str
    skill: str  # all, speaking, reading
    scale: str  # nt2, cefr, mother_tongue
    level: str  # "" for a mother tongue
    measured_on: date


@dataclass(frozen=True, slots=True)
class Licence:
    category: str
    country: str
    obtained_on: date
    valid_in_belgium: bool


@dataclass(frozen=True, slots=True)
class Education:
    level: str  # none, primary, middle, upper, bachelor
    field: str
    country: str
    ended_on: date | None  # None: still studying
    diploma: bool
    recognised: bool


@dataclass(frozen=True, slots=True)
class WorkExperience:
    job: str
    sector: str
    country: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class DaySlot:
    weekday: int  # 0 is Monday
    starts_minute: int
    ends_minute: int


@dataclass(frozen=True, slots=True)
class Barrier:
    code: str
    severity: int  # 1 light, 2 clear, 3 blocking
    since: date
    lifted: date | None


@dataclass(frozen=True, slots=True)
class ContactAttempt:
    on: date
    minute: int
    channel: str  # phone, sms, email, letter, visit
    reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    type: str  # permit, certificate, cv, decision, contract, medical_limit, other
    title: str
    dated: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Signal:
    kind: str  # work_started, hours, allowance, household, absence
    on: date
    acknowledged_on: date | None


@dataclass(frozen=True, slots=True)
class Assignment:
    role: str  # maatschappelijk_werker, trajectbegeleider, partner_counsellor
    worker: int  # index among the staff of that role and that OCMW
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    organisation: str
    first_names: str
    last_name: str
    known_as: str
    birth_date: date  # the first possible day when it is not known exactly
    birth_date_precision: str  # day, month, year
    died_on: date | None
    sex: str  # m, f, x
    insz: str | None
    insz_kind: str  # rijksregister, bis, none
    nationality: str  # ISO 3166 alpha-2
    origin: str  # key of the name book; no fact about the person
    arrival: date | None  # None: born in Belgium
    residence: str  # ground of residence today
    speaking_language: str
    reading_language: str
    literacy: str  # well, little, not
    interpreter_needed: bool
    accessibility: str
    addresses: tuple[Address, ...]
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    preferences: Preferences
    household: tuple[HouseholdMember, ...]
    categories: tuple[CategoryPeriod, ...]
    incomes: tuple[IncomeSpell, ...]
    work_rights: tuple[WorkRight, ...]
    vdab: tuple[VdabRegistration, ...]
    languages: tuple[LanguageLevel, ...]
    licences: tuple[Licence, ...]
    mobility: tuple[str, ...]  # foot, bicycle, bus, car, moped
    max_travel_minutes: int
    education: tuple[Education, ...]
    student: bool
    experience: tuple[WorkExperience, ...]
    availability: tuple[DaySlot, ...]
    weekly_minutes: int
    childcare: tuple[DaySlot, ...]
    barriers: tuple[Barrier, ...]
    contacts: tuple[ContactAttempt, ...]
    documents: tuple[DocumentMeta, ...]
    signals: tuple[Signal, ...]
    file_opened: date
    file_closed: date | None
    locked: bool
    double_of: int | None  # number of the same person's first file
    twin_of: int | None  # number of a real twin: alike, yet somebody else
    team: str
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    starts: date
    ends: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    key: str  # unique, usable as a user name
    organisation: str
    role: str
    index: int  # counts from 0 within organisation and role
    first_name: str
    last_name: str
    email: str
    phone: str
    team: str
    fraction_percent: int
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class TownOrganisation:
    slug: str
    name: str
    enterprise_number: str
    capacities: tuple[str, ...]  # ocmw, partner, host, provider
    postcode: str
    municipality: str
