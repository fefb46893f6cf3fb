"""Reads what the session sheet shows from the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trede.clients import models as m
from trede.clients.gather import Gathered, gather
from trede.clients.languages import language_name
from trede.clients.standing import age_on, work_of
from trede.orientation.models import OrientationInvitation, QuestionNote
from trede.orientation.seeing import head_of
from trede.orientation.sheet import SheetFacts
from trede.referral.models import Referral, ReferralState

KINDS: tuple[Any, ...] = (
    m.WorkRight,
    m.LanguageLevel,
    m.HouseholdMember,
    m.Availability,
    m.Mobility,
    m.DrivingLicence,
    m.Education,
    m.WorkExperience,
    m.VdabRegistration,
    Referral,
    QuestionNote,
)


@dataclass(frozen=True, slots=True)
class Read:
    """What the sheet shows, and the notes of this talk."""

    facts: SheetFacts
    notes: list[QuestionNote]


def read(invitation: OrientationInvitation, on: date) -> Read:
    """Everything for the talk in two queries: the merged files, and what is known of them."""
    client = head_of(invitation.client)
    found = gather(KINDS, client.file_ids)
    notes = [note for note in found[QuestionNote] if note.invitation_id == invitation.pk]
    return Read(facts_of(client, found, asks_interpreter=invitation.asks_interpreter, on=on), notes)


def facts_of(client: m.Client, found: Gathered, *, asks_interpreter: bool, on: date) -> SheetFacts:
    """The facts of the sheet on a day. `client` is the head of a merged file."""
    referral = _referral(found[Referral])
    household = [one for one in found[m.HouseholdMember] if one.runs(on) and one.relation == m.Relation.CHILD]
    ways, minutes = _mobility(_running(found, m.Mobility, on))
    return SheetFacts(
        name=client.name,
        age=age_on(client.birth_date, on),
        languages=_languages(client, found[m.LanguageLevel]),
        dutch=_dutch(found[m.LanguageLevel]),
        interpreter=client.interpreter_needed or asks_interpreter,
        work_right=work_of(found[m.WorkRight], on).label,
        vdab=bool(_running(found, m.VdabRegistration, on)),
        children=len(household),
        care_for=sum(one.needs_care for one in household),
        childcare_minutes=_childcare(_running(found, m.Availability, on)),
        mobility=ways,
        travel_minutes=minutes,
        licences=[str(one.get_kind_display()) for one in _running(found, m.DrivingLicence, on)],
        education=[_education(one) for one in found[m.Education]],
        experience=[_experience(one) for one in found[m.WorkExperience]],
        estimate=str(referral.get_estimate_display()) if referral else "",
        wish=referral.wish if referral else "",
    )


def _referral(referrals: Iterable[Referral]) -> Referral | None:
    """The last one that was not withdrawn; they come newest first."""
    return next((one for one in referrals if one.state != ReferralState.WITHDRAWN), None)


def _running(found: Gathered, kind: Any, on: date) -> list[Any]:
    return [one for one in found[kind] if one.runs(on)]


def _languages(client: m.Client, levels: Iterable[m.LanguageLevel]) -> list[str]:
    codes = [code for code in (client.speaks, client.reads_in) if code]
    codes += [level.language for level in levels if level.language != "nl"]
    return [language_name(code) for code in dict.fromkeys(codes)]


def _dutch(levels: Iterable[m.LanguageLevel]) -> list[str]:
    """The newest measurement of each skill; they come newest first."""
    newest: dict[str, m.LanguageLevel] = {}
    for level in levels:
        if level.language == "nl":
            newest.setdefault(level.skill, level)
    return [f"{one.get_skill_display()} {one.level}" for one in newest.values()]


def _childcare(blocks: Iterable[m.Availability]) -> int | None:
    care = [one for one in blocks if one.kind == m.Availability.Kind.CHILDCARE]
    return sum(one.to_minute - one.from_minute for one in care) if care else None


def _mobility(rows: list[m.Mobility]) -> tuple[list[str], int | None]:
    if not rows:
        return [], None
    one = rows[0]
    ways = ((one.bicycle, _("fiets")), (one.public_transport, _("bus, tram of trein")), (one.car, _("auto")))
    return [word for has, word in ways if has], one.minutes


def _education(one: m.Education) -> str:
    parts = [str(one.get_level_display()), one.subject, "" if one.finished else _("niet afgewerkt")]
    return ", ".join(part for part in parts if part)


def _experience(one: m.WorkExperience) -> str:
    years = _years(one.began, one.ended)
    return f"{one.job} ({years})" if years else one.job


def _years(began: date | None, ended: date | None) -> str:
    if began is None:
        return ""
    return f"{began.year}–{ended.year}" if ended else _("sinds %(year)s") % {"year": began.year}
