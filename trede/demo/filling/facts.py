"""The facts of a person as rows of the file. Which of them become events: those that tell how the file went."""

from collections.abc import Iterator
from datetime import date, timedelta

from trede.clients.models import (
    Address,
    Availability,
    Barrier,
    Channel,
    ContactAttempt,
    ContactPoint,
    ContactRule,
    DrivingLicence,
    Education,
    HouseholdMember,
    IncomeSpell,
    LanguageLevel,
    Mobility,
    Signal,
    Skill,
    VdabRegistration,
    WorkExperience,
    WorkRight,
)
from trede.demo.filling import codes
from trede.demo.filling.sheet import Scribe
from trede.demo.town import shapes
from trede.demo.town.draw import years_after
from trede.demo.town.signs import CARD_NAMES

SUPPORT = ("leefloon", "equivalent")
# A mother tongue is written as the highest level: the file knows no other scale.
MOTHER_TONGUE = "C2"
CARE_UNTIL = 12
MINUTE = timedelta(minutes=1)


def write_facts(person: shapes.Person, scribe: Scribe) -> None:
    """All facts of one person."""
    for part in (_living, _reach, _incomes, _work, _skills, _week, _signs):
        part(person, scribe)


def _known(on: date, person: shapes.Person) -> date:
    """What is older than the file became known when it opened."""
    return max(on, person.file_opened)


def _living(person: shapes.Person, scribe: Scribe) -> None:
    for place in person.addresses:
        scribe.fact(
            Address,
            _known(place.starts, person),
            told=place.ends is None,
            kind=codes.ADDRESSES[place.kind],
            street=place.street,
            house_number=place.number,
            box=place.box,
            postcode=place.postcode,
            municipality=place.municipality,
            starts_on=place.starts,
            ends_on=place.ends,
        )
    for mate in person.household:
        scribe.fact(
            HouseholdMember,
            _known(mate.starts, person),
            relation=mate.relation,
            first_name=mate.first_name,
            birth_date=mate.birth_date,
            dependent=mate.dependent,
            needs_care=mate.relation == "child" and _young(mate.birth_date, scribe.clock.today),
            starts_on=mate.starts,
            ends_on=mate.ends,
        )


def _young(birth: date, today: date) -> bool:
    return years_after(birth.toordinal(), CARE_UNTIL) > today.toordinal()


def _reach(person: shapes.Person, scribe: Scribe) -> None:
    wishes, on = person.preferences, person.file_opened
    out = wishes.opt_outs
    for place, phone in enumerate(person.phones):
        scribe.fact(
            ContactPoint,
            on,
            channel=Channel.MOBILE,
            value=phone.number,
            owner=phone.note,
            preferred=place == 0 and wishes.channel in ("phone", "sms") and not wishes.never_call,
            opted_out="phone" in out or "sms" in out,
            never=wishes.never_call,
            starts_on=on,
        )
    for place, email in enumerate(person.emails):
        scribe.fact(
            ContactPoint,
            on,
            channel=Channel.EMAIL,
            value=email,
            preferred=place == 0 and wishes.channel == "email" and not wishes.never_write,
            opted_out="email" in out,
            never=wishes.never_write,
            starts_on=on,
        )
    if wishes.reason:
        rule = "Nooit bellen" if wishes.never_call else "Nooit schrijven"
        scribe.fact(ContactRule, on, told=True, rule=f"{rule}. {wishes.reason}", starts_on=on)


def _incomes(person: shapes.Person, scribe: Scribe) -> None:
    for spell, category, starts, ends in _spells(person):
        cents = spell.monthly_cents
        scribe.fact(
            IncomeSpell,
            _known(starts, person),
            told=ends is None or ends >= scribe.clock.first_day,
            kind=spell.kind,
            category=category,
            amount_cents=cents,
            hours_per_week=spell.hours_per_week,
            employer=codes.EMPLOYERS[spell.detail],
            starts_on=starts,
            ends_on=ends,
        )


def _spells(person: shapes.Person) -> Iterator[tuple[shapes.IncomeSpell, str, date, date | None]]:
    """Support is cut where the category changes; the categories cover its days without a gap."""
    for spell in person.incomes:
        if spell.kind not in SUPPORT:
            yield spell, "", spell.starts, spell.ends
            continue
        last = spell.ends or date.max
        for part in person.categories:
            if spell.starts <= part.starts <= last:
                yield spell, part.category, part.starts, part.ends


def _work(person: shapes.Person, scribe: Scribe) -> None:
    for right in person.work_rights:
        scribe.fact(
            WorkRight,
            _known(right.starts, person),
            told=right is person.work_rights[-1],
            ground=codes.GROUNDS[right.ground],
            marking=right.marking,
            document=CARD_NAMES[right.document],
            asylum_asked_on=person.arrival if right.ground == "asylum" else None,
            starts_on=right.starts,
            ends_on=right.valid_until,
        )
    for period in person.vdab:
        scribe.fact(VdabRegistration, period.starts, told=True, starts_on=period.starts, ends_on=period.ends)
    for job in person.experience:
        scribe.fact(
            WorkExperience,
            _known(job.ends or job.starts, person),
            job=job.job,
            country=job.country,
            began=job.starts,
            ended=job.ends,
            tasks=f"Sector: {job.sector}",
        )


def _skills(person: shapes.Person, scribe: Scribe) -> None:
    for level in person.languages:
        mother = level.scale == "mother_tongue"
        scribe.fact(
            LanguageLevel,
            _known(level.measured_on, person),
            told=level.scale == "nt2" and level.measured_on >= person.file_opened,
            language=level.language,
            skill=Skill(level.skill),
            level=MOTHER_TONGUE if mother else level.level,
            measured_on=level.measured_on,
            certificate="Moedertaal" if mother else "",
        )
    for licence in person.licences:
        scribe.fact(
            DrivingLicence,
            _known(licence.obtained_on, person),
            kind=codes.LICENCES[licence.category if licence.valid_in_belgium else "foreign"],
            starts_on=licence.obtained_on,
        )
    for school in person.education:
        scribe.fact(
            Education,
            person.file_opened,
            level=school.level,
            subject=school.field,
            country=school.country,
            year=school.ended_on.year if school.ended_on else None,
            finished=school.diploma or school.level == "primary",
            recognised=school.recognised,
        )
    scribe.fact(
        Mobility,
        person.file_opened,
        bicycle="bicycle" in person.mobility,
        public_transport="bus" in person.mobility,
        car="car" in person.mobility,
        minutes=person.max_travel_minutes,
        remark="Heeft een bromfiets" if "moped" in person.mobility else "",
        starts_on=person.file_opened,
    )


def _week(person: shapes.Person, scribe: Scribe) -> None:
    weeks = ((Availability.Kind.WORK, person.availability), (Availability.Kind.CHILDCARE, person.childcare))
    for kind, slots in weeks:
        for slot in slots:
            scribe.fact(
                Availability,
                person.file_opened,
                kind=kind,
                weekday=slot.weekday,
                from_minute=slot.starts_minute,
                to_minute=slot.ends_minute,
                starts_on=person.file_opened,
            )


def _signs(person: shapes.Person, scribe: Scribe) -> None:
    for barrier in person.barriers:
        _barrier(barrier, scribe)
    for attempt in person.contacts:
        if attempt.on < scribe.clock.today:
            _attempt(attempt, scribe)
    for signal in person.signals:
        if signal.on < scribe.clock.today:
            _signal(signal, person, scribe)


# What is done about a barrier and by whom, and what lifted it.
DONE: dict[str, tuple[str, str, str]] = {
    "language": ("Volgt Nederlandse les.", "CVO", "Haalde het attest van de lessenreeks."),
    "mobility": (
        "Leert fietsen en oefent de buslijn.",
        "Begeleider",
        "Heeft nu een fiets en een abonnement.",
    ),
    "childcare": (
        "Staat op de wachtlijst van de opvang.",
        "Maatschappelijk werker",
        "Het kind heeft een plaats.",
    ),
    "housing": ("Zoekt een woning, samen met de woondienst.", "Woondienst", "Huurt een vaste woning."),
    "debts": ("Afbetalingsplan loopt.", "Budgetbegeleiding", "Het afbetalingsplan is klaar."),
    "digital": ("Volgt een basiscursus.", "Samen Divers", "Kan zelf inloggen en formulieren invullen."),
    "network": ("Gaat naar een praattafel.", "Begeleider", "Kent nu mensen in de buurt."),
    "administration": (
        "Brieven worden samen geopend.",
        "Maatschappelijk werker",
        "De papieren zijn in orde.",
    ),
    "attitude": ("Oefent op tijd komen en verwittigen.", "Werkvloercoach", "Komt al drie maanden stipt."),
}
FOLLOWED = 3


def _barrier(barrier: shapes.Barrier, scribe: Scribe) -> None:
    lifted = barrier.lifted
    doing, by_whom, because = DONE.get(barrier.code, ("", "", "Het staat niet meer in de weg."))
    # Of most something is being done.
    acts = lifted is None and scribe.client.number % FOLLOWED > 0
    row = scribe.fact(
        Barrier,
        barrier.since,
        told=True,
        code=barrier.code,
        severity=barrier.severity,
        doing=doing if acts else "",
        doing_by=by_whom if acts and doing else "",
        starts_on=barrier.since,
    )
    if lifted is not None:
        # The event of the beginning tells the row as it was then.
        scribe.sheet.happenings[-1].after = {"code": barrier.code, "severity": barrier.severity}
        row.ends_on, row.version, row.lifted_because = lifted, 2, because
        after = {"ends_on": lifted.isoformat(), "lifted_because": because}
        at = scribe.moment(lifted)
        scribe.tell("barrier.lifted", row, at, scribe.author(lifted), before={"ends_on": None}, after=after)


def _attempt(attempt: shapes.ContactAttempt, scribe: Scribe) -> None:
    at = scribe.clock.moment(attempt.on, attempt.minute)
    row = scribe.fact(
        ContactAttempt,
        attempt.on,
        at=at,
        how=codes.HOW[attempt.channel],
        reached=attempt.reached,
        note=attempt.note,
    )
    if attempt.on >= scribe.clock.first_day:
        # Noted when the file was there, also when somebody called earlier that day.
        row.recorded_at = max(at, scribe.client.recorded_at + MINUTE)
        scribe.tell("contactattempt.added", row, row.recorded_at, row.recorded_by_id)


def _signal(signal: shapes.Signal, person: shapes.Person, scribe: Scribe) -> None:
    row = scribe.fact(Signal, signal.on, kind=signal.kind, happened_on=signal.on)
    raised = {"kind": signal.kind, "happened_on": signal.on.isoformat(), "note": ""}
    scribe.tell("signal.raised", row, row.recorded_at, row.recorded_by_id, after=raised)
    seen = signal.acknowledged_on
    if seen is None or seen >= scribe.clock.today:
        return
    at, by = scribe.moment(seen), scribe.social_worker(seen)
    row.acknowledged_at, row.acknowledged_by_id, row.answer = at, by, "Nagekeken en verwerkt."
    scribe.tell("signal.acknowledged", row, at, by, after={"answer": row.answer})
