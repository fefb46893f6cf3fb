"""The verdicts on one client in the order in which a caseworker reads them; pure but for the words."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trede.core.saying import said
from trede.fit.lines import Line, lines
from trede.fit.reading import Fitting
from trede.matching.conditions import Check
from trede.matching.fit import Verdict
from trede.matching.kinds import Outcome
from trede.matching.reasons import is_hidden

# What is answered with yes or no here; all the rest is a fact of the file, noted where it belongs.
YES_OR_NO = frozenset({"judgement", "wish", "origin", "vdab", "not_working", "no_bicycle"})
TOP_LIFTS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the offers that wait for it. `opens`: those that ask nothing else."""

    text: str
    condition: str
    kind: str
    yes_or_no: bool
    hidden: bool
    lines: list[Line]
    # Every offer that asks it, also those listed under another question.
    asked_by: list[int]
    opens: int


@dataclass(frozen=True, slots=True)
class Lift:
    """What would take away the only reason against these offers. `opens`: those that then fit at once."""

    text: str
    lines: list[Line]
    opens: int

    @property
    def asks(self) -> int:
        """Those that then still ask a question."""
        return len(self.lines) - self.opens


@dataclass(frozen=True, slots=True)
class Arranged:
    """Everything on the page."""

    fits: list[Line]
    questions: list[Question]
    no: list[Line]
    lifts: list[Lift]
    elsewhere: list[Line]

    @property
    def unknown(self) -> int:
        return sum(len(question.lines) for question in self.questions)


def arrange(fittings: Iterable[Fitting], rung: int | None) -> Arranged:
    """Own rung and the one above first, then the nearest; every offer once."""
    ordered = sorted(fittings, key=lambda one: (nearness(one.entry.terms.rung, rung), one.entry.terms.rung))
    by_verdict: dict[str, list[Fitting]] = defaultdict(list)
    for fitting in ordered:
        by_verdict[fitting.verdict].append(fitting)
    return Arranged(
        fits=lines(by_verdict[Verdict.FITS]),
        questions=questions(by_verdict[Verdict.UNKNOWN]),
        no=lines(by_verdict[Verdict.NO]),
        lifts=lifts(by_verdict[Verdict.NO]),
        elsewhere=lines(by_verdict[Verdict.NOT_OFFERED]),
    )


def nearness(offered: int, rung: int | None) -> int:
    """0 for the rung where somebody stands and the next one; without a rung all are as near."""
    if rung is None or offered in (rung, rung + 1):
        return 0
    return offered - rung - 1 if offered > rung else rung - offered


def questions(unknown: list[Fitting]) -> list[Question]:
    """Grouped by question, the one that opens most first; each offer under the first of its questions."""
    groups: dict[tuple[str, str], list[tuple[Fitting, Check]]] = defaultdict(list)
    for fitting in unknown:
        for check in {_same(one): one for one in fitting.fit.those(Outcome.UNKNOWN)}.values():
            groups[_same(check)].append((fitting, check))
    ordered = sorted(groups.values(), key=lambda group: (-_opens(group), -len(group)))
    shown: set[int] = set()
    found = []
    for group in ordered:
        waiting = [fitting for fitting, _check in group if fitting.entry.pk not in shown]
        shown |= {fitting.entry.pk for fitting in waiting}
        if waiting:
            found.append(_question(group, waiting))
    return found


def _same(check: Check) -> tuple[str, str]:
    """Two checks ask the same when one answer serves both."""
    own = check.condition_id if check.condition.kind in YES_OR_NO else ""
    return own, said(check.question)


def _opens(group: list[tuple[Fitting, Check]]) -> int:
    return sum(
        len({_same(one) for one in fitting.fit.those(Outcome.UNKNOWN)}) == 1 for fitting, _check in group
    )


def _question(group: list[tuple[Fitting, Check]], waiting: list[Fitting]) -> Question:
    _fitting, check = group[0]
    return Question(
        text=said(check.question),
        condition=check.condition_id,
        kind=check.condition.kind,
        yes_or_no=check.condition.kind in YES_OR_NO,
        hidden=is_hidden(check),
        lines=lines(waiting),
        asked_by=[fitting.entry.pk for fitting, _check in group],
        opens=_opens(group),
    )


def lifts(against: list[Fitting]) -> list[Lift]:
    """What one lifted barrier would open, the one that opens most first; only of what somebody can lift."""
    groups: dict[str, list[Fitting]] = defaultdict(list)
    for fitting in against:
        reasons = fitting.fit.those(Outcome.NO)
        if len(reasons) == 1 and reasons[0].liftable and reasons[0].lifts is not None:
            groups[said(reasons[0].lifts)].append(fitting)
    found = [
        Lift(text, lines(group), sum(not one.fit.those(Outcome.UNKNOWN) for one in group))
        for text, group in groups.items()
    ]
    return sorted(found, key=lambda lift: (-len(lift.lines), -lift.opens))[:TOP_LIFTS]


def narrowed(
    fittings: Iterable[Fitting], *, trede: str = "", soort: str = "", zoek: str = ""
) -> list[Fitting]:
    """Only the offers of a rung, of a kind, with these words in their name."""
    words = zoek.casefold().split()
    keeps: Callable[[Fitting], bool] = lambda one: (  # noqa: E731
        trede in ("", str(one.entry.terms.rung))
        and soort in ("", one.entry.kind)
        and all(word in one.entry.terms.name.casefold() for word in words)
    )
    return [fitting for fitting in fittings if keeps(fitting)]
