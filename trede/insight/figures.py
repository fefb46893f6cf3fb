"""The figures of the way in, worked out from plain rows. No ORM."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trede.insight.cells import Cell, grouped, safe
from trede.insight.leadtimes import Began, LeadTime, lead_time
from trede.insight.months import Month, Period, per_month, waiting_at
from trede.insight.rows import Asked, Caseload, Entry, Facts, Guided, Invited, first_seen
from trede.insight.survival import Curve, Span, between, curve, followed, reached_by

# Below this number a curve says more about chance than about the service.
LEAST = 10
MARKS = (14, 28, 42, 56, 84, 112)
REST = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The share that still waits after so many days, with its band and how many were followed so long."""

    days: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of all whose referral was accepted in the period: from that day to being seen."""

    started: int
    seen: int
    still: int
    left: int
    curve: Curve
    marks: tuple[Mark, ...]
    half: int | None
    half_between: tuple[int | None, int | None]

    @property
    def too_few(self) -> bool:
        return self.started < LEAST


@dataclass(frozen=True, slots=True)
class Flow:
    """A month: who came, who was seen for the first time, who left unseen, who waits at its end."""

    month: Month
    runs: bool
    arrived: int
    seen: int
    left: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Shows:
    """The sessions of a month. Of the absent: who surely got the invitation, who perhaps, and who by nothing."""

    month: Month
    runs: bool
    seen: int
    excused: int
    absent: int
    reached: int
    perhaps: int
    nothing: int
    open: int

    @property
    def invited(self) -> int:
        return self.seen + self.excused + self.absent + self.open


@dataclass(frozen=True, slots=True)
class Language:
    """The invitations in one language; "" for the small ones together. What could point at somebody is hidden."""

    code: str
    invited: Cell
    absent: Cell
    not_reached: Cell


@dataclass(frozen=True, slots=True)
class Replies:
    """The invitations made in a month, by the last answer that came."""

    month: Month
    runs: bool
    comes: int
    cannot: int
    call_me: int
    none: int

    @property
    def made(self) -> int:
        return self.comes + self.cannot + self.call_me + self.none


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    time: LeadTime


@dataclass(frozen=True, slots=True)
class Figures:
    period: Period
    waiting: Waiting
    flow: tuple[Flow, ...]
    shows: tuple[Shows, ...]
    languages: tuple[Language, ...]
    replies: tuple[Replies, ...]
    steps: tuple[Step, ...]
    caseloads: tuple[Caseload, ...]

    @property
    def empty(self) -> bool:
        """Nothing happened in this period."""
        return not (self.waiting.started or any(row.invited for row in self.shows) or self.caseloads)


def figures(facts: Facts, period: Period) -> Figures:
    """All figures of a period."""
    seen = first_seen(one for one in facts.invited if one.session <= period.today)
    return Figures(
        period=period,
        waiting=waiting(facts.entries, seen, period),
        flow=flow(facts.entries, seen, period),
        shows=shows(facts.invited, period),
        languages=languages(facts.invited, period),
        replies=replies(facts.invited, period),
        steps=steps(facts, period),
        caseloads=tuple(facts.caseloads),
    )


def waiting(entries: Iterable[Entry], seen: dict[int, date], period: Period) -> Waiting:
    """The curve of all who came in the period; who left unseen counts up to that day, who waits up to today."""
    came = [entry for entry in entries if period.holds(entry.since)]
    spans = [_span(entry, seen.get(entry.pk), period.today) for entry in came]
    found = curve(spans)
    still = sum(entry.left is None and entry.pk not in seen for entry in came)
    return Waiting(
        started=len(came),
        seen=found.ended,
        still=still,
        left=len(came) - found.ended - still,
        curve=found,
        marks=tuple(_marks(found, spans)),
        half=reached_by(found, 0.5),
        half_between=between(found, 0.5),
    )


def _span(entry: Entry, seen: date | None, today: date) -> Span:
    if seen is not None:
        return Span(max(0, (seen - entry.since).days), ended=True)
    return Span(max(0, ((entry.left or today) - entry.since).days), ended=False)


def _marks(found: Curve, spans: list[Span]) -> Iterable[Mark]:
    for days in MARKS:
        if point := found.at(days):
            yield Mark(days, point.share, point.low, point.high, followed(spans, days))


def flow(entries: list[Entry], seen: dict[int, date], period: Period) -> tuple[Flow, ...]:
    """Month by month: in, seen, out, and who waits."""
    arrived = per_month((entry.since for entry in entries), period)
    first = per_month(seen.values(), period)
    unseen = per_month((entry.left for entry in entries if entry.pk not in seen), period)
    spans = [(entry.since, entry.left) for entry in entries]
    waits = waiting_at(spans, [min(month.last, period.ends) for month in period.months])
    return tuple(
        Flow(
            month,
            period.runs(month),
            arrived[month],
            first[month],
            unseen[month],
            many,
        )
        for month, many in zip(period.months, waits, strict=True)
    )


def shows(invited: Iterable[Invited], period: Period) -> tuple[Shows, ...]:
    """Month by month of the session. Somebody absent twice counts twice: each chair was kept free."""
    kept: dict[Month, list[Invited]] = {month: [] for month in period.months}
    for one in invited:
        if one.keeps and period.holds(one.session):
            kept[Month.of(one.session)].append(one)
    return tuple(_shows(month, period.runs(month), rows) for month, rows in kept.items())


def _shows(month: Month, runs: bool, rows: list[Invited]) -> Shows:
    counts = Counter("seen" if one.seen else one.attendance for one in rows)
    missed = [one for one in rows if one.missed]
    reached = sum(one.reached for one in missed)
    perhaps = sum(one.arrived and not one.reached for one in missed)
    return Shows(
        month=month,
        runs=runs,
        seen=counts["seen"],
        excused=counts["excused"],
        absent=len(missed),
        reached=reached,
        perhaps=perhaps,
        nothing=len(missed) - reached - perhaps,
        open=counts[""],
    )


def languages(invited: Iterable[Invited], period: Period) -> tuple[Language, ...]:
    """By the language of the invitation: the large ones first, the small ones together at the end."""
    rows = [one for one in invited if one.keeps and one.attendance and period.holds(one.session)]
    under = grouped(Counter(one.language for one in rows), REST)
    asked = Counter(under[one.language] for one in rows)
    absent = Counter({code: 0 for code in asked})
    absent.update(under[one.language] for one in rows if one.missed)
    unsure = Counter({code: 0 for code in asked})
    unsure.update(under[one.language] for one in rows if one.missed and not one.reached)
    columns = safe(asked), safe(absent), safe(unsure)
    order = sorted(asked, key=lambda code: (code == REST, -asked[code], code))
    return tuple(Language(code, *(column[code] for column in columns)) for code in order)


def replies(invited: Iterable[Invited], period: Period) -> tuple[Replies, ...]:
    """By the month in which the invitation was made."""
    counts: Counter[tuple[Month, str]] = Counter(
        (Month.of(one.made), one.reply) for one in invited if period.holds(one.made)
    )
    return tuple(
        Replies(
            month,
            period.runs(month),
            comes=counts[month, "comes"],
            cannot=counts[month, "cannot"] + counts[month, "other_time"],
            call_me=counts[month, "call_me"],
            none=counts[month, ""],
        )
        for month in period.months
    )


def steps(facts: Facts, period: Period) -> tuple[Step, ...]:
    """Each step of all who began it in the period."""
    made: dict[int, date] = {}
    for one in facts.invited:
        made[one.entry] = min(one.made, made.get(one.entry, one.made))
    parts = {
        "answer": [_answer(one) for one in facts.asked if period.holds(one.sent)],
        "invite": [
            Began(entry.since, made.get(entry.pk), entry.left)
            for entry in facts.entries
            if period.holds(entry.since)
        ],
        "session": [_session(one, period.today) for one in facts.invited if period.holds(one.made)],
        "intake": [_intake(one, period.today) for one in facts.guided if period.holds(one.decided)],
    }
    return tuple(Step(code, lead_time(began, period.today)) for code, began in parts.items())


def _answer(one: Asked) -> Began:
    """A referral that was withdrawn before an answer counts as followed for no longer than that day."""
    gone = one.sent if one.withdrawn and one.answered is None else None
    return Began(one.sent, one.answered, gone)


def _session(one: Invited, today: date) -> Began:
    """How long beforehand somebody is asked; a slot that was given back ends the count there."""
    held = one.keeps and one.session <= today
    return Began(one.made, one.session if held else None, None if one.keeps else one.made)


def _intake(one: Guided, today: date) -> Began:
    done = one.intake if one.intake and one.intake <= today else None
    return Began(one.decided, done, one.closed)
