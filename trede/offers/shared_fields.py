"""The closed list of what a partner may learn of a client, and which of it is needed for which kind of offer.

Never on it: the national number, income, anything of the confidential compartment, the household, the address.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import models as m
from trede.clients.fields import clock, phone_text
from trede.clients.gather import Gathered, gather
from trede.clients.languages import language_name
from trede.clients.reaching import same_email, same_number
from trede.clients.standing import work_of
from trede.offers.dutch import in_dutch
from trede.offers.models import OfferKind as K

LANGUAGE = frozenset({K.LANGUAGE, K.LANGUAGE_PRACTICE, K.INTEGRATION, K.BUDDY, K.MENTORING, K.DIGITAL})
LEARNING = frozenset({K.TRAINING, K.CAREER, K.PREPARATORY, K.MODULE, K.ORIENTATION})
WORK = frozenset(
    {K.WORK_EXPERIENCE, K.INTERNSHIP, K.EMPLOYMENT, K.JOB_SEARCH, K.MEDIATION, K.TRAJECTORY, K.ASSESSMENT}
)
DAYTIME = frozenset({K.SOCIAL, K.AMA, K.VOLUNTEERING}) | LANGUAGE | LEARNING | WORK
KINDS: tuple[Any, ...] = (
    m.ContactPoint,
    m.ContactRule,
    m.LanguageLevel,
    m.DrivingLicence,
    m.Mobility,
    m.Availability,
    m.Education,
    m.WorkExperience,
    m.WorkRight,
    m.VdabRegistration,
    m.Consent,
)
MOST_JOBS = 3
REACH = "reach"
ASK_FIRST = gettext_lazy("Vraag eerst aan de begeleider hoe u deze persoon bereikt.")


@dataclass(frozen=True, slots=True)
class Known:
    """What the file says on a day: the head of it, and the facts of all that was merged into it."""

    client: m.Client
    found: Gathered
    on: date
    why: str = ""

    def running(self, kind: Any) -> list[Any]:
        return [fact for fact in self.found[kind] if fact.runs(self.on)]


@dataclass(frozen=True, slots=True)
class SharedField:
    """`needed`: the kinds of offer that need it; `always`: without it a partner can do nothing."""

    code: str
    label: Promise
    read: Callable[[Known], str]
    needed: frozenset[Any] = frozenset()
    always: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as the partner reads it; an empty text says that the file does not know it."""

    code: str
    label: str
    text: str


def _name(known: Known) -> str:
    client = known.client
    return f"{client.name} ({client.known_as})" if client.known_as else client.name


def _languages(known: Known) -> str:
    client, parts = known.client, []
    if client.speaks:
        parts.append(_("spreekt %(language)s") % {"language": language_name(client.speaks)})
    if client.reads_in:
        parts.append(_("leest %(language)s") % {"language": language_name(client.reads_in)})
    if client.reads in (m.Reads.LITTLE, m.Reads.NOT):
        parts.append(str(client.get_reads_display()).lower())
    if client.interpreter_needed:
        parts.append(_("tolk nodig"))
    return ", ".join(parts)


def _reach(known: Known) -> str:
    """Numbers and addresses of the client's own, and only where nothing was agreed on contact."""
    if known.running(m.ContactRule):
        return str(ASK_FIRST)
    points = known.running(m.ContactPoint)
    never = {_same(point) for point in points if point.never}
    free = [point for point in points if _same(point) not in never and not point.owner]
    free.sort(key=lambda point: not point.preferred)
    return ", ".join(dict.fromkeys(map(_point, free)))


def _same(point: m.ContactPoint) -> str:
    return same_email(point.value) if point.channel == m.Channel.EMAIL else same_number(point.value)


def _point(point: m.ContactPoint) -> str:
    text = point.value if point.channel == m.Channel.EMAIL else phone_text(point.value)
    return f"{text} ({_('liever geen berichten')})" if point.opted_out else text


def _dutch(known: Known) -> str:
    levels = [one for one in known.found[m.LanguageLevel] if one.language == "nl"]
    newest: dict[str, Any] = {}
    for one in levels:
        newest.setdefault(one.skill, one)
    return ", ".join(
        f"{one.level} {str(one.get_skill_display()).lower()} ({one.measured_on.strftime('%d/%m/%Y')})"
        for one in newest.values()
    )


def _licence(known: Known) -> str:
    return ", ".join(str(one.get_kind_display()) for one in known.running(m.DrivingLicence))


def _mobility(known: Known) -> str:
    for one in known.running(m.Mobility):
        ways = [
            (one.bicycle, _("fietst")),
            (one.public_transport, _("neemt bus, tram of trein")),
            (one.car, _("heeft een auto")),
            (bool(one.minutes), _("kan %(minutes)s minuten reizen") % {"minutes": one.minutes}),
        ]
        return ", ".join(said for holds, said in ways if holds)
    return ""


def _availability(known: Known) -> str:
    blocks = [one for one in known.running(m.Availability) if one.kind == m.Availability.Kind.WORK]
    days: dict[int, list[str]] = {}
    for one in sorted(blocks, key=lambda one: (one.weekday, one.from_minute)):
        days.setdefault(one.weekday, []).append(f"{clock(one.from_minute)}-{clock(one.to_minute)}")
    return "; ".join(f"{m.Weekday(day).label} {', '.join(hours)}" for day, hours in days.items())


def _education(known: Known) -> str:
    done = [one for one in known.found[m.Education] if one.finished]
    order = list(m.EducationLevel.values)
    best = max(done, key=lambda one: order.index(one.level), default=None)
    if best is None:
        return ""
    return f"{best.get_level_display()}, {best.subject}" if best.subject else str(best.get_level_display())


def _experience(known: Known) -> str:
    return ", ".join(dict.fromkeys(one.job for one in known.found[m.WorkExperience][:MOST_JOBS]))


def _work_right(known: Known) -> str:
    return str(work_of(known.found[m.WorkRight], known.on).label)


def _vdab(known: Known) -> str:
    return _("ja") if known.running(m.VdabRegistration) else _("nee, of niet genoteerd")


def _why(known: Known) -> str:
    return known.why


FIELDS: dict[str, SharedField] = {
    field.code: field
    for field in (
        SharedField("name", gettext_lazy("Naam en hoe aanspreken"), _name, always=True),
        SharedField("languages", gettext_lazy("Talen en tolk"), _languages, always=True),
        SharedField(REACH, gettext_lazy("Hoe bereiken"), _reach, always=True),
        SharedField("why", gettext_lazy("Waarom dit aanbod"), _why, always=True),
        SharedField("dutch", gettext_lazy("Niveau Nederlands"), _dutch, LANGUAGE | LEARNING),
        SharedField("education", gettext_lazy("Hoogste schooling"), _education, LEARNING),
        SharedField("experience", gettext_lazy("Werkervaring"), _experience, WORK),
        SharedField("work_right", gettext_lazy("Mag werken"), _work_right, WORK),
        SharedField("vdab", gettext_lazy("Ingeschreven bij VDAB"), _vdab),
        SharedField("licence", gettext_lazy("Rijbewijs"), _licence, frozenset({K.MOBILITY})),
        SharedField("mobility", gettext_lazy("Verplaatsing"), _mobility, frozenset({K.MOBILITY}) | WORK),
        SharedField("availability", gettext_lazy("Wanneer vrij"), _availability, DAYTIME),
    )
}
ALWAYS = tuple(code for code, field in FIELDS.items() if field.always)


def needed_for(kind: str) -> list[str]:
    """The codes that are ticked beforehand for an offer of this kind: what is always needed, and no more than that."""
    return [code for code, field in FIELDS.items() if field.always or kind in field.needed]


def chosen(codes: Iterable[str]) -> list[str]:
    """Codes of the list in its order, with what is always needed. KeyError for one that is not on it."""
    wanted = {*ALWAYS, *codes}
    if unknown := wanted - FIELDS.keys():
        raise KeyError(sorted(unknown)[0])
    return [code for code in FIELDS if code in wanted]


def known_of(client: m.Client, *, on: date, why: str = "") -> Known:
    """What the file knows; two queries. `client` is the head of a merged file."""
    return Known(client, gather(KINDS, client.file_ids), on, why)


def running_consents(known: Known) -> list[m.Consent]:
    """Those on which something may go to a partner that day; the newest first."""
    consents = known.running(m.Consent)
    return [one for one in consents if one.purpose == m.ConsentPurpose.PARTNER and one.withdrawn_on is None]


def lines(known: Known, codes: Sequence[str] = ()) -> list[Line]:
    """As the partner reads it, in Dutch; all of the list where no codes are given."""
    return [_line(FIELDS[code], known) for code in codes or FIELDS]


def _line(field: SharedField, known: Known) -> Line:
    text = in_dutch(lambda: field.read(known))
    return Line(field.code, in_dutch(lambda: field.label), text)
