"""May somebody work, on what ground, and for how long still? Source: work_right.*"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trede.rules.certainty import Certainty
from trede.rules.dates import add_months
from trede.rules.lookup import NotKnown, value
from trede.rules.sentences import Param, Sentence
from trede.rules.store import Store
from trede.rules.trace import Trace, TraceLine


class Ground(StrEnum):
    """Why somebody may or may not work."""

    BELGIAN = "belgian"
    EEA = "eea"
    REFUGEE = "refugee"
    ASYLUM = "asylum"
    SINGLE_PERMIT = "single_permit"
    CARD_C = "card_c"
    RESIDENCE_TITLE = "residence_title"


class Marking(StrEnum):
    """What the residence title says about the labour market."""

    ONBEPERKT = "onbeperkt"
    BEPERKT = "beperkt"
    NEEN = "neen"


class MayWork(StrEnum):
    """The verdict; UNKNOWN means that a fact is missing and the reason says which."""

    ONBEPERKT = "onbeperkt"
    BEPERKT = "beperkt"
    NEEN = "neen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WorkRightVerdict:
    """Whether somebody may work on a day, and why.

    days_left: days from that day to the last day of the document (0 on the last day itself), None
    without an end. from_day: the day on which a waiting period ends, when the person still waits.
    """

    may_work: MayWork
    reason: Sentence
    warning: Sentence | None
    days_left: int | None
    from_day: date | None
    certainty: Certainty | None
    trace: tuple[TraceLine, ...]


@dataclass(slots=True)
class _Case:
    ground: Ground
    marking: Marking | None
    valid_until: date | None
    since: date | None
    refused: bool
    on: date
    trace: Trace
    from_day: date | None = None
    warning: Sentence | None = None

    @property
    def by_document(self) -> bool:
        return self.ground not in (Ground.BELGIAN, Ground.EEA, Ground.REFUGEE)

    @property
    def days_left(self) -> int | None:
        if not self.by_document or self.valid_until is None or self.valid_until < self.on:
            return None
        return (self.valid_until - self.on).days


Verdict = tuple[MayWork, Sentence]


def work_right(
    *,
    ground: Ground,
    on: date,
    marking: Marking | None = None,
    valid_until: date | None = None,
    since: date | None = None,
    refused: bool = False,
    store: Store | None = None,
) -> WorkRightVerdict:
    """Whether somebody may work on a day (all dates inclusive).

    valid_until: last day of the document. since: the day asylum was asked. refused: the CGVS decided
    against the asylum request. Belgians, citizens of the EU, the EEA and Switzerland, and recognised
    refugees need no document. A document that has ended gives no right. What is not filled in, and a
    day on which the rule is not known, gives UNKNOWN with the reason.
    """
    case = _Case(ground, marking, valid_until, since, refused, on, Trace(on, store))
    try:
        may_work, reason = _decide(case)
        _warn(case, may_work)
    except NotKnown as error:
        may_work, reason = MayWork.UNKNOWN, error.sentence
    return WorkRightVerdict(
        may_work=may_work,
        reason=reason,
        warning=case.warning,
        days_left=case.days_left,
        from_day=case.from_day,
        certainty=None if may_work is MayWork.UNKNOWN else case.trace.certainty,
        trace=tuple(case.trace.lines),
    )


def _decide(case: _Case) -> Verdict:
    if not case.by_document:
        case.trace.use("work_right.by_law", _say("by_law", "Wie zonder vermelding mag werken"))
        return MayWork.ONBEPERKT, _say("status", "Het recht om te werken volgt uit het statuut.")
    if case.valid_until is not None and case.valid_until < case.on:
        return _expired(case.valid_until)
    if case.ground is Ground.CARD_C:
        return _by_card_c(case)
    if case.ground is Ground.ASYLUM:
        return _by_asylum(case)
    return _by_marking(case)


def _expired(last_day: date) -> Verdict:
    return MayWork.NEEN, _say(
        "document_expired",
        "Het document verviel op {last_day}. Vraag het nieuwe document.",
        last_day=last_day,
    )


def _by_card_c(case: _Case) -> Verdict:
    answering = "work_right.card_c" if _still_issued(case) else "work_right.card_c.old_cards"
    case.trace.use(answering, _say("card_c_rule", "Arbeidskaart C"))
    if case.valid_until is None:
        return MayWork.UNKNOWN, _say(
            "card_c_no_end", "Vul de vervaldag van de arbeidskaart C in, of kijk naar de verblijfstitel."
        )
    return MayWork.ONBEPERKT, _say(
        "card_c", "De arbeidskaart C geldt nog tot {last_day}.", last_day=case.valid_until
    )


def _still_issued(case: _Case) -> bool:
    return value("work_right.card_c", case.on, store=case.trace.store).known


def _by_asylum(case: _Case) -> Verdict:
    waiting = case.trace.use("work_right.asylum", _say("asylum_wait", "Wachttijd na de asielaanvraag"))
    if case.refused:
        return MayWork.NEEN, _say("asylum_refused", "Het CGVS besliste negatief over de asielaanvraag.")
    if case.since is None:
        return MayWork.UNKNOWN, _say("asylum_no_date", "Vul de datum van de asielaanvraag in.")
    first_day = add_months(case.since, int(waiting.decimal()))
    case.trace.note(_say("asylum_first_day", "Eerste dag na de wachttijd"), first_day)
    if case.on < first_day:
        case.from_day = first_day
        return MayWork.NEEN, _say(
            "asylum_waiting", "Werken kan pas vanaf {first_day}, na de wachttijd.", first_day=first_day
        )
    if case.marking is Marking.BEPERKT:
        return MayWork.UNKNOWN, _say(
            "asylum_marking", "Bij een asielaanvraag hoort 'arbeidsmarkt: onbeperkt'. Kijk het document na."
        )
    return _by_marking(case)


def _by_marking(case: _Case) -> Verdict:
    if case.marking is None:
        return MayWork.UNKNOWN, _say(
            "no_marking", "Vul de vermelding over de arbeidsmarkt in: onbeperkt, beperkt of neen."
        )
    what = _say("marking_rule", "Vermelding op de verblijfstitel")
    answer = case.trace.use("work_right.marking", what, key=case.marking.value)
    return MayWork(case.marking.value), _say(
        "marking",
        "De verblijfstitel vermeldt 'arbeidsmarkt: {marking}': {meaning}.",
        marking=case.marking.value,
        meaning=_say("marking_meaning", str(answer.value)),
    )


def _warn(case: _Case, may_work: MayWork) -> None:
    if not case.by_document or may_work not in (MayWork.ONBEPERKT, MayWork.BEPERKT):
        return
    if case.valid_until is None:
        case.warning = _say("no_end", "Er is geen einddatum ingevuld. Kijk op het document.")
        return
    warn_days = value("work_right.expiry_warning_days", case.on, store=case.trace.store)
    left = case.days_left
    if left is not None and left <= warn_days.decimal():
        case.warning = _say(
            "expires",
            "Het document vervalt op {last_day}, over {days} dagen. Vraag tijdig een nieuw.",
            last_day=case.valid_until,
            days=left,
        )


def _say(code: str, text: str, **params: Param) -> Sentence:
    return Sentence.of(f"work_right_{code}", text, **params)
