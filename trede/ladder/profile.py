"""From observations to a profile: pure rules on plain values. There is no total score, on purpose.

Marks are 0 (not seen), 1 (not yet), 2 (with help), 3 (alone), 4 (strong); see models.assessment.Seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

NOT_SEEN, NOT_YET, WITH_HELP, ALONE, STRONG = range(5)
# Two observers who are this far apart on one behaviour talk about it (help or alone is one step, no talk).
TALK = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """What one observer saw of one indicator; ids stand for rows, `competence` is a key of the list."""

    indicator: int
    competence: str
    task: int
    observer: int
    seen: int


@dataclass(frozen=True, slots=True)
class Level:
    """What one observer makes of one competence: the middle of what was seen, and how many times."""

    observer: int
    level: int
    times: int


@dataclass(frozen=True, slots=True)
class Line:
    """One competence. `levels`: each observer's own; empty when nobody saw it."""

    competence: str
    levels: tuple[Level, ...]
    tasks: tuple[int, ...]

    @property
    def level(self) -> int:
        """The middle of the observers' levels; of two the lower, so that no promise is made too soon."""
        return median_low([one.level for one in self.levels]) if self.levels else NOT_SEEN

    @property
    def times(self) -> int:
        return sum(one.times for one in self.levels)

    @property
    def spread(self) -> int:
        """How far the observers are apart: 0 when they agree or when only one saw it."""
        values = [one.level for one in self.levels]
        return max(values) - min(values) if values else 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One behaviour that observers saw very differently; `seen` per observer, in the order of their ids."""

    indicator: int
    competence: str
    task: int
    seen: tuple[tuple[int, int], ...]

    @property
    def gap(self) -> int:
        values = [value for _observer, value in self.seen]
        return max(values) - min(values)


@dataclass(frozen=True, slots=True)
class Profile:
    """The competences by what was seen, strengths first, and where the observers differ."""

    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]

    def at(self, *levels: int) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.level in levels)

    @property
    def strengths(self) -> tuple[Line, ...]:
        return self.at(STRONG, ALONE)

    @property
    def with_help(self) -> tuple[Line, ...]:
        return self.at(WITH_HELP)

    @property
    def not_yet(self) -> tuple[Line, ...]:
        return self.at(NOT_YET)

    @property
    def not_seen(self) -> tuple[Line, ...]:
        """Unknown: nobody saw it. That is not the same as "cannot"."""
        return self.at(NOT_SEEN)

    @property
    def seen(self) -> tuple[Line, ...]:
        return self.at(STRONG, ALONE, WITH_HELP, NOT_YET)

    @property
    def apart(self) -> tuple[Line, ...]:
        """Competences of which the observers have another level."""
        return tuple(line for line in self.lines if line.spread)


def profile_of(marks: Iterable[Mark], asked: Mapping[str, Sequence[int]]) -> Profile:
    """The profile of one assessment.

    `asked`: every competence that the tasks speak of, in the order of the list, with those tasks (ids). A competence
    that was seen and is not asked any more comes after them. Ordered by level (high first), then by how many times
    and in how many tasks it was seen, then as asked.
    """
    kept = list(marks)
    order = {
        key: place for place, key in enumerate(dict.fromkeys([*asked, *(one.competence for one in kept)]))
    }
    by_competence: dict[str, list[Mark]] = {key: [] for key in order}
    for mark in kept:
        if mark.seen != NOT_SEEN:
            by_competence[mark.competence].append(mark)
    lines = [_line(key, seen, asked.get(key, ())) for key, seen in by_competence.items()]
    lines.sort(key=lambda one: (-one.level, -one.times, -len(one.tasks), order[one.competence]))
    return Profile(tuple(lines), differences_in(kept))


def _line(competence: str, seen: Sequence[Mark], asked: Sequence[int]) -> Line:
    by_observer: dict[int, list[int]] = {}
    for mark in seen:
        by_observer.setdefault(mark.observer, []).append(mark.seen)
    levels = (Level(who, median_low(values), len(values)) for who, values in sorted(by_observer.items()))
    tasks = dict.fromkeys(mark.task for mark in seen) if seen else dict.fromkeys(asked)
    return Line(competence, tuple(levels), tuple(tasks))


def differences_in(marks: Iterable[Mark]) -> tuple[Difference, ...]:
    """The indicators where what two observers saw is two steps or more apart, the widest first."""
    by_indicator: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.seen != NOT_SEEN:
            by_indicator.setdefault(mark.indicator, []).append(mark)
    found = [
        Difference(
            indicator,
            rows[0].competence,
            rows[0].task,
            tuple(sorted((one.observer, one.seen) for one in rows)),
        )
        for indicator, rows in by_indicator.items()
    ]
    return tuple(sorted((one for one in found if one.gap >= TALK), key=lambda one: (-one.gap, one.indicator)))


def shown_to(observer: int, marks: Sequence[Mark], *, blind: bool) -> tuple[list[Mark], int]:
    """The marks that this observer may see, and how many stay hidden.

    While the assessment runs (`blind`), who observes sees their own, and of others only what they marked themselves:
    otherwise the second copies the first.
    """
    if not blind:
        return list(marks), 0
    own = {mark.indicator for mark in marks if mark.observer == observer}
    shown = [mark for mark in marks if mark.indicator in own]
    return shown, len(marks) - len(shown)


@dataclass(frozen=True, slots=True)
class Done:
    """How far a task is: chosen, done, skipped with a reason, and whether somebody wrote how it went."""

    task: int
    chosen: bool
    done: bool
    skipped: bool
    described: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a conclusion would leave open; each is a warning, none forbids."""

    unfinished: tuple[int, ...] = ()
    undescribed: tuple[int, ...] = ()
    unseen: tuple[int, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.unfinished or self.undescribed or self.unseen)


def gaps_in(tasks: Iterable[Done], indicators: Iterable[tuple[int, int]], marks: Iterable[Mark]) -> Gaps:
    """What misses before an assessment is concluded.

    unfinished: chosen, not done and not skipped; undescribed: done, and nobody wrote the circumstances; unseen:
    indicators (id, task) of a task that was done which nobody saw.
    """
    known = list(tasks)
    seen = {mark.indicator for mark in marks if mark.seen != NOT_SEEN}
    done = {one.task for one in known if one.done}
    return Gaps(
        unfinished=tuple(one.task for one in known if one.chosen and not one.done and not one.skipped),
        undescribed=tuple(one.task for one in known if one.done and not one.described),
        unseen=tuple(indicator for indicator, task in indicators if task in done and indicator not in seen),
    )
