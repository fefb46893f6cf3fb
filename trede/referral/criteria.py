"""What the criteria say of a referral: a pure weighing of plain values. It advises; a person decides.

Only a missing right to work advises against. Language alone never refuses. Source: referral.*, vdab.registration.*,
work_right.*, work_willingness.*
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from trede.rules.dates import add_months

# The order of the levels of Dutch; a level of the European scale beside the steps that reach it.
LEVELS = {
    level: place
    for place, levels in enumerate(
        (
            ("0",), ("1.1", "A1"), ("1.2", "A2"), ("2.1",), ("2.2",), ("2.3",), ("2.4", "B1"), ("3.1",), ("3.2",),
            ("3.3",), ("3.4", "B2"), ("4.1",), ("4.2", "C1"), ("C2",),
        )
    )
    for level in levels
}  # fmt: skip


class Verdict(StrEnum):
    """`blocks` advises against; `missing` is not known yet."""

    OK = "ok"
    ATTENTION = "attention"
    MISSING = "missing"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its verdict, in one sentence, with the reason or what to do, and where it comes from."""

    code: str
    verdict: Verdict
    sentence: str
    reason: str = ""
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the file says of one client on a day. None: not known.

    may_work: onbeperkt, beperkt, neen or unknown, as the rule says, with its reason. dutch: the newest general level.
    newcomer_months: the term of the rule, counted from `arrived_on`.
    """

    on: date
    may_work: str = "unknown"
    work_reason: str = ""
    work_warning: str = ""
    work_certainty: str = ""
    estimate: str = ""
    dutch: str | None = None
    dutch_threshold: str | None = None
    at_vdab: bool = False
    arrived_on: date | None = None
    newcomer_months: int | None = None
    reachable: bool = False
    exempt: bool = False
    exempt_until: date | None = None
    exemption_asked: bool = False
    guided: bool = False
    waiting_since: date | None = None


def weigh(known: Known) -> list[Criterion]:
    """The criteria in the order in which they matter, each with its reason."""
    return [
        _work(known),
        _estimate(known),
        _dutch(known),
        _vdab(known),
        _reachable(known),
        *_exemption(known),
        *_already(known),
    ]


def advises_against(criteria: list[Criterion]) -> bool:
    """Does something speak against a referral now? A person may still send it, and says why."""
    return any(criterion.verdict is Verdict.BLOCKS for criterion in criteria)


def _work(known: Known) -> Criterion:
    verdict, sentence = {
        "onbeperkt": (Verdict.OK, _("Mag werken.")),
        "beperkt": (Verdict.ATTENTION, _("Mag beperkt werken.")),
        "neen": (Verdict.BLOCKS, _("Mag (nog) niet werken.")),
    }.get(known.may_work, (Verdict.MISSING, _("Niet bekend of werken mag.")))
    if verdict is Verdict.OK and known.work_warning:
        verdict = Verdict.ATTENTION
    reason = " ".join(part for part in (known.work_reason, known.work_warning) if part)
    return Criterion("work", verdict, sentence, reason, "work_right", known.work_certainty)


def _estimate(known: Known) -> Criterion:
    verdict, sentence = {
        "yes": (Verdict.OK, _("De maatschappelijk werker denkt dat het kan.")),
        "soon": (Verdict.ATTENTION, _("De maatschappelijk werker denkt dat eerst iets opgelost moet raken.")),
        "unsure": (Verdict.ATTENTION, _("De maatschappelijk werker twijfelt.")),
        "no": (Verdict.ATTENTION, _("De maatschappelijk werker denkt dat het nu niet kan.")),
    }.get(known.estimate, (Verdict.MISSING, _("Nog geen inschatting.")))
    return Criterion("estimate", verdict, sentence)


def _dutch(known: Known) -> Criterion:
    alone = _("Taal alleen is geen reden om te weigeren.")
    source = "referral.dutch_level"
    if known.dutch is None:
        sentence = _("Het niveau Nederlands is niet bekend.")
        return Criterion("dutch", Verdict.ATTENTION, sentence, alone, source, "practice")
    said = {"level": known.dutch, "least": known.dutch_threshold}
    if known.dutch_threshold is None or reaches(known.dutch, known.dutch_threshold):
        return Criterion("dutch", Verdict.OK, _("Nederlands: %(level)s.") % said, "", source, "practice")
    sentence = _("Nederlands: %(level)s, minder dan %(least)s.") % said
    reason = _("Denk aan een tolk. %(alone)s") % {"alone": alone}
    return Criterion("dutch", Verdict.ATTENTION, sentence, reason, source, "practice")


def reaches(level: str, least: str) -> bool:
    """Is this level of Dutch at least that one? A level that nobody knows reaches nothing."""
    return LEVELS.get(level, -1) >= LEVELS.get(least, 0)


def _vdab(known: Known) -> Criterion:
    source = "vdab.registration"
    if known.at_vdab:
        return Criterion("vdab", Verdict.OK, _("Ingeschreven bij VDAB."), "", source, "confirmed")
    sentence = _("Niet ingeschreven bij VDAB.")
    months, arrived = known.newcomer_months, known.arrived_on
    if months and arrived and known.on <= add_months(arrived, months):
        reason = _("Een nieuwkomer heeft %(months)s maanden vanaf de start van de inburgering.") % {
            "months": months
        }
        return Criterion("vdab", Verdict.ATTENTION, sentence, reason, source, "practice")
    reason = _(
        "Inschrijven is voor bijna iedereen verplicht: doe het samen (bellen, online of aan het loket)."
    )
    return Criterion("vdab", Verdict.ATTENTION, sentence, reason, source, "confirmed")


def _reachable(known: Known) -> Criterion:
    if known.reachable:
        return Criterion("reachable", Verdict.OK, _("Bereikbaar."))
    reason = _("Noteer een gsm, een e-mailadres of een adres. Zonder kan niemand de cliënt uitnodigen.")
    return Criterion("reachable", Verdict.MISSING, _("Geen enkel kanaal werkt."), reason)


def _exemption(known: Known) -> Iterator[Criterion]:
    if known.exempt:
        until = known.exempt_until.strftime("%d/%m/%Y") if known.exempt_until else ""
        sentence = _("Vrijgesteld tot en met %(day)s.") % {"day": until} if until else _("Vrijgesteld.")
        reason = _("Wie vrijgesteld is, mag komen maar wordt niet opgeroepen.")
        yield Criterion("exemption", Verdict.ATTENTION, sentence, reason, "work_willingness", "confirmed")
    elif known.exemption_asked:
        reason = _("Ze geldt pas als het comité beslist.")
        yield Criterion("exemption", Verdict.ATTENTION, _("Er is een vrijstelling voorgesteld."), reason)


def _already(known: Known) -> Iterator[Criterion]:
    if known.waiting_since:
        sentence = _("Staat al op de wachtlijst sinds %(day)s.") % {
            "day": known.waiting_since.strftime("%d/%m/%Y")
        }
        yield Criterion("waiting", Verdict.ATTENTION, sentence, _("Een tweede aanmelding versnelt niets."))
    if known.guided:
        reason = _("Spreek eerst met de begeleider.")
        yield Criterion("guided", Verdict.ATTENTION, _("Wordt al begeleid."), reason)
