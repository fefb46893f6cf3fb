"""How the value of each kind of condition is written, and what is wrong with one that is not."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trede.clients import models as m
from trede.clients.models.work import CEFR, NT2
from trede.core.errors import CaseError
from trede.offers.models import ConditionClass


class Form(StrEnum):
    NONE = "none"
    LEVEL = "level"
    NUMBER = "number"
    CHOICES = "choices"
    OFFERS = "offers"
    PLACES = "places"
    SLUG = "slug"


@dataclass(frozen=True, slots=True)
class Kind:
    """`choices`: the codes that a list with commas may hold, with their words; `single`: one of them only."""

    label: str | Promise
    form: Form = Form.NONE
    choices: tuple[tuple[str, str | Promise], ...] = ()
    most: int = 600
    single: bool = False


_LEVELS = tuple((level, level) for level in (*CEFR, *NT2))
_LICENCES = tuple(m.DrivingLicence.Kind.choices)
_MARKINGS = (
    ("onbeperkt", pgettext_lazy("arbeidsmarkt", "onbeperkt")),
    ("beperkt", pgettext_lazy("arbeidsmarkt", "beperkt")),
)
_SEXES = (("f", gettext_lazy("vrouwen")), ("m", gettext_lazy("mannen")))

KINDS: dict[str, Kind] = {
    "language_min": Kind(gettext_lazy("Nederlands: minstens"), Form.LEVEL, _LEVELS),
    "language_max": Kind(gettext_lazy("Nederlands: hoogstens"), Form.LEVEL, _LEVELS),
    "age_min": Kind(gettext_lazy("Leeftijd: minstens"), Form.NUMBER, most=120),
    "age_max": Kind(gettext_lazy("Leeftijd: hoogstens"), Form.NUMBER, most=120),
    "income": Kind(gettext_lazy("Inkomen"), Form.CHOICES, tuple(m.IncomeKind.choices)),
    "work_right": Kind(gettext_lazy("Mag werken"), Form.CHOICES, _MARKINGS),
    "vdab": Kind(gettext_lazy("Ingeschreven bij VDAB")),
    "education_max": Kind(
        gettext_lazy("Opleiding: hoogstens"), Form.CHOICES, tuple(m.EducationLevel.choices), single=True
    ),
    "measure_done": Kind(gettext_lazy("Maatregel afgerond"), Form.OFFERS),
    "measure_running": Kind(gettext_lazy("Maatregel loopt nu"), Form.OFFERS),
    "measure_not_done": Kind(gettext_lazy("Maatregel nooit begonnen"), Form.OFFERS),
    "workless_min": Kind(gettext_lazy("Zonder werk: minstens zoveel maanden"), Form.NUMBER),
    "not_working": Kind(gettext_lazy("Werkt niet")),
    "ticket": Kind(gettext_lazy("Ticket van VDAB"), Form.CHOICES, tuple(m.TicketKind.choices)),
    "work_limit": Kind(gettext_lazy("Beperking bij het werk")),
    "lives_in": Kind(gettext_lazy("Woont in"), Form.PLACES),
    "sex": Kind(gettext_lazy("Enkel voor mannen of vrouwen"), Form.CHOICES, _SEXES, single=True),
    "origin": Kind(gettext_lazy("Migratieachtergrond")),
    "newcomer": Kind(gettext_lazy("In België: hoogstens zoveel maanden"), Form.NUMBER),
    "barrier": Kind(gettext_lazy("Drempel"), Form.CHOICES, tuple(m.BarrierCode.choices)),
    "licence": Kind(gettext_lazy("Heeft rijbewijs"), Form.CHOICES, _LICENCES),
    "licence_none": Kind(gettext_lazy("Heeft nog geen rijbewijs"), Form.CHOICES, _LICENCES),
    "no_bicycle": Kind(gettext_lazy("Kan nog niet fietsen")),
    "judgement": Kind(gettext_lazy("Te beoordelen: een vraag"), Form.SLUG),
    "wish": Kind(gettext_lazy("Keuze van de cliënt: een vraag"), Form.SLUG),
    "talk": Kind(gettext_lazy("Te bespreken, nooit noteren"), Form.SLUG),
}
ASKS_WORDS = frozenset({"judgement", "wish", "talk"})
_SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def check_value(kind: str, value: str, *, parameter: str = "") -> str:
    """The value in the one form in which it is kept. Raises CaseError with what to write.

    With `parameter` (a dated legal value that stands in for it) the value may be empty.
    """
    known = KINDS.get(kind)
    if known is None:
        raise CaseError(_("Deze soort voorwaarde bestaat niet. Kies een soort uit de lijst."))
    text = value.strip()
    if known.form is Form.NONE:
        if text:
            raise CaseError(_("Laat de waarde leeg: deze voorwaarde heeft er geen."))
        return ""
    if not text:
        if parameter:
            return ""
        raise CaseError(_("Vul de waarde in: zonder waarde zegt deze voorwaarde niets."))
    return _CHECKS[known.form](known, text)


def check_weight(kind: str, weight: str) -> None:
    """What is only spoken of is never weighed, and what is weighed is never only spoken of. Raises CaseError."""
    if (kind == "talk") != (weight == ConditionClass.TALK):
        raise CaseError(_("Kies “te bespreken, nooit genoteerd” enkel, en altijd, voor wat te bespreken is."))


def _level(kind: Kind, text: str) -> str:
    level = text.upper().removeprefix("NT2").strip().replace(",", ".")
    if level not in CEFR and level not in NT2:
        raise CaseError(_("Dit niveau bestaat niet. Schrijf het als 1.1, 1.2 … of als A1, A2 …"))
    return level


def _number(kind: Kind, text: str) -> str:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= kind.most):
        raise CaseError(_("Schrijf een geheel getal van 0 tot %(most)s.") % {"most": kind.most})
    return str(int(text))


def _codes(kind: Kind, text: str) -> str:
    own = [code for code, _words in kind.choices]
    chosen = set(_listed(text))
    if wrong := sorted(chosen - set(own)):
        raise CaseError(_("“%(code)s” bestaat hier niet. Kies uit de lijst.") % {"code": wrong[0][:40]})
    if kind.single and len(chosen) > 1:
        raise CaseError(_("Kies er één: deze voorwaarde heeft één waarde."))
    return ",".join(code for code in own if code in chosen)


def _offers(kind: Kind, text: str) -> str:
    keys = sorted({part.casefold() for part in _listed(text)})
    if wrong := [key for key in keys if not _SLUG.fullmatch(key) or len(key) > 60]:
        raise CaseError(_("“%(key)s” is geen korte naam van een aanbod.") % {"key": wrong[0][:40]})
    return ",".join(keys)


def _places(kind: Kind, text: str) -> str:
    named = {part.casefold(): part for part in _listed(text)}
    return ",".join(named[key] for key in sorted(named))


def _slug(kind: Kind, text: str) -> str:
    slug = text.casefold()
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise CaseError(_("Geef deze vraag een korte naam in kleine letters, zonder spaties: ver_van_werk."))
    return slug


def _listed(text: str) -> list[str]:
    found = [part for each in text.split(",") if (part := " ".join(each.split()))]
    if not found:
        raise CaseError(_("Vul de waarde in: zonder waarde zegt deze voorwaarde niets."))
    return found


_CHECKS = {
    Form.LEVEL: _level,
    Form.NUMBER: _number,
    Form.CHOICES: _codes,
    Form.OFFERS: _offers,
    Form.PLACES: _places,
    Form.SLUG: _slug,
}
