"""The session sheet: a fixed list of fields, the same for both counsellors.

The partner's counsellor sees this and never the file. What is not in FIELDS cannot come on the sheet: no barriers,
no national number, no address, no names of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Naam"),
    "age": gettext_lazy("Leeftijd"),
    "languages": gettext_lazy("Talen"),
    "dutch": gettext_lazy("Nederlands"),
    "interpreter": gettext_lazy("Tolk"),
    "work_right": gettext_lazy("Mag werken"),
    "vdab": gettext_lazy("Ingeschreven bij VDAB"),
    "children": gettext_lazy("Kinderen in het gezin"),
    "childcare": gettext_lazy("Kinderopvang"),
    "mobility": gettext_lazy("Verplaatsing"),
    "licence": gettext_lazy("Rijbewijs"),
    "education": gettext_lazy("Opleiding"),
    "experience": gettext_lazy("Werkervaring"),
    "estimate": gettext_lazy("Inschatting maatschappelijk werker"),
    "wish": gettext_lazy("Wens van de cliënt"),
}
# Enough to lead a talk of ten minutes; the rest stays in the file.
MOST_LISTED = 3
DAYS_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is known, as plain values. None or an empty text: not known."""

    name: str
    age: int | None = None
    languages: Sequence[str] = ()
    dutch: Sequence[str] = ()
    interpreter: bool = False
    work_right: str = ""
    vdab: bool | None = None
    children: int = 0
    care_for: int = 0
    childcare_minutes: int | None = None
    mobility: Sequence[str] = ()
    travel_minutes: int | None = None
    licences: Sequence[str] = ()
    education: Sequence[str] = ()
    experience: Sequence[str] = ()
    estimate: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the sheet, in words; an empty `text` is not known."""

    code: str
    label: str
    text: str


def sheet_is_open(session_on: date, day: date, *, closed: bool) -> bool:
    """The sheet serves the session: from two days before, to prepare, until the session is closed."""
    return not closed and day >= session_on - DAYS_BEFORE


def sheet_of(facts: SheetFacts) -> tuple[Line, ...]:
    """Exactly the fields of FIELDS, in their order."""
    texts = {
        "name": facts.name,
        "age": "" if facts.age is None else _("%(age)s jaar") % {"age": facts.age},
        "languages": ", ".join(facts.languages),
        "dutch": ", ".join(facts.dutch),
        "interpreter": _("nodig") if facts.interpreter else _("niet gevraagd"),
        "work_right": facts.work_right,
        "vdab": {True: _("ja"), False: _("nee"), None: ""}[facts.vdab],
        "children": _children(facts.children, facts.care_for),
        "childcare": _childcare(facts.childcare_minutes),
        "mobility": _mobility(facts.mobility, facts.travel_minutes),
        "licence": ", ".join(facts.licences),
        "education": _listed(facts.education),
        "experience": _listed(facts.experience),
        "estimate": facts.estimate,
        "wish": facts.wish,
    }
    return tuple(Line(code, str(label), texts[code]) for code, label in FIELDS.items())


def _children(count: int, care_for: int) -> str:
    if not count:
        return ""
    children = ngettext("%(count)s kind", "%(count)s kinderen", count) % {"count": count}
    return (
        _("%(children)s, opvang nodig voor %(care)s") % {"children": children, "care": care_for}
        if care_for
        else children
    )


def _childcare(minutes: int | None) -> str:
    return "" if minutes is None else _("%(hours)s uur per week geregeld") % {"hours": _hours(minutes)}


def _hours(minutes: int) -> str:
    """In hours, with a comma for a half: 90 → 1,5."""
    return f"{minutes / 60:.1f}".removesuffix(".0").replace(".", ",")


def _mobility(ways: Sequence[str], minutes: int | None) -> str:
    parts = [*ways]
    if minutes:
        parts.append(_("tot %(minutes)s minuten onderweg") % {"minutes": minutes})
    return ", ".join(parts)


def _listed(texts: Sequence[str]) -> str:
    shown = "; ".join(texts[:MOST_LISTED])
    more = len(texts) - MOST_LISTED
    return f"{shown} {_('en nog %(count)s') % {'count': more}}" if more > 0 else shown
