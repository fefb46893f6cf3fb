"""A fact in one line, as a colleague would say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trede.clients import models as m
from trede.clients.fields import clock, euro_text, phone_text
from trede.clients.languages import country_name, language_name
from trede.clients.limit_words import limit_sentence
from trede.clients.standing import age_on
from trede.core.periods import today

SEVERITY_TONES = {1: "neutral", 2: "warn", 3: "bad"}


@dataclass(frozen=True, slots=True)
class Words:
    """`title` says the fact, `detail` what else there is to know, `warning` what asks attention, and how much.

    `weight`: how heavy it is, with the tone of it; `then`: what is done about it, or what helped.
    """

    title: str
    detail: str = ""
    warning: str = ""
    tone: str = "bad"
    weight: str = ""
    weight_tone: str = "neutral"
    then: str = ""


def describe(fact: m.Fact) -> Words:
    """The fact in words; labels, never codes."""
    return DESCRIBERS[type(fact)](fact)


def day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def _address(fact: m.Address) -> Words:
    back = _("Post kwam terug op %(day)s") % {"day": day(fact.returned_on)} if fact.returned_on else ""
    abroad = country_name(fact.country) if fact.country and fact.country != "BE" else ""
    return Words(joined(fact, abroad) or _("Adres zonder straat"), str(fact.get_kind_display()), back)


def _contact_point(fact: m.ContactPoint) -> Words:
    owner = _("van %(owner)s") % {"owner": fact.owner} if fact.owner else ""
    preferred = _("voorkeur") if fact.preferred else ""
    neutral = _("neutrale afzender") if fact.neutral_sender else ""
    silent = _("Wil hier geen berichten") if fact.opted_out else ""
    warning = _("Hier nooit schrijven of bellen") if fact.never else silent
    detail = joined(fact.get_channel_display(), owner, preferred, neutral)
    return Words(phone_text(fact.value), detail, warning, "bad" if fact.never else "warn")


def _household(fact: m.HouseholdMember) -> Words:
    years = age_on(fact.birth_date, today())
    age = _("%(age)s jaar") % {"age": years} if years is not None else ""
    dependent = _("ten laste") if fact.dependent else ""
    care = _("opvang nodig") if fact.needs_care else ""
    return Words(joined(fact.get_relation_display(), fact.first_name), joined(age, dependent, care))


def _income(fact: m.IncomeSpell) -> Words:
    amount = (
        _("€ %(amount)s per maand") % {"amount": euro_text(fact.amount_cents)} if fact.amount_cents else ""
    )
    hours = _("%(hours)s uur per week") % {"hours": fact.hours_per_week} if fact.hours_per_week else ""
    category = fact.get_category_display() if fact.category else ""
    return Words(joined(fact.get_kind_display(), category), joined(amount, hours, fact.employer))


def _work_right(fact: m.WorkRight) -> Words:
    asked = (
        _("asiel gevraagd op %(day)s") % {"day": day(fact.asylum_asked_on)} if fact.asylum_asked_on else ""
    )
    refused = _("Het CGVS besliste negatief") if fact.asylum_refused else ""
    marking = _("Vermelding: %(marking)s") % {"marking": fact.get_marking_display()} if fact.marking else ""
    return Words(joined(fact.get_ground_display(), marking), joined(fact.document, asked), refused)


def _vdab(fact: m.VdabRegistration) -> Words:
    return Words(_("Ingeschreven bij VDAB"))


def _language(fact: m.LanguageLevel) -> Words:
    skill = "" if fact.skill == m.Skill.ALL else fact.get_skill_display()
    measured = _("vastgesteld op %(day)s") % {"day": day(fact.measured_on)}
    return Words(f"{language_name(fact.language)} {fact.level}", joined(skill, measured, fact.certificate))


def _licence(fact: m.DrivingLicence) -> Words:
    return Words(_("Rijbewijs %(kind)s") % {"kind": fact.get_kind_display()})


def _mobility(fact: m.Mobility) -> Words:
    ways = [
        _("fiets") if fact.bicycle else "",
        _("bus, tram of trein") if fact.public_transport else "",
        _("auto") if fact.car else "",
    ]
    reach = _("tot %(minutes)s minuten reizen") % {"minutes": fact.minutes} if fact.minutes else ""
    return Words(", ".join(way for way in ways if way) or _("Enkel te voet"), joined(reach, fact.remark))


def _education(fact: m.Education) -> Words:
    unfinished = "" if fact.finished else _("niet afgewerkt")
    known = {True: _("erkend in Vlaanderen"), False: _("niet erkend in Vlaanderen")}
    recognised = known[fact.recognised] if fact.recognised is not None else ""
    country = country_name(fact.country) if fact.country else ""
    return Words(
        joined(fact.get_level_display(), fact.subject), joined(country, fact.year, unfinished, recognised)
    )


def _experience(fact: m.WorkExperience) -> Words:
    period = " – ".join(part.strftime("%m/%Y") for part in (fact.began, fact.ended) if part)
    country = country_name(fact.country) if fact.country else ""
    return Words(joined(fact.job, fact.employer), joined(period, country, fact.tasks))


def _barrier(fact: m.Barrier) -> Words:
    """What it is, how heavy, and what is done; of one that is over what helped. An own one names its shared code."""
    shared = _("telt mee als %(code)s") % {"code": fact.get_code_display().lower()} if fact.own_id else ""
    doing = fact.doing
    if fact.doing_by:
        doing = (
            f"{doing} ({fact.doing_by})" if doing else _("opgevolgd door %(who)s") % {"who": fact.doing_by}
        )
    last = _("Nu: %(doing)s") % {"doing": doing} if doing else ""
    if fact.lifted_because:
        last = _("Opgelost: %(how)s") % {"how": fact.lifted_because}
    return Words(
        str(fact),
        joined(shared, fact.note),
        weight=str(fact.get_severity_display()),
        weight_tone=SEVERITY_TONES.get(fact.severity, "neutral"),
        then=last,
    )


def _limit(fact: m.FunctionalLimit) -> Words:
    proof = _("attest in het dossier") if fact.proof_id else ""
    return Words(limit_sentence(fact.kind, fact.most, fact.ends_on), joined(fact.note, proof))


def _ticket(fact: m.Ticket) -> Words:
    decided = _("beslist door %(who)s") % {"who": fact.decided_by} if fact.decided_by else ""
    return Words(str(fact.get_kind_display()), decided)


def _consent(fact: m.Consent) -> Words:
    paper = _("papier in het dossier") if fact.paper_id else ""
    gone = ""
    if fact.withdrawn_on:
        gone = _("Ingetrokken op %(day)s") % {"day": day(fact.withdrawn_on)}
    detail = joined(fact.get_purpose_display(), fact.what, fact.get_form_display().lower(), paper)
    return Words(_("Aan %(who)s") % {"who": fact.given_to}, detail, gone, "warn")


def _availability(fact: m.Availability) -> Words:
    hours = f"{clock(fact.from_minute)}–{clock(fact.to_minute)}"
    return Words(joined(fact.get_weekday_display(), hours), str(fact.get_kind_display()))


def _attempt(fact: m.ContactAttempt) -> Words:
    return Words(
        joined(fact.get_how_display(), _("bereikt") if fact.reached else _("niet bereikt")), fact.note
    )


def _signal(fact: m.Signal) -> Words:
    since = _("sinds %(day)s") % {"day": day(fact.happened_on)}
    waiting = "" if fact.acknowledged_at else _("Wacht op bevestiging")
    return Words(str(fact.get_kind_display()), joined(since, fact.note, fact.answer), waiting)


def _document(fact: m.Document) -> Words:
    return Words(fact.title, joined(fact.get_kind_display(), day(fact.dated_on)))


DESCRIBERS: dict[type[m.Fact], Callable[[Any], Words]] = {
    m.Address: _address,
    m.ContactPoint: _contact_point,
    m.ContactRule: lambda fact: Words(fact.rule),
    m.HouseholdMember: _household,
    m.IncomeSpell: _income,
    m.WorkRight: _work_right,
    m.VdabRegistration: _vdab,
    m.LanguageLevel: _language,
    m.DrivingLicence: _licence,
    m.Mobility: _mobility,
    m.Education: _education,
    m.WorkExperience: _experience,
    m.Barrier: _barrier,
    m.FunctionalLimit: _limit,
    m.Ticket: _ticket,
    m.Consent: _consent,
    m.Availability: _availability,
    m.ContactAttempt: _attempt,
    m.Signal: _signal,
    m.Document: _document,
    m.Restriction: lambda fact: Words(_("Verwerking beperkt"), fact.ground),
}
